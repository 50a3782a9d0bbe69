"""`run.py` as a person types it: what it says when it cannot start."""

import ast
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from start import locks
from tests.house.tree import ROOT


def run(*arguments: str, python: str = "") -> subprocess.CompletedProcess[str]:
    """Type the command, with nobody at the keyboard to answer questions."""
    start = [sys.executable, "-c", python] if python else [sys.executable, "run.py", *arguments]
    return subprocess.run(
        start, cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False, timeout=60
    )


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port that something listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_old_python_is_told_what_to_do() -> None:
    """With the versions, in both languages."""
    result = run(
        python="import runpy, sys; sys.version_info = (3, 8); runpy.run_path('run.py', run_name='__main__')"
    )
    assert result.returncode == 1
    assert "Kring heeft Python 3.11 of nieuwer nodig; dit is 3.8." in result.stderr
    assert "Kring needs Python 3.11 or newer; this is 3.8." in result.stderr


def test_old_python_can_read_the_file() -> None:
    """No syntax younger than the oldest Python that may still be called python3, and no import of ours
    before.
    """
    tree = ast.parse((ROOT / "run.py").read_text())
    modern = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match, ast.AsyncFunctionDef, ast.Nonlocal)
    assert not [node for node in ast.walk(tree) if isinstance(node, modern)]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.arg) and node.annotation]
    imported = [alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names]
    assert imported == ["os", "sys"]
    assert not [node for node in tree.body if isinstance(node, ast.ImportFrom)]


def test_taken_port(taken_port: int, tmp_path: Path) -> None:
    """Another is offered, as the command to type."""
    result = run("--port", str(taken_port), "--data", str(tmp_path))
    assert result.returncode == 1
    assert f"Poort {taken_port} is bezet. Start zo: python3 run.py --port " in result.stderr
    assert f"Port {taken_port} is taken." in result.stderr


def test_data_in_use(tmp_path: Path) -> None:
    """The message says where the portal is that uses it."""
    held = locks.wait_for(tmp_path / "lock")
    locks.write_note(held, "http://127.0.0.1:8123/")
    result = run("--data", str(tmp_path))
    held.close()
    assert result.returncode == 1
    assert "A portal already runs on this data: http://127.0.0.1:8123/" in result.stderr


def test_data_that_cannot_be_written(tmp_path: Path) -> None:
    """A file where the folder should be: another way of the same."""
    (tmp_path / "data").write_text("not a folder")
    result = run("--data", str(tmp_path / "data"))
    assert result.returncode == 1
    assert "cannot be written to" in result.stderr


def test_waiting_start_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A lock without a note is a start under way: it is waited for, and its end is noticed."""
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time; from pathlib import Path; from start import locks; "
            "held = locks.wait_for(Path(sys.argv[1])); print('held', flush=True); time.sleep(1)",
            str(tmp_path / "lock"),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    locks.wait_for(tmp_path / "lock").close()
    holder.wait()
    assert "another start is under way" in capsys.readouterr().out
