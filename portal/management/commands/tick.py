"""`manage.py tick`: everything that is periodic. Run it every few minutes, by cron or a timer of the system.

Who sees what never waits for it: expiry and the end of a membership count at read time.
"""

from typing import Any

from django.core.management import BaseCommand, call_command
from django.db import transaction

from audiences.lock import policy_lock
from audiences.statistics import zone_pages_recount
from audiences.zones import collect_zones
from people.services import people_index


class Command(BaseCommand):
    """Safe to run at any moment and any number of times."""

    help = "Publishes what is due, takes down what has expired and tidies up the zones."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the steps; raises what a step raises."""
        call_command("publish_scheduled", verbosity=0)
        with transaction.atomic():
            policy_lock()
            collected = collect_zones()
            recounted = zone_pages_recount()
        people_index()
        if options["verbosity"]:
            self.stdout.write(f"zones: {collected} weg, {recounted} opnieuw geteld")
