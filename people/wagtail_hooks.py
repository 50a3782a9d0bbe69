"""What the CMS is told about this room. Read by Wagtail."""

from typing import Any

from wagtail import hooks

from people.viewsets import person_chooser


@hooks.register("register_admin_viewset")
def register_person_chooser() -> Any:
    return person_chooser
