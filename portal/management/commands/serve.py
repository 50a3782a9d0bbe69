"""Serves the portal on one machine, and says where it is and who can sign in.

Called by `run.py`. A server room runs gunicorn instead (see docs/operations.md).
"""

import json
import signal
import sys
import warnings
from typing import Any

import waitress
from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from portal.management.commands.prepare import ACCOUNTS_FILE

THREADS = 8


class Command(BaseCommand):
    """One process, a few threads; enough for a laptop and a demonstration."""

    help = "Serves the portal and prints its address and the demo accounts."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until stopped. Raises CommandError when the address cannot be listened on."""
        # Static files come from where they were written; they are only gathered for a server.
        warnings.filterwarnings("ignore", message="No directory at")
        application = get_wsgi_application()
        len(get_resolver().url_patterns)  # loads every view now rather than at the first visit
        host, port = options["host"], options["port"]
        try:
            server = waitress.create_server(application, host=host, port=port, threads=THREADS, ident="")
        except OSError as problem:
            raise CommandError(f"{host}:{port}: {problem.strerror}") from problem
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        self.welcome(host, port)
        server.run()

    def welcome(self, host: str, port: int) -> None:
        """Print the address and, when the demo is loaded, its accounts."""
        shown = {"0.0.0.0": "localhost", "::": "localhost"}.get(host, host)  # noqa: S104 - compared, not bound
        self.stdout.write(f"\nKring staat klaar · is ready:  http://{shown}:{port}/\n")
        try:
            accounts = json.loads((settings.DATA_DIR / ACCOUNTS_FILE).read_text())
        except (OSError, ValueError):
            accounts = []
        if accounts:
            self.stdout.write("\nInloggen kan als · sign in as:\n")
            width = max(len(account["persona"]) for account in accounts)
            for account in accounts:
                self.stdout.write(
                    f"  {account['persona']:{width}}  {account['login']}  {account['password']}"
                )
        self.stdout.write("\nStoppen: Ctrl+C · Stop: Ctrl+C\n")
        self.stdout.flush()
