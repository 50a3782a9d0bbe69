"""A small town for the tests of people: staff, two partners who share a project, clients, and who has left.

Used by `tests/people/conftest.py`.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from audiences.models import Circle, Membership
from audiences.services import circle_create, circle_include, circle_rules_set, membership_start
from audiences.viewer import Viewer, resolve
from people.models import Affiliation, Location, Organisation, Profile, Unit, User

PASSWORD = "een lang wachtwoord"

SEES = {
    "emma": "emma sem roos pim petra vera bo",
    "roos": "emma sem roos pim petra vera bo",
    "sem": "emma sem roos pim petra vera bo",
    "pim": "pim petra sem",
    "petra": "petra pim",
    "vera": "vera bo sem",
    "bo": "bo vera",
    "cleo": "cleo",
    "carl": "carl",
    "inge": "inge",
    "oud": "oud",
    "later": "later",
    "los": "los",
    "baas": "baas",
}
"""Who is in whose directory. `weg` is switched off and in nobody's."""


@dataclass
class Town:
    """circles, units, people and organisations by their short names."""

    circles: dict[str, Circle] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    locations: dict[str, Location] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)

    def viewer(self, name: str) -> Viewer:
        return resolve(self.people[name].pk)

    def client(self, name: str | None) -> Client:
        """A browser in which this person, or nobody, is signed in."""
        client = Client()
        if name is not None:
            client.force_login(self.people[name])
        return client

    def person(self, name: str, full_name: str, *circles: str, work: str = "", **fields: Any) -> User:
        """work: "organisation", or "organisation/unit/location", with a job as the keyword `job`."""
        job = fields.pop("job", "")
        profile = fields.pop("profile", {})
        user = User.objects.create_user(f"{name}@town.example", PASSWORD, name=full_name, **fields)
        for slug in circles:
            membership_start(acting_user=None, user=user, circle=self.circles[slug])
        if work:
            organisation, unit, location = (work.split("/") + ["", ""])[:3]
            Affiliation.objects.create(
                user=user,
                organisation=self.organisations[organisation],
                unit=self.units.get(unit),
                location=self.locations.get(location),
                job=job,
            )
        if profile:
            Profile.objects.filter(user=user).update(**profile)
            Profile.objects.get(user=user).save()
        self.people[name] = user
        return user


def build() -> Town:
    """The town, with everybody of SEES in it."""
    town = Town()
    for slug, kind in (
        ("medewerkers", "internal"),
        ("balie", "internal"),
        ("depot", "internal"),
        ("partners", "external"),
        ("project", "external"),
        ("clienten", "external"),
        ("inwoners", "public"),
    ):
        town.circles[slug] = circle_create(acting_user=None, slug=slug, name=slug.title(), kind=kind)
    circle_include(acting_user=None, outer=town.circles["medewerkers"], inner=town.circles["balie"])
    for name, kind in (("town", "own"), ("groen", "partner"), ("blauw", "partner")):
        town.organisations[name] = Organisation.objects.create(name=name.title(), kind=kind)
    own = town.organisations["town"]
    town.units["ruimte"] = Unit.objects.create(organisation=own, name="Openbare ruimte")
    town.units["wegen"] = Unit.objects.create(organisation=own, name="Wegen", parent=town.units["ruimte"])
    town.locations["werf"] = Location.objects.create(name="Werf Noord")
    rule = {"location": [str(town.locations["werf"].pk)], "organisation": [str(own.pk)]}
    circle_rules_set(acting_user=None, circle=town.circles["depot"], rules=rule)
    _people(town)
    return town


def _people(town: Town) -> None:
    town.person(
        "emma",
        "Emma Öztürk",
        "balie",
        work="town/ruimte",
        job="Medewerker balie",
        profile={
            "nickname": "Em",
            "phone": "0299-12 34 56",
            "skills": "afval, parkeren",
            "mobile": "06-11111111",
        },
    )
    town.person("sem", "Sem de Wit", "medewerkers", "project", work="town/wegen", job="Projectleider")
    town.person("roos", "Roos Emmens", work="town/wegen/werf", job="Stratenmaker")
    town.person("pim", "Pim Groen", "partners", "project", work="groen", job="Uitvoerder")
    town.person("petra", "Petra Groen", "partners", work="groen")
    town.person("vera", "Vera Blauw", "partners", "project", work="blauw")
    town.person("bo", "Bo Blauw", "partners", work="blauw")
    town.person("cleo", "Cleo Kliënt", "clienten")
    town.person("carl", "Carl Kliënt", "clienten")
    town.person("inge", "Inge Inwoner", "inwoners", work="blauw")
    town.person("los", "Los Zand", work="groen")
    town.person("baas", "Baas Beheer", is_superuser=True)
    town.person("weg", "Weg Gegaan", "balie", work="town", is_active=False)
    now = timezone.now()
    town.person("oud", "Oud Groen", work="groen")
    town.person("later", "Later Groen", work="groen")
    for name, start, end in (("oud", -20, -1), ("later", 1, 20)):
        for slug in ("partners", "balie"):
            Membership.objects.create(
                user=town.people[name],
                circle=town.circles[slug],
                starts_at=now + timedelta(days=start),
                ends_at=now + timedelta(days=end),
            )
