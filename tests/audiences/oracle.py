"""Who sees what, worked out the slow way: by walking from every page up to the root and on to its source.

The tests of this room compare the gate with it. It remembers by itself what was done (circles, rules,
decisions, who is in what), and reads from the tables only content: where pages stand, whether they are live
and until when, for whom they and their blocks say they are. It shares no code
with the policy and never looks at a zone.
"""

from dataclasses import dataclass, field
from datetime import datetime

from content.models import BlockForCircles, PortalPage

EVERYONE = 1
UNDECIDED, BARRED, UNLISTED, USEFUL, NEEDED = range(5)


@dataclass(frozen=True)
class Named:
    """An own rule: any of these circles. None of them: nobody."""

    circles: frozenset[int]


@dataclass(frozen=True)
class Following:
    """An own rule: for whom this offering opens. An offering that is gone: nobody."""

    offering: int


@dataclass
class Stay:
    """Somebody's membership. The end is no part of it."""

    person: int
    circle: int
    begin: datetime
    end: datetime | None = None


@dataclass(frozen=True)
class Choice:
    """A decision about a cell. Of those running the one that began last counts; of equals the last taken."""

    level: int
    begin: datetime
    end: datetime | None = None


@dataclass(frozen=True)
class Place:
    """A page as the table has it."""

    pk: int
    parent: int | None
    live: bool
    expires: datetime | None


def read_places() -> dict[int, Place]:
    """Every page, by number, in the order of the tree."""
    rows = list(PortalPage.objects.order_by("path").values_list("pk", "path", "live", "expire_at"))
    by_path = {path: pk for pk, path, *_ in rows}
    return {pk: Place(pk, by_path.get(path[:-4]), live, expires) for pk, path, live, expires in rows}


def read_audiences() -> dict[int, set[int]]:
    """For which circles each page says it is: as written, old numbers included."""
    found: dict[int, set[int]] = {}
    for page, circle in PortalPage.audience.through.objects.values_list("portalpage_id", "circle_id"):
        found.setdefault(page, set()).add(circle)
    return found


def read_blocks() -> list[tuple[int, int | None, set[int]]]:
    """Of each registered block: its number, its page and the circles it was written for."""
    rows = BlockForCircles.objects.values_list("pk", "page_id", "circles")
    return [(pk, page, {int(number) for number in text.split(",") if number}) for pk, page, text in rows]


@dataclass
class Oracle:
    """What was done, and what follows from it."""

    now: datetime
    insides: dict[int, set[int]] = field(default_factory=dict)  # circle -> the circles it includes
    stays: list[Stay] = field(default_factory=list)
    offerings: set[int] = field(default_factory=set)
    choices: dict[tuple[int, int], list[Choice]] = field(default_factory=dict)
    groups: dict[int, int] = field(default_factory=dict)  # page -> the first page of its translations
    rules: dict[int, Named | Following] = field(default_factory=dict)  # group -> own rule
    renamed: dict[int, set[int]] = field(default_factory=dict)  # old circle -> what it became
    sources: dict[int, int] = field(default_factory=dict)  # alias -> the page it stands for
    documents: dict[int, int] = field(default_factory=dict)  # document -> page
    places: dict[int, Place] = field(default_factory=dict)
    audiences: dict[int, set[int]] = field(default_factory=dict)
    blocks: dict[int, tuple[int | None, set[int]]] = field(default_factory=dict)  # block -> page, circles

    def look(self, now: datetime) -> None:
        """Read the page table anew, at this moment. Pages nobody told about stand in a group of their own."""
        self.now = now
        self.places = read_places()
        self.audiences = {page: self.meant(names) for page, names in read_audiences().items()}
        self.blocks = {block: (page, self.meant(names)) for block, page, names in read_blocks()}
        for page in self.places:
            self.groups.setdefault(page, page)

    def rule(self, page: int) -> Named | Following | None:
        """The own rule of a page."""
        return self.rules.get(self.groups[page])

    # --- circles

    def circles_of(self, person: int) -> frozenset[int]:
        """All circles of a person."""
        return self.with_including(
            {
                stay.circle
                for stay in self.stays
                if stay.person == person
                and stay.begin <= self.now
                and (stay.end is None or self.now < stay.end)
            }
        )

    def with_including(self, mine: set[int]) -> frozenset[int]:
        """These circles, everyone, and whatever includes one of them, however far up."""
        found = mine | {EVERYONE}
        grown = True
        while grown:
            grown = False
            for circle, inside in self.insides.items():
                if circle not in found and inside & found:
                    found.add(circle)
                    grown = True
        return frozenset(found)

    def lies_within(self, inner: int, outer: int) -> bool:
        """Is `inner` the same as `outer`, or inside it, however deep?"""
        if inner == outer:
            return True
        return any(self.lies_within(inner, one) for one in self.insides.get(outer, ()))

    def replace(self, old: int, news: set[int]) -> None:
        """Wherever `old` is named, from now on the new ones are."""

        def swapped(names):
            return frozenset((names - {old}) | news) if old in names else frozenset(names)

        for group, rule in self.rules.items():
            if isinstance(rule, Named):
                self.rules[group] = Named(swapped(rule.circles))
        self.renamed[old] = news
        mine = self.insides.pop(old, set())
        for new in news:
            self.insides.setdefault(new, set()).update(mine - {new})
        for outer, inside in self.insides.items():
            self.insides[outer] = set(swapped(inside)) - {outer}
        for offering, circle in [cell for cell in self.choices if cell[1] == old]:
            taken = self.choices.pop((offering, circle))
            for new in news:
                self.choices.setdefault((offering, new), list(taken))

    def meant(self, names: set[int]) -> set[int]:
        """What these numbers, written down once, stand for now."""
        found: set[int] = set()
        for name in names:
            found |= self.meant(self.renamed[name]) if name in self.renamed else {name}
        return found

    # --- the matrix

    def choice(self, offering: int, circle: int) -> int:
        """The level this very circle was given, as it stands now."""
        running = [
            c
            for c in self.choices.get((offering, circle), ())
            if c.begin <= self.now and (c.end is None or self.now < c.end)
        ]
        latest = max((c.begin for c in running), default=None)
        return next((c.level for c in reversed(running) if c.begin == latest), UNDECIDED)

    def offering_opens(self, circles: frozenset[int], offering: int) -> bool:
        """Access only adds up: one circle above barred is enough."""
        if offering not in self.offerings:
            return False
        return any(self.choice(offering, circle) > BARRED for circle in circles)

    def level(self, circles: frozenset[int], offering: int) -> int:
        """How it is listed: the best of what the most specific circles say."""
        specific = [
            c for c in circles if c != EVERYONE and not any(i in circles for i in self.insides.get(c, ()))
        ]
        return max(self._level_from(offering, c) for c in specific or [EVERYONE])

    def _level_from(self, offering: int, circle: int) -> int:
        mine = self.choice(offering, circle)
        if mine != UNDECIDED or circle == EVERYONE:
            return mine
        above = [c for c, inside in self.insides.items() if circle in inside]
        return max(self._level_from(offering, c) for c in above or [EVERYONE])

    # --- pages

    def sees(self, circles: frozenset[int], page: int, *, draft: bool = False) -> bool:
        """Own rule AND those of all ancestors AND, for an alias, all that holds for its source; all live.

        draft: liveness and expiry left out, as for pages that somebody may edit.
        """
        return self._sees(circles, page, draft, frozenset())

    def _sees(self, circles: frozenset[int], page: int, draft: bool, on_the_way: frozenset[int]) -> bool:
        place = self.places.get(page)
        if place is None or page in on_the_way:
            return False
        if not draft and (not place.live or self.is_over(place)):
            return False
        if not self.passes(circles, self.rule(page)):
            return False
        leaned_on = [place.parent, self.sources.get(page)]
        on_the_way |= {page}
        return all(self._sees(circles, other, draft, on_the_way) for other in leaned_on if other is not None)

    def is_over(self, place: Place) -> bool:
        return place.expires is not None and place.expires <= self.now

    def passes(self, circles: frozenset[int], rule: Named | Following | None) -> bool:
        """One own rule by itself."""
        if rule is None:
            return True
        if isinstance(rule, Following):
            return self.offering_opens(circles, rule.offering)
        return any(circle in circles for circle in rule.circles)

    def lists(self, circles: frozenset[int], page: int) -> bool:
        """Is it in the lists of somebody in these circles? By its offering, if it follows one itself."""
        rule = self.rule(page)
        if isinstance(rule, Following):
            wanted = self.level(circles, rule.offering) >= USEFUL
        else:
            wanted = bool(self.audiences.get(page, set()) & circles)
        return wanted and self.sees(circles, page)

    def sees_document(self, circles: frozenset[int], document: int, *, draft: bool = False) -> bool:
        """Exactly as the page it hangs on."""
        return self.sees(circles, self.documents[document], draft=draft)

    def sees_block(self, circles: frozenset[int], block: int, *, draft: bool = False) -> bool:
        """The page, and one of its own circles."""
        page, own = self.blocks[block]
        return page is not None and bool(own & circles) and self.sees(circles, page, draft=draft)

    def leans_on(self, page: int, other: int) -> bool:
        """Does the access of `page` depend on `other`, over parents and sources?"""
        todo, done = [page], set()
        while todo:
            number = todo.pop()
            if number == other:
                return True
            if number in done or number not in self.places:
                continue
            done.add(number)
            todo += [n for n in (self.places[number].parent, self.sources.get(number)) if n is not None]
        return False

    def below(self, page: int) -> list[int]:
        """A page and everything under it."""
        found = [page]
        for number in found:
            found += [p.pk for p in self.places.values() if p.parent == number]
        return found
