"""The system check finds pages and files without a gate."""

from django.apps import apps
from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps

from content.checks import WITHOUT_GATE, problems
from content.models import ContentPage


def test_nothing_is_without_a_gate() -> None:
    assert not [message for message in run_checks() if (message.id or "").startswith("content.E")]


def test_every_reason_is_about_a_model_with_files() -> None:
    for label in WITHOUT_GATE:
        fields = apps.get_model(label)._meta.get_fields()
        assert any(isinstance(field, models.FileField) for field in fields), label


@isolate_apps("content")
def test_a_file_without_a_zone_is_found() -> None:
    class Loose(models.Model):
        file = models.FileField()

        class Meta:
            app_label = "content"

    assert [number for number, _what in problems(Loose)] == ["E001"]


@isolate_apps("content")
def test_a_page_type_with_a_manager_of_its_own_is_found() -> None:
    class Escaped(ContentPage):
        objects = models.Manager()

        class Meta:
            app_label = "content"

    assert [number for number, _what in problems(Escaped)] == ["E002"]
