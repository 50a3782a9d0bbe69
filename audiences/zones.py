"""Zones, written: from the tree and the own rules to one number per page.

Called by `save()` of the base page and by the services of this room, always under the policy lock.
`page.zone = owns a row ? that row : adds nothing ? parent's zone : shared zone(parent's zone, link)`
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from audiences import tree
from audiences.lock import policy_lock, raise_epoch
from audiences.models import AccessRule, Zone
from audiences.policy.zones import (
    EMPTY_LINK,
    EVERYONE_ZONE,
    NOBODY_ZONE,
    Link,
    ids_from_text,
    ids_to_text,
)
from audiences.tree import PageRow


class ZonesLoopError(Exception):
    """Zones chase each other: a page would depend on itself over parents and sources."""


@dataclass
class Derivation:
    """One derivation: knows whether a zone row was written, so that the epoch rises once at the end.

    rules: own rules that the caller has just written or read, None for no rule; others are looked up.
    """

    rules: dict[UUID, AccessRule | None] = field(default_factory=dict)
    rows_written: int = 0
    pages_written: int = 0
    _steps: int = field(default=0, repr=False)

    # --- what a page adds

    def link(self, page: PageRow) -> Link:
        """Everything but its expiry, which counts here only when something leans on it."""
        group = page.translation_key
        known = group in self.rules
        rule = self.rules[group] if known else AccessRule.objects.filter(group=group).first()
        return Link(
            circles=None if rule is None or rule.follows_id else ids_from_text(rule.circles),
            offering=rule.follows_id if rule else None,
            closed=not page.live,
            source=self.source_zone(page),
        )

    def source_zone(self, page: PageRow) -> int | None:
        """The zone of an alias' source. A source that is gone: nobody."""
        if page.alias_source is None:
            return None
        source = tree.page_row(page.alias_source)
        return source.zone if source else NOBODY_ZONE

    # --- from page to zone

    def derive(self, page: PageRow) -> int:
        """The zone of this page, from its parent's zone and its own link. Edits its own row in place."""
        parent = EVERYONE_ZONE
        if page.parent_path:
            parent = tree.zone_at(page.parent_path) or NOBODY_ZONE
        link = self.link(page)
        mine = Zone.objects.filter(owner=page.pk).first()
        matters = page.expire_at is not None or (mine is None and link != EMPTY_LINK)
        holds_others = matters and (tree.has_children(page) or tree.has_aliases(page.pk))
        if holds_others:
            link = replace(link, until=page.expire_at)
        if mine is not None:
            return self.edit(mine, parent, link)
        if link == EMPTY_LINK:
            return parent
        return self.row(parent, link, owner=page.pk if holds_others else None)

    def row(self, parent: int, link: Link, *, owner: int | None = None) -> int:
        """The shared row for this parent and link, made if need be; or a new row with an owner."""
        if owner is None:
            known = Zone.objects.filter(parent=parent, key=link.key, owner=None).first()
            if known is not None:
                return known.id
        zone = _zone(parent, link, owner)
        zone.save()
        self.rows_written += 1
        return zone.id

    def edit(self, zone: Zone, parent: int, link: Link) -> int:
        """Edit an owned row in place: every page in it follows, none is written."""
        if (zone.parent, zone.key) != (parent, link.key):
            edited = _zone(parent, link, zone.owner)
            edited.id, edited.pages = zone.id, zone.pages
            edited.save(force_update=True)
            self.rows_written += 1
        return zone.id

    # --- from a change to everything that leans on it

    def changed(self, *pages: int) -> None:
        """These pages' own link or place changed: give them, and all that lean on them, their zone."""
        todo = list(pages)
        limit = 10_000 + 100 * len(todo)
        for pk in todo:
            self._steps += 1
            if self._steps > limit:
                raise ZonesLoopError
            page = tree.page_row(pk)
            if page is None:
                continue
            new = self.derive(page)
            if new == page.zone:
                continue  # in place: nothing below has to be written
            image = self.map_subtree(page, new)
            self.carry(tree.below(page.path))
            todo += tree.aliases_of_pages_below(page.path, set(image.values()))

    def map_subtree(self, top: PageRow, new: int) -> dict[int, int]:
        """A rule at a page maps the zones under it: a function of the old zone alone, in one UPDATE."""
        image = self.image_of(top, new)
        changed = {old: now for old, now in image.items() if old != now}
        inside = tree.zones_below(top.path)
        self.pages_written += tree.map_zones(top.path, {o: n for o, n in changed.items() if o in inside})
        return changed

    def image_of(self, top: PageRow, new: int) -> dict[int, int]:
        """For every zone that leans on the top's old one: what becomes of it inside this subtree.

        A row owned inside gets its new parent in place and keeps its number. A shared row may serve
        pages outside: it is never touched, its image is another shared row.
        """
        image = {top.zone: new}
        owners = set(
            Zone.objects.filter(owner__in=tree.owners_below(top.path)).values_list("owner", flat=True)
        )
        children = _children_of(tree.zones_below(top.path) | {top.zone})
        level = [zone for zone in children.get(top.zone, ()) if zone.id != new]
        while level:
            owned = [zone for zone in level if zone.owner in owners]
            shared = [zone for zone in level if zone.owner not in owners]
            self.reparent(owned, image)
            image.update(self.images(shared, image))
            # An owned row keeps its number, so what hangs below it stays as it is.
            level = [child for zone in shared for child in children.get(zone.id, ())]
        return image

    def reparent(self, zones: list[Zone], image: dict[int, int]) -> None:
        by_parent: dict[int, list[int]] = defaultdict(list)
        for zone in zones:
            by_parent[image[zone.parent]].append(zone.id)
        for parent, ids in by_parent.items():
            self.rows_written += Zone.objects.filter(pk__in=ids).update(parent=parent)

    def images(self, zones: list[Zone], image: dict[int, int]) -> dict[int, int]:
        """The shared rows that stand for these under their new parents, made where they are missing."""
        wanted = {zone.id: (image[zone.parent], zone.link) for zone in zones}
        parents = {parent for parent, _ in wanted.values()}
        known = {
            (parent, key): pk
            for pk, parent, key in Zone.objects.filter(parent__in=parents, owner=None).values_list(
                "pk", "parent", "key"
            )
        }
        missing = {
            (parent, link.key): _zone(parent, link, None)
            for parent, link in wanted.values()
            if (parent, link.key) not in known
        }
        for zone in Zone.objects.bulk_create(missing.values()):
            known[zone.parent, zone.key] = zone.id
        self.rows_written += len(missing)
        return {old: known[parent, link.key] for old, (parent, link) in wanted.items()}

    # --- what hangs on pages

    def carry(self, where: Q) -> None:
        """Give documents, images and blocks on these pages the zone they should have."""
        tree.carry_anchored(where)
        for model in tree.ruled_anchored():
            rows = model._default_manager.filter(page__in=tree.pages().filter(where).values("pk"))
            own = str(model.own_circles_field)
            for zone, expire_at, circles in list(
                rows.values_list("page__zone", "page__expire_at", own).distinct()
            ):
                mine = self.row(zone, Link(circles=ids_from_text(circles)))
                same = rows.filter(**{"page__zone": zone, "page__expire_at": expire_at, own: circles})
                found = model._default_manager.filter(pk__in=same.values("pk"))
                found.update(zone=mine, page_expires_at=expire_at)

    def finish(self) -> None:
        """Raise the epoch if a zone row was written."""
        if self.rows_written:
            raise_epoch()


def derive_pages(pages: Iterable[int], *, rules: dict[UUID, AccessRule | None] | None = None) -> Derivation:
    """Derive the zones of these pages, topmost first, and of everything that leans on them.

    The caller holds the policy lock. rules: own rules that the caller knows, as in `Derivation`.
    Raises ZonesLoopError when a page would depend on itself.
    """
    derivation = Derivation(rules or {})
    derivation.changed(*pages)
    derivation.finish()
    return derivation


def zone_for_new_page(
    *, parent_path: str, live: bool, translation_key: UUID, alias_source: int | None
) -> int:
    """The zone of a page that is about to be written: it has no children and owns no row yet."""
    row = PageRow(0, parent_path + "0" * tree.STEP, live, None, translation_key, alias_source, NOBODY_ZONE)
    derivation = Derivation()
    parent = (tree.zone_at(parent_path) or NOBODY_ZONE) if parent_path else EVERYONE_ZONE
    link = derivation.link(row)
    zone = parent if link == EMPTY_LINK else derivation.row(parent, link)
    derivation.finish()
    return zone


def carry_anchored(page: int) -> None:
    """Something was hung on this page, or its expiry changed."""
    derivation = Derivation()
    derivation.carry(Q(pk=page))
    derivation.finish()


def close_unanchored() -> None:
    """What hung on a page that is gone is for nobody, until somebody hangs it elsewhere."""
    for model in [*tree.plain_anchored(), *tree.ruled_anchored()]:
        rows = model._default_manager.filter(page=None).exclude(zone=NOBODY_ZONE)
        rows.update(zone=NOBODY_ZONE, page_expires_at=None)


@transaction.atomic
def collect_zones() -> int:
    """Delete the rows that no page, nothing anchored, no chain and no alias reaches. Returns how many.

    Under the policy lock: a page being written may just have found a row that nothing else reaches.
    """
    policy_lock()
    reached: set[int] = set()
    links = Zone.objects.values_list("pk", "parent", "source")
    rows = {zone: (parent, source) for zone, parent, source in links}
    todo = {EVERYONE_ZONE, *tree.pages().values_list("zone", flat=True).distinct()}
    for model in [*tree.plain_anchored(), *tree.ruled_anchored()]:
        todo |= set(model._default_manager.order_by().values_list("zone", flat=True).distinct())
    while todo:
        zone = todo.pop()
        if zone in rows and zone not in reached:
            reached.add(zone)
            todo |= {number for number in rows[zone] if number is not None}
    gone, _ = Zone.objects.filter(pk__in=rows.keys() - reached).delete()
    if gone:
        raise_epoch()
    return gone


def _zone(parent: int, link: Link, owner: int | None) -> Zone:
    return Zone(
        parent=parent,
        circles=None if link.circles is None else ids_to_text(link.circles),
        offering=link.offering,
        closed=link.closed,
        until=link.until,
        source=link.source,
        key=link.key,
        owner=owner,
    )


def _children_of(zones: set[int]) -> dict[int, list[Zone]]:
    """Parent -> the rows on the chains of these zones that hang under it."""
    known: dict[int, Zone] = {}
    todo = set(zones)
    while todo:
        found = Zone.objects.in_bulk(todo)
        known |= found
        todo = {zone.parent for zone in found.values()} - known.keys() - {NOBODY_ZONE}
    children: dict[int, list[Zone]] = defaultdict(list)
    for zone in known.values():
        children[zone.parent].append(zone)
    return children
