"""What the linters say. Each runs as `pre-commit` runs it, so that a clean commit is a clean run."""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files


def run(*command: str | Path) -> None:
    """Run a tool of the environment; its output is the failure message."""
    tools = f"{Path(sys.executable).parent}:{sysconfig.get_path('scripts')}"
    program = shutil.which(str(command[0]), path=tools)
    assert program, f"{command[0]} is not installed in this environment"
    result = subprocess.run(
        [program, *map(str, command[1:])], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_imports_run_downwards() -> None:
    """The contracts between the rooms, in pyproject.toml."""
    run("lint-imports", "--cache-dir", ROOT / ".cache" / "import-linter")


def test_style() -> None:
    """Ruff's rules."""
    run("ruff", "check", "--cache-dir", ROOT / ".cache" / "ruff")


def test_layout_of_python() -> None:
    """Ruff's layout."""
    run("ruff", "format", "--check", "--cache-dir", ROOT / ".cache" / "ruff")


def test_layout_of_templates() -> None:
    """Djangofmt's layout."""
    templates = [path for path in files() if path.suffix == ".html" and "templates" in path.parts]
    if templates:
        run("djangofmt", "--check", *templates)


@pytest.mark.slow
def test_types() -> None:
    """Mypy, strict on the room that decides who sees what."""
    run("mypy")
