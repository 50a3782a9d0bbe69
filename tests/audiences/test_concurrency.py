"""Two transactions at once, on PostgreSQL: with the policy lock nothing leaks, and without it it does.

Each test has one transaction pause just before it commits, lets the other one begin, and looks at what is
there when both are done. On SQLite there is one writer at a time and nothing to test.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from audiences import access, lock
from audiences.errors import AccessError
from audiences.models import CircleInclusion
from audiences.services import access_rule_set, circle_include
from audiences.viewer import resolve
from content.models import PortalPage
from content.moving import leans_on, page_move
from tests import factories

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

A_WHILE = 0.4
"""Seconds: long enough for the second transaction to do what it can without the first one's commit."""
AT_MOST = 20


def at_once(first: Callable[[], Any], second: Callable[[], Any]) -> list[BaseException | None]:
    """Run two functions in transactions of their own; the second begins before the first commits.

    Returns what each raised, None for nothing.
    """
    written = threading.Event()
    raised: list[BaseException | None] = [None, None]

    def run(number: int, work: Callable[[], None]) -> None:
        try:
            with transaction.atomic():
                work()
        except Exception as error:
            raised[number] = error
        finally:
            written.set()
            connection.close()

    def leads() -> None:
        first()
        written.set()
        threads[1].join(A_WHILE)

    def follows() -> None:
        assert written.wait(AT_MOST)
        second()

    threads = [threading.Thread(target=run, args=(n, work)) for n, work in enumerate((leads, follows))]
    for thread in reversed(threads):
        thread.start()
    for thread in threads:
        thread.join(AT_MOST)
        assert not thread.is_alive(), "the two wait for each other"
    return raised


@contextmanager
def without_policy_lock() -> Iterator[None]:
    """The row is not locked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lock.PolicyState.objects, "select_for_update", lock.PolicyState.objects.all)
        yield


@contextmanager
def with_policy_lock() -> Iterator[None]:
    yield


BOTH = pytest.mark.parametrize(
    ("how", "is_locked"),
    [(with_policy_lock, True), (without_policy_lock, False)],
    ids=["with the policy lock", "without it"],
)


@BOTH
def test_a_page_made_under_a_section_that_is_being_narrowed(how: Any, is_locked: bool) -> None:
    section, board = factories.page(), factories.circle()
    with how():
        raised = at_once(
            lambda: factories.page(parent=section, slug="geheim"),
            lambda: access_rule_set(page=section, circles=[board], acting_user=None, confirmed=True),
        )
    assert raised == [None, None]
    page = PortalPage.objects.get(slug="geheim")
    assert not access.can_view(PortalPage.objects.get(pk=section.pk), resolve(None))
    assert access.can_view(page, resolve(None)) == (not is_locked)


def test_a_section_that_is_being_narrowed_while_a_page_is_made_under_it() -> None:
    """The other order, in which the row of the section would be lock enough."""
    section, board = factories.page(), factories.circle()
    raised = at_once(
        lambda: access_rule_set(page=section, circles=[board], acting_user=None, confirmed=True),
        lambda: factories.page(parent=section, slug="geheim"),
    )
    assert raised == [None, None]
    assert not access.can_view(PortalPage.objects.get(slug="geheim"), resolve(None))


@BOTH
def test_two_inclusions_that_would_make_a_loop_together(how: Any, is_locked: bool) -> None:
    one, two = factories.circle(), factories.circle()
    with how():
        raised = at_once(
            lambda: circle_include(acting_user=None, outer=one, inner=two),
            lambda: circle_include(acting_user=None, outer=two, inner=one),
        )
    assert raised[0] is None
    assert isinstance(raised[1], AccessError) == is_locked
    assert CircleInclusion.objects.count() == (1 if is_locked else 2)


@BOTH
def test_two_moves_that_would_make_pages_lean_on_themselves_together(how: Any, is_locked: bool) -> None:
    home = PortalPage.objects.get(depth=2)
    x, y = factories.page(), factories.page()
    alias_of_x, alias_of_y = factories.alias(of=x, parent=home), factories.alias(of=y, parent=home)
    with how():
        raised = at_once(
            lambda: page_move(page=x, target=alias_of_y, acting_user=None),
            lambda: page_move(page=y, target=alias_of_x, acting_user=None),
        )
    if is_locked:
        assert raised[0] is None
        assert isinstance(raised[1], AccessError)
        assert PortalPage.objects.get(pk=x.pk).get_parent().pk == alias_of_y.pk
    else:  # they lean on themselves, or the database found no other way out than to end one of the two
        assert leans_on(alias_of_y.pk, x.pk) or any(isinstance(one, OperationalError) for one in raised)


@BOTH
def test_a_document_hung_on_a_page_that_is_being_narrowed(how: Any, is_locked: bool) -> None:
    page, board = factories.page(), factories.circle()
    with how():
        raised = at_once(
            lambda: access_rule_set(page=page, circles=[board], acting_user=None, confirmed=True),
            lambda: factories.document(page=page, title="geheim"),
        )
    assert raised == [None, None]
    document = type(factories.document()).objects.get(title="geheim")
    assert access.can_view(document, resolve(None)) == (not is_locked)


def test_who_reads_meanwhile_waits_for_nobody() -> None:
    """The lock is between writers."""
    section, board = factories.page(), factories.circle()
    seen: list[int] = []
    raised = at_once(
        lambda: access_rule_set(page=section, circles=[board], acting_user=None, confirmed=True),
        lambda: seen.append(PortalPage.objects.visible_to(resolve(None)).filter(pk=section.pk).count()),
    )
    assert raised == [None, None]
    assert seen == [1]  # as it was before the other one committed
    assert not PortalPage.objects.visible_to(resolve(None)).filter(pk=section.pk).exists()
