"""`manage.py setup_circles`: the circles an organisation starts with. Safe to run again."""

from typing import Any

from django.core.management.base import BaseCommand

from audiences.starter import starter_circles_create


class Command(BaseCommand):
    help = "Make the circles an organisation starts with; run again, it adds what is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        made = starter_circles_create()
        self.stdout.write(f"{len(made)} circles made." if made else "All circles were there already.")
