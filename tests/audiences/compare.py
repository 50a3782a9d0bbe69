"""Gate beside oracle: every viewer, every page, document and block, and what must always hold."""

import random
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from audiences import access
from audiences.models import Zone
from audiences.viewer import Viewer, as_circles, resolve
from audiences.zones import collect_zones
from content.models import BlockForCircles, PortalDocument, PortalPage
from content.selectors import listed_for
from tests.audiences.oracle import EVERYONE, Following
from tests.audiences.world import World

Who = int | frozenset[int]
"""A person, or "somebody in exactly these circles"; the empty set is who is not signed in."""


class Sight(frozenset[int]):
    """The pages somebody sees, with all that existed then."""

    existing: frozenset[int]


def viewers(world: World) -> dict[Who, Viewer]:
    """Everybody, anonymous, and a made-up member of every circle and of every two."""
    anonymous = resolve(None)
    found: dict[Who, Viewer] = {person: resolve(person) for person in world.people}
    found[frozenset()] = anonymous
    own = sorted(set(world.circles) - {EVERYONE})
    for pair in ({one, other} for one in own for other in own if one <= other):
        found[frozenset(pair)] = replace(anonymous, direct=frozenset(pair))
    return found


def differences(world: World, chance: random.Random, *, whole: bool) -> tuple[dict[Who, Sight], list[str]]:
    """What everybody sees, and where gate and oracle disagree about it.

    Everybody is compared row by row. The querysets, which take most of the time, are asked for one viewer by
    turns, and for more at the end of a sequence: `whole`.
    """
    found: list[str] = []
    everyone = viewers(world)
    chosen = chance.sample(list(everyone), min(5, len(everyone)) if whole else chance.randrange(2))
    pages = list(PortalPage.objects.only("pk", "zone", "expire_at"))
    hung = _Hung()
    known: dict[Any, Any] = {}
    sights: dict[Who, Sight] = {}
    existing = frozenset(page.pk for page in pages)
    for who, viewer in everyone.items():
        circles = (
            world.oracle.circles_of(who) if isinstance(who, int) else world.oracle.with_including(set(who))
        )
        if circles != viewer.circles:
            found.append(f"CIRCLES: {who} is in {sorted(viewer.circles)}, should be {sorted(circles)}")
        if circles not in known:
            known[circles] = _Truth(world, circles)
        truth = known[circles]
        found += _rows(who, viewer, truth, pages, hung)
        found += truth.holes
        found += [
            f"LEVEL of offering {offering} for {who}"
            for offering, level in truth.levels.items()
            if viewer.listing_level(offering) != level
        ]
        if who in chosen:
            found += _querysets(world, who, viewer, truth)
        sights[who] = Sight(truth.pages[False])
        sights[who].existing = existing
    for page in chance.sample(pages, min(5, len(pages)) if whole else chance.randrange(2)):
        found += _people(world, page, sights)
    if whole:
        found += _rows_in_use(world)
    return sights, found


def _circles(world: World, who: Who) -> frozenset[int]:
    return world.oracle.circles_of(who) if isinstance(who, int) else world.oracle.with_including(set(who))


class _Hung:
    """What hangs on pages, as it stands in the tables."""

    def __init__(self) -> None:
        self.documents = list(PortalDocument.objects.only("pk", "zone", "page_expires_at"))
        self.blocks = list(BlockForCircles.objects.all())


class _Truth:
    """What somebody in these circles should see."""

    def __init__(self, world: World, circles: frozenset[int]) -> None:
        oracle = world.oracle
        both = (False, True)
        self.circles = circles
        self.pages = {d: {p for p in oracle.places if oracle.sees(circles, p, draft=d)} for d in both}
        self.documents = {
            d: {one for one in oracle.documents if oracle.sees_document(circles, one, draft=d)} for d in both
        }
        self.blocks = {
            d: {one for one in oracle.blocks if oracle.sees_block(circles, one, draft=d)} for d in both
        }
        self.listed = {page for page in self.pages[False] if oracle.lists(circles, page)}
        self.levels = {offering: oracle.level(circles, offering) for offering in oracle.offerings}
        self.holes = [
            f"HOLE: {sorted(circles)} sees page {page} and not what it leans on"
            for draft in both
            for page in self.pages[draft]
            if {oracle.places[page].parent, oracle.sources.get(page)} - self.pages[draft] - {None}
        ]


def _told(kind: str, who: Who, shown: Iterable[int], truth: Iterable[int]) -> list[str]:
    shown, truth = set(shown), set(truth)
    found = [f"LEAK: {who} and {kind} {sorted(shown - truth)}"] if shown - truth else []
    return found + ([f"HIDDEN: {who} and {kind} {sorted(truth - shown)}"] if truth - shown else [])


def _rows(who: Who, viewer: Viewer, truth: _Truth, pages: list[Any], hung: _Hung) -> list[str]:
    found = []
    for kind, rows, right in (
        ("page", pages, truth.pages),
        ("document", hung.documents, truth.documents),
        ("block", hung.blocks, truth.blocks),
    ):
        for draft in (False, True):
            shown = {row.pk for row in rows if access.can_view(row, viewer, draft=draft)}
            found += _told(f"draft of {kind}" if draft else kind, who, shown, right[draft])
    return found


def _querysets(world: World, who: Who, viewer: Viewer, truth: _Truth) -> list[str]:
    found = []
    if isinstance(who, frozenset):
        viewer = as_circles(who)
    for draft in (False, True):
        for kind, rows, right in (
            ("page", PortalPage.objects.all(), truth.pages),
            ("document", PortalDocument.objects.all(), truth.documents),
            ("block", BlockForCircles.objects.all(), truth.blocks),
        ):
            shown = rows.visible_to(viewer, draft=draft).order_by("pk").values_list("pk", flat=True)
            found += _told(f"list of {'drafts of ' if draft else ''}{kind}", who, shown, right[draft])
    return found + _listing(world, who, viewer, truth)


def _listing(world: World, who: Who, viewer: Viewer, truth: _Truth) -> list[str]:
    oracle = world.oracle
    following = {p for p in oracle.places if isinstance(oracle.rule(p), Following)}
    if isinstance(who, frozenset):
        return []  # who is not signed in gets what is for the public as well
    shown = listed_for(PortalPage.objects.visible_to(viewer), viewer).values_list("pk", flat=True)
    return _told("listing of page", who, set(shown) - following, truth.listed - following)


def _people(world: World, page: Any, sights: dict[Who, Sight]) -> list[str]:
    """Whom the gate counts as seeing a page, against who sees it."""
    counted = set(access.people_who_see(page).values_list("pk", flat=True)) & set(world.people)
    right = {person for person in world.people if page.pk in sights[person]}
    return _told(f"page {page.pk}, counted for people", frozenset(), counted, right)


def _rows_in_use(world: World) -> list[str]:
    """The tables stay small: no more zones than pages and blocks, and everyone's."""
    collect_zones()
    rows, limit = Zone.objects.count(), PortalPage.objects.count() + len(world.oracle.blocks) + 1
    return [f"ROWS: {rows} zones for {limit - 1} pages and blocks"] if rows > limit else []
