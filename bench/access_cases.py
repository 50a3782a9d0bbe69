"""The cases of `bench.access`, in the order in which they are measured. Imported after Django is set up."""

import argparse
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from audiences import access
from audiences.models import Circle, Membership, Zone
from audiences.services import access_rule_set, membership_end
from audiences.viewer import Viewer, as_circles, resolve
from bench import others, page_cases, tree
from bench.harness import Case, Row, measure
from bench.others import NEWEST
from bench.tree import World
from content.models import PortalPage
from people.models import User

SLOW_ROUNDS = 3
"""For what takes seconds: neighbours in the same rounds are as comparable, only fewer of them."""

Say = Callable[[str], None]


def run(chosen: argparse.Namespace, say: Say) -> tuple[list[Row], list[str]]:
    """Build, measure, and return the rows with some facts about what was measured."""
    world = tree.pages_built(pages=chosen.pages, circles=chosen.circles, seed=chosen.seed, say=say)
    admin = User.objects.create(login="bench-admin", name="Bench")
    rows = [*_first_rules(world, admin, chosen), _queries("before restrictions", world)]
    say("restrictions")
    tree.restricted(world, chosen.restrictions, seed=chosen.seed)
    compared = tree.check(world, chosen.seed)
    guests = world.circles[int(len(world.circles) * 0.76) :]
    employee = tree.person("employee", world.circles[:5])
    say("lists")
    rows += _lists(employee, world, chosen.rounds)
    say("Wagtail and guardian")
    rows += _others(world, employee, SLOW_ROUNDS)
    say("whole pages")
    rows += page_cases.run(world, employee, rounds=chosen.rounds, seed=chosen.seed)
    say("changes")
    rows += _changes(world, admin, chosen)
    rows += [_queries("with all restrictions", world, employee), *_membership(admin, world)]
    say("viewers who see little")
    tree.close_public_subjects(world)
    rows += _selective(guests, chosen.rounds)
    notes = [
        f"zones: {Zone.objects.count()}; the employee passes {len(resolve(employee.pk).zones.zones)} of them",
        f"checked against a walk over the ancestors: {compared} answers, no difference",
    ]
    return rows, notes


# --- lists


def _everything(viewer: Viewer | None) -> Any:
    return PortalPage.objects.visible_to(viewer) if viewer else PortalPage.objects.all()


def _page(viewer: Viewer | None, limit: int, offset: int = 0) -> list[Any]:
    if viewer is None:
        return list(PortalPage.objects.order_by(*NEWEST)[offset : offset + limit])
    return list(access.newest(PortalPage.objects.all(), viewer, limit=limit, offset=offset))


def _lists(user: User, world: World, rounds: int) -> list[Row]:
    viewer = resolve(user.pk)
    visitor = resolve(None)
    open_dossiers = PortalPage.objects.filter(pk__in=[page.pk for page in world.dossiers])
    dossier = open_dossiers.visible_to(viewer).order_by("path").first()
    share = _everything(viewer).count() / PortalPage.objects.count()
    children = PortalPage.objects.child_of(dossier)
    plain: dict[str, Callable[[Viewer | None], object]] = {
        "newest 20": lambda who: _page(who, 20),
        "page 50": lambda who: _page(who, 20, 980),
        "count": lambda who: _everything(who).count(),
        "children of a section": lambda who: list(children.visible_to(who) if who else children.all()),
    }
    targets = {"newest 20": 1.25, "page 50": 1.5, "count": 1.25, "children of a section": 1.3}
    cases = []
    for name, case in plain.items():
        unfiltered = f"{name}, no filter"
        cases += [
            Case(unfiltered, lambda c=case: c(None), repeat=5),
            Case(
                f"{name}, employee ({share:.0%})",
                lambda c=case: c(viewer),
                against=unfiltered,
                at_most=targets[name],
                repeat=5,
            ),
            Case(
                f"{name}, employee, viewer resolved",
                lambda c=case: c(resolve(user.pk)),
                against=unfiltered,
                at_most=2,
                repeat=5,
            ),
            Case(
                f"{name}, visitor",
                lambda c=case: c(visitor),
                against=unfiltered,
                at_most=targets[name],
                repeat=5,
            ),
        ]
    return measure(cases, rounds=rounds)


def _selective(guests: list[int], rounds: int) -> list[Row]:
    """Viewers in one, three, fifteen and all of the circles from outside; what they see is old."""
    total = PortalPage.objects.count()
    cases = [
        Case("newest 20, no filter (again)", lambda: _page(None, 20), repeat=5),
        Case("page 5, no filter", lambda: _page(None, 20, 80), repeat=5),
    ]
    for number in (1, 3, 15, len(guests)):
        viewer = as_circles(guests[:number])
        seen = f"{_everything(viewer).count() / total:.2%}"
        zones = len(viewer.zones.zones)
        cases += [
            Case(
                f"newest 20, sees {seen}, all of it old ({zones} zones)",
                lambda who=viewer: _page(who, 20),
                against="newest 20, no filter (again)",
                at_most=3,
                repeat=5,
            ),
            Case(
                f"page 5, sees {seen}, all of it old",
                lambda who=viewer: _page(who, 20, 80),
                against="page 5, no filter",
                at_most=3,
                repeat=5,
            ),
            Case(
                f"newest 20, sees {seen}, all of it old, plain filter",
                lambda who=viewer: list(_everything(who).order_by(*NEWEST)[:20]),
                against="newest 20, no filter (again)",
            ),
        ]
    return measure(cases, rounds=rounds)


# --- the others


def _others(world: World, user: User, rounds: int) -> list[Row]:
    viewer, visitor = resolve(user.pk), resolve(None)
    others.restrict_in_wagtail(world)
    others.join_groups(user, viewer)
    others.allow_in_guardian(user, viewer)
    tree.refresh()
    request = others.request_of(user)
    same = [
        (_page(visitor, 20), others.public(20)),
        (_page(viewer, 20), others.permission_loop(request, 20)),
        (_page(viewer, 20), others.guardian(user, 20)),
    ]
    for ours, theirs in same:
        assert [page.pk for page in ours] == [page.pk for page in theirs], "not the same rules"
    cases = [
        Case("newest 20, visitor, Kring", lambda: _page(visitor, 20), repeat=5),
        Case("page 50, visitor, Kring", lambda: _page(visitor, 20, 980), repeat=5),
        Case("newest 20, employee, Kring", lambda: _page(viewer, 20), repeat=5),
        Case("page 50, employee, Kring", lambda: _page(viewer, 20, 980), repeat=5),
    ]
    rivals: list[tuple[str, str, float, Callable[[int, int], object]]] = [
        ("Wagtail .public()", "visitor", 40, others.public),
        ("Wagtail permission loop", "employee", 300, lambda n, at: others.permission_loop(request, n, at)),
        ("django-guardian", "employee", 20, lambda n, at: others.guardian(user, n, at)),
    ]
    for name, who, least, rival in rivals:
        for label, offset in (("newest 20", 0), ("page 50", 980)):
            against = f"{label}, {who}, Kring"
            run = lambda r=rival, at=offset: r(20, at)  # noqa: E731
            cases.append(Case(f"{label}, {who}, {name}", run, against=against, at_least=least))
    return measure(cases, rounds=rounds)


# --- changes


@contextmanager
def _undone() -> Any:
    """A transaction that is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _set(page: PortalPage, circles: list[int], admin: User) -> None:
    chosen = [Circle(pk=number) for number in circles]
    access_rule_set(page=page, circles=chosen, acting_user=admin, confirmed=True)


def _page_rows(change: Callable[[], object]) -> int:
    """How many page rows this writes."""
    table, written = f'"{PortalPage._meta.db_table}"', 0

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal written
        result = execute(sql, params, many, context)
        if sql.startswith((f"UPDATE {table}", f"INSERT INTO {table}", f"DELETE FROM {table}")):
            written += context["cursor"].rowcount
        return result

    with connection.execute_wrapper(watch):
        change()
    return written


def _first_rules(world: World, admin: User, chosen: argparse.Namespace) -> list[Row]:
    """The dearest change there is: the first rule above many pages, every one of which is written."""

    def first(page: PortalPage) -> None:
        with _undone():
            _set(page, world.circles[:3], admin)

    resolve(None)
    subject, top = world.subjects[0], world.top
    small, large = (_page_rows(lambda p=p: first(p)) for p in (subject, top))
    scale = chosen.pages / 100_000
    cases = [
        Case(
            f"first rule above {small} pages, all written",
            lambda: first(subject),
            milliseconds_at_most=600,
        ),
        Case(f"first rule above {large} pages, all written", lambda: first(top), milliseconds_at_most=7000),
    ]
    rows = measure(cases, rounds=SLOW_ROUNDS if scale >= 1 else 2)
    tree.refresh(full=True)
    return rows


def _changes(world: World, admin: User, chosen: argparse.Namespace) -> list[Row]:
    """Rules of a section in use: changed in place; and the first rule where there are rules below already."""
    section, public = world.subjects[-1], world.subjects[0]
    turn = [0]

    def change() -> None:
        turn[0] += 1
        _set(section, [world.staff, world.circles[turn[0] % 50]], admin)

    def first(page: PortalPage) -> None:
        with _undone():
            _set(page, [world.staff], admin)

    warm = lambda: resolve(None)  # noqa: E731 - as the editor's own request did
    rows = measure(
        [
            Case("change the rule of a section of 10%", change, before=warm, milliseconds_at_most=10),
            Case("next request after a change: the policy again", lambda: resolve(None).zones, before=change),
        ],
        rounds=chosen.rounds,
    )
    written = _page_rows(change)
    rows.append(Row("change the rule of a section: page rows", written, "rows", None, "0", written == 0))
    rows += measure(
        [
            Case(
                "first rule above a section with rules below",
                lambda: first(public),
                before=warm,
                milliseconds_at_most=600,
            ),
            Case(
                "first rule above everything, with rules below",
                lambda: first(world.top),
                before=warm,
                milliseconds_at_most=7000,
            ),
        ],
        rounds=SLOW_ROUNDS,
    )
    tree.refresh(full=True)
    return rows


def _membership(admin: User, world: World) -> list[Row]:
    """Ending one takes effect at the next request, and writes no page and no zone."""
    user = tree.person("leaver", [world.circles[0]])
    before = _everything(resolve(user.pk)).count()
    membership = Membership.objects.get(user=user)
    zones = list(Zone.objects.order_by("pk").values_list("pk", "key"))
    written = _page_rows(lambda: membership_end(acting_user=admin, membership=membership))
    after = _everything(resolve(user.pk)).count()
    same = zones == list(Zone.objects.order_by("pk").values_list("pk", "key"))
    right = after == _everything(resolve(None)).count() < before
    name = f"membership ended: pages seen {before} before, {after} at the next request; rows written"
    return [Row(name, written, "rows", None, "0", right and same and written == 0)]


def _queries(when: str, world: World, user: User | None = None) -> Row:
    """Of a whole listing, the viewer included, once the policy is known to the process."""
    resolve(user.pk if user else None)
    with CaptureQueriesContext(connection) as queries:
        _page(resolve(user.pk if user else None), 20)
    return Row(
        f"queries of a listing, viewer included, {when}", len(queries), "", None, "2", len(queries) == 2
    )
