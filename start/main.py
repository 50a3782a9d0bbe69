"""The order of a start: arguments, locks, port, environment, database, portal.

Called by `run.py`.
"""

import argparse
import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import IO, NoReturn

from start import locks, ports
from start.commands import disk_full
from start.database import Database
from start.environment import Environment
from start.messages import Stop, explain

ROOT = Path(__file__).resolve().parents[1]
SET_UP_LOCK = ROOT / ".cache" / "set-up.lock"


def main(arguments: list[str]) -> int:
    """Start the portal or, when the first argument is `test`, run its tests. Returns the exit code."""
    standing = Path.cwd()
    os.chdir(ROOT)
    try:
        if arguments[:1] == ["test"]:
            run_tests(arguments[1:])
        options = parse(arguments, standing)
        run_portal(host=options.host, port=options.port, data=options.data)
    except Stop as stop:
        explain(stop)
        return 1
    except OSError as problem:
        if problem.errno not in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
            raise
        explain(disk_full())
        return 1
    except KeyboardInterrupt:
        explain(Stop("Gestopt. Start opnieuw om verder te gaan.", "Stopped. Start again to go on."))
        return 130


def parse(arguments: list[str], standing: Path) -> argparse.Namespace:
    """The options of a start. A relative data folder is taken from where the person stands."""
    parser = argparse.ArgumentParser(
        prog="python3 run.py",
        description="Sets the portal up and starts it. 'python3 run.py test' sets it up and runs the tests.",
    )
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default 8000)")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default this machine only)"
    )
    parser.add_argument("--data", default=os.environ.get("KRING_DATA") or str(ROOT / "data"), metavar="DIR")
    options = parser.parse_args(arguments)
    options.data = (standing / options.data).resolve()
    return options


def run_portal(*, host: str, port: int, data: Path) -> NoReturn:
    """Set up what is not there yet and become the portal's server. Raises Stop when it cannot."""
    data_lock = take_data(data)
    port = ports.choose(host, port)
    environment = Environment(ROOT)
    with locks.wait_for(SET_UP_LOCK):
        environment.ensure(develop=False)
    Database(ROOT, data, environment.python).ensure()
    locks.write_note(data_lock, f"http://{host}:{port}/")
    become(
        [environment.python, "manage.py", "serve", "--host", host, "--port", str(port)],
        {"KRING_DATA": str(data)},
    )


def take_data(data: Path) -> IO[str]:
    """Make the data folder this start's own. Raises Stop when another portal has it or it cannot be made."""
    try:
        return locks.wait_for(data / "lock")
    except locks.Taken as taken:
        raise Stop(
            f"Op deze gegevens draait al een portaal: {taken}. Stop dat eerst, of kies --data.",
            f"A portal already runs on this data: {taken}. Stop it first, or choose --data.",
        ) from taken
    except OSError as problem:
        if problem.errno == errno.ENOSPC:
            raise
        raise Stop(
            f"In de map {data} kan niet worden geschreven ({problem.strerror}). Kies een andere met --data.",
            f"The folder {data} cannot be written to ({problem.strerror}). Choose another with --data.",
        ) from problem


def run_tests(arguments: list[str]) -> NoReturn:
    """Set up what the tests need and become pytest, on two processes unless told otherwise."""
    environment = Environment(ROOT)
    with locks.wait_for(SET_UP_LOCK):
        environment.ensure(develop=True)
    become([environment.python, "-m", "pytest", "-n", "2", *arguments], {})


def become(command: list[str | Path], extra: dict[str, str]) -> NoReturn:
    """Go on as another program, which keeps this process's locks, signals and exit code."""
    words = [str(word) for word in command]
    environment = {**os.environ, **extra}
    sys.stdout.flush()
    if os.name == "nt":  # there `exec` returns to the prompt while the program still runs
        sys.exit(subprocess.call(words, env=environment))
    os.execve(words[0], words, environment)  # noqa: S606 - our own interpreter, no shell
