"""A project in miniature, for trying the start without installing anything."""

import sys
import textwrap
from pathlib import Path

import pytest

# Stands in for Django: makes a table, and a file beside it, slowly enough to be interrupted.
MANAGE = """
import os, sqlite3, sys, time
assert sys.argv[1:] == ["prepare", "--demo"], sys.argv
data = os.environ["KRING_DATA"]
file = os.environ.get("DATABASE_URL", "sqlite:///" + data + "/kring.sqlite3").removeprefix("sqlite:///")
new = not os.path.exists(file)
database = sqlite3.connect(file, isolation_level=None)
database.execute("PRAGMA journal_mode=WAL")
database.execute("CREATE TABLE IF NOT EXISTS people (name)")
print("tabellen", flush=True)
for number in range(10 if new else 0):
    database.execute("INSERT INTO people VALUES (?)", [number])
    time.sleep(float(os.environ.get("SLOWLY", "0")))
database.execute("CREATE TABLE IF NOT EXISTS steps (name)")
database.execute("INSERT INTO steps VALUES ('prepared')")
if new:
    os.makedirs(data + "/media", exist_ok=True)
    open(data + "/media/photo.jpg", "w").write("photo")
if os.environ.get("FAILS"):
    sys.exit(os.environ["FAILS"])
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The root of the miniature."""
    root = tmp_path / "project"
    (root / "people" / "migrations").mkdir(parents=True)
    (root / "people" / "migrations" / "0001_initial.py").write_text("first")
    (root / "manage.py").write_text(textwrap.dedent(MANAGE))
    (root / "requirements.txt").write_text("django==5.2 \\\n    --hash=sha256:00\n")
    (root / "requirements-dev.txt").write_text(
        "django==5.2 \\\n    --hash=sha256:00\npytest==9 \\\n    --hash=sha256:1\n"
    )
    return root


@pytest.fixture
def python() -> Path:
    """An interpreter."""
    return Path(sys.executable)
