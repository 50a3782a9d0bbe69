"""The database of a laptop is whole or absent, and what was in it survives whatever happens to a start."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from start.database import Database
from start.messages import Stop
from tests.house.tree import ROOT


@pytest.fixture(autouse=True)
def own_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a laptop: no database server."""
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture
def database(root: Path, python: Path) -> Database:
    """The miniature's data folder, still empty."""
    return Database(root, root / "data", python)


def ask(database: Database, question: str) -> int:
    """One number from the database in place."""
    with closing(sqlite3.connect(database.file)) as connection:
        return connection.execute(question).fetchone()[0]


def change_migrations(database: Database) -> None:
    """As a new version of the project would."""
    (database.root / "people" / "migrations" / "0002_more.py").write_text(str(time.monotonic()))


def test_new_database_is_made_once(database: Database) -> None:
    """And its files come along; a second start has nothing to do."""
    database.ensure()
    assert ask(database, "SELECT count(*) FROM people") == 10
    assert (database.data / "media" / "photo.jpg").read_text() == "photo"
    assert not database.building.exists()
    database.ensure()
    assert ask(database, "SELECT count(*) FROM steps") == 1


def test_upgrade_keeps_what_was_there(database: Database) -> None:
    """Also what still stands in the write-ahead log; the former database stays beside it."""
    database.ensure()
    left_open = sqlite3.connect(database.file, isolation_level=None)
    left_open.execute("PRAGMA journal_mode=WAL")
    left_open.execute("UPDATE people SET name = 'kept'")
    left_open.close()
    change_migrations(database)
    database.ensure()
    assert ask(database, "SELECT count(*) FROM people WHERE name = 'kept'") == 10
    assert ask(database, "SELECT count(*) FROM steps") == 2
    assert database.previous.exists()


def test_failed_upgrade_changes_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old database stays in place, and the next start tries again."""
    database.ensure()
    change_migrations(database)
    monkeypatch.setenv("FAILS", "django.db.utils.OperationalError: something else")
    with pytest.raises(Stop) as stop:
        database.ensure()
    assert "OperationalError" in stop.value.details
    assert ask(database, "SELECT count(*) FROM steps") == 1
    monkeypatch.delenv("FAILS")
    database.ensure()
    assert ask(database, "SELECT count(*) FROM steps") == 2


def test_full_disk_is_recognised(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own words for it."""
    monkeypatch.setenv("FAILS", "sqlite3.OperationalError: database or disk is full")
    with pytest.raises(Stop, match="The disk is full"):
        database.ensure()


def test_database_of_a_server_is_prepared_where_it_stands(
    database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """At every start, since only the server knows what is in it."""
    database.data.mkdir()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'server.sqlite3'}")
    database.ensure()
    database.ensure()
    assert not database.file.exists()
    with closing(sqlite3.connect(tmp_path / "server.sqlite3")) as connection:
        assert connection.execute("SELECT count(*) FROM steps").fetchone() == (2,)


@pytest.mark.parametrize("moment", [0.05, 0.2, 0.4, 0.6])
def test_killed_start_is_repaired_by_the_next(database: Database, moment: float) -> None:
    """Killed at any moment, with all it started, it leaves no database or a whole one."""
    script = (
        "import sys; from pathlib import Path; from start.database import Database; "
        "Database(*map(Path, sys.argv[1:]), Path(sys.executable)).ensure()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(database.root), str(database.data)],
        cwd=ROOT,
        env={**os.environ, "SLOWLY": "0.05"},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(moment)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    database.ensure()
    assert ask(database, "SELECT count(*) FROM people") == 10
    assert not database.building.exists()
