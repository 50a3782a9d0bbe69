"""The organisation that is measured: a tree of pages, restrictions, circles and people, written in bulk.

Used by the other modules of `bench`, on an empty migrated database. The zones come from the kernel itself; a
sample of them is checked against a walk over the ancestors.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Site

from audiences import zones
from audiences.lock import policy_lock, raise_epoch
from audiences.models import AccessRule, Circle, CircleInclusion, Membership
from audiences.policy.circles import EVERYONE
from audiences.policy.zones import ids_to_text
from audiences.statistics import zone_pages_recount
from audiences.viewer import Viewer, as_circles
from content.models import ContentPage, NewsPage, PortalPage, SectionPage
from people.models import User

SUBJECTS, THEMES, DOSSIERS = 10, 20, 10
"""Sections per level. With 100,000 pages a dossier holds 49 and a subject 10,000."""
PUBLIC_SUBJECTS = 4
ROOMS = 8
"""The number of the subject with rooms: each dossier in it has a rule of its own."""
FIVE_YEARS = 5 * 365 * 24 * 3600
BATCH = 2000

Say = Callable[[str], None]


@dataclass
class World:
    """What was built. Sections are numbered in tree order; `rules` are the restrictions, page -> circles."""

    top: PortalPage
    subjects: list[PortalPage] = field(default_factory=list)
    themes: list[PortalPage] = field(default_factory=list)
    dossiers: list[PortalPage] = field(default_factory=list)
    leaves: list[PortalPage] = field(default_factory=list)
    circles: list[int] = field(default_factory=list)
    staff: int = 0
    rules: dict[int, frozenset[int]] = field(default_factory=dict)

    @property
    def pages(self) -> list[PortalPage]:
        return [self.top, *self.subjects, *self.themes, *self.dossiers, *self.leaves]


def pages_built(*, pages: int, circles: int, seed: int, say: Say) -> World:
    """Pages and circles, still without a rule."""
    random = Random(seed)
    with transaction.atomic():
        root = Site.objects.get(is_default_site=True).root_page
        top = root.add_child(instance=SectionPage(title="Archief", slug="archief", body=_body("Archief")))
        world = World(top=PortalPage.objects.get(pk=top.pk))
        _circles(world, circles)
        _pages(world, pages, random, say)
        zone_pages_recount()
    refresh()
    return world


def restricted(world: World, restrictions: int, *, seed: int) -> None:
    """Write the restrictions, and let the kernel derive the zones."""
    with transaction.atomic():
        policy_lock()
        _restrict(world, restrictions, Random(seed))
        _derive(world.rules)
        zone_pages_recount()
    refresh(full=True)


def close_public_subjects(world: World) -> None:
    """From now on the public subjects are for staff: whoever is not sees little. And what is in the rooms is
    from long ago, so that whoever walks the whole list, newest first, finds it at the end.
    """
    with transaction.atomic():
        policy_lock()
        for subject in world.subjects[:PUBLIC_SUBJECTS]:
            AccessRule.objects.create(
                group=subject.translation_key, circles=ids_to_text(frozenset({world.staff}))
            )
        _derive(subject.pk for subject in world.subjects[:PUBLIC_SUBJECTS])
        rooms = PortalPage.objects.descendant_of(world.subjects[ROOMS])
        rooms.order_by().update(first_published_at=F("first_published_at") - timedelta(seconds=FIVE_YEARS))
        zone_pages_recount()
    refresh(full=True)


def refresh(*, full: bool = False) -> None:
    """What autovacuum does in time. full: and no room left behind by changes that were rolled back."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            if full:
                cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(PortalPage._meta.db_table)}")
            cursor.execute("VACUUM (ANALYZE)")


def check(world: World, seed: int, samples: int = 300) -> int:
    """Compare the gate with a walk over the ancestors. Returns the comparisons. Raises AssertionError."""
    random = Random(seed)
    compared = 0
    inside = dict(CircleInclusion.objects.values_list("inner_id", "outer_id"))
    rules = {page.path: world.rules[page.pk] for page in world.pages if page.pk in world.rules}
    for _ in range(6):
        direct = set(random.sample(world.circles, random.randint(0, 6)))
        circles = {EVERYONE, *direct, *(inside[c] for c in direct if c in inside)}
        seen = set(PortalPage.objects.visible_to(as_circles(direct)).values_list("pk", flat=True))
        for page in random.sample(world.pages, min(samples, len(world.pages))):
            above = (page.path[:end] for end in range(4, len(page.path) + 1, 4))
            may = all(rules[path] & circles for path in above if path in rules)
            assert may == (page.pk in seen), f"page {page.pk} and circles {sorted(direct)}"
            compared += 1
    return compared


def person(login: str, circles: Iterable[int]) -> User:
    """Somebody who is in these circles."""
    user = User.objects.create(login=login, name=login)
    Membership.objects.bulk_create(Membership(user=user, circle_id=circle) for circle in circles)
    return user


def leaf_of(world: World, viewer: Viewer) -> PortalPage:
    """A page at the bottom of the tree that this viewer may open."""
    leaves = PortalPage.objects.filter(pk__in=[page.pk for page in world.leaves[-5000:]])
    page = leaves.visible_to(viewer).order_by("-path").first()
    assert page is not None
    return page


def news_written(index: PortalPage, count: int, random: Random) -> list[PortalPage]:
    """News items under this page."""
    return _children([index], [count], NewsPage, random)


# --- parts


def _derive(pages: Iterable[int]) -> None:
    """The kernel's own derivation, topmost first."""
    ordered = PortalPage.objects.filter(pk__in=list(pages)).order_by("depth", "path")
    zones.derive_pages(list(ordered.values_list("pk", flat=True)))


def _circles(world: World, count: int) -> None:
    """Most circles are part of one that includes them: the staff."""
    rows = [Circle(slug=f"kring-{n}", name=f"Kring {n}", hue=1 + n % 12) for n in range(count)]
    made = [circle.pk for circle in Circle.objects.bulk_create(rows)]
    world.staff, world.circles = made[0], made[1:]
    inner = world.circles[: int(count * 0.75)]
    CircleInclusion.objects.bulk_create(CircleInclusion(outer_id=world.staff, inner_id=pk) for pk in inner)
    raise_epoch()


def _pages(world: World, wanted: int, random: Random, say: Say) -> None:
    world.subjects = _children([world.top], [SUBJECTS], SectionPage, random)
    world.themes = _children(world.subjects, [THEMES] * SUBJECTS, SectionPage, random)
    world.dossiers = _children(world.themes, [DOSSIERS] * len(world.themes), SectionPage, random)
    left = max(wanted - len(world.pages), len(world.dossiers))
    each, more = divmod(left, len(world.dossiers))
    counts = [each + (number < more) for number in range(len(world.dossiers))]
    for start in range(0, len(world.dossiers), 100):
        parents, sizes = world.dossiers[start : start + 100], counts[start : start + 100]
        world.leaves += _children(parents, sizes, ContentPage, random)
        if start % 500 == 0:
            say(f"{len(world.pages)} of {wanted} pages")


def _children(
    parents: Iterable[PortalPage], counts: Iterable[int], kind: type[PortalPage], random: Random
) -> list[PortalPage]:
    """Pages under each of these parents, in the parent's zone, with the row of their own type."""
    content_type = ContentType.objects.get_for_model(kind)
    now = timezone.now()
    rows = []
    for parent, count in zip(parents, counts, strict=True):
        parent.numchild = count
        for number in range(1, count + 1):
            moment = now - timedelta(seconds=random.randint(60, FIVE_YEARS))
            rows.append(
                PortalPage(
                    path=PortalPage._get_path(parent.path, parent.depth + 1, number),
                    depth=parent.depth + 1,
                    title=f"{kind.__name__} {number} in {parent.title}"[:80],
                    draft_title=f"Pagina {number}",
                    slug=f"p{number}",
                    lead="Waar dit over gaat, in één of twee zinnen.",
                    url_path=f"{parent.url_path}p{number}/",
                    content_type=content_type,
                    locale_id=parent.locale_id,
                    translation_key=uuid4(),
                    zone=parent.zone,
                    first_published_at=moment,
                    last_published_at=moment,
                    show_in_menus=kind is SectionPage,
                )
            )
    made = PortalPage.objects.bulk_create(rows, batch_size=BATCH)
    _type_rows(kind, made)
    PortalPage.objects.bulk_update(parents, ["numchild"], batch_size=BATCH)
    return made


def _type_rows(kind: type[PortalPage], pages: list[PortalPage]) -> None:
    """The row of the page type: Django writes no rows of a child table in bulk."""
    table = connection.ops.quote_name(kind._meta.db_table)
    values: dict[str, Any] = {"body": _body("Een alinea tekst. " * 20)}
    if kind is NewsPage:
        values["published_on"] = timezone.localdate()
    names, marks = ", ".join(values), ", %s" * len(values)
    sql = f"INSERT INTO {table} (portalpage_ptr_id, {names}) VALUES (%s{marks})"
    with connection.cursor() as cursor:
        cursor.executemany(sql, [(page.pk, *values.values()) for page in pages])


def _body(text: str) -> str:
    return json.dumps([{"type": "text", "value": f"<p>{text}</p>", "id": str(uuid4())}])


def _restrict(world: World, wanted: int, random: Random) -> None:
    """Rules at every level: most on dossiers, as in life.

    Four subjects are public, the others for staff; the rooms are for staff and for whoever is in one.
    """
    some = lambda: frozenset(random.sample(world.circles, random.randint(1, 5)))  # noqa: E731
    for number, subject in enumerate(world.subjects[PUBLIC_SUBJECTS:], PUBLIC_SUBJECTS):
        guests = world.circles if number == ROOMS else ()
        world.rules[subject.pk] = frozenset({world.staff, *guests})
    per_subject = len(world.dossiers) // len(world.subjects)
    rooms = world.dossiers[ROOMS * per_subject : (ROOMS + 1) * per_subject]
    others = [dossier for dossier in world.dossiers if dossier not in set(rooms)]
    left = max(wanted - len(world.rules), 0)
    plan = [
        *rooms[:left],
        *random.sample(world.themes, min(left // 20, len(world.themes) // 2)),
        *random.sample(world.leaves, min(left // 7, len(world.leaves))),
        *random.sample(others, len(others)),
    ]
    world.rules |= {page.pk: some() for page in plan[:left]}
    groups: dict[int, UUID] = {page.pk: page.translation_key for page in world.pages}
    AccessRule.objects.bulk_create(
        AccessRule(group=groups[pk], circles=ids_to_text(circles)) for pk, circles in world.rules.items()
    )
