"""Makes the Python environment in `.venv`, with exactly the locked packages.

Called by `start.main`. An environment counts only with a stamp, which is written last and says from which
locks it was made. While an environment is being made it carries a mark; what is found marked, or stamped with
other locks, is made anew.
"""

import hashlib
import json
import os
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from start.commands import disk_full, run, why
from start.messages import Progress, Stop, say

# Should this run inside a virtual environment that is about to be put away: the interpreter it came from.
BASE_PYTHON = getattr(sys, "_base_executable", None) or sys.executable
MEGABYTE = 1024 * 1024
# Measured size of the finished environment, and half of that again for what is downloaded on the way.
ROOM_NEEDED = {"run": 350 * MEGABYTE, "develop": 800 * MEGABYTE}


@dataclass(frozen=True)
class Lock:
    """A locked requirements file and the name under which a stamp remembers it."""

    name: str
    path: Path

    def fingerprint(self) -> str:
        """A hash of what the lock says, whatever the line endings of this checkout."""
        return hashlib.sha256(self.path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()

    def packages(self) -> int:
        """How many packages it lists."""
        return sum(1 for line in self.path.read_text(encoding="utf-8").splitlines() if "==" in line)


class Environment:
    """The environment of one checkout."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.stamp = self.folder / "kring-stamp.json"
        self.mark = self.folder / "kring-half-made"
        self.run_lock = Lock("run", root / "requirements.txt")
        self.develop_lock = Lock("develop", root / "requirements-dev.txt")

    @property
    def python(self) -> Path:
        """The interpreter inside the environment."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def ensure(self, *, develop: bool) -> None:
        """Make the environment fit for running the portal or, with `develop`, also for its tests.

        Raises Stop with an explanation when that is not possible.
        """
        lock = self.develop_lock if develop else self.run_lock
        stamped = self._stamped()
        wanted = {"python": self._python_version(), "run": self.run_lock.fingerprint()}
        base_is_there = self.python.exists() and all(stamped.get(key) == wanted[key] for key in wanted)
        if base_is_there and (not develop or stamped.get("develop") == lock.fingerprint()):
            return
        self._check_room(lock)
        if base_is_there or self._is_made_by_hand():
            self.mark.touch()
            self.stamp.unlink(missing_ok=True)
        else:
            self._put_away()
            self._create()
        self._install(lock)
        if develop:
            wanted["develop"] = lock.fingerprint()
        self._write_stamp(wanted)

    def _stamped(self) -> dict[str, str]:
        try:
            return json.loads(self.stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}

    def _write_stamp(self, content: dict[str, str]) -> None:
        beside = self.stamp.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as handle:
            json.dump(content, handle)
            handle.flush()
            os.fsync(handle.fileno())
        beside.replace(self.stamp)
        self.mark.unlink(missing_ok=True)

    def _is_made_by_hand(self) -> bool:
        """Whether somebody made it by hand: it works and carries neither our stamp nor our mark."""
        return self.python.exists() and not self.stamp.exists() and not self.mark.exists()

    def _python_version(self) -> str:
        return f"{sys.version_info.major}.{sys.version_info.minor}"

    def _check_room(self, lock: Lock) -> None:
        if shutil.disk_usage(self.root).free < ROOM_NEEDED[lock.name]:
            raise disk_full()

    def _put_away(self) -> None:
        """Remove what is there. It is renamed first, so that a removal cut short leaves nothing that looks
        whole.
        """
        if self.folder.exists():
            self.folder.rename(self.root / f".venv.old-{os.getpid()}")
        for leftover in self.root.glob(".venv.old-*"):
            shutil.rmtree(leftover, ignore_errors=True)

    def _create(self) -> None:
        self.folder.mkdir()
        self.mark.touch()
        uv = shutil.which("uv")
        if uv:
            command = [uv, "venv", "--quiet", "--allow-existing", "--python", BASE_PYTHON, self.folder]
            code, _ = self._run(command)
            if code == 0:
                return
        progress = Progress("Python-omgeving maken", "Making the Python environment")
        if self._base_pip_is_enough():
            options = ["--without-pip"]
        else:
            self._require_venv()
            options = []
        code, lines = self._run([BASE_PYTHON, "-m", "venv", *options, self.folder])
        if code:
            progress.broken()
            raise why(
                lines, dutch="De Python-omgeving maken is mislukt.", english="Making the environment failed."
            )
        progress.done()

    def _base_pip_is_enough(self) -> bool:
        """Whether the pip of this Python can install into another environment: quicker than a pip in each."""
        try:
            return bool(find_spec("venv")) and tuple(map(int, version("pip").split(".")[:2])) >= (22, 3)
        except (PackageNotFoundError, ValueError):
            return False

    def _require_venv(self) -> None:
        if not all(find_spec(name) for name in ("venv", "ensurepip")):
            mine = self._python_version()
            raise Stop(
                f"Deze Python mist venv. Op Debian en Ubuntu: sudo apt install python{mine}-venv",
                f"This Python lacks venv. On Debian and Ubuntu: sudo apt install python{mine}-venv",
            )

    def _install(self, lock: Lock) -> None:
        progress = Progress("Pakketten installeren", "Installing packages")
        uv = shutil.which("uv")
        if uv and self._run_with_progress(
            [uv, "pip", "install", "--python", self.python, "--no-deps", "--require-hashes", "-r", lock.path],
            lock,
            progress,
        ) == (0, []):
            progress.done()
            return
        if uv:
            say("uv lukte niet, verder met pip", "uv did not succeed, going on with pip")
        pip: list[str | Path] = [self.python, "-m", "pip"]
        if self._run([*pip, "--version"])[0]:
            if self._base_pip_is_enough():
                pip = [BASE_PYTHON, "-m", "pip", "--python", self.python]
            else:
                self._require_venv()
                self._run([self.python, "-m", "ensurepip"])
        # Python compiles what it imports by itself; compiling everything now would only make the first start
        # longer.
        code, lines = self._run_with_progress(
            [
                *(*pip, "install", "--no-input", "--disable-pip-version-check"),
                *("--progress-bar", "off", "--no-compile", "--no-deps", "--require-hashes", "-r", lock.path),
            ],
            lock,
            progress,
        )
        if code:
            progress.broken()
            raise why(
                lines,
                dutch="Het installeren van de pakketten is mislukt. Start opnieuw om het weer te proberen.",
                english="Installing the packages failed. Start again to have another try.",
            )
        progress.done()

    def _run_with_progress(self, command, lock: Lock, progress: Progress) -> tuple[int, list[str]]:
        """Run an installer. Returns its exit code and, when it failed, what it printed."""
        total, seen = lock.packages(), 0

        def on_line(line: str) -> None:
            nonlocal seen
            if line.startswith(("Collecting ", "Requirement already satisfied", " + ")):
                seen += 1
                name = line.removeprefix("Collecting ").removeprefix(" + ").split("==")[0].split(" ")[0]
                progress.show(f"{seen}/{total} {name}")
            elif line.startswith("Installing collected packages"):
                progress.show("uitpakken · unpacking")

        code, lines = self._run(command, on_line)
        return code, lines if code else []

    def _run(self, command, on_line=lambda line: None) -> tuple[int, list[str]]:
        # Somebody's own settings for pip must not add to, or look elsewhere than, the project's own
        # environment.
        environment = {
            key: value for key, value in os.environ.items() if key not in ("PIP_USER", "PIP_TARGET")
        }
        return run(command, folder=self.root, environment=environment, on_line=on_line)
