"""The viewer: resolved in one query, right at the next request, and never reading under an old policy."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from audiences import access, services
from audiences.models import Circle, Membership
from audiences.policy.matrix import Level
from audiences.querysets import PolicyMoved
from audiences.state import current_epoch
from audiences.viewer import as_circles, resolve
from audiences.zones import collect_zones
from content.models import ContentPage, PortalPage
from tests import factories
from tests.audiences.clock import HOUR, Clock
from tests.audiences.story import Story

pytestmark = pytest.mark.django_db


def number_of_queries(do: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as queries:
        do()
    return len(queries)


def test_one_query_when_the_policy_is_known() -> None:
    circles = [factories.circle() for _ in range(3)]
    person = factories.user(circles=circles)
    factories.affiliation(user=person)
    resolve(person.pk)  # loads the policy
    assert number_of_queries(lambda: resolve(person.pk).zones) == 1
    assert number_of_queries(lambda: resolve(None).zones) == 1
    assert number_of_queries(lambda: resolve(None, claimed_slugs=[circles[0].slug])) == 1
    assert number_of_queries(lambda: as_circles([circles[0].pk]).zones) == 1


def test_the_number_of_queries_does_not_grow() -> None:
    def asked() -> int:
        person = factories.user(circles=[factories.circle() for _ in range(4)])
        page = factories.page(rule=Circle.objects.filter(memberships__user=person))
        factories.offering(levels={Circle.objects.filter(memberships__user=person)[0]: Level.USEFUL})
        return number_of_queries(
            lambda: list(PortalPage.objects.visible_to(resolve(person.pk)).filter(pk=page.pk))
        )

    first = asked()
    for _ in range(3):
        asked()
    assert asked() == first


def test_a_membership_counts_from_and_until_by_the_clock(clock: Clock) -> None:
    circle, person = factories.circle(), factories.user()
    factories.membership(user=person, circle=circle, starts_at=clock.now + HOUR, ends_at=clock.now + 2 * HOUR)
    seen = []
    for _ in range(3):
        seen.append(circle.pk in resolve(person.pk).circles)
        clock.tick()
    assert seen == [False, True, False]


def test_ending_a_membership_takes_effect_at_the_next_resolve_and_leaves_the_epoch(clock: Clock) -> None:
    circle = factories.circle()
    person = factories.user(circles=[circle])
    page = factories.page(rule=[circle])
    epoch = current_epoch()
    assert access.can_view(page, resolve(person.pk))
    services.membership_end(acting_user=None, membership=Membership.objects.get(user=person))
    assert not access.can_view(page, resolve(person.pk))
    assert current_epoch() == epoch


def test_what_a_visitor_claims_changes_lists_and_nothing_else() -> None:
    claimable = factories.circle(kind="public", is_claimable=True)
    other = factories.circle(kind="public")
    viewer = resolve(None, claimed_slugs=[claimable.slug, other.slug, "onbekend"])
    assert viewer.listing_circles - viewer.circles == {claimable.pk}
    assert not access.can_view(
        factories.page(rule=[claimable]), resolve(None, claimed_slugs=[claimable.slug])
    )
    person = factories.user()
    assert claimable.pk not in resolve(person.pk, claimed_slugs=[claimable.slug]).listing_circles


def test_retired_circles_and_inactive_accounts_give_nothing() -> None:
    circle = factories.circle()
    person = factories.user(circles=[circle])
    page = factories.page(rule=[circle])
    Circle.objects.filter(pk=circle.pk).update(retired_at=Membership.objects.get().starts_at)
    assert circle.pk not in resolve(person.pk).circles
    Circle.objects.filter(pk=circle.pk).update(retired_at=None)
    person.is_active = False
    person.save()
    assert person not in access.people_who_see(page)


# --- closed by default


@pytest.mark.parametrize("number", [0, 99_999, -1])
def test_an_unknown_zone_is_denied(number: int) -> None:
    page = factories.page()
    PortalPage.objects.filter(pk=page.pk).update(zone=number)
    page = PortalPage.objects.get(pk=page.pk)
    for viewer in (resolve(None), as_circles(Circle.objects.values_list("pk", flat=True))):
        for draft in (False, True):
            assert not access.can_view(page, viewer, draft=draft)
            assert not PortalPage.objects.visible_to(viewer, draft=draft).filter(pk=page.pk).exists()
        with pytest.raises(Http404):
            access.get_visible_or_404(PortalPage.objects.all(), viewer, pk=page.pk)
    assert not access.people_who_see(page).exists()


def test_a_row_that_was_never_derived_is_for_nobody() -> None:
    assert ContentPage().zone == 0
    assert factories.page().zone == 1


def test_a_document_without_a_page_is_for_nobody() -> None:
    document = factories.document()
    assert not access.can_view(document, as_circles(Circle.objects.values_list("pk", flat=True)))


# --- the epoch


def _raising(circle: Circle, other: Circle, page: Any, offering: Any) -> dict[str, Callable[[], Any]]:
    who: dict[str, Any] = {"acting_user": None}
    return {
        "circle": lambda: factories.circle(),
        "inclusion": lambda: services.circle_include(**who, outer=circle, inner=other),
        "inclusion taken back": lambda: services.circle_exclude(**who, outer=circle, inner=other),
        "condition": lambda: services.circle_rules_set(**who, circle=circle, rules={"job": ["kok"]}),
        "offering": lambda: factories.offering(),
        "cell": lambda: services.level_decide(**who, offering=offering, circle=circle, level=Level.USEFUL),
        "cell taken back": lambda: services.level_clear(**who, offering=offering, circle=circle),
        "new zone row": lambda: services.access_rule_set(page=page, circles=[circle], **who, confirmed=True),
        "edited zone row": lambda: services.access_rule_set(
            page=page, circles=[other], **who, confirmed=True
        ),
        "offering gone": lambda: services.offering_delete(**who, offering=offering),
        "merge": lambda: services.circle_merge(**who, first=circle, second=other, slug="s", name="s"),
        "collected zones": lambda: (factories.page(rule=[]).delete(), collect_zones()),
    }


def test_the_epoch_rises_with_every_change_of_what_decides() -> None:
    page = factories.page()
    factories.page(parent=page)
    changes = _raising(factories.circle(), factories.circle(), page, factories.offering())
    for what, change in changes.items():
        before = current_epoch()
        change()
        assert current_epoch() > before, what


def test_the_epoch_stays_with_pages_that_write_no_zone_row() -> None:
    circle = factories.circle()
    page = factories.page(rule=[circle])
    other = factories.page()
    person = factories.user()
    before = current_epoch()
    factories.page(rule=None)
    factories.page(parent=other)
    other.refresh_from_db()
    other.title = "Anders"
    other.audience = [circle]
    other.save()
    other.save_revision().publish()
    factories.page(parent=other).move(PortalPage.objects.get(depth=2))
    factories.document(page=page)
    factories.membership(user=person, circle=circle)
    assert current_epoch() == before


# --- a request in flight


def test_a_request_in_flight_does_not_read_what_came_after(told: Story) -> None:
    """Zones resolved, then the section is narrowed in place and a secret put in it, then the list is read."""
    told.set_rule(told.x, {told.one, told.two})
    told.create(told.x)
    bob = resolve(told.names["bob"])
    told.set_rule(told.x, {told.one})
    secret = told.create(told.x)
    assert told.zone(secret) in bob.zones.zones  # what the running request would list
    pages = PortalPage.objects.visible_to(bob)
    readings: list[Callable[[], Any]] = [
        lambda: list(pages),
        lambda: pages.count(),
        lambda: pages.exists(),
        lambda: pages.first(),
        lambda: pages.get(pk=secret),
        lambda: list(pages.iterator()),
        lambda: list(pages.values_list("pk", flat=True)),
        lambda: list(pages.order_by("title")[:5]),
        lambda: pages.in_bulk([secret]),
        lambda: pages.aggregate(Count("pk")),
        lambda: access.get_visible_or_404(PortalPage.objects.all(), bob, pk=secret),
        lambda: list(access.newest(PortalPage.objects.all(), bob, limit=5)),
    ]
    for read in readings:
        with pytest.raises(PolicyMoved):
            read()
    assert not PortalPage.objects.filter(pk__in=pages.values("pk")).exists()  # no notice, and nothing shown
    again = PortalPage.objects.visible_to(resolve(told.names["bob"]))
    assert secret not in again.values_list("pk", flat=True)


def test_nothing_found_is_no_news_while_the_policy_stands() -> None:
    viewer = resolve(None)
    assert list(PortalPage.objects.visible_to(viewer).filter(title="bestaat niet")) == []
    factories.page()
    assert PortalPage.objects.visible_to(viewer).filter(title="bestaat niet").count() == 0


# --- explaining


def test_an_explanation_names_only_the_viewers_own_circles() -> None:
    mine, theirs = factories.circle(), factories.circle()
    page = factories.page(rule=[mine, theirs], audience=[mine, theirs])
    person = factories.user(circles=[mine])
    told = access.explain(page, resolve(person.pk))
    assert [clause.through for clause in told.clauses] == [(mine,)]
    assert told.listed_for == (mine,)
    hidden = access.explain(page, resolve(None))
    assert hidden == access.explain(ContentPage(zone=0), resolve(None))
    assert not hidden.is_open
