"""What may be kept, by whom, and what may run in a page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from audiences.querysets import PolicyMoved
from content import views
from portal import middleware
from tests.access.world import World, signed_in

STRICT = middleware.STRICT_POLICY


def test_signed_in_answers_are_nobodys_to_keep(world: World) -> None:
    for path in ("/", "/open/", "/zoeken/?q=open", "/nooit/", "/cms/"):
        answer = signed_in(world.superuser).get(path)
        assert answer.headers["Cache-Control"] == "private, no-store", path
        assert "Cookie" in answer.headers["Vary"]
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_visitor_who_says_who_they_are_is_not_cached(world: World) -> None:
    client = Client()
    client.cookies[views.ROLE_COOKIE] = "inwoners"
    assert client.get("/open/").headers["Cache-Control"] == "private, no-store"


def test_nothing_from_elsewhere_runs_in_a_page(world: World) -> None:
    for path in ("/", "/nooit/", reverse("account_login")):
        answer = signed_in(None).get(path)
        assert answer.headers["Content-Security-Policy"] == STRICT
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert b"<style" not in answer.content
        assert b" onclick" not in answer.content
    assert "unsafe" not in STRICT
    assert "unsafe-inline" in signed_in(world.superuser).get("/cms/").headers["Content-Security-Policy"]


def test_signing_out_clears_what_the_browser_kept(world: World) -> None:
    answer = signed_in(world.employee).post(reverse("account_logout"))
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize(("moves", "status"), [(1, 200), (3, 200), (4, 503)])
def test_a_page_is_read_again_when_the_policy_moves(
    world: World, monkeypatch: pytest.MonkeyPatch, moves: int, status: int
) -> None:
    left = [moves]
    real = views.page_at

    def moving(*args: Any) -> Any:
        if left[0]:
            left[0] -= 1
            raise PolicyMoved
        return real(*args)

    monkeypatch.setattr(views, "page_at", moving)
    answer = signed_in(None).get("/open/")
    assert answer.status_code == status
    assert ("Retry-After" in answer.headers) == (status == 503)


def test_a_change_is_not_made_twice(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def moving(*args: Any) -> Any:
        raise PolicyMoved

    monkeypatch.setattr(views, "page_at", moving)
    assert signed_in(None).post("/open/").status_code == 503


def test_not_found_is_read_again_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from portal import errors

    real, left = errors.render, [2]

    def moving(*args: Any, **kwargs: Any) -> Any:
        if left[0]:
            left[0] -= 1
            raise PolicyMoved
        return real(*args, **kwargs)

    monkeypatch.setattr(errors, "render", moving)
    assert signed_in(None).get("/nooit/").status_code == 404
