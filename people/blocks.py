"""A person in the body of a page: stored as a number, chosen by name. For the blocks of `content`."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import FieldBlock

from people.models import User


def _exists(number: int) -> None:
    if not User.objects.filter(pk=number, is_active=True).exists():
        raise ValidationError(_("Deze persoon is er niet (meer)."))


class PersonBlock(FieldBlock):
    """The number of an account. What is shown of the person is decided for each reader."""

    def __init__(self, required: bool = True, help_text: str | None = None, **kwargs: Any) -> None:
        self.field_options = {"required": required, "help_text": help_text}
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> forms.IntegerField:
        # Page types are made of blocks before the admin, which the chooser belongs to, can be loaded.
        from people.viewsets import person_chooser

        widget = person_chooser.widget_class()
        return forms.IntegerField(widget=widget, validators=[_exists], **self.field_options)

    class Meta:
        icon = "user"
