"""Circles that include circles. Used by the viewer, the matrix and the zones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

EVERYONE = 1
"""The built-in circle that every viewer is in, signed in or not."""


@dataclass(frozen=True)
class CircleGraph:
    """Which circle includes which.

    includes: outer circle -> the circles it includes; circles that include nothing may be absent.
    successors: a merged, split or deleted circle -> what its name means now (empty: nobody).
    """

    includes: Mapping[int, frozenset[int]]
    successors: Mapping[int, frozenset[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        upward: dict[int, set[int]] = {}
        for outer, inside in self.includes.items():
            for inner in inside:
                upward.setdefault(inner, set()).add(outer)
        object.__setattr__(self, "_upward", upward)

    def including(self, circle: int) -> frozenset[int]:
        """The circles that include this one directly."""
        upward: dict[int, set[int]] = self._upward  # type: ignore[attr-defined]
        return frozenset(upward.get(circle, ()))

    def closure(self, direct: Iterable[int]) -> frozenset[int]:
        """These circles, everything that includes them, and everyone. Loops end by themselves."""
        found = {EVERYONE, *direct}
        todo = list(found)
        while todo:
            new = self.including(todo.pop()) - found
            found |= new
            todo += new
        return frozenset(found)

    def within(self, circles: Iterable[int]) -> frozenset[int]:
        """These circles and every circle inside them: whose members count as theirs."""
        found = set(circles)
        todo = list(found)
        while todo:
            new = self.includes.get(todo.pop(), frozenset()) - found
            found |= new
            todo += new
        return frozenset(found)

    def names(self, circles: Iterable[int]) -> frozenset[int]:
        """The circles, and the retired names that mean one of them now.

        Rules, zones and texts keep the old number after a merge; levels do not.
        """
        named = set(circles)
        more = True
        while more:
            new = {old for old, now in self.successors.items() if old not in named and now & named}
            named |= new
            more = bool(new)
        return frozenset(named)

    def meaning(self, named: Iterable[int]) -> frozenset[int]:
        """The circles that these names, retired ones included, stand for now."""
        found: set[int] = set()
        todo, seen = list(named), set()
        while todo:
            circle = todo.pop()
            if circle in seen:
                continue
            seen.add(circle)
            if circle in self.successors:
                todo += self.successors[circle]
            else:
                found.add(circle)
        return frozenset(found)

    def most_specific(self, circles: frozenset[int]) -> frozenset[int]:
        """Those of the circles that include no other one of them; everyone only when alone."""
        return frozenset(
            c for c in circles if c != EVERYONE and not self.includes.get(c, frozenset()) & circles
        ) or frozenset({EVERYONE})

    def would_loop(self, outer: int, inner: int) -> bool:
        """Would `outer includes inner` make a circle include itself?"""
        return outer in self.within([inner])
