"""Circles and memberships, changed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from audiences import state
from audiences.errors import AccessError
from audiences.lock import policy_lock, raise_epoch
from audiences.models import (
    Circle,
    CircleCondition,
    CircleInclusion,
    CircleSuccession,
    LevelDecision,
    Membership,
)
from audiences.policy.circles import EVERYONE
from audiences.registry import fact_source
from audiences.services.log import log_change


@transaction.atomic
def circle_create(*, acting_user: Any, slug: str, name: str, **fields: Any) -> Circle:
    """A new circle, without members. fields: the other columns of `Circle`."""
    policy_lock()
    circle = Circle(slug=slug, name=name, **fields)
    circle.full_clean(exclude=["includes"])
    circle.save()
    raise_epoch()
    log_change(acting_user=acting_user, action="circle_create", subject=circle)
    return circle


@transaction.atomic
def circle_include(*, acting_user: Any, outer: Circle, inner: Circle, reason: str = "") -> None:
    """From now on whoever is in `inner` is in `outer` too.

    Raises AccessError when the circle would include itself, or when one of them is everyone.
    """
    policy_lock()
    if EVERYONE in (outer.pk, inner.pk):
        raise AccessError(_("De kring ‘iedereen’ omvat niets en hoort nergens bij."))
    if state.current().policy.graph.would_loop(outer.pk, inner.pk):
        raise AccessError(_("Zo zou een kring zichzelf omvatten."))
    CircleInclusion.objects.get_or_create(outer=outer, inner=inner)
    raise_epoch()
    log_change(acting_user=acting_user, action="circle_include", subject=f"{outer} > {inner}", reason=reason)


@transaction.atomic
def circle_exclude(*, acting_user: Any, outer: Circle, inner: Circle, reason: str = "") -> None:
    """`inner` is no longer part of `outer`."""
    policy_lock()
    CircleInclusion.objects.filter(outer=outer, inner=inner).delete()
    raise_epoch()
    log_change(acting_user=acting_user, action="circle_exclude", subject=f"{outer} > {inner}", reason=reason)


@transaction.atomic
def circle_rules_set(
    *, acting_user: Any, circle: Circle, rules: Mapping[str, Iterable[str]], reason: str = ""
) -> None:
    """The conditions of a rule circle, replacing what there was. No conditions: nobody by rule.

    rules: fact name -> values of which one must match. Raises AccessError for a fact nobody offers.
    """
    policy_lock()
    source = fact_source()
    for name in rules:
        if source is None or source.field(name) is None:
            raise AccessError(_("Het gegeven ‘%(name)s’ bestaat niet.") % {"name": name})
    if circle.is_everyone:
        raise AccessError(_("De kring ‘iedereen’ heeft geen voorwaarden."))
    CircleCondition.objects.filter(circle=circle).delete()
    CircleCondition.objects.bulk_create(
        CircleCondition(circle=circle, field=name, value=str(value))
        for name, values in rules.items()
        for value in values
    )
    raise_epoch()
    after = {name: sorted(map(str, values)) for name, values in rules.items()}
    log_change(acting_user=acting_user, action="circle_rules_set", subject=circle, after=after, reason=reason)


@transaction.atomic
def circle_merge(
    *, acting_user: Any, first: Circle, second: Circle, slug: str, name: str, reason: str = ""
) -> Circle:
    """One circle with the people of both. Cells both had decided: those of `first` stand.

    Memberships, inclusions and cells move. Rules, zones and texts keep the old numbers, which from now
    on mean the new circle. Raises AccessError when a third circle lies between the two.
    """
    policy_lock()
    graph = state.current().policy.graph
    pair = {first.pk, second.pk}
    between = (graph.includes.get(first.pk, frozenset()) | graph.includes.get(second.pk, frozenset())) - pair
    if len(pair) == 1 or EVERYONE in pair:
        raise AccessError(_("Kies twee verschillende kringen."))
    if any(graph.would_loop(outer, inner) for outer in pair for inner in between):
        raise AccessError(_("Er ligt een derde kring tussen deze twee. Voeg die eerst samen."))
    new = circle_create(acting_user=acting_user, slug=slug, name=name, kind=first.kind, hue=first.hue)
    for old in (first, second):
        _hand_over(old, [new])
    CircleInclusion.objects.filter(outer=new, inner=new).delete()
    raise_epoch()
    log_change(
        acting_user=acting_user, action="circle_merge", subject=f"{first} + {second} = {new}", reason=reason
    )
    return new


@transaction.atomic
def circle_split(
    *,
    acting_user: Any,
    circle: Circle,
    names: Mapping[str, str],
    members: Mapping[str, Iterable[int]],
    reason: str = "",
) -> list[Circle]:
    """Several circles instead of one.

    names: slug -> name. members: slug -> numbers of the memberships that go there; a membership may go to
    several. Rules that name the old circle mean all of the new ones. Raises AccessError when a membership
    would go nowhere.
    """
    policy_lock()
    if circle.is_everyone:
        raise AccessError(_("De kring ‘iedereen’ kan niet worden gesplitst."))
    going = {pk for chosen in members.values() for pk in chosen}
    if Membership.objects.filter(circle=circle).exclude(pk__in=going).exists():
        raise AccessError(_("Iemand zou in geen van de nieuwe kringen komen."))
    news = [
        circle_create(acting_user=acting_user, slug=slug, name=name, kind=circle.kind, hue=circle.hue)
        for slug, name in names.items()
    ]
    for new in news:
        for membership in Membership.objects.filter(circle=circle, pk__in=members.get(new.slug, ())):
            membership.pk = None
            membership.circle = new
            membership.save(force_insert=True)
    Membership.objects.filter(circle=circle).delete()
    _hand_over(circle, news)
    raise_epoch()
    log_change(
        acting_user=acting_user,
        action="circle_split",
        subject=circle,
        after={"into": list(names)},
        reason=reason,
    )
    return news


@transaction.atomic
def circle_delete(*, acting_user: Any, circle: Circle, reason: str = "") -> None:
    """The circle goes. A rule that named only this circle is open to nobody from now on."""
    policy_lock()
    if circle.is_everyone:
        raise AccessError(_("De kring ‘iedereen’ kan niet weg."))
    Membership.objects.filter(circle=circle).delete()
    _hand_over(circle, [])
    raise_epoch()
    log_change(acting_user=acting_user, action="circle_delete", subject=circle, reason=reason)


def _hand_over(old: Circle, news: list[Circle]) -> None:
    """Give everything to the new circles; the old number lives on as a name."""
    inside = list(CircleInclusion.objects.filter(outer=old).values_list("inner_id", flat=True))
    outside = list(CircleInclusion.objects.filter(inner=old).values_list("outer_id", flat=True))
    for new in news:
        if len(news) == 1:
            Membership.objects.filter(circle=old).update(circle=new)
        for inner in inside:
            if inner != new.pk:
                CircleInclusion.objects.get_or_create(outer=new, inner_id=inner)
        for outer in outside:
            if outer != new.pk:
                CircleInclusion.objects.get_or_create(outer_id=outer, inner=new)
        _copy_rows(CircleCondition.objects.filter(circle=old), new)
        _copy_cells(old, new)
        CircleSuccession.objects.create(retired=old, successor=new)
    CircleInclusion.objects.filter(Q(outer=old) | Q(inner=old)).delete()
    CircleCondition.objects.filter(circle=old).delete()
    LevelDecision.objects.filter(circle=old).delete()
    old.retired_at = timezone.now()
    old.save(update_fields=["retired_at"])


def _copy_rows(rows: Any, circle: Circle) -> None:
    """Whoever met either rule must stay in, so a second set of conditions cannot simply be added."""
    if CircleCondition.objects.filter(circle=circle).exists() and rows.exists():
        raise AccessError(_("Beide kringen hebben voorwaarden. Neem ze eerst samen in één kring."))
    for row in rows:
        row.pk = None
        row.circle = circle
        row.save(force_insert=True)


def _copy_cells(old: Circle, new: Circle) -> None:
    decided = set(LevelDecision.objects.filter(circle=new).values_list("offering_id", flat=True))
    for row in LevelDecision.objects.filter(circle=old).exclude(offering_id__in=decided):
        row.pk = None
        row.circle = new
        row.save(force_insert=True)


@transaction.atomic
def membership_start(
    *,
    acting_user: Any,
    user: Any,
    circle: Circle,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    role: str = Membership.Role.MEMBER,
    source: str = Membership.Source.MANUAL,
    reason: str = "",
) -> Membership:
    """Somebody joins a circle, at once or later. Raises AccessError for everyone and for retired circles."""
    if circle.is_everyone or circle.retired_at:
        raise AccessError(_("Hier kan niemand lid van worden."))
    membership = Membership(
        user=user,
        circle=circle,
        role=role,
        source=source,
        starts_at=starts_at or timezone.now(),
        ends_at=ends_at,
        reason=reason,
    )
    membership.full_clean()
    membership.save()
    after = {"from": str(membership.starts_at), "until": str(ends_at), "role": role, "source": source}
    log_change(
        acting_user=acting_user,
        action="membership_start",
        subject=f"{user} in {circle}",
        after=after,
        reason=reason,
    )
    return membership


@transaction.atomic
def membership_end(
    *, acting_user: Any, membership: Membership, ends_at: datetime | None = None, reason: str = ""
) -> None:
    """A membership ends, now unless told otherwise. It counts at the next request."""
    before = {"until": str(membership.ends_at)}
    membership.ends_at = max(ends_at or timezone.now(), membership.starts_at)
    membership.save(update_fields=["ends_at"])
    log_change(
        acting_user=acting_user,
        action="membership_end",
        subject=f"{membership.user} in {membership.circle}",
        before=before,
        after={"until": str(membership.ends_at)},
        reason=reason,
    )
