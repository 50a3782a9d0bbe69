"""One page of a sorted list: two ways of asking give the same rows; the counts choose between them."""

from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, models
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Site

from audiences import access, paging
from audiences.lock import raise_epoch
from audiences.models import Circle, PolicyState, Zone
from audiences.policy.zones import Link
from audiences.querysets import PolicyMoved
from audiences.statistics import zone_pages_recount
from audiences.viewer import as_circles
from content.models import PortalPage

pytestmark = pytest.mark.django_db

PAGES = 60
CIRCLES = 5
ORDERS = (
    ("-first_published_at", "-id"),
    ("first_published_at", "pk"),
    ("title", "-pk"),
    ("-last_published_at", "title", "id"),
)


@pytest.fixture
def circles() -> list[int]:
    """Circles, a zone for each, and pages in these zones: some expired, some without a date, many alike."""
    random = Random(3)
    made = [Circle.objects.create(slug=f"k{n}", name=f"K{n}").pk for n in range(CIRCLES)]
    zones = [1]
    for circle in made:
        link = Link(circles=frozenset({circle}))
        zones.append(Zone.objects.create(parent=1, circles=str(circle), key=link.key).pk)
    root = Site.objects.get(is_default_site=True).root_page
    now = timezone.now().replace(microsecond=0)
    moments = [None, *(now - timedelta(days=day) for day in range(6))]
    PortalPage.objects.bulk_create(
        PortalPage(
            path=PortalPage._get_path(root.path, 3, number),
            depth=3,
            title=random.choice("abc"),
            slug=f"p{number}",
            content_type=ContentType.objects.get_for_model(PortalPage),
            locale_id=root.locale_id,
            translation_key=uuid4(),
            zone=random.choice([0, *zones]),
            first_published_at=random.choice(moments),
            last_published_at=random.choice(moments),
            expire_at=random.choice([None, None, now - timedelta(days=1), now + timedelta(days=1)]),
        )
        for number in range(1, PAGES + 1)
    )
    raise_epoch()
    zone_pages_recount()
    return made


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    mine=st.sets(st.integers(0, CIRCLES - 1)),
    order=st.sampled_from(ORDERS),
    limit=st.integers(1, 12),
    offset=st.integers(0, 30),
    section=st.booleans(),
)
def test_both_forms_give_the_same_rows(circles, mine, order, limit, offset, section) -> None:
    """For every viewer, order and page of the list; also when the list has conditions of its own."""
    viewer = as_circles(circles[number] for number in mine)
    pages = PortalPage.objects.exclude(title="b") if section else PortalPage.objects.all()
    expected = list(pages.visible_to(viewer).order_by(*order)[offset : offset + limit])
    asked = {"order_by": order, "limit": limit, "offset": offset}
    assert list(access.newest(pages, viewer, **asked)) == expected
    if connection.vendor == "postgresql":
        assert list(paging.by_zone(pages, viewer.zones, order, limit, offset)) == expected
    now = timezone.now()
    assert all(page.zone in viewer.zones.zones for page in expected)
    assert all(page.expire_at is None or page.expire_at > now for page in expected)


@pytest.mark.postgres
def test_page_types_have_both_forms(circles) -> None:
    """The zone of a page type lies in the table of its parent."""
    from content.models import HomePage

    viewer = as_circles(circles)
    expected = list(HomePage.objects.visible_to(viewer).order_by("-pk"))
    assert expected
    assert list(paging.by_zone(HomePage.objects.all(), viewer.zones, ("-pk",), 20, 0)) == expected
    specific = paging.by_zone(PortalPage.objects.specific(), viewer.zones, ("-pk",), 100, 0)
    assert any(isinstance(page, HomePage) for page in specific)


@pytest.mark.postgres
def test_when_the_policy_moves_on_it_is_noticed(circles) -> None:
    """As in any other list: nothing is read with zones of an earlier policy."""
    viewer = as_circles(circles)
    rows = paging.by_zone(PortalPage.objects.all(), viewer.zones, ORDERS[0], 5, 0)
    raise_epoch()
    with pytest.raises(PolicyMoved):
        list(rows)


def test_who_sees_little_is_read_by_zone(circles) -> None:
    """And who sees much is not, nor anybody before the first count."""
    zone = Zone.objects.get(circles=str(circles[0]))
    Zone.objects.update(pages=0)
    Zone.objects.filter(pk=1).update(pages=10)
    raise_epoch()
    assert not paging.reads_by_zone(as_circles([circles[0]]), 20), "sees everything"
    Zone.objects.filter(circles=str(circles[1])).update(pages=100_000)
    Zone.objects.filter(pk=zone.pk).update(pages=50)
    raise_epoch()
    assert paging.reads_by_zone(as_circles([circles[0]]), 20)
    assert not paging.reads_by_zone(as_circles([circles[1]]), 20)
    Zone.objects.update(pages=0)
    raise_epoch()
    assert not paging.reads_by_zone(as_circles([circles[0]]), 20), "no counts: the plain filter"


def test_recount_is_exact_and_rests_when_nothing_changed(circles) -> None:
    """One UPDATE; the epoch rises only when a count was off by more than a little."""
    counted = dict(PortalPage.objects.order_by().values_list("zone").annotate(models.Count("pk")))
    assert dict(Zone.objects.values_list("pk", "pages")) == {
        zone: counted.get(zone, 0) for zone in Zone.objects.values_list("pk", flat=True)
    }
    epoch = PolicyState.objects.get().epoch
    assert zone_pages_recount() == 0
    assert PolicyState.objects.get().epoch == epoch
    page = PortalPage.objects.filter(zone=1).order_by("pk").last()
    PortalPage.objects.filter(pk=page.pk).update(zone=0)
    assert zone_pages_recount() == 0, "one page more or less"
    Zone.objects.update(pages=1000)
    assert zone_pages_recount() == Zone.objects.count()
    assert PolicyState.objects.get().epoch > epoch


def test_tick_tidies_up(circles) -> None:
    """Zones that nothing reaches go, due pages are published, and a second run finds nothing to do."""
    unused = Zone.objects.create(parent=1, circles="999", key=Link(circles=frozenset({999})).key)
    call_command("tick", verbosity=0)
    assert not Zone.objects.filter(pk=unused.pk).exists()
    epoch = PolicyState.objects.get().epoch
    call_command("tick", verbosity=0)
    assert PolicyState.objects.get().epoch == epoch
