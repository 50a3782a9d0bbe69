"""Whole pages, as a browser asks for them: the personal home and a page deep in the tree.

Used by `bench.access`, after its other cases: the view restrictions that Wagtail needs are there by then.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any
from unittest import mock

from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from audiences.querysets import ProtectedQuerySetMixin
from audiences.viewer import resolve
from bench.harness import Case, Row, measure
from bench.others import request_of
from bench.tree import World, leaf_of, news_written
from bench.urls import wagtail_finds
from content.models import HomePage, MenuItem, NewsIndexPage, PortalPage
from content.routing import page_at
from people.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HOME = "/intranet/"
QUERIES_ON_HOME = 11
QUERIES_ON_PAGE = 5


def run(world: World, user: User, *, rounds: int, seed: int) -> list[Row]:
    """The home with lists in it, and a page at depth 7 that this user may open."""
    _prepare(world, Random(seed))
    client = Client()
    client.force_login(user, backend=BACKEND)
    deep = leaf_of(world, resolve(user.pk))
    path = deep.url_path.removeprefix(Site.objects.get(is_default_site=True).root_page.url_path)
    request = request_of(user)
    plain = "/stock/archief/"
    _fetch(client, HOME), _fetch(client, plain), _fetch(client, f"/{path}"), _fetch(client, f"/stock/{path}")
    cases = [
        Case("personal home, no access filter", lambda: _unfiltered(client, user)),
        Case(
            "personal home",
            lambda: _fetch(client, HOME),
            against="personal home, no access filter",
            at_most=1.15,
        ),
        Case("a plain Wagtail page", lambda: _fetch(client, plain)),
        Case(
            "personal home, against a plain Wagtail page",
            lambda: _fetch(client, HOME),
            against="a plain Wagtail page",
            at_most=3,
        ),
        Case("find a deep page, Wagtail", lambda: wagtail_finds(_like(request), path), repeat=3),
        Case(
            "find a deep page, viewer resolved",
            lambda: page_at(path, resolve(user.pk)),
            against="find a deep page, Wagtail",
            at_most=0.5,
            repeat=3,
        ),
        Case("deep page, whole answer, plain Wagtail", lambda: _fetch(client, f"/stock/{path}")),
        Case(
            "deep page, whole answer",
            lambda: _fetch(client, f"/{path}"),
            against="deep page, whole answer, plain Wagtail",
        ),
    ]
    return [*measure(cases, rounds=rounds), *_counts(client, user, path)]


def _fetch(client: Client, path: str) -> bytes:
    response = client.get(path)
    assert response.status_code == 200, f"{path}: {response.status_code}"
    return response.content


@contextmanager
def _no_gate(user: User) -> Iterator[None]:
    """Everybody may open everything, and who is looking is known beforehand."""
    viewer = resolve(user.pk)

    def everything(self: Any, zones: Any, *, draft: bool) -> Any:
        return self._chain()

    with (
        mock.patch.object(ProtectedQuerySetMixin, "in_zones", everything),
        mock.patch("portal.viewing.viewer_of", return_value=viewer),
    ):
        yield


def _unfiltered(client: Client, user: User) -> bytes:
    with _no_gate(user):
        return _fetch(client, HOME)


def _like(request: HttpRequest) -> HttpRequest:
    """A new request of the same user, without what Wagtail keeps on it."""
    fresh = HttpRequest()
    fresh.user = request.user
    fresh.META |= {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    return fresh


def _counts(client: Client, user: User, path: str) -> list[Row]:
    """Queries of whole answers: sessions and users included."""
    home = _queries(lambda: _fetch(client, HOME))
    with _no_gate(user):
        without = _queries(lambda: _fetch(client, HOME))
    found = _queries(lambda: page_at(path, resolve(user.pk)))
    whole = _queries(lambda: _fetch(client, f"/{path}"))
    stock = _queries(lambda: _fetch(client, f"/stock/{path}"))
    rows = [
        ("queries: personal home", home, QUERIES_ON_HOME),
        ("queries: personal home, more than without access", home - without, 2),
        ("queries: find a deep page, with session and user", found + 2, QUERIES_ON_PAGE),
    ]
    return [
        *(Row(name, count, "", None, f"≤ {most}", count <= most) for name, count, most in rows),
        Row("queries: deep page, whole answer", whole, "", None, "", None),
        Row("queries: deep page, whole answer, plain Wagtail", stock, "", None, "", None),
    ]


def _queries(run: Callable[[], object]) -> int:
    run()
    with CaptureQueriesContext(connection) as queries:
        run()
    return len(queries)


def _prepare(world: World, random: Random) -> None:
    """An intranet home with a menu, news, and an audience for a fifth of the pages."""
    root = Site.objects.get(is_default_site=True).root_page
    home = HomePage(title="Intranet", slug="intranet", side=HomePage.Side.INTRANET)
    home.menu_items = [MenuItem(page=page, sort_order=at) for at, page in enumerate(world.subjects[:8])]
    root.add_child(instance=home)
    index = root.add_child(instance=NewsIndexPage(title="Nieuws", slug="nieuws"))
    news = news_written(PortalPage.objects.get(pk=index.pk), 200, random)
    audience = PortalPage.audience.through
    listed = [*news, *random.sample(world.leaves, len(world.leaves) // 5)]
    audience.objects.bulk_create(
        (
            audience(portalpage_id=page.pk, circle_id=circle)
            for page in listed
            for circle in {world.staff, random.choice(world.circles)}
        ),
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
