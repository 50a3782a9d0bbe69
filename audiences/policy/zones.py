"""Zones: compiled access rules, and which of them a viewer passes.

A zone is (parent zone, link). The link is what one page adds to its parent's zone, all of it at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from audiences.policy.circles import CircleGraph
from audiences.policy.matrix import Matrix

NOBODY_ZONE = 0
EVERYONE_ZONE = 1


def ids_to_text(ids: frozenset[int]) -> str:
    """A set of numbers in one canonical spelling: "3,17". The empty set is the empty string."""
    return ",".join(str(number) for number in sorted(ids))


def ids_from_text(text: str) -> frozenset[int]:
    """The opposite of `ids_to_text`."""
    return frozenset(int(number) for number in text.split(",") if number)


@dataclass(frozen=True)
class Link:
    """What one page adds. All parts hold together.

    circles: any of these names; None = no such rule; the empty set = nobody.
    offering: follows this offering; one that is gone is nobody.
    closed: not live. until: closes by itself at this moment. source: the zone of an alias' source.
    """

    circles: frozenset[int] | None = None
    offering: int | None = None
    closed: bool = False
    until: datetime | None = None
    source: int | None = None

    @property
    def key(self) -> str:
        """One canonical spelling, so that equal links share a row."""
        parts = (
            "-" if self.circles is None else f"c{ids_to_text(self.circles)}",
            "-" if self.offering is None else f"o{self.offering}",
            "x" if self.closed else "-",
            "-" if self.until is None else f"u{self.until.timestamp():.6f}",
            "-" if self.source is None else f"s{self.source}",
        )
        return "|".join(parts)


EMPTY_LINK = Link()


@dataclass(frozen=True)
class ZoneRow:
    """A zone as the policy core sees it."""

    parent: int
    link: Link


@dataclass(frozen=True)
class Policy:
    """Everything that decides, as it was at one epoch."""

    graph: CircleGraph
    matrix: Matrix
    zones: Mapping[int, ZoneRow]

    def open_zones(self, circles: frozenset[int], now: datetime, *, draft: bool = False) -> frozenset[int]:
        """The zones open to somebody in exactly these circles (closure included).

        draft: for pages that someone may edit, liveness and expiry are left out; circle and offering
        clauses never are.
        """
        return _Walk(self, circles, now, draft).open_zones()

    def next_moment(self, now: datetime) -> datetime | None:
        """When the answer may change by itself: nothing memoised outlives it."""
        moments = [row.link.until for row in self.zones.values() if row.link.until is not None]
        return min((m for m in [*moments, *self.matrix.moments()] if m > now), default=None)


class _Walk:
    """One pass over the zone table for one viewer."""

    def __init__(self, policy: Policy, circles: frozenset[int], now: datetime, draft: bool) -> None:
        self.policy, self.circles, self.now, self.draft = policy, circles, now, draft
        self.names = policy.graph.names(circles)
        self.verdict: dict[int, bool] = {NOBODY_ZONE: False, EVERYONE_ZONE: True}
        self.offerings: dict[int, bool] = {}

    def open_zones(self) -> frozenset[int]:
        return frozenset(zone for zone in self.policy.zones if self.is_open(zone))

    def is_open(self, zone: int) -> bool:
        chain: list[int] = []
        while zone not in self.verdict and zone in self.policy.zones:
            chain.append(zone)
            self.verdict[zone] = False  # a loop is nobody
            zone = self.policy.zones[zone].parent
        answer = self.verdict.get(zone, False)  # an unknown zone is denied
        for number in reversed(chain):
            answer = answer and self.passes(self.policy.zones[number].link)
            self.verdict[number] = answer
        return answer

    def passes(self, link: Link) -> bool:
        if not self.draft and link.closed:
            return False
        if not self.draft and link.until is not None and link.until <= self.now:
            return False
        if link.circles is not None and not link.circles & self.names:
            return False
        if link.offering is not None and not self.offering_opens(link.offering):
            return False
        return link.source is None or self.is_open(link.source)

    def offering_opens(self, offering: int) -> bool:
        if offering not in self.offerings:
            self.offerings[offering] = self.policy.matrix.opens(self.circles, offering, self.now)
        return self.offerings[offering]
