"""One set-up at a time, and one portal per data folder.

Called by `start.main`. A lock is held by an open file, so it ends with the process that holds it, however
that ends. Child processes inherit it: when a set-up is killed and its installer lives on for a moment, the
next start waits for that installer too.
"""

import os
import time
from pathlib import Path
from typing import IO

from start.messages import say

try:
    import fcntl
except ImportError:  # Windows has no such locks; there two starts at once are not guarded against
    fcntl = None  # type: ignore[assignment]


class Taken(Exception):  # noqa: N818 - not an error but an answer
    """Somebody holds the lock and does not plan to let go; carries the note that they left."""


def take(path: Path) -> IO[str] | None:
    """Take the lock, or return None when another process has it.

    Raises OSError when the file cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = path.open("a+", encoding="utf-8")
    if fcntl is not None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            handle.close()
            return None
        os.set_inheritable(handle.fileno(), True)
    handle.truncate(0)
    return handle


def wait_for(path: Path) -> IO[str]:
    """Take the lock as soon as it is free, and say so when that takes a while.

    Raises Taken when the holder left a note, and OSError when the file cannot be made.
    """
    said = False
    while (handle := take(path)) is None:
        if note := path.read_text(encoding="utf-8").strip():
            raise Taken(note)
        if not said:
            say("Er loopt al een start; even wachten", "another start is under way; waiting for it")
            said = True
        time.sleep(0.5)
    return handle


def write_note(handle: IO[str], text: str) -> None:
    """Say in the lock file why it will stay taken."""
    handle.write(text)
    handle.flush()
