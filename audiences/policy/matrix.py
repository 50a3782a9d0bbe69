"""Levels of offerings, two questions kept apart: may it be opened, and how is it listed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from audiences.policy.circles import EVERYONE, CircleGraph


class Level(IntEnum):
    """What an offering is to a circle, worst first. Undecided is not the same as barred."""

    UNDECIDED = 0
    BARRED = 1
    UNLISTED = 2
    USEFUL = 3
    NEEDED = 4


@dataclass(frozen=True)
class Decision:
    """One decision about a cell. In force: the last to have begun of those that have not ended."""

    level: Level
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True)
class Matrix:
    """All cells. decisions: (offering, circle) -> decisions ordered by start."""

    graph: CircleGraph
    offerings: frozenset[int]
    decisions: Mapping[tuple[int, int], Sequence[Decision]]

    def decided(self, offering: int, circle: int, now: datetime) -> Level:
        """The level that this circle itself was given, as it stands now."""
        level = Level.UNDECIDED
        for decision in self.decisions.get((offering, circle), ()):
            if decision.starts_at <= now and (decision.ends_at is None or now < decision.ends_at):
                level = decision.level
        return level

    def opens(self, circles: frozenset[int], offering: int, now: datetime) -> bool:
        """May it be opened? Any circle with a decided cell above barred gives it; none takes it away."""
        if offering not in self.offerings:
            return False
        return any(self.decided(offering, circle, now) > Level.BARRED for circle in circles)

    def listing_level(self, circles: frozenset[int], offering: int, now: datetime) -> Level:
        """How is it listed? Up from the most specific circles, on each path to the first decided cell."""
        todo = list(self.graph.most_specific(circles))
        best, seen = Level.UNDECIDED, set[int]()
        while todo:
            circle = todo.pop()
            if circle in seen:
                continue
            seen.add(circle)
            level = self.decided(offering, circle, now)
            best = max(best, level)
            if level is Level.UNDECIDED and circle != EVERYONE:
                todo += self.graph.including(circle) or [EVERYONE]
        return best

    def moments(self) -> list[datetime]:
        """Every moment at which a level may change by itself."""
        return [
            moment
            for decisions in self.decisions.values()
            for decision in decisions
            for moment in (decision.starts_at, decision.ends_at)
            if moment is not None
        ]
