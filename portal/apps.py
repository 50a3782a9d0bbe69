"""The composition root."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Kring"

    def ready(self) -> None:
        user_logged_in.connect(note_rights, dispatch_uid="note_rights")


def note_rights(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """At sign-in: is there a link to the CMS in this person's menu?"""
    from portal.context import MAY_EDIT

    request.session[MAY_EDIT] = user.has_perm("wagtailadmin.access_admin")
