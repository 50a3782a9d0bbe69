"""The policy as the database has it, kept in this process for as long as the epoch stands.

Only `audiences.viewer`, `audiences.access`, the selectors and the services read it.
"""

import threading
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from audiences.lookups import ZoneSet
from audiences.models import (
    Circle,
    CircleCondition,
    CircleInclusion,
    CircleSuccession,
    LevelDecision,
    Offering,
    PolicyState,
    Zone,
)
from audiences.policy.circles import CircleGraph
from audiences.policy.facts import CircleRule
from audiences.policy.matrix import Decision, Level, Matrix
from audiences.policy.zones import Link, Policy, ZoneRow, ids_from_text

MEMO_SIZE = 4096
"""How many different sets of circles are remembered per process."""


@dataclass
class LoadedPolicy:
    """The policy at one epoch, with the zones already worked out for some sets of circles."""

    epoch: int
    policy: Policy
    rules: dict[int, CircleRule]
    zone_pages: dict[int, int]
    circles: dict[int, Circle]
    _zones: dict[tuple[frozenset[int], bool], tuple[ZoneSet, datetime | None]] = field(default_factory=dict)
    _pages: dict[ZoneSet, tuple[int, ...]] = field(default_factory=dict)

    def open_zones(self, circles: frozenset[int], now: datetime, *, draft: bool) -> ZoneSet:
        """As `Policy.open_zones`, remembered until the next dated moment."""
        key = (circles, draft)
        zones, deadline = self._zones.get(key, (None, None))
        if zones is None or (deadline is not None and deadline <= now):
            if len(self._zones) >= MEMO_SIZE:
                self._zones.clear()
            zones = ZoneSet(self.policy.open_zones(circles, now, draft=draft), self.epoch)
            self._zones[key] = zones, self.policy.next_moment(now)
        return zones

    @cached_property
    def all_pages(self) -> int:
        """How many pages there are, by the last count."""
        return sum(self.zone_pages.values())

    def pages_in(self, zones: ZoneSet) -> tuple[int, ...]:
        """How many pages each of these zones holds, by the last count; zones without any left out."""
        counts = self._pages.get(zones)
        if counts is None:
            if len(self._pages) >= MEMO_SIZE:
                self._pages.clear()
            found = (self.zone_pages.get(zone, 0) for zone in zones.zones)
            counts = self._pages[zones] = tuple(count for count in found if count)
        return counts


_lock = threading.Lock()
_latest: list[LoadedPolicy] = []


def loaded(epoch: int) -> LoadedPolicy:
    """The policy at this epoch, or at a later one if it has moved on meanwhile."""
    for known in _latest:
        if known.epoch == epoch:
            return known
    with _lock:
        while not (_latest and _latest[0].epoch == epoch):
            fresh = _load(epoch)
            after = current_epoch()
            if after == epoch:
                _latest[:] = [fresh]
            epoch = after
        return _latest[0]


def current() -> LoadedPolicy:
    """The policy as it is now, inside this transaction."""
    return loaded(current_epoch())


def current_epoch() -> int:
    return PolicyState.objects.values_list("epoch", flat=True).get(pk=PolicyState.ONLY)


def _load(epoch: int) -> LoadedPolicy:
    graph = _graph()
    zones = {}
    zone_pages = {}
    columns = ("pk", "parent", "circles", "offering", "closed", "until", "source", "pages")
    # Values, not model instances: the first request after a change waits for this.
    for pk, parent, circles, offering, closed, until, source, pages in Zone.objects.values_list(*columns):
        names = None if circles is None else ids_from_text(circles)
        zones[pk] = ZoneRow(parent, Link(names, offering, closed, until, source))
        zone_pages[pk] = pages
    circles = {circle.pk: circle for circle in Circle.objects.current()}
    return LoadedPolicy(epoch, Policy(graph, _matrix(graph), zones), _rules(), zone_pages, circles)


def _graph() -> CircleGraph:
    includes: dict[int, set[int]] = defaultdict(set)
    for outer, inner in CircleInclusion.objects.values_list("outer_id", "inner_id"):
        includes[outer].add(inner)
    successors: dict[int, set[int]] = {
        pk: set() for pk in Circle.objects.exclude(retired_at=None).values_list("pk", flat=True)
    }
    for retired, successor in CircleSuccession.objects.values_list("retired_id", "successor_id"):
        successors.setdefault(retired, set()).add(successor)
    return CircleGraph(
        {outer: frozenset(inside) for outer, inside in includes.items()},
        {old: frozenset(now) for old, now in successors.items()},
    )


def _matrix(graph: CircleGraph) -> Matrix:
    decisions: dict[tuple[int, int], list[Decision]] = defaultdict(list)
    rows = LevelDecision.objects.order_by("starts_at", "pk")
    for row in rows.values_list("offering_id", "circle_id", "level", "starts_at", "ends_at"):
        decisions[row[0], row[1]].append(Decision(Level(row[2]), row[3], row[4]))
    return Matrix(graph, frozenset(Offering.objects.values_list("pk", flat=True)), dict(decisions))


def _rules() -> dict[int, CircleRule]:
    values: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    conditions = CircleCondition.objects.filter(circle__retired_at=None)
    for circle, name, value in conditions.values_list("circle_id", "field", "value"):
        values[circle][name].add(value)
    return {
        circle: CircleRule({name: frozenset(wanted) for name, wanted in fields.items()})
        for circle, fields in values.items()
    }
