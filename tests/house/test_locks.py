"""One lock: what runs is a part of what is developed with, at the same versions and hashes."""

import re
import tomllib

from tests.house.tree import ROOT


def locked(name: str) -> dict[str, frozenset[str]]:
    """Each pinned package (`name==version ; marker`) of a requirements file with its hashes."""
    text = (ROOT / name).read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    return {line.split(" --hash")[0].strip(): frozenset(re.findall(r"sha256:\w{64}", line)) for line in lines}


RUN = locked("requirements.txt")
DEVELOP = locked("requirements-dev.txt")


def test_every_package_has_its_hashes() -> None:
    """Without them pip would refuse the whole file; with an address it would look elsewhere."""
    assert all(RUN.values())
    assert all(DEVELOP.values())
    assert "://" not in (ROOT / "requirements.txt").read_text() + (ROOT / "requirements-dev.txt").read_text()


def test_what_runs_is_part_of_what_is_developed_with() -> None:
    """The same packages, hashes included."""
    assert RUN.items() <= DEVELOP.items()


def test_what_is_asked_for_is_locked() -> None:
    """A dependency added to pyproject.toml without `.ci/lock` is noticed here."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())

    def missing(wanted: list[str], lock: dict[str, frozenset[str]]) -> set[str]:
        names = {re.split(r"[\[~=<>; ]", line)[0].lower().replace("_", "-") for line in wanted}
        return names - {pin.split("==")[0] for pin in lock}

    assert not missing(project["project"]["dependencies"], RUN)
    assert not missing([name for group in project["dependency-groups"].values() for name in group], DEVELOP)
