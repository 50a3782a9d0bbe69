"""How many queries a page takes: few, and no more when there is more to show."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audiences.viewer import resolve
from content.models import HomePage, NewsIndexPage, NewsPage, PortalPage, SectionPage
from content.routing import page_at
from tests import factories
from tests.access.world import signed_in

MOST_ON_HOME = 11
MOST_TO_FIND = 5
DEEP = 5

pytestmark = pytest.mark.django_db


def queries(client: Client, path: str) -> int:
    """Of the second time: what is kept per process is there by then."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as seen:
        client.get(path)
    return len(seen)


@pytest.fixture
def portal() -> dict[str, Any]:
    """Homes, a subject, news, and somebody who works here."""
    staff = factories.circle()
    return {
        "staff": staff,
        "home": factories.page(kind=HomePage, side=HomePage.Side.INTRANET, slug="intranet", rule=[staff]),
        "section": factories.page(kind=SectionPage, slug="werk", show_in_menus=True, audience=[staff]),
        "news": factories.page(kind=NewsIndexPage, slug="nieuws"),
        "user": factories.user(circles=[staff]),
    }


def fill(portal: dict[str, Any], number: int) -> None:
    for at in range(number):
        rule = [factories.circle()] if at % 5 == 0 else None
        factories.page(parent=portal["section"], audience=[portal["staff"]], rule=rule)
        factories.page(kind=NewsPage, parent=portal["news"], audience=[portal["staff"]])
        factories.page(kind=SectionPage, show_in_menus=True)


def test_more_pages_take_no_more_queries(portal: dict[str, Any]) -> None:
    paths = ("/", "/intranet/", "/werk/", "/werk/?alles=1", "/nieuws/", "/zoeken/?q=pagina")
    client = signed_in(portal["user"])
    fill(portal, 5)
    few = {path: queries(client, path) for path in paths}
    fill(portal, 15)
    assert {path: queries(client, path) for path in paths} == few
    assert few["/intranet/"] <= MOST_ON_HOME
    assert few["/"] <= MOST_ON_HOME


def test_a_page_is_found_as_quickly_however_deep(portal: dict[str, Any]) -> None:
    parent, found = portal["section"], {}
    for level in range(DEEP):
        parent = factories.page(kind=SectionPage, parent=parent, slug=f"diep-{level}")
        path = PortalPage.objects.get(pk=parent.pk).url.strip("/") + "/"
        page_at(path, resolve(None))
        with CaptureQueriesContext(connection) as seen:
            page_at(path, resolve(None))
        found[level] = len(seen)
    assert len(set(found.values())) == 1
    assert found[0] + 2 <= MOST_TO_FIND  # with the session and the account of somebody who is signed in
    between = PortalPage.objects.filter(depth__gte=4, numchild=1, url_path__contains="diep")
    assert len({queries(Client(), page.url) for page in between}) == 1


def test_what_is_not_there_costs_the_same_as_what_is_hidden(portal: dict[str, Any]) -> None:
    factories.page(slug="geheim", rule=[portal["staff"]])
    client, counts = Client(), []
    for path in ("/geheim/", "/nooit/"):
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        counts.append(len(seen))
    assert counts[0] == counts[1]
