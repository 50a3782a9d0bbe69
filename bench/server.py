"""The database to measure on: the server of DATABASE_URL, a throw-away PostgreSQL, or SQLite without either.

Used by the other modules of `bench`, before Django is set up. Nothing that was there before is touched: on a
server that DATABASE_URL names, a database of its own is made and dropped again.
"""

import contextlib
import getpass
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

# A laptop's settings, except that this cluster may forget everything when the power fails.
FLAGS = (
    "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses=127.0.0.1 "
    "-c shared_buffers=512MB -c max_wal_size=4GB"
)

STARTED = time.monotonic()


@contextlib.contextmanager
def database() -> Iterator[str]:
    """Point DATABASE_URL at an empty database for as long as this lasts; the value is its name for people."""
    given = os.environ.get("DATABASE_URL", "")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is stopped then, too
    with contextlib.ExitStack() as stack:
        if given.startswith(("postgres:", "postgresql:", "pgsql:")):
            url = given
        elif found := stack.enter_context(_cluster()):
            url = found
        else:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
            say("No PostgreSQL on this machine: measuring on SQLite. The targets are about PostgreSQL.")
            yield "SQLite"
            return
        os.environ["DATABASE_URL"] = stack.enter_context(_database_on(url))
        try:
            with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
                version = connection.info.server_version // 10_000
            yield f"PostgreSQL {version}"
        finally:
            _forget_connection()
            os.environ["DATABASE_URL"] = given


def say(text: str) -> None:
    """To the screen, beside the rows that go to standard output. With the seconds since the start."""
    print(f"[{time.monotonic() - STARTED:4.0f}s] {text}", file=sys.stderr, flush=True)


@contextlib.contextmanager
def _database_on(url: str) -> Iterator[str]:
    name = f"kring_bench_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _forget_connection() -> None:
    """Django's connection ends before its database does."""
    from django.db import connection

    connection.close()


@contextlib.contextmanager
def _cluster() -> Iterator[str | None]:
    """A cluster in a temporary folder, on a port of its own. None when PostgreSQL is not installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not folders:
        yield None
        return
    scratch = Path(tempfile.mkdtemp(prefix="kring-bench-"))
    data = scratch / "data"
    _give_to_postgres(scratch)
    try:
        _run(
            folders[-1] / "initdb",
            "-N",
            "-D",
            data,
            "-U",
            "bench",
            "-A",
            "trust",
            "-EUTF8",
            "--locale=C.UTF-8",
        )
        port = _free_port()
        options = f"-p {port} -k {scratch} {FLAGS}"
        control = folders[-1] / "pg_ctl"
        _run(control, "-w", "-t", "60", "-D", data, "-l", scratch / "log", "-o", options, "start")
        say(f"PostgreSQL on port {port}, only for this run")
        try:
            yield f"postgresql://bench@127.0.0.1:{port}/postgres"
        finally:
            _run(control, "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _give_to_postgres(folder: Path) -> None:
    """PostgreSQL refuses to run as root; anybody else runs it as who they are."""
    if getpass.getuser() == "root":
        shutil.chown(folder, "postgres")
    folder.chmod(0o711)


def _run(*command: object) -> None:
    """Raises CalledProcessError, after showing what the command said."""
    words = [str(word) for word in command]
    if getpass.getuser() == "root":
        words = ["runuser", "-u", "postgres", "--", *words]
    # Into a file: the server keeps its output open, and a pipe would never end.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(words, stdout=output, stderr=subprocess.STDOUT, cwd="/", check=False)
        if done.returncode:
            output.seek(0)
            say(output.read().decode(errors="replace"))
            done.check_returncode()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
