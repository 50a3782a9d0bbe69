"""Lists, menus, search and people: what is hidden is not in them, is not counted, and is not missed."""

import re
from typing import Any

import pytest
from django.test import Client

from audiences.services import access_rule_set
from content.models import RelatedPage
from tests.access.world import CANARY, World, account, add_page, same_answer, signed_in


@pytest.fixture
def menu(world: World) -> World:
    """The secret section stands in menus, and a page for everyone names the secret page."""
    world.secret.show_in_menus = True
    world.secret.save()
    page = add_page(world.public, "verhaal")
    RelatedPage.objects.create(source=page, page=world.minutes)
    hidden = add_page(world.public, "onder", title=f"{CANARY} onder")
    access_rule_set(page=hidden, circles=[world.board], acting_user=None)
    return world


PATHS = (
    "/",
    "/open/",
    "/open/verhaal/",
    "/zoeken/?q=kanarie",
    "/nooit/",
    "/robots.txt",
    "/inloggen/?next=/besloten/",
)


@pytest.mark.parametrize("who", ["anonymous", "employee", "superuser"])
def test_nothing_hidden_is_in_any_list(menu: World, who: str) -> None:
    client = signed_in(menu.viewers()[who])
    for path in PATHS:
        page = client.get(path, follow=True).content.decode()
        assert f"{CANARY} " not in page, path


def test_who_is_in_the_circle_gets_it_everywhere(menu: World) -> None:
    client = signed_in(menu.director)
    for path, found in (
        ("/open/", f"{CANARY} onder"),
        ("/open/verhaal/", f"{CANARY} notulen"),
        ("/zoeken/?q=kanarie", f"{CANARY} notulen"),
    ):
        assert found in client.get(path).content.decode(), path


def test_a_search_for_what_is_hidden_is_a_search_for_nothing(menu: World) -> None:
    client = signed_in(menu.employee)
    one, other = (client.get("/zoeken/", {"q": word}).content.decode() for word in ("kanarie", "bestaatniet"))
    assert _without(one, "kanarie") == _without(other, "bestaatniet")


def _without(page: str, word: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(word, "WORD")


def test_start_leads_to_a_home_that_can_be_opened(world: World) -> None:
    for user in (None, world.employee, world.director):
        client = signed_in(user)
        assert client.get(client.get("/start/").headers["Location"]).status_code == 200


@pytest.mark.parametrize("path", ["/mijn/profiel/", "/mijn/kringen/"])
def test_ones_own_pages_are_for_who_is_signed_in(world: World, path: str) -> None:
    assert Client().get(path).status_code in (302, 404)
    assert signed_in(world.employee).get(path).status_code == 200


@pytest.mark.parametrize("path", ["/mensen/{}/", "/mensen/{}/foto/"])
def test_a_person_out_of_sight_answers_like_nobody(world: World, path: str) -> None:
    outsider = account("buitenstaander")
    for user in (None, outsider):
        client = signed_in(user)
        same_answer(client.get(path.format(world.director.pk)), client.get(path.format(987_654)))
    answer: Any = signed_in(outsider).get("/mensen/")
    assert "directeur" not in answer.content.decode()
