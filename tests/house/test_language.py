"""English is complete: every Dutch text of the interface has its English in the compiled catalogue."""

import ast
import gettext
import re
from pathlib import Path

from tests.house.tree import ROOT

CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES"
ROOMS = ("portal", "content", "people", "audiences")
MARKERS = {"_", "gettext", "gettext_lazy", "ngettext"}
LITERAL = re.compile(r"""{%-?\s*translate\s+(?:"([^"]*)"|'([^']*)')""")


def compiled() -> gettext.GNUTranslations:
    with (CATALOGUE / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def texts_in_code(path: Path) -> set[str]:
    calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    marked = (node for node in calls if isinstance(node.func, ast.Name) and node.func.id in MARKERS)
    return {
        argument.value
        for node in marked
        for argument in node.args[:1]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def texts() -> set[str]:
    """The texts that are marked with a literal."""
    code = (path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "demo" not in path.parts)
    found = {text for path in code for text in texts_in_code(path)}
    for path in (ROOT / "templates").rglob("*.html"):
        found |= {first or second for first, second in LITERAL.findall(path.read_text())}
    return found


def test_every_text_has_its_english() -> None:
    known = compiled()._catalog  # type: ignore[attr-defined]
    messages = {key[0] if isinstance(key, tuple) else key for key in known}
    assert not texts() - messages


def test_the_catalogue_has_no_gaps() -> None:
    source = (CATALOGUE / "django.po").read_text()
    assert 'msgstr ""\n\n' not in source.split("\n\n", 1)[1]
    assert "#, fuzzy" not in source


def test_what_is_compiled_is_what_is_written() -> None:
    written = set(
        re.findall(r'^msgstr(?:\[\d\])? "(.+)"$', (CATALOGUE / "django.po").read_text(), re.MULTILINE)
    )
    values = {value.replace('"', '\\"').replace("\n", "\\n") for value in compiled()._catalog.values()}  # type: ignore[attr-defined]
    assert written <= values
