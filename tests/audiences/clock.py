"""A clock that stands still until it is told to move: the database's and Python's at once.

For the tests of this room. Nothing is written when it moves, so what was memoised must notice by itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest import mock

from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from audiences import viewer

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Clock:
    """`now` is what Python and the database say it is."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now
        self._told: object = None

    def read(self) -> datetime:
        return self.now

    def tick(self, hours: float = 1) -> None:
        """Time passes; nothing else happens."""
        self.set(self.now + hours * HOUR)

    def set(self, now: datetime) -> None:
        self.now = now
        self.tell_database()

    def tell_database(self) -> None:
        """PostgreSQL keeps it as a setting of the connection, which a rollback takes back."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('kring.now', %s, false)", [self.now.isoformat()])
            return
        connection.ensure_connection()
        if self._told is not connection.connection:
            connection.connection.create_function("kring_now", 0, self._text)
            self._told = connection.connection

    def _text(self) -> str:
        """As SQLite writes a moment."""
        return self.now.strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]


def _on_sqlite(self, compiler, connection, **context):
    return "kring_now()", []


def _on_postgresql(self, compiler, connection, **context):
    return "current_setting('kring.now')::timestamptz", []


@contextmanager
def standing_still(now: datetime = START) -> Iterator[Clock]:
    """Inside a test with the database."""
    clock = Clock(now)
    viewer._statements.clear()  # they hold the real clock
    with (
        mock.patch.object(Now, "as_sqlite", _on_sqlite),
        mock.patch.object(Now, "as_postgresql", _on_postgresql),
        mock.patch.object(timezone, "now", clock.read),
    ):
        clock.tell_database()
        try:
            yield clock
        finally:
            viewer._statements.clear()
