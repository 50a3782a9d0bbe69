"""What nobody writes outside the room that decides: each is a way past the gate."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("portal", "content", "people", "templates")

BANNED = {
    r"\bget_object_or_404\b": {},
    r"\.get_(children|descendants|siblings|ancestors)\(": {},
    r"\.file\.url\b|\.file\.path\b": {},
    r"\bmark_safe\b|\|\s*safe\b|autoescape off": {
        "content/rendering.py": "running text: link tags are written anew from what the gate let through",
        "templates/components/form_field.html": "a hint that Django writes; no input of people",
    },
    r"\{%\s*cache\b": {},
    r"\bis_superuser\b": {
        "people/models/users.py": "makes one",
        "people/viewsets.py": "the form for accounts: a right, no sight",
        "templates/wagtailusers/users/edit.html": "the same form",
        "templates/wagtailusers/users/create.html": "the same form",
        "portal/demo/people.py": "the demo's platform manager",
        "portal/demo/load_people.py": "the demo's platform manager",
    },
    r"\.in_zones\(|zone__in\b": {},
    r"_base_manager\b": {
        "content/models/media.py": "a medium reads its own row while it is saved",
        "portal/demo/scale.py": "writes the large tree that is measured",
    },
    r"\bWAGTAIL_?PRIVACY|PageViewRestriction|CollectionViewRestriction|\.public\(\)": {},
}
"""Pattern -> the reviewed places where it may stand, each with the reason."""


def sources() -> list[tuple[str, str]]:
    paths = [
        path for place in PLACES for path in (ROOT / place).rglob("*") if path.suffix in (".py", ".html")
    ]
    return [
        (str(path.relative_to(ROOT)), path.read_text()) for path in paths if "migrations" not in path.parts
    ]


@pytest.mark.parametrize("pattern", BANNED)
def test_nobody_goes_past_the_gate(pattern: str) -> None:
    found = {path for path, source in sources() if re.search(pattern, source)}
    assert found - BANNED[pattern].keys() == set()
    assert BANNED[pattern].keys() - found == set(), "no longer needed in the list"
