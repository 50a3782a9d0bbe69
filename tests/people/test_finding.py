"""Finding people: parts of names, accents, nicknames, skills, units, telephone numbers."""

import pytest

from people import selectors
from people.finding import digits_of, fold, words_of
from people.models import Affiliation, Profile, Unit
from people.services import people_index, profile_update
from tests.people.town import Town

pytestmark = pytest.mark.django_db

QUERIES = {
    "emma": "emma",
    "EMMA oz": "emma",
    "öztürk": "emma",
    "ztur": "emma",
    "emm": "emma roos",
    "de wit": "sem",
    "wit sem": "sem",
    "parke": "emma",
    "stratenmaker": "roos",
    "werf noord": "roos",
    "openbare": "emma",
    "medewerker afval": "emma",
    "1234": "emma",
    "0299-12 34": "emma",
    "+31 299 12": "emma",
    "(0299) 123456": "emma",
    "emma 1234": "emma",
    "groen": "pim petra",
    "niemand": "",
    "emma groen": "",
    "%": "",
    "_": "",
    "'; drop": "",
}


def found(town: Town, query: str, viewer: str = "sem") -> list[str]:
    names = {user.pk: name for name, user in town.people.items()}
    return [names[user.pk] for user in selectors.directory(town.viewer(viewer), query)]


def test_every_kind_of_question(town: Town) -> None:
    assert {query: set(found(town, query)) for query in QUERIES} == {
        query: set(who.split()) for query, who in QUERIES.items()
    }


def test_names_that_begin_so_come_first(town: Town) -> None:
    town.person("ria", "Ria Zomer", "balie", work="town", job="Roostermaker")
    town.person("jo", "Jo van Roosmalen", "balie", work="town")
    assert found(town, "roos") == ["roos", "jo", "ria"]


def test_without_a_query_by_name(town: Town) -> None:
    names = [user.name for user in selectors.directory(town.viewer("pim"))]
    assert names == sorted(names)


def test_unit_with_the_units_below_it_and_location(town: Town) -> None:
    def in_unit(unit: Unit) -> set[str]:
        return {user.name for user in selectors.directory(town.viewer("emma"), unit=unit.pk)}

    assert in_unit(town.units["ruimte"]) == {"Emma Öztürk", "Sem de Wit", "Roos Emmens"}
    assert in_unit(town.units["wegen"]) == {"Sem de Wit", "Roos Emmens"}
    at_werf = selectors.directory(town.viewer("emma"), location=town.locations["werf"].pk)
    assert [user.name for user in at_werf] == ["Roos Emmens"]


def test_filters_offer_only_what_visible_people_have(town: Town) -> None:
    units, locations = selectors.choices_for_filters(town.viewer("emma"))
    assert {unit.name for unit in units} == {"Openbare ruimte", "Wegen"}
    assert [place.name for place in locations] == ["Werf Noord"]
    assert selectors.choices_for_filters(town.viewer("petra")) == ([], [])
    page = town.client("petra").get("/mensen/", {"afdeling": town.units["wegen"].pk})
    assert page.context["people_count"] == 0


def test_a_strange_filter_is_no_filter(town: Town) -> None:
    client = town.client("emma")
    for number in ("x", "-1", "99999999999999", "٣", ""):
        assert client.get("/mensen/", {"afdeling": number}).context["people_count"] == 7, number


def test_a_hidden_field_cannot_be_searched_for(town: Town) -> None:
    emma = town.people["emma"]
    for query in ("123456", "0611111111", "parkeren"):
        assert found(town, query) == ["emma"]
    hidden = dict.fromkeys(("phone", "mobile", "skills"), "nobody")
    profile_update(acting_user=emma, user=emma, visibility=hidden)
    for query in ("123456", "0611111111", "parkeren"):
        assert found(town, query) == []
        assert found(town, query, "emma") == []
    assert found(town, "emma") == ["emma"]


def test_what_people_are_found_by_follows_every_change(town: Town) -> None:
    roos = town.people["roos"]
    roos.name = "Roos Nieuwenhuis"
    roos.save()
    assert found(town, "nieuwenh") == ["roos"]
    Unit.objects.get(name="Wegen").delete()
    assert found(town, "wegen") == []
    place = town.locations["werf"]
    place.name = "Werf Zuid"
    place.save()
    assert found(town, "werf zuid") == ["roos"]
    Affiliation.objects.filter(user=roos).update(job="Kraanmachinist")  # sends no signal
    assert found(town, "kraan") == []
    assert people_index() == 1
    assert found(town, "kraan") == ["roos"]
    assert people_index() == 0


def test_accounts_without_a_profile_get_one(town: Town) -> None:
    Profile.objects.all().delete()
    assert town.client("emma").get("/mensen/").context["people_count"] == 7
    people_index()
    assert found(town, "emma") == ["emma"]


@pytest.mark.parametrize(
    ("text", "words"), [("Zieliński Özdemir", ["zielinski", "ozdemir"]), ("Łukasz B&W", ["lukasz", "b", "w"])]
)
def test_folding(text: str, words: list[str]) -> None:
    assert words_of(text) == words
    assert fold(text).isascii()


@pytest.mark.parametrize("number", ["0299-123456", "+31 (299) 12 34 56", "0031299123456"])
def test_a_number_is_one_number(number: str) -> None:
    assert digits_of(number).lstrip("0") == "299123456"
