"""Ways in which the rules of access can honestly be misread, each as a change of the real code.

`test_mutations.py` shows that every one of them fails a story. Each is a context manager.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from typing import Any
from unittest import mock

from django.db.models.signals import pre_delete

from audiences import access, querysets, state, tree
from audiences.models import AccessRule, Zone
from audiences.policy.circles import EVERYONE
from audiences.policy.matrix import Level, Matrix
from audiences.policy.widening import conditions
from audiences.policy.zones import EMPTY_LINK, EVERYONE_ZONE, Link, Policy, ids_from_text, ids_to_text
from audiences.services import circles as circle_services
from audiences.zones import Derivation, derive_pages
from content.models import PortalPage

Misreading = Callable[[], AbstractContextManager[Any]]


def instead(target: Any, name: str, by: Any) -> AbstractContextManager[Any]:
    """The attribute of this name, replaced."""
    return mock.patch.object(target, name, by)


def link(change: Callable[[Link], Link]) -> Misreading:
    """What a page adds, read otherwise."""
    original = Derivation.link
    return lambda: instead(Derivation, "link", lambda self, page: change(original(self, page)))


def _rule_before_closed(found: Link) -> Link:
    return replace(found, closed=found.closed and found.circles is None and found.offering is None)


def _closed_in_place_of_rule(found: Link) -> Link:
    return replace(found, circles=None, offering=None) if found.closed else found


def _empty_is_no_rule(found: Link) -> Link:
    return replace(found, circles=None) if found.circles == frozenset() else found


rule_before_closed = link(_rule_before_closed)
closed_in_place_of_rule = link(_closed_in_place_of_rule)
empty_is_no_rule = link(_empty_is_no_rule)


def edited_because_it_has_children() -> AbstractContextManager[Any]:
    original = Derivation.derive

    def derive(self: Derivation, page: Any) -> int:
        parent = tree.zone_at(page.parent_path) if page.parent_path else EVERYONE_ZONE
        now = Zone.objects.filter(pk=page.zone, parent=parent or 0).first()
        adds = self.link(page)
        if now and now.id not in (EVERYONE_ZONE, parent) and adds != EMPTY_LINK and tree.has_children(page):
            return self.edit(now, parent or 0, adds)
        return original(self, page)

    return instead(Derivation, "derive", derive)


def shared_rows_re_parented() -> AbstractContextManager[Any]:
    def images(self: Derivation, zones: list[Zone], image: dict[int, int]) -> dict[int, int]:
        for zone in zones:
            Zone.objects.filter(pk=zone.id).update(parent=image[zone.parent])
        self.rows_written += 1
        return {zone.id: zone.id for zone in zones}

    return instead(Derivation, "images", images)


def aliases_do_not_follow() -> AbstractContextManager[Any]:
    return instead(tree, "aliases_of_pages_below", lambda path, zones: [])


def aliases_are_freed() -> AbstractContextManager[Any]:
    original = Derivation.source_zone

    def source_zone(self: Derivation, page: Any) -> int | None:
        gone = page.alias_source is not None and tree.page_row(page.alias_source) is None
        return None if gone else original(self, page)

    return instead(Derivation, "source_zone", source_zone)


def conversion_frees() -> AbstractContextManager[Any]:
    original = PortalPage._prepare_zone

    def prepare(self: PortalPage, is_new: bool) -> None:
        original(self, is_new)
        if not is_new:
            self.alias_source = self.alias_of_id

    return instead(PortalPage, "_prepare_zone", prepare)


def copy_of_alias_is_a_page() -> AbstractContextManager[Any]:
    fields = [*PortalPage.default_exclude_fields_in_copy, "alias_source"]
    return instead(PortalPage, "default_exclude_fields_in_copy", fields)


def copies_leave_rules_behind() -> AbstractContextManager[Any]:
    return mock.patch("content.copying.access_rule_copy")


@contextmanager
def rule_goes_with_a_translation() -> Iterator[None]:
    def forget(sender: type, instance: Any, **kwargs: Any) -> None:
        if sender is PortalPage:
            AccessRule.objects.filter(group=instance.translation_key).delete()
            derive_pages(row.pk for row in tree.group(instance.translation_key))

    pre_delete.connect(forget)
    try:
        yield
    finally:
        pre_delete.disconnect(forget)


def one_translation_derived() -> AbstractContextManager[Any]:
    original = tree.group
    return instead(tree, "group", lambda key: original(key)[-1:])


def expiry_waits_for_the_scheduler() -> AbstractContextManager[Any]:
    """Of a page itself."""
    stack = ExitStack()
    stack.enter_context(instead(querysets, "expiry_column", lambda model: None))
    original = access.can_view
    stack.enter_context(
        instead(access, "can_view", lambda obj, viewer, draft=False: _in_zone(original, obj, viewer, draft))
    )
    return stack


def _in_zone(original: Any, obj: Any, viewer: Any, draft: bool) -> bool:
    return obj.zone in (viewer.draft_zones if draft else viewer.zones).zones


def chains_do_not_expire() -> AbstractContextManager[Any]:
    original = Derivation.row
    edit = Derivation.edit
    stack = ExitStack()

    def row(self: Derivation, parent: int, adds: Link, *, owner: int | None = None) -> int:
        return original(self, parent, replace(adds, until=None), owner=owner)

    stack.enter_context(instead(Derivation, "row", row))
    without = lambda self, zone, parent, adds: edit(self, zone, parent, replace(adds, until=None))  # noqa: E731
    stack.enter_context(instead(Derivation, "edit", without))
    return stack


def remembered_for_ever() -> AbstractContextManager[Any]:
    return instead(Policy, "next_moment", lambda self, now: None)


def moves_are_not_asked() -> AbstractContextManager[Any]:
    return mock.patch("content.moving.move_may_widen", return_value=False)


def follows_nothing_means_open() -> AbstractContextManager[Any]:
    original = Matrix.opens

    def opens(self: Matrix, circles: frozenset[int], offering: int, now: Any) -> bool:
        return offering not in self.offerings or original(self, circles, offering, now)

    return instead(Matrix, "opens", opens)


def merge_rewrites_rows() -> AbstractContextManager[Any]:
    original = circle_services._hand_over

    def hand_over(old: Any, news: Any) -> None:
        original(old, news)
        named = {new.pk for new in news}
        for model, field in ((AccessRule, "circles"), (Zone, "circles")):
            for row in model.objects.exclude(**{f"{field}__isnull": True}):
                numbers = ids_from_text(getattr(row, field))
                if old.pk in numbers:
                    setattr(row, field, ids_to_text(numbers - {old.pk} | named))
                    if model is Zone:
                        row.key = row.link.key
                    row.save()

    return instead(circle_services, "_hand_over", hand_over)


def cells_do_not_raise_the_epoch() -> AbstractContextManager[Any]:
    return mock.patch("audiences.services.matrix.raise_epoch")


def the_listing_level_opens() -> AbstractContextManager[Any]:
    def opens(self: Matrix, circles: frozenset[int], offering: int, now: Any) -> bool:
        return offering in self.offerings and self.listing_level(circles, offering, now) > Level.BARRED

    return instead(Matrix, "opens", opens)


def _listing(*, everyone_beside: bool, on_every_path: bool) -> AbstractContextManager[Any]:
    def listing_level(self: Matrix, circles: frozenset[int], offering: int, now: Any) -> Level:
        todo, best = list(self.graph.most_specific(circles)), Level.UNDECIDED
        for circle in todo:
            level = self.decided(offering, circle, now)
            best = max(best, level)
            if circle != EVERYONE and (level is Level.UNDECIDED or on_every_path):
                above = list(self.graph.including(circle))
                todo += [*above, EVERYONE] if everyone_beside or not above else above
        return best

    return instead(Matrix, "listing_level", listing_level)


def everyone_includes_all_directly() -> AbstractContextManager[Any]:
    return _listing(everyone_beside=True, on_every_path=False)


def undecided_asks_all_above() -> AbstractContextManager[Any]:
    return _listing(everyone_beside=False, on_every_path=True)


def _carried_once(models: Callable[[], list[Any]]) -> AbstractContextManager[Any]:
    original = Derivation.carry

    def carry(self: Derivation, where: Any) -> None:
        kept = [(m, list(m._default_manager.exclude(zone=0).values_list("pk", "zone"))) for m in models()]
        original(self, where)
        for model, rows in kept:
            for pk, zone in rows:
                model._default_manager.filter(pk=pk).update(zone=zone)

    return instead(Derivation, "carry", carry)


def documents_stay_behind() -> AbstractContextManager[Any]:
    return _carried_once(tree.plain_anchored)


def blocks_stay_behind() -> AbstractContextManager[Any]:
    return _carried_once(tree.ruled_anchored)


def pages_alone_keep_zones() -> AbstractContextManager[Any]:
    def collect() -> None:
        used = set(PortalPage.objects.values_list("zone", flat=True)) | {EVERYONE_ZONE}
        Zone.objects.exclude(pk__in=used).delete()
        circle_services.raise_epoch()

    return mock.patch("tests.audiences.world.collect_zones", collect)


def chains_are_normalised() -> AbstractContextManager[Any]:
    original = Derivation.link

    def adds(self: Derivation, page: Any) -> Link:
        found = original(self, page)
        parent = tree.zone_at(page.parent_path) if page.parent_path else EVERYONE_ZONE
        repeats = found.circles is not None and found == Link(circles=found.circles)
        return EMPTY_LINK if repeats and found in conditions(state.current().policy, parent or 0) else found

    return instead(Derivation, "link", adds)


def pages_may_lean_on_themselves() -> AbstractContextManager[Any]:
    return mock.patch("content.moving.leans_on", return_value=False)


def nobody_is_unpublished() -> AbstractContextManager[Any]:
    """Not one of the twenty-six: found here."""

    def parts(policy: Policy, zone: int) -> frozenset[Link]:
        return frozenset(
            Link(closed=True) if one.circles == frozenset() else one for one in conditions(policy, zone)
        )

    return mock.patch("audiences.policy.widening.conditions", parts)
