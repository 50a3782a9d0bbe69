"""The Python environment counts only when it is whole, and a failure says in plain words what is wrong."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from start import environment as module
from start.environment import Environment
from start.messages import Stop


class Installer:
    """Stands in for `venv`, `pip` and `uv`: notes what was asked, and answers as told."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.asked: list[str] = []
        self.answer: tuple[int, list[str]] = (0, [])

    def run(self, command: Sequence[str | Path], *, on_line, **_: object) -> tuple[int, list[str]]:
        """Take the place of `start.commands.run`."""
        words = [str(word) for word in command]
        if "venv" in words:
            self.asked.append("venv")
            self.environment.python.parent.mkdir(parents=True, exist_ok=True)
            self.environment.python.touch()
            return 0, []
        if "install" in words:
            self.asked.append(Path(words[-1]).name)
            on_line("Collecting django==5.2")
            return self.answer
        return 0, []


@pytest.fixture
def environment(root: Path) -> Environment:
    """The miniature's environment, not there yet."""
    return Environment(root)


@pytest.fixture
def installer(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> Installer:
    """No uv, and a stand-in for everything that would be run."""
    stand_in = Installer(environment)
    monkeypatch.setattr(module, "run", stand_in.run)
    monkeypatch.setattr(module.shutil, "which", lambda name: None)
    return stand_in


def test_made_once(environment: Environment, installer: Installer) -> None:
    """The second start asks nothing."""
    environment.ensure(develop=False)
    environment.ensure(develop=False)
    assert installer.asked == ["venv", "requirements.txt"]


def test_tests_add_to_it(environment: Environment, installer: Installer) -> None:
    """They need more in the same environment, and the portal is content with more."""
    environment.ensure(develop=False)
    environment.ensure(develop=True)
    environment.ensure(develop=True)
    environment.ensure(develop=False)
    assert installer.asked == ["venv", "requirements.txt", "requirements-dev.txt"]


def test_new_locks_make_it_anew(environment: Environment, installer: Installer) -> None:
    """Nothing of the old packages is left."""
    environment.ensure(develop=False)
    (environment.folder / "old-package").touch()
    environment.run_lock.path.write_text("django==5.2.1 --hash=sha256:0")
    environment.ensure(develop=False)
    assert installer.asked == ["venv", "requirements.txt"] * 2
    assert not (environment.folder / "old-package").exists()
    assert not list(environment.root.glob(".venv.old-*"))


def test_half_made_is_made_anew(environment: Environment, installer: Installer) -> None:
    """An installer that was cut short leaves a mark and no stamp."""
    installer.answer = (1, ["broken"])
    with pytest.raises(Stop):
        environment.ensure(develop=False)
    assert environment.mark.exists()
    installer.answer = (0, [])
    environment.ensure(develop=False)
    assert installer.asked == ["venv", "requirements.txt"] * 2
    assert not environment.mark.exists()


def test_cut_short_before_the_mark(environment: Environment, installer: Installer) -> None:
    """An empty folder is half-made too."""
    environment.folder.mkdir()
    environment.ensure(develop=False)
    assert installer.asked == ["venv", "requirements.txt"]


def test_made_by_hand_is_kept(environment: Environment, installer: Installer) -> None:
    """Somebody's own environment gets the packages, and is not thrown away."""
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    environment.ensure(develop=False)
    assert installer.asked == ["requirements.txt"]


@pytest.mark.parametrize(
    ("printed", "english"),
    [
        ("ERROR: Could not install: [Errno 28] No space left on device", "The disk is full"),
        ("Temporary failure in name resolution", "The first start needs the internet"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "its checksum differs"),
        ("something nobody thought of", "Installing the packages failed"),
    ],
)
def test_failures_are_explained(
    environment: Environment, installer: Installer, printed: str, english: str
) -> None:
    """In Dutch and in English, by what the installer printed."""
    installer.answer = (1, [printed])
    with pytest.raises(Stop, match=english) as stop:
        environment.ensure(develop=False)
    assert stop.value.dutch


def test_no_room(environment: Environment, installer: Installer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said before anything is downloaded."""
    monkeypatch.setattr(module, "ROOM_NEEDED", {"run": 10**18})
    with pytest.raises(Stop, match="The disk is full"):
        environment.ensure(develop=False)
    assert installer.asked == []


def test_venv_missing(
    environment: Environment, installer: Installer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a Debian without python3-venv; the message has the command to type."""
    monkeypatch.setattr(module, "find_spec", lambda name: None if name == "ensurepip" else name)
    monkeypatch.setattr(module, "version", lambda name: "21.0")
    with pytest.raises(Stop, match=r"sudo apt install python3\.\d+-venv"):
        environment.ensure(develop=False)


def test_pip_of_this_python_will_do(
    environment: Environment, installer: Installer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A recent pip outside serves the environment; then even a Python without ensurepip can make one."""
    monkeypatch.setattr(module, "find_spec", lambda name: None if name == "ensurepip" else name)
    monkeypatch.setattr(module, "version", lambda name: "23.0.1")
    environment.ensure(develop=False)
    assert installer.asked == ["venv", "requirements.txt"]
