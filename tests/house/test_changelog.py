"""A change that people notice comes with a line for the changelog."""

import re
import tomllib

from tests.house.test_checks import run
from tests.house.tree import ROOT, files


def test_fragments_have_a_known_kind() -> None:
    """A file is called `what-it-is-about.kind.md`."""
    configured = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["towncrier"]
    kinds = "|".join(kind["directory"] for kind in configured["type"])
    name = re.compile(rf"\+?[a-z0-9-]+\.({kinds})(\.\d+)?\.md")
    wrong = [
        str(path)
        for path in files()
        if path.parts[0] == configured["directory"]
        and path.name not in ("README.md", ".gitignore")
        and not (name.fullmatch(path.name) and (ROOT / path).read_text().strip())
    ]
    assert not wrong, f"empty, or not called what-it-is-about.kind.md: {wrong}"


def test_changelog_can_be_made() -> None:
    """The next release writes itself from the fragments."""
    run("towncrier", "build", "--draft", "--version", "0.0.0")
