"""A small portal under test, and every operation on it: done for real, and told to the oracle.

Arguments are numbers of what exists. What the portal refuses returns False; what cannot be done at all, too.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count
from typing import Any

from wagtail.actions.convert_alias import ConvertAliasPageAction

from audiences import services
from audiences.errors import AccessError, WideningNotConfirmed
from audiences.models import Circle, Membership, Offering
from audiences.policy.matrix import Level
from audiences.zones import collect_zones
from content.models import PortalPage
from content.moving import alias_release, page_move
from tests import factories
from tests.audiences.clock import Clock
from tests.audiences.oracle import EVERYONE, UNDECIDED, Choice, Following, Named, Oracle, Stay

LATEST = datetime.max.replace(tzinfo=UTC)


class World:
    """`home` is the public home; `people` and `circles` are numbers; everyone is among the circles."""

    def __init__(self, clock: Clock, people: Iterable[str] = ("ann", "bob", "cas", "dee")) -> None:
        self.clock = clock
        self.oracle = Oracle(clock.now)
        self.home = PortalPage.objects.get(depth=2).pk
        self.names = {name: factories.user(login=name).pk for name in people}
        self.people = list(self.names.values())
        self.circles = [EVERYONE]
        self.fresh = count(1)
        self.look()

    def look(self) -> None:
        self.oracle.look(self.clock.now)

    @property
    def pages(self) -> list[int]:
        return self.oracle.below(self.home)

    @property
    def offerings(self) -> list[int]:
        return sorted(self.oracle.offerings)

    def page(self, pk: int) -> Any:
        return PortalPage.objects.get(pk=pk)

    def _circle(self, number: int) -> Circle:
        return Circle.objects.get(pk=number)

    def _slug(self, what: str) -> str:
        return f"{what}-{next(self.fresh)}"

    # --- circles

    def new_circle(self) -> int:
        number = factories.circle(slug=self._slug("kring")).pk
        self.circles.append(number)
        self.oracle.insides[number] = set()
        return number

    def include(self, outer: int, inner: int) -> bool:
        expected = EVERYONE not in (outer, inner) and not self.oracle.lies_within(outer, inner)
        try:
            services.circle_include(acting_user=None, outer=self._circle(outer), inner=self._circle(inner))
        except AccessError:
            assert not expected, "an inclusion was refused for no reason"
            return False
        assert expected, "a circle came to include itself, or everyone"
        self.oracle.insides[outer].add(inner)
        return True

    def exclude(self, outer: int, inner: int) -> bool:
        services.circle_exclude(acting_user=None, outer=self._circle(outer), inner=self._circle(inner))
        self.oracle.insides.get(outer, set()).discard(inner)
        return True

    def merge(self, first: int, second: int) -> int | None:
        pair = {first, second}
        between = (self.oracle.insides.get(first, set()) | self.oracle.insides.get(second, set())) - pair
        loops = any(self.oracle.lies_within(old, inner) for old in pair for inner in between)
        try:
            merged = services.circle_merge(
                acting_user=None,
                first=self._circle(first),
                second=self._circle(second),
                slug=self._slug("samen"),
                name="samen",
            ).pk
        except AccessError:
            assert len(pair) == 1 or EVERYONE in pair or loops, "a merge was refused for no reason"
            return None
        self.circles.append(merged)
        self.oracle.insides[merged] = set()
        for old in (first, second):
            self._replaced(old, {merged})
            for stay in self.oracle.stays:
                if stay.circle == old:
                    stay.circle = merged
        self.oracle.insides[merged].discard(merged)
        return merged

    def split(self, old: int, *, both: bool) -> list[int] | None:
        """Members go to either by turns, or to both."""
        if old == EVERYONE:
            return None
        slugs = [self._slug("deel"), self._slug("deel")]
        rows = sorted(
            Membership.objects.filter(circle=old),
            key=lambda row: (row.user_id, row.starts_at, row.ends_at or LATEST),
        )
        into = [[0, 1] if both else [turn % 2] for turn in range(len(rows))]
        news = services.circle_split(
            acting_user=None,
            circle=self._circle(old),
            names={slug: slug for slug in slugs},
            members={
                slug: [row.pk for row, parts in zip(rows, into, strict=True) if part in parts]
                for part, slug in enumerate(slugs)
            },
        )
        numbers = [new.pk for new in news]
        self.circles += numbers
        self._replaced(old, set(numbers))
        for number in numbers:
            self.oracle.insides[number] -= set(numbers)
        mine = sorted(
            (stay for stay in self.oracle.stays if stay.circle == old),
            key=lambda s: (s.person, s.begin, s.end or LATEST),
        )
        self.oracle.stays = [stay for stay in self.oracle.stays if stay.circle != old] + [
            Stay(stay.person, numbers[part], stay.begin, stay.end)
            for stay, parts in zip(mine, into, strict=True)
            for part in parts
        ]
        return numbers

    def delete_circle(self, old: int) -> bool:
        if old == EVERYONE:
            return False
        services.circle_delete(acting_user=None, circle=self._circle(old))
        self.oracle.stays = [stay for stay in self.oracle.stays if stay.circle != old]
        self._replaced(old, set())
        return True

    def _replaced(self, old: int, news: set[int]) -> None:
        self.circles.remove(old)
        self.oracle.replace(old, news)

    # --- memberships

    def join(
        self, person: int, circle: int, begin: datetime | None = None, end: datetime | None = None
    ) -> bool:
        begin = begin or self.clock.now
        if circle == EVERYONE:
            return False
        user = Membership._meta.get_field("user").related_model.objects.get(pk=person)
        factories.membership(user=user, circle=self._circle(circle), starts_at=begin, ends_at=end)
        self.oracle.stays.append(Stay(person, circle, begin, end))
        return True

    def end_membership(self, person: int, circle: int, when: datetime | None = None) -> bool:
        for row in Membership.objects.filter(user=person, circle=circle):
            services.membership_end(acting_user=None, membership=row, ends_at=when)
        for stay in self.oracle.stays:
            if (stay.person, stay.circle) == (person, circle):
                stay.end = max(when or self.clock.now, stay.begin)
        return True

    # --- the matrix

    def new_offering(self) -> int:
        number = factories.offering(slug=self._slug("aanbod")).pk
        self.oracle.offerings.add(number)
        return number

    def delete_offering(self, offering: int) -> bool:
        services.offering_delete(acting_user=None, offering=Offering.objects.get(pk=offering))
        self.oracle.offerings.discard(offering)
        return True

    def decide(
        self,
        offering: int,
        circle: int,
        level: int,
        begin: datetime | None = None,
        end: datetime | None = None,
    ) -> bool:
        """Undecided takes all decisions about the cell back."""
        cell: dict[str, Any] = {"offering": Offering.objects.get(pk=offering), "circle": self._circle(circle)}
        if level == UNDECIDED:
            services.level_clear(acting_user=None, **cell)
            self.oracle.choices.pop((offering, circle), None)
            return True
        begin = begin or self.clock.now
        services.level_decide(acting_user=None, level=Level(level), starts_at=begin, ends_at=end, **cell)
        self.oracle.choices.setdefault((offering, circle), []).append(Choice(level, begin, end))
        return True

    # --- rules

    def set_rule(self, page: int, circles: Iterable[int], *, confirmed: bool = True) -> bool:
        rule = Named(frozenset(circles))
        asked = list(Circle.objects.filter(pk__in=rule.circles))
        return self._rule(page, rule, confirmed, circles=asked)

    def follow(self, page: int, offering: int, *, confirmed: bool = True) -> bool:
        return self._rule(page, Following(offering), confirmed, follows=Offering.objects.get(pk=offering))

    def clear_rule(self, page: int, *, confirmed: bool = True) -> bool:
        return self._rule(page, None, confirmed)

    def _rule(self, page: int, rule: Named | Following | None, confirmed: bool, **values: Any) -> bool:
        try:
            given: dict[str, Any] = {"page": self.page(page), "acting_user": None, "confirmed": confirmed}
            if rule is None:
                services.access_rule_clear(**given)
            else:
                services.access_rule_set(**given, **values)
        except WideningNotConfirmed:
            assert not confirmed
            return False
        if rule is None:
            self.oracle.rules.pop(self.oracle.groups[page], None)
        else:
            self.oracle.rules[self.oracle.groups[page]] = rule
        return True

    # --- pages

    def create(self, parent: int, *, live: bool = True) -> int:
        made = factories.page(parent=self.page(parent), live=live, slug=self._slug("pagina")).pk
        self.look()
        return made

    def ruled(self, parent: int, *circles: int) -> int:
        """A page with an own rule."""
        made = self.create(parent)
        self.set_rule(made, circles)
        return made

    def publish(self, page: int) -> bool:
        """Saved as a revision and published, as the editor does it; aliases are published with it."""
        found = self.page(page).specific
        if found.alias_of_id is not None:
            return False
        found.save_revision(clean=False, log_action=False).publish(log_action=False)
        return True

    def go_live(self, page: int) -> bool:
        """Live without a revision, as an import or an alias is."""
        found = self.page(page).specific
        found.live = True
        found.save(clean=False)
        return True

    def unpublish(self, page: int) -> bool:
        self.page(page).specific.unpublish(log_action=False)
        return True

    def restore(self, page: int, which: int) -> bool:
        """Publish an old revision."""
        revisions = list(self.page(page).revisions.order_by("pk"))
        if not revisions or self.page(page).alias_of_id is not None:
            return False
        revisions[which % len(revisions)].publish(log_action=False)
        return True

    def expire(self, page: int, when: datetime | None) -> bool:
        found = self.page(page).specific
        found.expire_at = when
        found.save(clean=False)
        return True

    def move(self, page: int, target: int, *, confirmed: bool = True) -> bool:
        self.look()
        loops = self.oracle.leans_on(target, page)
        same_address = self.page(target).get_children().filter(slug=self.page(page).slug)
        if not loops and same_address.exclude(pk=page).exists():
            return False
        try:
            page_move(page=self.page(page), target=self.page(target), acting_user=None, confirmed=confirmed)
        except AccessError:
            assert loops, "a move was refused for no reason"
            return False
        except WideningNotConfirmed:
            assert not confirmed
            return False
        assert not loops, "a page came to depend on itself"
        return True

    def copy(self, page: int, target: int, *, recursive: bool = False, revisions: bool = False) -> int | None:
        """Copies take own rules and sources along, and start unpublished."""
        if recursive and target in self.oracle.below(page):
            return None
        clone = self.page(page).specific.copy(
            to=self.page(target),
            recursive=recursive,
            update_attrs={"slug": self._slug("kopie")},
            copy_revisions=revisions,
        )
        for old, new in self._pairs(page, clone.pk):
            if rule := self.oracle.rule(old):
                self.oracle.rules[self.oracle.groups[new]] = rule
            if old in self.oracle.sources:
                self.oracle.sources[new] = self.oracle.sources[old]
            assert not self.oracle.places[new].live, "a copy is live"
        return clone.pk

    def alias(self, page: int, target: int, *, recursive: bool = False) -> int | None:
        if recursive and target in self.oracle.below(page):
            return None
        slug = self._slug("alias")
        clone = factories.alias(of=self.page(page), parent=self.page(target), slug=slug, recursive=recursive)
        for old, new in self._pairs(page, clone.pk):
            self.oracle.sources[new] = old
        return clone.pk

    def translate(self, page: int, target: int) -> int | None:
        group = self.page(page).translation_key
        if PortalPage.objects.filter(translation_key=group, locale__language_code="en").exists():
            return None
        slug = self._slug("vertaling")
        clone = factories.translation(of=self.page(page), parent=self.page(target), slug=slug)
        self.oracle.groups[clone.pk] = self.oracle.groups[page]
        if page in self.oracle.sources:
            self.oracle.sources[clone.pk] = self.oracle.sources[page]
        self.look()
        return clone.pk

    def _pairs(self, original: int, clone: int) -> list[tuple[int, int]]:
        """Each page and its double, found by walking both subtrees in the same order."""
        self.look()
        doubles = self.oracle.below(clone)
        originals = self.oracle.below(original) if len(doubles) > 1 else [original]
        return list(zip([o for o in originals if o not in doubles or o == original], doubles, strict=True))

    def convert(self, page: int) -> bool:
        """Wagtail's way. The limits of the source stay."""
        ConvertAliasPageAction(self.page(page).specific, log_action=None).execute(skip_permission_checks=True)
        return True

    def release(self, page: int, *, confirmed: bool = True) -> bool:
        """Our way: from now on a page by itself, if somebody said yes to what that opens."""
        try:
            alias_release(page=self.page(page), acting_user=None, confirmed=confirmed)
        except WideningNotConfirmed:
            assert not confirmed
            return False
        self.oracle.sources.pop(page, None)
        return True

    def delete_page(self, page: int) -> bool:
        if page == self.home:
            return False
        self.page(page).specific.delete()
        return True

    # --- what hangs on a page, lists, housekeeping

    def add_document(self, page: int) -> int:
        made = factories.document(page=self.page(page)).pk
        self.oracle.documents[made] = page
        return made

    def add_block(self, page: int, *circles: int) -> int | None:
        if not hasattr(self.page(page).specific, "body"):
            return None  # a home has no such blocks, nor has its copy
        made = factories.block(page=self.page(page), circles=Circle.objects.filter(pk__in=circles)).pk
        self.look()
        return made

    def set_audience(self, page: int, circles: Iterable[int]) -> bool:
        """Content: no zone, no epoch."""
        rows = PortalPage.audience.through.objects
        rows.filter(portalpage_id=page).delete()
        rows.bulk_create(rows.model(portalpage_id=page, circle_id=circle) for circle in set(circles))
        return True

    def collect(self) -> bool:
        collect_zones()
        return True
