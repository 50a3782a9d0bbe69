"""The room `audiences`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AudiencesConfig(AppConfig):
    name = "audiences"
    verbose_name = _("kringen en toegang")

    def ready(self) -> None:
        from audiences import lookups  # noqa: F401 - registers the zone look-up
