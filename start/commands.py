"""Runs another program, shows its progress and explains its failures.

Called by `start.environment` and `start.database`.
"""

import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from start.messages import Stop

FULL_DISK = ("No space left on device", "database or disk is full", "Disk quota exceeded", "os error 28")
NO_NETWORK = (
    "Temporary failure in name resolution",
    "Name or service not known",
    "nodename nor servname",
    "NewConnectionError",
    "Network is unreachable",
    "ConnectTimeout",
    "Connection refused",
    "ProxyError",
    "dns error",
    "error sending request",
)
WRONG_HASH = ("DO NOT MATCH THE HASHES", "Hash mismatch")


def run(
    command: Sequence[str | Path],
    *,
    folder: Path,
    environment: Mapping[str, str],
    on_line: Callable[[str], None],
) -> tuple[int, list[str]]:
    """Run a program to its end and hand each line it prints to `on_line`.

    Returns its exit code and everything it printed. The program inherits the locks this process holds.
    """
    lines: list[str] = []
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        close_fds=False,
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            lines.append(line.rstrip())
            on_line(line.rstrip())
        return process.wait(), lines
    except BaseException:
        process.kill()
        process.wait()
        raise


def why(lines: Sequence[str], *, dutch: str, english: str) -> Stop:
    """The explanation of a program that failed, from what it printed; the given one when nothing is
    recognised.
    """
    printed = "\n".join(lines)
    if any(sign in printed for sign in FULL_DISK):
        return disk_full()
    if any(sign in printed for sign in WRONG_HASH):
        return Stop(
            "Een pakket is niet wat het hoort te zijn (de controlesom klopt niet) en is niet geïnstalleerd.",
            "A package is not what it should be (its checksum differs) and was not installed.",
            "\n".join(lines[-15:]),
        )
    if any(sign in printed for sign in NO_NETWORK):
        return Stop(
            "De pakketten zijn niet op te halen: geen verbinding. De eerste start heeft internet nodig.",
            "The packages cannot be fetched: no connection. The first start needs the internet.",
            "\n".join(lines[-5:]),
        )
    return Stop(dutch, english, "\n".join(lines[-25:]))


def disk_full() -> Stop:
    """The explanation of a full disk."""
    return Stop(
        "De schijf is vol. Maak ruimte en start opnieuw; de start gaat verder waar dat kan.",
        "The disk is full. Make room and start again; it picks up what it can.",
    )
