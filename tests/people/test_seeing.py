"""Who sees whom: every persona beside every person, on every surface that shows people."""

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audiences.access import visible_people
from audiences.models import Membership
from audiences.services import circle_create, circle_include, membership_start
from audiences.viewer import resolve
from people import selectors
from people.models import Affiliation, Profile, User
from people.services import affiliation_end, people_index, user_deactivate
from tests.people.town import SEES, Town

pytestmark = pytest.mark.django_db


def seen_by(viewer: Any, town: Town) -> set[str]:
    names = {user.pk: name for name, user in town.people.items()}
    return {names[pk] for pk in visible_people(User.objects.all(), viewer).values_list("pk", flat=True)}


def plain(response: Any) -> str:
    """The body without what differs between any two answers."""
    text = response.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    return text.replace(response.wsgi_request.path, "").replace(
        response.wsgi_request.path.replace("/", "%2F"), ""
    )


def test_everybody_sees_exactly_whom_they_may(town: Town) -> None:
    assert {name: seen_by(town.viewer(name), town) for name in SEES} == {
        name: set(whom.split()) for name, whom in SEES.items()
    }
    assert seen_by(resolve(None), town) == set()


@pytest.mark.parametrize("viewer", ["emma", "pim", "vera", "cleo", "oud", "baas", None])
def test_profile_and_photo_of_everybody(town: Town, viewer: str | None) -> None:
    """Found and allowed go together; hidden answers as a number that was never given."""
    for user in town.people.values():
        user.profile.photo.save("x.jpg", ContentFile(b"\xff\xd8\xff"))
    may_see = set(SEES[viewer].split()) if viewer else set()
    client = town.client(viewer)
    unknown = client.get("/mensen/999999/")
    for name, user in town.people.items():
        page, photo = client.get(f"/mensen/{user.pk}/"), client.get(f"/mensen/{user.pk}/foto/")
        if name in may_see:
            assert (page.status_code, photo.status_code) == (200, 200), name
            assert user.name in page.content.decode()
            assert photo.headers["Cache-Control"] == "private, no-store"
        else:
            assert (page.status_code, photo.status_code) == (404, 404), name
            assert plain(page) == plain(unknown) == plain(photo), name
        assert client.get(user.profile.photo.url).status_code == 404, "a photo has one address"


@pytest.mark.parametrize("viewer", SEES)
def test_directory_and_search_name_nobody_else(town: Town, viewer: str) -> None:
    client, may_see = town.client(viewer), set(SEES[viewer].split())
    everybody = client.get("/mensen/").content.decode()
    for name, user in town.people.items():
        if name != viewer:
            assert (f"/mensen/{user.pk}/" in everybody) == (name in may_see), name
        found = client.get("/mensen/", {"q": user.name})
        assert (f'href="/mensen/{user.pk}/"' in found.content.decode()) == (name in may_see), name
        assert found.context["people_count"] == (1 if name in may_see else 0)


def test_a_visitor_has_no_directory(town: Town) -> None:
    client = town.client(None)
    assert client.get("/mensen/").status_code == client.get("/mensen/?q=emma").status_code == 404
    assert plain(client.get("/mensen/")) == plain(client.get("/nooit-geweest/"))


def test_an_inside_circle_that_includes_partners_makes_no_staff_of_them(town: Town) -> None:
    circle_include(acting_user=None, outer=town.circles["medewerkers"], inner=town.circles["partners"])
    assert seen_by(town.viewer("petra"), town) == {"petra", "pim"}
    assert not town.viewer("petra").is_staff


def test_a_circle_of_the_systems_own_making_makes_no_staff(town: Town) -> None:
    room = circle_create(acting_user=None, slug="ruimte-1", name="Ruimte 1", is_system=True)
    for name in ("petra", "emma", "cleo"):
        membership_start(acting_user=None, user=town.people[name], circle=room)
    assert seen_by(town.viewer("petra"), town) == {"petra", "pim", "emma"}
    assert seen_by(town.viewer("cleo"), town) == {"cleo"}


def test_an_ended_membership_counts_at_the_next_request(town: Town) -> None:
    client, emma = town.client("sem"), town.people["emma"]
    assert client.get(f"/mensen/{emma.pk}/").status_code == 200
    Membership.objects.filter(user=town.people["sem"]).update(ends_at=timezone.now())
    assert client.get(f"/mensen/{emma.pk}/").status_code == 404
    assert client.get("/mensen/").context["people_count"] == 1


def test_an_ended_affiliation_takes_its_rule_circle_along(town: Town) -> None:
    roos = town.people["roos"]
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    affiliation_end(acting_user=None, affiliation=roos.affiliations.get(), ends_on=yesterday)
    assert seen_by(town.viewer("roos"), town) == {"roos"}
    assert "roos" not in seen_by(town.viewer("emma"), town)


def test_a_deactivated_account_is_out_with_its_session_open(town: Town) -> None:
    client, emma = town.client("emma"), town.people["emma"]
    assert client.get("/mensen/").status_code == 200
    user_deactivate(acting_user=None, user=emma)
    assert client.get("/mensen/").status_code == 404
    assert client.get("/mijn/profiel/").status_code == 302
    assert town.client("sem").get(f"/mensen/{emma.pk}/").status_code == 404


def test_circles_on_a_profile_are_those_one_shares_inside(town: Town) -> None:
    for name in ("emma", "sem"):
        for slug in ("clienten", "medewerkers"):
            membership_start(acting_user=None, user=town.people[name], circle=town.circles[slug])
    shown = selectors.circles_of(town.people["sem"], town.viewer("emma"))
    assert {circle.slug for circle in shown} == {"medewerkers"}
    assert selectors.circles_of(town.people["sem"], town.viewer("pim")) == []
    own = selectors.circles_of(town.people["sem"], town.viewer("sem"))
    assert {circle.slug for circle in own} == {"medewerkers", "project", "clienten"}


def test_the_contact_person_of_a_page(town: Town) -> None:
    """Name and work phone for who may not see the person; nothing of an account that ended."""
    numbers = [town.people[name].pk for name in ("emma", "weg")]
    emma, gone = numbers
    for_staff = selectors.contact_cards(numbers, town.viewer("sem"))[emma]
    assert for_staff["url"]
    assert for_staff["job_title"] == "Medewerker balie"
    for_client = selectors.contact_cards(numbers, town.viewer("cleo"))
    assert for_client[emma]["name"] == "Emma Öztürk"
    assert for_client[emma]["phone"] == "0299-12 34 56"
    assert not {"url", "photo_url", "job_title", "mobile", "email"} & for_client[emma].keys()
    assert for_client[gone]["is_vacant"]
    assert "Gegaan" not in str(for_client[gone])
    for_visitor = str(selectors.contact_cards(numbers, resolve(None)))
    assert "Emma" not in for_visitor
    assert "0299" not in for_visitor
    Profile.objects.filter(user=emma).update(visibility={"phone": "nobody"})
    assert selectors.contact_cards(numbers, town.viewer("cleo"))[emma]["phone"] == ""


@pytest.mark.parametrize("viewer", ["emma", "pim"])
def test_the_number_of_queries_does_not_grow(town: Town, viewer: str) -> None:
    """Directory, search, filter and a profile, with 20 and with 200 people more."""
    client, werf = town.client(viewer), town.locations["werf"].pk
    profile = f"/mensen/{town.people['sem'].pk}/"
    addresses = ("/mensen/", "/mensen/?q=mens", f"/mensen/?q=mens 1&locatie={werf}", profile)
    counts = []
    for numbers in (range(20), range(20, 200)):
        crowd(town, numbers)
        counts.append([])
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts[-1].append(len(queries))
    assert client.get("/mensen/?q=mens").context["people_count"] >= 200
    assert counts[0] == counts[1], counts
    assert max(counts[0]) <= 25, counts


def crowd(town: Town, numbers: range) -> None:
    """So many colleagues of Emma's who share Pim's project, at once."""
    users = User.objects.bulk_create(User(login=f"m{n}", name=f"Mens {n}") for n in numbers)
    circles = (town.circles["balie"], town.circles["project"])
    Membership.objects.bulk_create(Membership(user=user, circle=c) for user in users for c in circles)
    own, werf, lead = town.organisations["town"], town.locations["werf"], town.people["sem"]
    Affiliation.objects.bulk_create(
        Affiliation(user=user, organisation=own, location=werf, lead=lead) for user in users
    )
    people_index(users)
