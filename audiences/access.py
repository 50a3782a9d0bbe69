"""The gate: the only code that decides who may see what.

    visible(queryset, viewer)             which ones
    newest(queryset, viewer, limit=...)   one page of a sorted list of them
    can_view(obj, viewer)                 this one
    get_visible_or_404(queryset, viewer)  this one, or the same answer as for nothing at all
    people_who_see(obj)                   who, as a queryset of users: for counting and for mail
    visible_people(people, viewer)        which people a viewer may find
    explain(obj, viewer)                  why

Only circles give sight. Nothing here looks at rights, and nobody is above it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth import get_user_model
from django.db.models import CharField, Exists, F, Model, Q, QuerySet
from django.db.models.functions import Cast
from django.http import Http404
from django.utils import timezone

from audiences import paging
from audiences.models import Circle, Membership
from audiences.policy.circles import EVERYONE
from audiences.policy.matrix import Level
from audiences.policy.widening import conditions
from audiences.policy.zones import Link
from audiences.registry import fact_source
from audiences.state import LoadedPolicy, current
from audiences.viewer import Viewer

M = TypeVar("M", bound=Model)


def visible(queryset: Any, viewer: Viewer, *, draft: bool = False) -> Any:
    """What of this queryset the viewer may open now.

    draft: for pages that somebody may edit; liveness and expiry are left out, circles never.
    """
    return queryset.in_zones(viewer.draft_zones if draft else viewer.zones, draft=draft)


def newest(
    queryset: Any,
    viewer: Viewer,
    *,
    order_by: Sequence[str] = ("-first_published_at", "-id"),
    limit: int,
    offset: int = 0,
) -> Any:
    """One page of a sorted list: as `visible(queryset, viewer).order_by(*order_by)[offset:offset + limit]`,
    also quick for a viewer who sees little of it.

    order_by: names of fields, ending in a unique one. The answer is a queryset of at most `limit` rows in
    that order; it can be iterated and prefetched, not filtered or sliced any further.
    """
    return paging.newest(queryset, viewer, order_by=order_by, limit=limit, offset=offset)


def can_view(obj: Any, viewer: Viewer, *, draft: bool = False) -> bool:
    """May this viewer open this object, as it was loaded?"""
    zones = viewer.draft_zones if draft else viewer.zones
    if obj.zone not in zones.zones:
        return False
    expires_at = getattr(obj, getattr(obj, "expiry_field", ""), None)
    return draft or expires_at is None or viewer.moment < expires_at


def get_visible_or_404(queryset: "QuerySet[M]", viewer: Viewer, **lookup: Any) -> M:
    """The one object of this queryset that fits and may be opened.

    Raises Http404 without a message, whether it is hidden or was never there.
    """
    found: M | None = visible(queryset, viewer).filter(**lookup).first()
    if found is None:
        raise Http404
    return found


def can_see_names(names: frozenset[int], viewer: Viewer) -> bool:
    """Is the viewer in any of these circles, by current or retired name? For blocks inside a page."""
    return bool(names & viewer.names)


def people_who_see(obj: Any) -> "QuerySet[Any]":
    """The active users who may open this object now. Everybody, when everyone may."""
    people = get_user_model()._default_manager.filter(is_active=True)
    expires_at = getattr(obj, getattr(obj, "expiry_field", ""), None)
    if expires_at is not None and expires_at <= timezone.now():
        return people.none()
    policy = current()
    for link in conditions(policy.policy, obj.zone):
        people = people.filter(_people_who_pass(link, policy))
    return people


def people_in(circles: frozenset[int]) -> "QuerySet[Any]":
    """The active users in any of these circles, by membership, by rule or through an included circle."""
    users = get_user_model()._default_manager.filter(is_active=True)
    return users.filter(_in_circles(circles, current()))


def visible_people(people: "QuerySet[Any]", viewer: Viewer) -> "QuerySet[Any]":
    """Of these accounts, the active people that a viewer may find and see.

    Everybody sees themselves. Staff see staff, and the people from outside who work with us: those with an
    affiliation who are in a circle that is not public, so partners, suppliers and volunteers, and no
    clients, relatives or citizens. Somebody from outside who has an affiliation sees, of the people with
    whom they share such a circle, the staff and the people of their own organisations: two partners are
    both in "partners", which makes neither of them known to the other.

    Only memberships and rules count, an included circle does not: it holds people who never meet. Who is
    not signed in, or from outside and without an affiliation, sees nobody else. The contact person of a
    page is not decided here: naming somebody there is what shows their name.
    """
    source, policy = fact_source(), viewer.loaded
    if viewer.user_id is None or source is None:
        return people.none()
    inside = frozenset(pk for pk, circle in policy.circles.items() if circle.is_inside)
    near = frozenset(pk for pk, c in policy.circles.items() if c.kind != Circle.Kind.PUBLIC) - inside
    staff, affiliations = _directly_in(inside, policy), source.active()
    if viewer.is_staff:
        found = staff | (Q(pk__in=affiliations.values(source.user_path)) & _directly_in(near, policy))
    else:
        path = next(field.path for field in source.fields if field.name == "organisation")
        mine = affiliations.filter(**{source.user_path: viewer.user_id})
        colleagues = affiliations.filter(**{f"{path}__in": mine.values(path)})
        known = (staff & Q(Exists(mine))) | Q(pk__in=colleagues.values(source.user_path))
        found = known & _directly_in(near & (viewer.direct | viewer.by_rule), policy)
    return people.filter(found | Q(pk=viewer.user_id), is_active=True)


def _people_who_pass(link: Link, policy: LoadedPolicy) -> Q:
    if link.closed:
        return Q(pk__in=[])
    if link.until is not None:
        return Q() if timezone.now() < link.until else Q(pk__in=[])
    if link.circles is not None:
        return _in_circles(link.circles, policy)
    matrix, now = policy.policy.matrix, timezone.now()
    circles = {circle for offering, circle in matrix.decisions if offering == link.offering}
    opening = frozenset(c for c in circles if matrix.decided(link.offering or 0, c, now) > Level.BARRED)
    return _in_circles(opening if link.offering in matrix.offerings else frozenset(), policy)


def _in_circles(names: frozenset[int], policy: LoadedPolicy) -> Q:
    graph = policy.policy.graph
    circles = graph.within(graph.meaning(names))
    return Q() if EVERYONE in circles else _directly_in(circles, policy)


def _directly_in(circles: frozenset[int], policy: LoadedPolicy) -> Q:
    """In one of these circles by membership or by its rule, not by way of a circle inside it."""
    members = Membership.objects.active().filter(circle__in=circles, circle__retired_at=None)
    found = Q(pk__in=members.values("user_id"))
    source = fact_source()
    for circle in circles & policy.rules.keys():
        if source is None:
            continue
        affiliations = source.active()
        for name, values in policy.rules[circle].values.items():
            field = source.field(name)
            if field is None:
                affiliations = affiliations.none()
                continue
            # As text, as in Python: a condition may hold what is no number where the column holds numbers.
            fact = {f"fact_{name}": Cast(F(field.path), CharField())}
            affiliations = affiliations.annotate(**fact).filter(**{f"fact_{name}__in": values})
        found |= Q(pk__in=affiliations.values(source.user_path))
    return found


@dataclass(frozen=True)
class Clause:
    """One rule on the way to an object, and the viewer's own circles that meet it."""

    through: tuple[Circle, ...]


@dataclass(frozen=True)
class Explanation:
    """Why this viewer can open an object and why it is listed for them. Only about what they may see."""

    is_open: bool
    clauses: tuple[Clause, ...]
    listed_for: tuple[Circle, ...]

    @property
    def is_open_to_everyone(self) -> bool:
        return self.is_open and not self.clauses


def explain(obj: Any, viewer: Viewer) -> Explanation:
    """Why does this viewer see this object?

    A viewer who may not open it gets an empty answer, the same for hidden and absent. Of the circles
    that a rule names only those that the viewer is in are told.
    """
    if not can_view(obj, viewer):
        return Explanation(False, (), ())
    policy = viewer.loaded.policy
    links = sorted(conditions(policy, obj.zone), key=lambda link: link.key)
    passed = [_passed_through(link, viewer) for link in links if link.circles is not None or link.offering]
    audience = (
        frozenset(obj.audience.values_list("id", flat=True)) if hasattr(obj, "audience") else frozenset()
    )
    listed = policy.graph.meaning(audience) & viewer.listing_circles
    circles = viewer.loaded.circles
    return Explanation(
        is_open=True,
        clauses=tuple(Clause(tuple(circles[number] for number in sorted(mine))) for mine in passed),
        listed_for=tuple(circles[number] for number in sorted(listed)),
    )


def _passed_through(link: Link, viewer: Viewer) -> frozenset[int]:
    """The viewer's circles that meet this condition."""
    policy = viewer.loaded.policy
    if link.circles is not None:
        return policy.graph.meaning(link.circles) & viewer.circles
    decided = policy.matrix.decided
    return frozenset(
        c for c in viewer.circles if decided(link.offering or 0, c, viewer.moment) > Level.BARRED
    )
