"""Words that have no place in the project: unfinished business, filler, and paths of somebody's machine."""

import re

import pytest

from tests.house.tree import files, texts

# Taken apart, so that this file does not hold what it forbids.
UNFINISHED = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
HOMES = ("root", "home", "Users", "tmp", "mnt")
FORBIDDEN = {
    "unfinished work": re.compile(r"\b(" + "|".join(UNFINISHED) + r")\b"),
    "filler": re.compile("lorem " + "ipsum", re.IGNORECASE),
    "a path of one machine": re.compile(r"(?<![\w.:/*{}-])/(" + "|".join(HOMES) + r")/\w"),
}
# Names that attract whatever has no place of its own.
DRAWERS = {"core", "utils", "util", "helpers", "common", "misc"}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_forbidden_words(what: str) -> None:
    """The whole project, documentation and templates included."""
    found = [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in texts()
        if path.name not in ("LICENSE", "test_words.py") and not path.name.startswith("requirements")
        for number, line in enumerate(text.splitlines(), 1)
        if FORBIDDEN[what].search(line)
    ]
    assert not found, "\n".join(found)


def test_no_junk_drawers() -> None:
    """Every module is named after what it does."""
    found = [
        str(path) for path in files() if path.suffix == ".py" and DRAWERS & {path.stem, *path.parts[:-1]}
    ]
    assert not found, "\n".join(found)


def test_every_silenced_check_is_named() -> None:
    """A check is silenced by its name, never all at once."""
    bare = re.compile(r"# type: " + r"ignore(?!\[)|# no" + r"qa(?!: [A-Z])")
    found = [
        f"{path}:{number}: {line.strip()}"
        for path, text in texts()
        if path.suffix == ".py"
        for number, line in enumerate(text.splitlines(), 1)
        if bare.search(line)
    ]
    assert not found, "\n".join(found)
