"""Lists, counts and changes of access at full size, against no access rules at all, Wagtail and guardian.

    python -m bench.access                                    full size: some minutes
    python -m bench.access --pages 5000 --rounds 3            a quick look

Measures on a PostgreSQL of its own, or on the server of DATABASE_URL, in a database that it makes and drops.
"""

import os
import sys
from pathlib import Path

if not __package__:  # started as a file
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from bench import harness
from bench.server import database, say


def main() -> int:
    """Returns the number of missed targets."""
    parser = harness.options(
        "Access: lists, counts and changes", pages=100_000, restrictions=1_000, circles=200, seed=1
    )
    chosen = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    with database() as name:
        import django

        django.setup()
        from django.core.management import call_command

        from bench import access_cases

        call_command("migrate", verbosity=0, interactive=False)
        rows, notes = access_cases.run(chosen, say)
        title = f"{name}: {chosen.pages} pages, {chosen.restrictions} restrictions, {chosen.circles} circles"
        return harness.report(title, rows, as_json=chosen.json, notes=notes)


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
