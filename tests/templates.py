"""Template databases: made once, copied for every test process, put back after tests that really commit.

Used by `tests/conftest.py` alone. Migrating takes many seconds and copying a fraction of one, so a migrated
database is kept in `.cache/tests`, under a name made of everything that shapes it. There are two: `bare` is
what the migrations leave, `demo` has the circles and the demo organisation in it as well.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.signals import setting_changed
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache" / "tests"
PACKAGES = ("django", "wagtail", "django-allauth", "django-taggit", "django-tasks-db", "modelsearch")
ROOMS = ("portal", "content", "people", "audiences", "search", "spaces", "insights", "api")
KINDS = ("bare", "demo")  # each is made from a copy of the one before


@cache
def fingerprint(kind: str) -> str:
    """A short hash of what shapes the template: migrations, packages and, for the demo, the code."""
    patterns = ["*/migrations/*.py"]
    if kind == "demo":
        patterns = [f"{room}/**/*.*" for room in ROOMS]
    digest = hashlib.sha256(repr([(name, version(name)) for name in PACKAGES]).encode())
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern)}):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(ROOT).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def files_of(kind: str, mark: str) -> Path:
    """The folder with the uploaded files that a template's rows speak of."""
    return CACHE / f"files-{kind}-{mark}"


def keep_files_in(folder: Path) -> None:
    """Keep uploaded files in this folder from now on."""
    settings.MEDIA_ROOT = folder
    setting_changed.send(sender=None, setting="MEDIA_ROOT", value=folder, enter=True)


def fill(kind: str, mark: str) -> None:
    """Bring the connected database from what it was copied from to what this kind is; keep its files."""
    for older in CACHE.glob(f"files-{kind}-*"):
        shutil.rmtree(older)
    files = files_of(kind, mark)
    files.mkdir()
    keep_files_in(files)
    if kind == "bare":
        call_command("migrate", verbosity=0, interactive=False)
    else:
        call_command("setup_circles", verbosity=0)
        call_command("demo", verbosity=0)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Keep the other test processes waiting while one makes a template."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


class Databases(ABC):
    """The databases of one test process: at most one copy of each template, one of them connected."""

    def __init__(self, process: str) -> None:
        self.process = process
        self.original = connection.settings_dict["NAME"]
        self.templates: dict[str, str] = {}
        self.made: dict[str, str] = {}
        self.current = ""

    def use(self, kind: str) -> None:
        """Connect to this process's copy of a template, making what is not there yet."""
        if kind == self.current:
            return
        if kind not in self.made:
            with one_at_a_time():
                for needed in KINDS[: KINDS.index(kind) + 1]:
                    self.templates[needed] = self.ensure_template(needed, fingerprint(needed))
            self.made[kind] = self.copy(kind)
            shutil.copytree(files_of(kind, fingerprint(kind)), self._files(kind), copy_function=os.link)
        self.connect(self.made[kind])
        keep_files_in(self._files(kind))
        self.current = kind

    def connect(self, name: str) -> None:
        """Point Django's connection at a database, and those of threads to come, such as a live server's."""
        connection.close()
        connection.settings_dict["NAME"] = name

    def finish(self) -> None:
        """Remove this process's copies."""
        self.connect(self.original)
        for kind, name in self.made.items():
            self.drop(name)
            shutil.rmtree(self._files(kind), ignore_errors=True)

    def _files(self, kind: str) -> Path:
        return CACHE / f"run-{os.getpid()}-{self.process}-{kind}-files"

    @abstractmethod
    def ensure_template(self, kind: str, mark: str) -> str:
        """The name of the template, made when it is not there. Called by one process at a time."""

    @abstractmethod
    def copy(self, kind: str) -> str:
        """Copy a template for this process and return the name of the copy."""

    @abstractmethod
    def restore(self) -> None:
        """Put the connected copy back to what its template holds."""

    @abstractmethod
    def drop(self, name: str) -> None:
        """Remove a database, if it is there."""


class SqliteDatabases(Databases):
    """Files; copied by SQLite itself, which also works while something has the copy open."""

    def ensure_template(self, kind: str, mark: str) -> str:
        """Make the template beside its final name, so that a run cut short leaves none that looks whole."""
        path = CACHE / f"{kind}-{mark}.sqlite3"
        if path.exists() and files_of(kind, mark).is_dir():
            return str(path)
        for older in CACHE.glob(f"{kind}-*.sqlite3*"):
            older.unlink()
        beside = CACHE / f"new-{kind}.sqlite3"
        self.drop(str(beside))
        if kind != KINDS[0]:
            self._pour(self.templates[KINDS[KINDS.index(kind) - 1]], str(beside))
        self.connect(str(beside))
        fill(kind, mark)
        connection.close()
        with closing(sqlite3.connect(beside)) as settled:
            settled.execute("PRAGMA journal_mode=DELETE").fetchall()
        beside.replace(path)
        return str(path)

    def copy(self, kind: str) -> str:
        """A file of this process's own."""
        name = str(CACHE / f"run-{os.getpid()}-{self.process}-{kind}.sqlite3")
        self._pour(self.templates[kind], name)
        return name

    def restore(self) -> None:
        """Pour the template over the copy."""
        connection.close()
        self._pour(self.templates[self.current], self.made[self.current])

    def drop(self, name: str) -> None:
        """The file and what SQLite keeps beside it."""
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(name + suffix).unlink(missing_ok=True)

    def _pour(self, source: str, target: str) -> None:
        with closing(sqlite3.connect(source)) as full, closing(sqlite3.connect(target, timeout=20)) as copy:
            full.backup(copy)


class PostgresDatabases(Databases):
    """Databases on the server; PostgreSQL copies one as the template of another."""

    def ensure_template(self, kind: str, mark: str) -> str:
        """Make the template under another name and rename it when it is whole."""
        name = f"kring_{kind}_{mark}"
        if files_of(kind, mark).is_dir() and self._exists(name):
            return name
        self.drop(name)
        beside = f"kring_{kind}_new"
        self.drop(beside)
        before = "template0" if kind == KINDS[0] else self.templates[KINDS[KINDS.index(kind) - 1]]
        self._do(f'CREATE DATABASE "{beside}" TEMPLATE "{before}"')
        self.connect(beside)
        fill(kind, mark)
        connection.close()
        self._do(f'ALTER DATABASE "{beside}" RENAME TO "{name}"')
        return name

    def copy(self, kind: str) -> str:
        """A database of this process's own."""
        name = f"test_kring_{os.getpid()}_{self.process}_{kind}"
        self.drop(name)
        self._copy_when_free(self.templates[kind], name)
        return name

    def restore(self) -> None:
        """Copy the template anew: quicker than emptying a few hundred tables, and nothing is forgotten."""
        connection.close()
        name = self.made[self.current]
        self.drop(name)
        self._copy_when_free(self.templates[self.current], name)

    def drop(self, name: str) -> None:
        """Also when something, such as a live server's thread, is still connected to it."""
        self._do(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _copy_when_free(self, template: str, name: str) -> None:
        with one_at_a_time():  # a template that is being copied cannot be copied by another
            for attempt in range(20):
                try:
                    self._do(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
                    return
                except Exception:
                    if attempt == 19:
                        raise
                    time.sleep(0.1)

    def _do(self, statement: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement)

    def _exists(self, name: str) -> bool:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return cursor.fetchone() is not None


def databases_for(process: str) -> Databases:
    """The right kind for the configured database."""
    return PostgresDatabases(process) if connection.vendor == "postgresql" else SqliteDatabases(process)
