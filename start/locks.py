"""One set-up at a time, and one portal per data folder.

Called by `start.main`. A lock is held by an open file, so it ends with the process that holds it, however
that ends. Child processes inherit it: when a set-up is killed and its installer lives on for a moment, the
next start waits for that installer too.
"""

import os
import time
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows has no such locks; there two starts at once are not guarded against
    fcntl = None  # type: ignore[assignment]


def take(path: Path) -> IO[str] | None:
    """Take the lock, or return None when another process has it. The file may hold a text for whoever is
    refused.

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
    return handle


def wait_for(path: Path, on_wait) -> IO[str]:
    """Take the lock as soon as it is free; calls `on_wait()` once when it is not free at first."""
    handle = take(path)
    if handle is None:
        on_wait()
    while handle is None:
        time.sleep(0.5)
        handle = take(path)
    return handle


def write_note(handle: IO[str], text: str) -> None:
    """Leave a text in the lock file for whoever finds it taken."""
    handle.truncate(0)
    handle.write(text)
    handle.flush()


def read_note(path: Path) -> str:
    """The text that the holder of the lock left, or an empty string."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        return ""
