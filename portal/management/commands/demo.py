"""`manage.py demo`: the demo organisation, Gemeente Waterrijk.

Its passwords are known: never load it where real people sign in.
"""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from people.models import User
from portal.demo.clear import NotOnlyDemoError, demo_clear
from portal.demo.load import demo_load
from portal.demo.load_people import DEMO_PASSWORD
from portal.demo.oracle import Oracle, slugs
from portal.demo.people import PERSONAS
from portal.demo.scale import scale_load

BAR = 30


class Command(BaseCommand):
    """Safe to run again: adds what is missing and puts people, passwords and memberships back."""

    help = "Load the demo organisation: people, circles, pages, images and documents."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="of the illustrations and the large tree")
        parser.add_argument("--reset", action="store_true", help="first delete pages, media and demo people")
        parser.add_argument("--force", action="store_true", help="reset even when others have accounts here")
        parser.add_argument("--scale", type=int, metavar="N", help="add a large tree of about N pages")
        parser.add_argument(
            "--accounts", action="store_true", help="only print, as JSON: who can sign in, and open what"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked. Raises CommandError with nobody to print, or when a reset would hurt others."""
        if options["accounts"]:
            self.print_accounts()
            return
        self.quiet = options["verbosity"] == 0
        if options["reset"]:
            self.reset(force=options["force"])
        demo_load(options["seed"], self.progress)
        if options["scale"]:
            made = scale_load(options["scale"], options["seed"], self.progress)
            self.say(f"{made} pagina’s erbij" if made else "De grote boom is er al")
        self.say(f"Waterrijk staat klaar. Wachtwoord van iedereen: {DEMO_PASSWORD}")

    def reset(self, *, force: bool) -> None:
        """Take the demo out."""
        try:
            demo_clear(force=force)
        except NotOnlyDemoError as problem:
            raise CommandError(
                "Hier zijn ook accounts die niet van de demo zijn. Met --force gaan alle pagina’s toch weg."
            ) from problem

    def progress(self, what: str, done: int, total: int) -> None:
        """One line that grows; on something else than a screen only the last state of each step."""
        if self.quiet or (not self.stdout.isatty() and done < total):
            return
        filled = BAR * done // max(total, 1)
        bar = "█" * filled + "░" * (BAR - filled)
        self.stdout.write(f"\r{what:10} {bar} {done}/{total}", ending="\n" if done >= total else "")
        self.stdout.flush()

    def say(self, text: str) -> None:
        """One line, unless nobody wants to read."""
        if not self.quiet:
            self.stdout.write(text)

    def print_accounts(self) -> None:
        """A list with, for each persona, how to sign in and which addresses open."""
        users = {user.login: user for user in User.objects.filter(login__in=PERSONAS.values())}
        if len(users) < len(set(PERSONAS.values())):
            raise CommandError("De demo is hier niet geladen. Draai eerst: manage.py demo")
        oracle = Oracle()
        accounts = []
        for persona, login in PERSONAS.items():
            circles = oracle.circles_of(users[login])
            opens = oracle.opens(circles)
            accounts.append(
                {
                    "persona": persona,
                    "login": login,
                    "password": DEMO_PASSWORD,
                    "circles": slugs(circles),
                    "opens": opens,
                    "refused": sorted(set(oracle.addresses) - set(opens)),
                }
            )
        self.stdout.write(json.dumps(accounts, ensure_ascii=False, indent=1))
