"""Makes and upgrades the laptop's database: one SQLite file in the data folder.

Called by `start.main`. A new database, or an upgraded copy of the present one, is made in `DATA/building` and
put in place in one step when it is whole. So the file in place is always complete, and a start cut short
costs only time. A database given by DATABASE_URL belongs to whoever runs its server: it is brought up to date
where it stands.
"""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from start.commands import run, why
from start.messages import Progress, say

DATABASE = "kring.sqlite3"


class Database:
    """The data folder of one portal."""

    def __init__(self, root: Path, data: Path, python: Path) -> None:
        self.root = root
        self.data = data
        self.python = python
        self.file = data / DATABASE
        self.previous = data / f"{DATABASE}.previous"
        self.building = data / "building"
        self.stamp = data / "schema"

    def ensure(self) -> None:
        """Make the database fit for this version of the portal. Raises Stop with an explanation when it
        cannot be.
        """
        if os.environ.get("DATABASE_URL"):
            self._prepare(
                {"KRING_DATA": self.data}, "De database bijwerken", "Bringing the database up to date"
            )
            return
        schema = self._schema()
        if self.file.exists() and self._stamped() == schema:
            return
        shutil.rmtree(self.building, ignore_errors=True)
        self.building.mkdir(parents=True)
        if self.file.exists():
            self._copy_present()
            where = {"KRING_DATA": self.data, "DATABASE_URL": f"sqlite:///{self.building / DATABASE}"}
            self._prepare(where, "De database bijwerken", "Bringing the database up to date")
        else:
            self._prepare({"KRING_DATA": self.building}, "De database maken", "Making the database")
        self._put_in_place()
        self._write_stamp(schema)

    def _schema(self) -> str:
        """A hash of everything that shapes the tables: our migrations, and the versions of the packages with
        theirs.
        """
        digest = hashlib.sha256((self.root / "requirements.txt").read_bytes())
        for path in sorted(self.root.glob("*/migrations/*.py")):
            digest.update(path.relative_to(self.root).as_posix().encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def _stamped(self) -> str:
        try:
            return self.stamp.read_text(encoding="utf-8").strip()
        except OSError:
            return ""

    def _write_stamp(self, schema: str) -> None:
        beside = self.data / "schema.new"
        beside.write_text(schema, encoding="utf-8")
        beside.replace(self.stamp)

    def _copy_present(self) -> None:
        """A copy to upgrade, with everything that still stood in the write-ahead log."""
        self._settle(self.file)
        with (
            closing(sqlite3.connect(self.file)) as source,
            closing(sqlite3.connect(self.building / DATABASE)) as copy,
        ):
            source.backup(copy)

    def _settle(self, file: Path) -> None:
        """Bring what stands in the write-ahead log into the file, and remove the log.

        A log left beside a file that is replaced would be taken for the log of the new file.
        """
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            connection.execute("PRAGMA journal_mode=DELETE").fetchall()

    def _prepare(self, where: dict[str, str | Path], dutch: str, english: str) -> None:
        progress = Progress(dutch, english)
        code, lines = run(
            [self.python, "manage.py", "prepare", "--demo"],
            folder=self.root,
            environment={
                **os.environ,
                **{name: str(value) for name, value in where.items()},
                "PYTHONUNBUFFERED": "1",
            },
            on_line=lambda line: progress.show(line.strip()),
        )
        if code:
            progress.broken()
            raise why(
                lines,
                dutch="De database maken is mislukt. Er is niets veranderd aan de gegevens die er waren.",
                english="Making the database failed. Nothing changed in the data that was there.",
            )
        progress.done()

    def _put_in_place(self) -> None:
        """Move what was made to the data folder: the database last, since it makes the files count."""
        built = self.building / DATABASE
        self._settle(built)
        for path in sorted(self.building.rglob("*")):
            target = self.data / path.relative_to(self.building)
            if path.is_file() and path != built:
                target.parent.mkdir(parents=True, exist_ok=True)
                path.replace(target)
        if self.file.exists():
            self.previous.unlink(missing_ok=True)
            try:
                self.previous.hardlink_to(self.file)
            except OSError:
                shutil.copy2(self.file, self.previous)
            say(
                f"De vorige database staat in {self.previous.name}",
                f"the previous database is {self.previous.name}",
            )
        built.replace(self.file)
        shutil.rmtree(self.building, ignore_errors=True)
