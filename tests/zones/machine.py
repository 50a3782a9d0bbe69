"""Random operations on the real models, each also told to the oracle; then the two are compared.

A step is (operation, four numbers); the numbers pick pages and circles from what exists at that moment, so
that any sequence of steps is valid and can be cut down.
"""

import random
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale
from wagtail.signal_handlers import disable_reference_index_auto_update

from audiences import access, services
from audiences.errors import AccessError, WideningNotConfirmed
from audiences.models import AccessRule, Circle, Offering, Zone
from audiences.policy.matrix import Level
from audiences.policy.zones import ids_to_text
from audiences.viewer import Viewer, as_circles
from audiences.zones import carry_anchored, collect_zones
from content.models import BlockForCircles, ContentPage, PortalDocument, PortalPage
from content.moving import page_move
from tests.zones.oracle import EVERYONE, Oracle, Sheet

WEIGHTS = {
    "create": 8, "leaf": 8, "publish": 6, "unpublish": 5, "expire": 4, "tick": 4, "move": 8, "copy": 3,
    "alias": 6, "translate": 3, "set_rule": 12, "clear_rule": 7, "follow": 6, "cell": 8, "include": 4,
    "exclude": 2, "merge": 2, "split": 2, "new_circle": 1, "delete_circle": 1, "delete_offering": 1,
    "delete_page": 4, "convert": 2, "add_doc": 3, "add_block": 3, "collect": 2, "restore": 2,
}  # fmt: skip
QUIET = {
    "create", "leaf", "unpublish", "copy", "alias", "translate", "delete_page", "delete_offering",
    "delete_circle", "add_doc", "add_block", "collect", "new_circle", "exclude", "restore", "convert",
}  # fmt: skip
"""After these nobody may see a page they did not see before."""

MOST_PAGES = 14
HOUR = timedelta(hours=1)
Step = tuple[str, int, int, int, int]


def steps(seed: int, number: int) -> list[Step]:
    rng = random.Random(seed)
    names = rng.choices(list(WEIGHTS), list(WEIGHTS.values()), k=number)
    return [(name, *(rng.randrange(60) for _ in range(4))) for name in names]  # type: ignore[misc]


class Machine:
    """The real thing and the oracle, side by side."""

    def __init__(self) -> None:
        self.oracle = Oracle(timezone.now())
        self.home = PortalPage.objects.get(depth=2)
        root = PortalPage.objects.get(depth=1)
        for page, parent in ((root, None), (self.home, root.pk)):
            self.oracle.pages[page.pk] = Sheet(parent, str(page.translation_key), live=True)
        self.live_circles: list[Circle] = []
        self.count = 0
        self.english = Locale.objects.get(language_code="en")
        for _ in range(3):
            self.new_circle()
        self.include(2, 0)
        self.offering = services.offering_create(acting_user=None, slug="aanbod", name="Aanbod")
        self.oracle.offerings.add(self.offering.pk)
        self.pages = [self.make(self.home.pk), self.make(self.home.pk)]

    # --- helpers

    def make(self, parent: int, *, live: bool = True, circles: frozenset[int] | None = None) -> int:
        self.count += 1
        page = ContentPage(title=f"p{self.count}", slug=f"p{self.count}", live=live)
        if circles is not None:
            rule = ids_to_text(circles)
            AccessRule.objects.create(group=page.translation_key, circles=rule)
            self.oracle.rules[str(page.translation_key)] = circles
        PortalPage.objects.get(pk=parent).add_child(instance=page)
        self.oracle.pages[page.pk] = Sheet(parent, str(page.translation_key), live)
        return page.pk

    def new_circle(self) -> Circle:
        self.count += 1
        circle = services.circle_create(acting_user=None, slug=f"k{self.count}", name=f"Kring {self.count}")
        self.live_circles.append(circle)
        self.oracle.includes[circle.pk] = set()
        return circle

    def include(self, outer: int, inner: int) -> None:
        first, second = self.live_circles[outer], self.live_circles[inner]
        services.circle_include(acting_user=None, outer=first, inner=second)
        self.oracle.includes[first.pk].add(second.pk)

    def mirror(self, original: PortalPage, clone: PortalPage, **changes: Any) -> None:
        """Tell the oracle about a copy of a subtree: same shape, in the order of the tree."""
        pairs = zip(
            PortalPage.objects.filter(path__startswith=original.path).order_by("path"),
            PortalPage.objects.filter(path__startswith=clone.path).order_by("path"),
            strict=True,
        )
        known = {original.get_parent().pk: clone.get_parent().pk}
        for old, new in list(pairs):
            known[old.pk] = new.pk
            sheet = self.oracle.pages[old.pk]
            parent = clone.get_parent().pk if old.pk == original.pk else known[sheet.parent or 0]
            made = replace(sheet, parent=parent, group=str(new.translation_key))
            if changes.get("alias"):
                made.source = old.pk
            else:
                made.live = False
                if sheet.group in self.oracle.rules:
                    self.oracle.rules[made.group] = self.oracle.rules[sheet.group]
            self.oracle.pages[new.pk] = made

    # --- one step

    def step(self, step: Step) -> list[str]:
        """Carry it out on both sides. Returns what is wrong afterwards."""
        before = {name: self.seen(circles) for name, circles in self.viewers()} if step[0] in QUIET else {}
        known = set(self.oracle.pages)
        getattr(self, f"do_{step[0]}")(*step[1:])
        found = self.differences()
        for name, circles in self.viewers():
            gained = (self.seen(circles) & known) - before.get(name, known)
            if gained:
                found.append(f"WIDER: {step[0]} shows {name} pages {sorted(gained)}")
        return found

    def pick(self, number: int) -> PortalPage:
        """A page below the home."""
        pages = sorted(
            pk
            for pk, sheet in self.oracle.pages.items()
            if sheet.parent not in (None,) and pk != self.home.pk
        )
        return PortalPage.objects.get(pk=pages[number % len(pages)]) if pages else self.home

    def place(self, number: int) -> PortalPage:
        pages = sorted(pk for pk, sheet in self.oracle.pages.items() if sheet.parent is not None)
        return PortalPage.objects.get(pk=pages[number % len(pages)])

    def circle(self, number: int) -> Circle:
        return self.live_circles[number % len(self.live_circles)]

    def has_room(self, page: PortalPage | None = None) -> bool:
        size = len(self.oracle.below(page.pk)) if page else 1
        return len(self.oracle.pages) + size <= MOST_PAGES

    def do_create(self, a: int, b: int, c: int, d: int) -> None:
        if self.has_room():
            self.make(self.place(a).pk, live=b % 4 > 0)

    def do_leaf(self, a: int, b: int, c: int, d: int) -> None:
        if self.has_room():
            self.make(self.place(a % 3).pk, circles=frozenset({self.circle(b % 2).pk}))

    def do_publish(self, a: int, b: int, c: int, d: int) -> None:
        self.set_live(self.pick(a), True)

    def do_unpublish(self, a: int, b: int, c: int, d: int) -> None:
        self.set_live(self.pick(a), False)

    def set_live(self, page: PortalPage, live: bool) -> None:
        """As Wagtail: aliases go along with their source while it knows them as such."""
        if page == self.home or page.alias_of_id:
            return
        if live:
            page.specific.save_revision(clean=False).publish()
        else:
            page.specific.unpublish()
        for pk, now in PortalPage.objects.values_list("pk", "live"):
            self.oracle.pages[pk].live = now

    def do_restore(self, a: int, b: int, c: int, d: int) -> None:
        """An old text comes back; access stays."""
        page = self.pick(a)
        if page != self.home and page.live and not page.alias_of_id:
            page.specific.save_revision(clean=False).publish()

    def do_expire(self, a: int, b: int, c: int, d: int) -> None:
        page = self.pick(a).specific
        if page.pk != self.home.pk:
            page.expire_at = None if b % 3 == 0 else self.oracle.now + (1 + b % 3) * HOUR
            page.save(clean=False)
            self.oracle.pages[page.pk].expires = page.expire_at

    def do_tick(self, a: int, b: int, c: int, d: int) -> None:
        self.oracle.now += (1 + a % 2) * HOUR

    def do_move(self, a: int, b: int, c: int, d: int) -> None:
        page, target = self.pick(a), self.place(b)
        if page == self.home or target.pk in self.oracle.below(page.pk):
            return
        try:
            page_move(page=page, target=target, acting_user=None, confirmed=c % 2 == 0)
        except AccessError:
            assert page.pk in self.oracle.leans_on(target.pk)
            return
        except WideningNotConfirmed:
            return
        assert page.pk not in self.oracle.leans_on(target.pk)
        self.oracle.pages[page.pk].parent = target.pk

    def do_copy(self, a: int, b: int, c: int, d: int) -> None:
        page, target = self.pick(a), self.place(b)
        recursive = c % 2 == 0 and target.pk not in self.oracle.below(page.pk)
        if page == self.home or not self.has_room(page if recursive else None):
            return
        self.count += 1
        names = {"slug": f"c{self.count}", "title": f"c{self.count}"}
        clone = page.specific.copy(recursive=recursive, to=target, update_attrs=names)
        if recursive:
            self.mirror(page, clone)
        else:
            self.mirror_one(page, clone, target.pk)

    def mirror_one(self, page: PortalPage, clone: PortalPage, parent: int) -> None:
        sheet = self.oracle.pages[page.pk]
        made = replace(sheet, parent=parent, group=str(clone.translation_key), live=False)
        if sheet.group in self.oracle.rules:
            self.oracle.rules[made.group] = self.oracle.rules[sheet.group]
        self.oracle.pages[clone.pk] = made

    def do_alias(self, a: int, b: int, c: int, d: int) -> None:
        page, target = self.pick(a), self.place(b)
        if page == self.home or not self.has_room():
            return
        self.count += 1
        alias = page.specific.create_alias(parent=target, update_slug=f"a{self.count}")
        sheet = self.oracle.pages[page.pk]
        made = replace(sheet, parent=target.pk, group=str(alias.translation_key), source=page.pk)
        self.oracle.pages[alias.pk] = made

    def do_translate(self, a: int, b: int, c: int, d: int) -> None:
        page, target = self.pick(a), self.place(b)
        taken = PortalPage.objects.filter(translation_key=page.translation_key, locale=self.english).exists()
        if page == self.home or taken or not self.has_room():
            return
        self.count += 1
        names = {"slug": f"t{self.count}", "locale": self.english}
        clone = page.specific.copy(to=target, update_attrs=names, reset_translation_key=False)
        sheet = self.oracle.pages[page.pk]
        self.oracle.pages[clone.pk] = replace(sheet, parent=target.pk, live=False)

    def do_set_rule(self, a: int, b: int, c: int, d: int) -> None:
        page = self.pick(a)
        circles = [self.circle(number) for number in (b, c, d)[: 1 + d % 3]]
        names = frozenset(circle.pk for circle in circles) if d % 7 else frozenset({EVERYONE})
        chosen = list(Circle.objects.filter(pk__in=names))
        services.access_rule_set(page=page, circles=chosen, acting_user=None, confirmed=True)
        self.oracle.rules[str(page.translation_key)] = names

    def do_clear_rule(self, a: int, b: int, c: int, d: int) -> None:
        page = self.pick(a)
        services.access_rule_clear(page=page, acting_user=None, confirmed=True)
        self.oracle.rules.pop(str(page.translation_key), None)

    def do_follow(self, a: int, b: int, c: int, d: int) -> None:
        if self.oracle.offerings:
            page = self.pick(a)
            services.access_rule_set(page=page, follows=self.offering, acting_user=None, confirmed=True)
            self.oracle.rules[str(page.translation_key)] = self.offering.pk

    def do_cell(self, a: int, b: int, c: int, d: int) -> None:
        if not self.oracle.offerings:
            return
        circle = self.circle(b)
        cell = self.oracle.cells.setdefault((self.offering.pk, circle.pk), [])
        if c % 5 == 0:
            services.level_clear(acting_user=None, offering=self.offering, circle=circle)
            cell.clear()
            return
        start = self.oracle.now + (HOUR if d % 4 == 0 else 0 * HOUR)
        end = start + 2 * HOUR if d % 3 == 0 else None
        services.level_decide(
            acting_user=None,
            offering=self.offering,
            circle=circle,
            level=Level(c % 5),
            starts_at=start,
            ends_at=end,
        )
        cell.append((c % 5, start, end))
        cell.sort(key=lambda decision: decision[1])

    def do_include(self, a: int, b: int, c: int, d: int) -> None:
        outer, inner = self.circle(a), self.circle(b)
        try:
            services.circle_include(acting_user=None, outer=outer, inner=inner)
        except AccessError:
            return
        self.oracle.includes[outer.pk].add(inner.pk)

    def do_exclude(self, a: int, b: int, c: int, d: int) -> None:
        outer, inner = self.circle(a), self.circle(b)
        services.circle_exclude(acting_user=None, outer=outer, inner=inner)
        self.oracle.includes[outer.pk].discard(inner.pk)

    def do_new_circle(self, a: int, b: int, c: int, d: int) -> None:
        if len(self.live_circles) < 5:
            self.new_circle()

    def do_merge(self, a: int, b: int, c: int, d: int) -> None:
        first, second = self.circle(a), self.circle(b)
        self.count += 1
        try:
            new = services.circle_merge(
                acting_user=None,
                first=first,
                second=second,
                slug=f"m{self.count}",
                name=f"Samen {self.count}",
            )
        except AccessError:
            return
        self.live_circles = [k for k in self.live_circles if k.pk not in (first.pk, second.pk)] + [new]
        for old in (first, second):
            self.oracle.rename(old.pk, {new.pk})
        self.oracle.includes[new.pk] -= {new.pk}

    def do_split(self, a: int, b: int, c: int, d: int) -> None:
        if len(self.live_circles) > 4:
            return
        old = self.circle(a)
        self.count += 1
        names = {f"s{self.count}a": "Deel een", f"s{self.count}b": "Deel twee"}
        news = services.circle_split(acting_user=None, circle=old, names=names, members={})
        self.live_circles = [circle for circle in self.live_circles if circle.pk != old.pk] + news
        self.oracle.rename(old.pk, {new.pk for new in news})

    def do_delete_circle(self, a: int, b: int, c: int, d: int) -> None:
        if len(self.live_circles) > 2:
            circle = self.circle(a)
            services.circle_delete(acting_user=None, circle=circle)
            self.live_circles.remove(circle)
            self.oracle.rename(circle.pk, set())

    def do_delete_offering(self, a: int, b: int, c: int, d: int) -> None:
        if self.oracle.offerings:
            services.offering_delete(acting_user=None, offering=Offering.objects.get(pk=self.offering.pk))
            self.oracle.offerings.clear()

    def do_delete_page(self, a: int, b: int, c: int, d: int) -> None:
        page = self.pick(a)
        if page == self.home or len(self.oracle.pages) < 5:
            return
        for pk in self.oracle.below(page.pk):
            del self.oracle.pages[pk]
        page.specific.delete()
        self.oracle.blocks = {b: v for b, v in self.oracle.blocks.items() if v[0] in self.oracle.pages}
        BlockForCircles.objects.filter(page=None).delete()

    def do_convert(self, a: int, b: int, c: int, d: int) -> None:
        """Wagtail makes an alias a page of its own; it stays as closed as it was."""
        alias = PortalPage.objects.exclude(alias_of=None).first()
        if alias is not None:
            ConvertAliasPageAction(alias.specific).execute(skip_permission_checks=True)

    def do_add_doc(self, a: int, b: int, c: int, d: int) -> None:
        if len(self.oracle.documents) < 3:
            page = self.place(a)
            document = PortalDocument(title="d", page=page, file="documents/none.pdf")
            document.save()
            carry_anchored(page.pk)
            self.oracle.documents[document.pk] = page.pk

    def do_add_block(self, a: int, b: int, c: int, d: int) -> None:
        if len(self.oracle.blocks) < 3:
            page, names = self.place(a), frozenset({self.circle(b).pk, self.circle(c).pk})
            block = BlockForCircles.objects.create(
                page=page, block_id=uuid.uuid4(), circles=ids_to_text(names)
            )
            carry_anchored(page.pk)
            self.oracle.blocks[block.pk] = (page.pk, names)

    def do_collect(self, a: int, b: int, c: int, d: int) -> None:
        collect_zones()
        used = len(self.oracle.pages) + len(self.oracle.blocks) + 1
        owned = Zone.objects.exclude(owner=None).count()
        assert Zone.objects.count() <= used + owned + len(self.oracle.pages)

    # --- comparing

    def viewers(self) -> list[tuple[str, frozenset[int]]]:
        """Anonymous, a member of each circle, and of each two neighbours."""
        own = [circle.pk for circle in self.live_circles]
        pairs = list(zip(own, own[1:], strict=False))
        sets = [frozenset[int](), *(frozenset({pk}) for pk in own), *(frozenset(pair) for pair in pairs)]
        return [(f"a member of {sorted(circles)}", circles) for circles in sets]

    def seen(self, direct: frozenset[int]) -> set[int]:
        circles = self.oracle.circles(direct)
        return {pk for pk in self.oracle.pages if self.oracle.sees(circles, pk)}

    def differences(self) -> list[str]:
        """Where the gate and the oracle disagree."""
        found: list[str] = []
        pages = list(PortalPage.objects.only("pk", "zone", "expire_at"))
        assert {page.pk for page in pages} == set(self.oracle.pages)
        things = [*PortalDocument.objects.all(), *BlockForCircles.objects.all()]
        anybody = replace(as_circles(()), moment=self.oracle.now)
        for name, direct in self.viewers():
            viewer = replace(anybody, direct=direct)
            circles = self.oracle.circles(direct)
            for draft in (False, True):
                right = {pk for pk in self.oracle.pages if self.oracle.sees(circles, pk, draft)}
                shown = {page.pk for page in pages if access.can_view(page, viewer, draft=draft)}
                if shown != right:
                    found.append(f"{name}, draft={draft}: leaks {shown - right}, hides {right - shown}")
                found += self.holes(name, right)
            found += [f"{name} and {thing!r}" for thing in things if self.wrong(thing, viewer, circles)]
        return found

    def holes(self, name: str, right: set[int]) -> list[str]:
        parents = {pk: self.oracle.pages[pk].parent for pk in right}
        return [
            f"{name} sees {pk}, not what is above" for pk, up in parents.items() if up not in {*right, None}
        ]

    def wrong(self, thing: Any, viewer: Viewer, circles: frozenset[int]) -> bool:
        if isinstance(thing, BlockForCircles):
            right = self.oracle.sees_block(circles, thing.pk)
        else:
            page = self.oracle.documents.get(thing.pk)
            right = page is not None and self.oracle.sees(circles, page)
        return access.can_view(thing, viewer) != right

    def querysets_agree(self) -> bool:
        """At the real clock, the condition in the database says the same as the gate in Python."""
        anybody = as_circles(())
        for _name, direct in self.viewers():
            viewer = replace(anybody, direct=direct)
            shown = {page.pk for page in PortalPage.objects.all() if access.can_view(page, viewer)}
            if set(PortalPage.objects.visible_to(viewer).values_list("pk", flat=True)) != shown:
                return False
        return True


def run(sequence: list[Step]) -> tuple[int, list[str]] | None:
    """(number of steps until the first failure, what failed), or None. Leaves the database as it was."""
    with transaction.atomic(), disable_reference_index_auto_update():
        machine = Machine()
        outcome = None
        for number, step in enumerate(sequence, 1):
            if found := machine.step(step):
                outcome = number, found
                break
        if outcome is None and not machine.querysets_agree():
            outcome = len(sequence), ["the queryset and the gate disagree"]
        transaction.set_rollback(True)
    return outcome


def shrunk(sequence: list[Step]) -> list[Step]:
    """Leave out steps as long as it still fails."""
    best = sequence
    position = 0
    while position < len(best):
        shorter = best[:position] + best[position + 1 :]
        if failed := run(shorter):
            best = shorter[: failed[0]]
        else:
            position += 1
    return best
