"""The files of the project, as the tests about the house look at them.

Used by the tests beside it.
"""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = (
    "portal",
    "content",
    "people",
    "audiences",
    "search",
    "spaces",
    "insights",
    "api",
    "start",
    "bench",
    "tests",
)
TEXT = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".md",
    ".toml",
    ".yml",
    ".yaml",
    ".txt",
    ".po",
    ".sh",
    ".json",
    ".svg",
    ".in",
}
NAMED = {"Dockerfile", ".env.example", ".editorconfig", ".gitignore", ".gitattributes", ".dockerignore"}


@cache
def files() -> tuple[Path, ...]:
    """Everything that is, or would be, committed; relative to the root and sorted."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return tuple(sorted(path for name in listed if (path := Path(name)) and (ROOT / path).is_file()))


def texts() -> Iterator[tuple[Path, str]]:
    """Each file that people write, with its text."""
    for path in files():
        if path.suffix in TEXT or path.name in NAMED or path.parts[0] == ".ci":
            yield path, (ROOT / path).read_text(encoding="utf-8")


def python_files(*, migrations: bool = False) -> Iterator[tuple[Path, str]]:
    """Each Python file with its text; migrations, which Django writes, only on request."""
    for path, text in texts():
        if path.suffix == ".py" and (migrations or "migrations" not in path.parts):
            yield path, text


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))
