"""Offerings and what they are to circles."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from audiences.lock import policy_lock, raise_epoch
from audiences.models import Circle, LevelDecision, Offering
from audiences.policy.matrix import Level
from audiences.services.log import log_change


@transaction.atomic
def offering_create(*, acting_user: Any, slug: str, name: str, kind: str = Offering.Kind.CONTENT) -> Offering:
    """A new row of the matrix: undecided for everybody, so what follows it is open to nobody."""
    policy_lock()
    offering = Offering.objects.create(slug=slug, name=name, kind=kind)
    raise_epoch()
    log_change(acting_user=acting_user, action="offering_create", subject=offering)
    return offering


@transaction.atomic
def offering_delete(*, acting_user: Any, offering: Offering, reason: str = "") -> None:
    """The offering goes; what followed it is open to nobody from now on."""
    policy_lock()
    log_change(acting_user=acting_user, action="offering_delete", subject=offering, reason=reason)
    offering.delete()
    raise_epoch()


@transaction.atomic
def level_decide(
    *,
    acting_user: Any,
    offering: Offering,
    circle: Circle,
    level: Level,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    reason: str = "",
) -> LevelDecision:
    """Decide a cell, now or dated ahead. Earlier decisions stay: one still running holds again after."""
    policy_lock()
    decision = LevelDecision.objects.create(
        offering=offering,
        circle=circle,
        level=level,
        starts_at=starts_at or timezone.now(),
        ends_at=ends_at,
    )
    raise_epoch()
    log_change(
        acting_user=acting_user,
        action="level_decide",
        subject=f"{offering} x {circle}",
        after={"level": level.name, "from": str(decision.starts_at), "until": str(ends_at)},
        reason=reason,
    )
    return decision


@transaction.atomic
def level_clear(*, acting_user: Any, offering: Offering, circle: Circle, reason: str = "") -> None:
    """Take all decisions about a cell back: not decided yet."""
    policy_lock()
    LevelDecision.objects.filter(offering=offering, circle=circle).delete()
    raise_epoch()
    log_change(acting_user=acting_user, action="level_clear", subject=f"{offering} x {circle}", reason=reason)
