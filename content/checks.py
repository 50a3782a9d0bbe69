"""What is checked before the portal starts: nothing with an address of its own is without a gate."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db import models
from wagtail.models import AbstractPage

from audiences.models import Protected
from audiences.querysets import ProtectedQuerySetMixin

WITHOUT_GATE = {
    "content.PortalRendition": "as visible as its image, by which it is looked up",
    "people.Profile": "the photo has a view of its own, within what the viewer may see of people",
    "wagtailcore.UploadedFile": "an upload that is not finished; no address serves it",
    "wagtailusers.UserProfile": "a picture for the CMS only; no address serves it",
    "wagtailimages.Image": "not in use: the portal has its own model",
    "wagtaildocs.Document": "not in use: the portal has its own model",
    "wagtailimages.Rendition": "not in use: the portal has its own model",
}
"""Models with files that carry no zone of their own, each with the reason."""


@register()
def pages_and_files_have_a_gate(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """Every page type, and every model with files, is protected or says why not."""
    return [
        Error(f"{model._meta.label} {what}", obj=model, id=f"content.{number}")
        for model in apps.get_models()
        for number, what in problems(model)
    ]


def problems(model: type[models.Model]) -> Iterable[tuple[str, str]]:
    """(number of the check, what is wrong)."""
    is_page = issubclass(model, AbstractPage)
    has_files = any(isinstance(field, models.FileField) for field in model._meta.local_fields)
    if not is_page and not (has_files and model._meta.label not in WITHOUT_GATE):
        return
    if not issubclass(model, Protected):
        yield "E001", "has an address but no zone: inherit from Protected or Anchored, or give a reason."
    elif not isinstance(model._default_manager.all(), ProtectedQuerySetMixin):
        yield "E002", "has a default manager without `visible_to`."
