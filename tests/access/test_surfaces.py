"""Every address has a row in `docs/surfaces.md`, and every row an address and a test."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from django.urls import URLPattern, get_resolver

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| `(?P<key>[^`]+)` \|.*\| `(?P<test>[^`]+)` \|$", re.MULTILINE)
ANY_ROW = re.compile(r"^\| (?!-|Address|View|Surface).*\| `(?P<test>[^`]+)` \|$", re.MULTILINE)


def addresses(resolver: Any, prefix: str = "", space: tuple[str, ...] = ()) -> Iterator[str]:
    """What a row must match: the name of a view of the CMS, the route of everything else."""
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if not isinstance(pattern, URLPattern):
            inner = (*space, pattern.namespace) if pattern.namespace else space
            yield from addresses(pattern, route, inner)
        elif route.startswith("cms/") and pattern.name:
            yield ":".join((*space, pattern.name))
        else:
            yield route


def text() -> str:
    return (ROOT / "docs" / "surfaces.md").read_text()


def keys() -> list[str]:
    return [match["key"] for match in ROW.finditer(text())]


def fits(address: str, key: str) -> bool:
    return address == key or ("*" in key and not key.startswith("^(") and fnmatchcase(address, key))


def test_every_address_has_a_row() -> None:
    missing = {a for a in addresses(get_resolver()) if not any(fits(a, key) for key in keys())}
    assert not missing, "give these a row in docs/surfaces.md"


def test_every_row_has_an_address() -> None:
    known = list(addresses(get_resolver()))
    assert not [key for key in keys() if not any(fits(address, key) for address in known)]


def test_every_row_has_a_test() -> None:
    rows = [match["test"] for match in ANY_ROW.finditer(text())]
    assert len(rows) > len(keys())
    assert not [path for path in rows if not (ROOT / path).is_file()]
    lines = [line for line in text().splitlines() if re.match(r"\| (?!-|Address|View|Surface)", line)]
    assert len(lines) == len(rows), "a row without a test"


def test_an_address_without_a_row_is_noticed() -> None:
    assert not any(fits("geheim/", key) for key in keys())
