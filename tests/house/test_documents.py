"""The documents around the code: links lead somewhere, decisions are counted, the metadata is whole."""

import re
import tomllib

import yaml

from tests.house.tree import ROOT, texts

LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?!\w+:)([^)#\s]+)(?:#[^)]*)?\)")


def test_links_lead_somewhere() -> None:
    """To another document or a folder. (The pages of the demo link to the portal, not to files.)"""
    broken = [
        f"{path}: {target}"
        for path, text in texts()
        if path.suffix == ".md" and path.parts[:2] != ("portal", "demo")
        for target in LINK.findall(text)
        if not (ROOT / path.parent / target).exists()
    ]
    assert not broken, "\n".join(broken)


def test_decisions_are_counted_and_listed() -> None:
    """1, 2, 3, ... without a gap, each with its question and its reason, and in the list."""
    folder = ROOT / "docs" / "decisions"
    pages = sorted(folder.glob("[0-9]*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    listed = (folder / "README.md").read_text()
    for number, page in enumerate(pages, 1):
        text = page.read_text()
        title = text.splitlines()[0].removeprefix(f"# {number}. ")
        assert f"[{number}]({page.name}) | {title} |" in listed
        assert all(f"**{part}.**" in text for part in ("Question", "Decision", "Why", "Price")), page.name


def test_metadata() -> None:
    """What publiccode.yml must have, with the version and the licence of the package."""
    metadata = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert metadata["softwareVersion"] == project["version"]
    assert metadata["legal"]["license"] == project["license"] == "EUPL-1.2"
    required = {
        "name",
        "url",
        "platforms",
        "developmentStatus",
        "softwareType",
        "maintenance",
        "localisation",
    }
    assert required <= metadata.keys()
    for description in metadata["description"].values():
        assert len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert description["features"]


def test_licence_is_whole() -> None:
    """All fifteen articles and the appendix."""
    text = (ROOT / "LICENSE").read_text()
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert all(f"\n{article}." in text for article in range(1, 16))
    assert "Appendix" in text
