"""Moving and freeing pages: neither widens by itself, and no page comes to depend on itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.convert_alias import ConvertAliasPageAction

from audiences import state
from audiences.errors import AccessError, WideningNotConfirmed
from audiences.lock import policy_lock
from audiences.policy.widening import may_widen
from audiences.services.log import log_change
from audiences.zones import derive_pages
from content.models.base import TREE_STEP, PortalPage

_confirmed: ContextVar[bool] = ContextVar("widening_confirmed", default=False)


@contextmanager
def widening_confirmed() -> Iterator[None]:
    """Somebody has seen what this move opens, and said yes."""
    token = _confirmed.set(True)
    try:
        yield
    finally:
        _confirmed.reset(token)


@transaction.atomic
def page_move(
    *,
    page: PortalPage,
    target: PortalPage,
    acting_user: Any,
    pos: str = "last-child",
    confirmed: bool = False,
    reason: str = "",
) -> None:
    """Move a page below another. Raises WideningNotConfirmed or AccessError (see `check_page_move`)."""
    policy_lock()
    page, target = PortalPage.objects.get(pk=page.pk), PortalPage.objects.get(pk=target.pk)
    if confirmed:
        with widening_confirmed():
            page.specific.move(target, pos=pos, user=acting_user)
    else:
        page.specific.move(target, pos=pos, user=acting_user)
    log_change(
        acting_user=acting_user,
        action="page_move",
        subject=f"page {page.pk}",
        after={"parent": target.pk},
        reason=reason,
    )


@transaction.atomic
def alias_release(*, page: PortalPage, acting_user: Any, confirmed: bool = False, reason: str = "") -> None:
    """Make an alias a page by itself: the limits of its source no longer hold.

    Wagtail's own conversion makes it editable and leaves these limits in place. Raises WideningNotConfirmed
    when people may gain sight and nobody confirmed that.
    """
    policy_lock()
    page = PortalPage.objects.get(pk=page.pk)
    before, old_policy, source = page.zone, state.current().policy, page.alias_source
    if page.alias_of_id is not None:
        ConvertAliasPageAction(page.specific, user=acting_user).execute(skip_permission_checks=True)
    PortalPage.objects.filter(pk=page.pk).update(alias_source=None)
    derive_pages([page.pk])
    after = PortalPage.objects.values_list("zone", flat=True).get(pk=page.pk)
    if not confirmed and may_widen(old_policy, before, after, later=state.current().policy):
        raise WideningNotConfirmed(
            _("Als gewone pagina kunnen meer mensen deze pagina openen. Bevestig dat eerst.")
        )
    log_change(
        acting_user=acting_user,
        action="alias_release",
        subject=f"page {page.pk}",
        before={"source": source},
        reason=reason,
    )


def move_may_widen(*, page: PortalPage, target: PortalPage) -> bool:
    """May somebody open the page below `target` who cannot open it where it stands?"""
    before, after = _zone_above(page), PortalPage.objects.values_list("zone", flat=True).get(pk=target.pk)
    return may_widen(state.current().policy, before, after)


def check_page_move(*, page: PortalPage, target: PortalPage) -> None:
    """Before a page goes below `target`.

    Raises AccessError when the target leans on the page itself, WideningNotConfirmed when people may
    gain sight and nobody confirmed that.
    """
    if leans_on(target.pk, page.pk):
        raise AccessError(_("Deze plek hangt zelf van de pagina af, bijvoorbeeld door een alias."))
    if not _confirmed.get() and move_may_widen(page=page, target=target):
        raise WideningNotConfirmed(
            _("Op de nieuwe plek kunnen meer mensen deze pagina openen. Bevestig dat eerst.")
        )


def leans_on(pk: int, other: int) -> bool:
    """Does the access of page `pk` depend on page `other`, over parents and alias sources?"""
    todo, seen = {pk}, set[int]()
    while todo:
        number = todo.pop()
        if number == other:
            return True
        seen.add(number)
        row = PortalPage.objects.filter(pk=number).values("path", "alias_source").first()
        if row is None:
            continue
        above = [row["path"][:end] for end in range(TREE_STEP, len(row["path"]), TREE_STEP)]
        todo |= set(PortalPage.objects.filter(path__in=above).values_list("pk", flat=True)) - seen
        if row["alias_source"] is not None:
            todo |= {row["alias_source"]} - seen
    return False


def _zone_above(page: PortalPage) -> int:
    path = PortalPage.objects.values_list("path", flat=True).get(pk=page.pk)[:-TREE_STEP]
    zone: int | None = PortalPage.objects.filter(path=path).values_list("zone", flat=True).first()
    return zone or 0
