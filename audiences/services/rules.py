"""The own rule of a page: who, of those who can open the section above, can open this page."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from audiences import state, tree
from audiences.errors import WideningNotConfirmed
from audiences.lock import policy_lock
from audiences.models import AccessRule, Circle, Offering
from audiences.policy.widening import may_widen
from audiences.policy.zones import Policy, ids_to_text
from audiences.services.log import log_change
from audiences.zones import derive_pages


@transaction.atomic
def access_rule_set(
    *,
    page: Any,
    circles: Iterable[Circle] | None = None,
    follows: Offering | None = None,
    acting_user: Any,
    reason: str = "",
    confirmed: bool = False,
) -> None:
    """This page and its translations: only for these circles, or for whom an offering opens.

    An empty list of circles is nobody. Takes effect at once for everything below.
    confirmed: somebody has seen the effect; without it a change that may widen is refused.
    Raises WideningNotConfirmed.
    """
    values = {"circles": ids_to_text(frozenset(c.pk for c in circles or ())), "follows": follows}
    _change(page, values, acting_user, reason, confirmed)


@transaction.atomic
def access_rule_clear(*, page: Any, acting_user: Any, reason: str = "", confirmed: bool = False) -> None:
    """Take the own rule away: from now on the same as the section above. Raises WideningNotConfirmed."""
    _change(page, None, acting_user, reason, confirmed)


def _change(page: Any, values: dict[str, Any] | None, acting_user: Any, reason: str, confirmed: bool) -> None:
    policy_lock()
    group = page.translation_key
    known = AccessRule.objects.filter(group=group).first()
    before = str(known) if known else None
    zones = {row.pk: row.zone for row in tree.group(group)}
    old_policy = None if confirmed else state.current().policy
    after = _write(group, known, values)
    derive_pages(zones, rules={group: after})
    if old_policy is not None:
        _refuse_widening(zones, old_policy)
    log_change(
        acting_user=acting_user,
        action="access_rule_set" if values is not None else "access_rule_clear",
        subject=f"page {page.pk}",
        before={"rule": before},
        after={"rule": str(after) if after else None},
        reason=reason,
    )


def _write(group: UUID, known: AccessRule | None, values: dict[str, Any] | None) -> AccessRule | None:
    """The rule as it is from now on; the policy lock is held, so nobody else writes it meanwhile."""
    if values is None:
        if known is not None:
            known.delete()
        return None
    rule = known or AccessRule(group=group)
    for name, value in values.items():
        setattr(rule, name, value)
    rule.save()
    return rule


def _refuse_widening(zones: dict[int, int], before: Policy) -> None:
    """Compares each page's chain before and after; the chain before is read from the policy before."""
    after = state.current().policy
    for pk, old_zone in zones.items():
        row = tree.page_row(pk)
        if row and may_widen(before, old_zone, row.zone, later=after):
            raise WideningNotConfirmed(_("Deze wijziging laat meer mensen toe. Bevestig eerst het gevolg."))


def access_rule_copy(*, old_group: UUID, new_group: UUID) -> None:
    """A page is being copied: its own rule comes along. Called before the copy is written."""
    known = AccessRule.objects.filter(group=old_group).first()
    if known is not None:
        AccessRule.objects.create(group=new_group, circles=known.circles, follows=known.follows)
