"""Writes the people of the demo: organisations, units, locations, accounts, profiles, circles, memberships.

May be called by `portal.demo.load` only. Running it again puts passwords, dates and memberships back as they
were; what an organisation added stays.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils import timezone

from audiences.models import Circle
from audiences.services import circle_create, circle_rules_set, membership_end, membership_start
from people.models import Affiliation, Location, Organisation, Profile, Unit, User
from people.services import people_index
from portal.demo import people as data

DEMO_PASSWORD = "waterrijk-demo"
EDITORS = "Editors"
"""The group of the CMS that may write and publish; the demo's editors are in it."""


def people_load() -> dict[str, User]:
    """Everybody and where they work. Returns the accounts by login name."""
    places = _places_load()
    password = make_password(DEMO_PASSWORD)
    users = {person.login: _account_load(person, password) for person in data.PEOPLE}
    for person in data.PEOPLE:
        _profile_load(person, users[person.login])
    Affiliation.objects.filter(user__in=users.values()).delete()
    Affiliation.objects.bulk_create(
        row for person in data.PEOPLE for row in _affiliations(person, users, places)
    )
    people_index(users.values())
    editors = Group.objects.filter(name=EDITORS).first()
    if editors:
        editors.user_set.add(*(users[person.login] for person in data.PEOPLE if "redactie" in person.circles))
    return users


def circles_load(users: dict[str, User]) -> dict[str, Circle]:
    """The circles of this organisation beside the starting ones. Returns all circles by slug."""
    acting = users[data.PERSONAS["beheerder"]]
    for row in data.CIRCLES:
        circle = Circle.objects.filter(slug=row.slug).first()
        if circle is None:
            circle = circle_create(
                acting_user=acting,
                slug=row.slug,
                name=row.name,
                name_en=row.name_en,
                kind=row.kind,
                hue=row.hue,
                description=row.description,
                owner=users[row.owner],
            )
        if row.rule:
            circle_rules_set(acting_user=acting, circle=circle, rules=_conditions(row), reason="demo")
    for slug, login in data.CIRCLE_OWNERS.items():
        Circle.objects.filter(slug=slug, owner=None).update(owner=users[login])
    return {circle.slug: circle for circle in Circle.objects.all()}


def memberships_load(users: dict[str, User], circles: dict[str, Circle]) -> None:
    """Who is in which circle, from when and until when, counted from today."""
    acting = users[data.PERSONAS["beheerder"]]
    terms = {(term.login, term.circle): term for term in data.TERMS}
    wanted = {(person.login, slug) for person in data.PEOPLE for slug in person.circles}
    for login, slug in sorted(wanted | terms.keys()):
        term = terms.get((login, slug), data.Term(login, slug))
        _membership_load(users[login], circles[slug], term, acting)


def _membership_load(user: User, circle: Circle, term: data.Term, acting: User) -> None:
    until = None if term.ends_in is None else _moment(term.ends_in, time(23, 59))
    known = user.memberships.filter(circle=circle).order_by("-pk").first()
    if known is not None and until is not None:
        membership_end(acting_user=acting, membership=known, ends_at=until, reason="demo")
    if known is not None and (until is not None or known.ends_at is None):
        return
    membership_start(
        acting_user=acting,
        user=user,
        circle=circle,
        starts_at=_moment(term.starts_in, time(0, 0)),
        ends_at=until,
        role=data.ROLES.get((term.login, term.circle), "member"),
        reason=term.reason,
    )


def _places_load() -> dict[str, dict[str, Any]]:
    """Organisations, units and locations, by name."""
    organisations = {
        row.name: Organisation.objects.get_or_create(name=row.name, defaults={"kind": row.kind})[0]
        for row in data.ORGANISATIONS
    }
    units: dict[str, Unit] = {}
    for row in data.UNITS:
        defaults = {"parent": units.get(row.parent)}
        organisation = organisations[row.organisation]
        units[row.name] = Unit.objects.get_or_create(
            organisation=organisation, name=row.name, defaults=defaults
        )[0]
    locations = {
        row.name: Location.objects.get_or_create(
            name=row.name, defaults={"address": row.address, "phone": row.phone}
        )[0]
        for row in data.LOCATIONS
    }
    return {"organisation": organisations, "unit": units, "location": locations}


def _account_load(person: data.Person, password: str) -> User:
    fields = {
        "name": person.name,
        "email": person.email,
        "password": password,
        "is_active": person.is_active,
        "is_superuser": person.is_superuser,
    }
    return User.objects.update_or_create(login=person.login, defaults=fields)[0]


def _profile_load(person: data.Person, user: User) -> None:
    fields = {
        "display_name": person.name,
        "nickname": person.nickname,
        "pronouns": person.pronouns,
        "phone": person.phone,
        "about": person.about,
        "skills": person.skills,
        "languages": person.languages,
    }
    Profile.objects.update_or_create(user=user, defaults=fields)


def _affiliations(
    person: data.Person, users: dict[str, User], places: dict[str, dict[str, Any]]
) -> list[Affiliation]:
    first = data.AffiliationRow(person.organisation, person.job, person.unit, person.location)
    rows = [row for row in (first, *person.affiliations) if row.organisation]
    return [
        Affiliation(
            user=users[person.login],
            organisation=places["organisation"][row.organisation],
            unit=places["unit"].get(row.unit),
            location=places["location"].get(row.location),
            job=row.job,
            lead=users.get(person.lead) if row is first else None,
            ends_on=None if row.ends_in is None else timezone.localdate() + timedelta(days=row.ends_in),
        )
        for row in rows
    ]


def _conditions(row: data.CircleRow) -> dict[str, list[str]]:
    """The conditions of a rule circle, with numbers for the names."""
    models = {"organisation": Organisation, "unit": Unit, "location": Location}
    return {
        field: [str(pk) for pk in models[field].objects.filter(name__in=names).values_list("pk", flat=True)]
        for field, names in row.rule
    }


def _moment(days: int, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), at))
