"""The room `people`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("mensen")

    def ready(self) -> None:
        from audiences.registry import register_facts
        from people import signal_handlers
        from people.facts import SOURCE

        register_facts(SOURCE)
        signal_handlers.connect()
