"""One address per page, on its own site; hidden, unpublished and never there answer alike, for every verb."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from content import site as sites
from content.models import PortalPage, SectionPage
from tests import factories
from tests.access.world import same_answer, signed_in

VERBS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")


@pytest.fixture
def hidden(db: None) -> dict[str, str]:
    """Why somebody outside the board does not see it -> its address."""
    board = factories.circle(slug="bestuur")
    closed = factories.page(slug="dicht", kind=SectionPage, rule=[board])
    factories.page(slug="onder", parent=closed)
    factories.alias(of=closed, parent=PortalPage.objects.get(depth=2), slug="spiegel")
    factories.page(slug="kladje", live=False)
    above = factories.page(slug="teruggetrokken", kind=SectionPage)
    factories.page(slug="kind", parent=above)
    PortalPage.objects.get(pk=above.pk).specific.unpublish()
    factories.page(slug="verlopen", expire_at=timezone.now() - timedelta(minutes=1))
    return {
        "by a rule": "/dicht/",
        "below a rule": "/dicht/onder/",
        "an alias of it": "/spiegel/",
        "a draft": "/kladje/",
        "not published any more": "/teruggetrokken/",
        "below what is not published": "/teruggetrokken/kind/",
        "expired, while nothing has unpublished it": "/verlopen/",
    }


@pytest.mark.parametrize("signed", [False, True])
def test_hidden_and_unknown_are_one_answer(hidden: dict[str, str], signed: bool) -> None:
    who = factories.user(circles=[factories.circle()], is_superuser=True) if signed else None
    client = signed_in(who)
    for why, path in hidden.items():
        answer = client.get(path)
        assert answer.status_code == 404, why
        same_answer(answer, client.get("/nooit-geweest/"))


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_tells_hidden_from_unknown(hidden: dict[str, str], verb: str) -> None:
    client = Client(enforce_csrf_checks=True)
    unknown = client.generic(verb, "/nooit-geweest/")
    assert unknown.status_code == 404
    for path in hidden.values():
        same_answer(client.generic(verb, path), unknown)


@pytest.mark.parametrize("verb", VERBS)
def test_a_page_is_there_to_be_read(db: None, verb: str) -> None:
    path = factories.page(slug="open").url
    answer = Client(enforce_csrf_checks=True).generic(verb, path)
    assert answer.status_code == (200 if verb in ("GET", "HEAD") else 405)


def test_the_slash_at_the_end_tells_nothing(hidden: dict[str, str]) -> None:
    client = Client()
    for path in [*hidden.values(), "/nooit/geweest/"]:
        answer = client.get(path.rstrip("/"))
        assert (answer.status_code, answer.headers["Location"]) == (301, path)


@pytest.fixture
def other_site(db: None) -> Iterator[Any]:
    """A second site, with a tree of its own."""
    factories.page(slug="hier")
    root = factories.page(parent=PortalPage.objects.get(depth=1), slug="elders", kind=SectionPage)
    factories.page(parent=root, slug="daar")
    Site.objects.create(hostname="elders.example", root_page=PortalPage.objects.get(pk=root.pk))
    yield root
    sites._forget()


def test_a_page_answers_on_its_own_site_only(other_site: Any) -> None:
    client = Client()
    assert client.get("/hier/").status_code == 200
    assert client.get("/daar/").status_code == 404
    assert client.get("/daar/", headers={"host": "elders.example"}).status_code == 200
    assert client.get("/hier/", headers={"host": "elders.example"}).status_code == 404
    assert client.get("/elders/daar/").status_code == 404


def test_with_more_sites_addresses_name_their_host(other_site: Any) -> None:
    daar = PortalPage.objects.get(slug="daar")
    assert daar.url == "http://elders.example/daar/"
    Site.objects.filter(hostname="elders.example").get().delete()
    assert daar.url is None
    assert PortalPage.objects.get(slug="hier").url == "/hier/"


def test_addresses_cost_no_queries(db: None, django_assert_num_queries: Any) -> None:
    for _number in range(3):
        factories.page()
    pages = list(PortalPage.objects.filter(depth__gt=1))
    sites.portal_sites()
    with django_assert_num_queries(0):
        assert all(page.url for page in pages)
