"""The room `content`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = _("inhoud")

    def ready(self) -> None:
        from content import checks, signal_handlers  # noqa: F401 - the checks register themselves

        signal_handlers.connect()
