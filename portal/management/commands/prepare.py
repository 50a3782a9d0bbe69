"""Brings a database up to date: tables, the built-in circles and, on request, the demo organisation in a new
one.

Called by `run.py`, and by hand or by a release script where the portal runs on a server.
"""

import io
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandParser, call_command
from django.db import transaction

ACCOUNTS_FILE = "demo-accounts.json"


class Command(BaseCommand):
    """Safe to run again: every step does only what is still missing."""

    help = "Migrates, makes the circles and, with --demo, fills a new database with the demo organisation."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One option: whether a new database gets the demo organisation."""
        parser.add_argument("--demo", action="store_true", help="load the demo when there are no people yet")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the steps; raises what a step raises."""
        self.stdout.write("tabellen · tables")
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write("kringen · circles")
        call_command("setup_circles", verbosity=0)
        if options["demo"] and not get_user_model().objects.exists():
            self.stdout.write("voorbeeldorganisatie · demo organisation")
            self.load_demo()

    def load_demo(self) -> None:
        """All of the demo or, when interrupted, nothing of it; then its accounts, for the start to show."""
        with transaction.atomic():
            call_command("demo", verbosity=0)
        printed = io.StringIO()
        call_command("demo", accounts=True, stdout=printed)
        accounts = json.loads(printed.getvalue())
        Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
        (settings.DATA_DIR / ACCOUNTS_FILE).write_text(json.dumps(accounts, ensure_ascii=False, indent=1))
