"""Who sees what, read literally from the rules: walks ancestors and sources, knows no zones.

Shares no code with the gate and reads nothing from the database: it keeps its own record of what happened.
"""

from dataclasses import dataclass, field
from datetime import datetime

EVERYONE = 1


@dataclass
class Sheet:
    """A page as the oracle knows it."""

    parent: int | None
    group: str
    live: bool
    source: int | None = None
    expires: datetime | None = None


@dataclass
class Oracle:
    """Its own record. rules: group -> a set of circle names, or the number of an offering."""

    now: datetime
    pages: dict[int, Sheet] = field(default_factory=dict)
    rules: dict[str, frozenset[int] | int] = field(default_factory=dict)
    includes: dict[int, set[int]] = field(default_factory=dict)
    offerings: set[int] = field(default_factory=set)
    cells: dict[tuple[int, int], list[tuple[int, datetime, datetime | None]]] = field(default_factory=dict)
    documents: dict[int, int] = field(default_factory=dict)
    blocks: dict[int, tuple[int, frozenset[int]]] = field(default_factory=dict)

    def circles(self, direct: frozenset[int]) -> frozenset[int]:
        mine = {EVERYONE, *direct}
        while more := {o for o, inside in self.includes.items() if o not in mine and inside & mine}:
            mine |= more
        return frozenset(mine)

    def level(self, offering: int, circle: int) -> int:
        running = [
            level
            for level, start, end in self.cells.get((offering, circle), [])
            if start <= self.now and (end is None or self.now < end)
        ]
        return running[-1] if running else 0

    def passes(self, circles: frozenset[int], group: str) -> bool:
        rule = self.rules.get(group)
        if rule is None:
            return True
        if isinstance(rule, int):
            return rule in self.offerings and any(self.level(rule, circle) > 1 for circle in circles)
        return bool(rule & circles)

    def sees(self, circles: frozenset[int], page: int, draft: bool = False) -> bool:
        """Own rule, all ancestors, and for an alias its source likewise; all of them live and in date."""
        todo, seen = [page], set[int]()
        while todo:
            number = todo.pop()
            if number in seen:
                continue
            seen.add(number)
            sheet = self.pages.get(number)
            if sheet is None:
                return False
            in_date = sheet.expires is None or self.now < sheet.expires
            if not draft and not (sheet.live and in_date):
                return False
            if not self.passes(circles, sheet.group):
                return False
            todo += [above for above in (sheet.parent, sheet.source) if above is not None]
        return True

    def sees_block(self, circles: frozenset[int], block: int) -> bool:
        page, names = self.blocks[block]
        return bool(names & circles) and self.sees(circles, page)

    def rename(self, old: int, news: set[int]) -> None:
        """Wherever the old circle is named, the new ones are meant."""

        def swapped(names: frozenset[int]) -> frozenset[int]:
            return frozenset((names - {old}) | news) if old in names else names

        self.rules = {g: r if isinstance(r, int) else swapped(r) for g, r in self.rules.items()}
        self.blocks = {b: (page, swapped(names)) for b, (page, names) in self.blocks.items()}
        inside = self.includes.pop(old, set())
        self.includes = {o: set(swapped(frozenset(i))) - {o} for o, i in self.includes.items()}
        for new in news:
            self.includes.setdefault(new, set()).update(inside - {new})
        for (offering, circle), decisions in list(self.cells.items()):
            if circle == old:
                del self.cells[offering, circle]
                for new in news:
                    self.cells.setdefault((offering, new), list(decisions))

    def below(self, page: int) -> list[int]:
        found = [page]
        for number in found:
            found += [pk for pk, sheet in self.pages.items() if sheet.parent == number]
        return found

    def leans_on(self, page: int) -> set[int]:
        found, todo = set[int](), [page]
        while todo:
            number = todo.pop()
            sheet = self.pages.get(number)
            if sheet is not None and number not in found:
                found.add(number)
                todo += [above for above in (sheet.parent, sheet.source) if above is not None]
        return found
