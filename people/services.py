"""Accounts, profiles and affiliations, changed. What people are found by follows by itself (signal_handlers).

For views, commands and the CMS. `acting_user`: who does it; None for the system itself.
"""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audiences.services.log import log_change
from people.finding import search_text
from people.models import Affiliation, Location, Organisation, Profile, Unit, User
from people.photos import clean_photo
from people.selectors import current_affiliations

PROFILE_FIELDS = frozenset(
    ("display_name", "nickname", "pronouns", "phone", "mobile", "about", "skills", "languages", "visibility")
)
BATCH = 400


@transaction.atomic
def user_create(
    *, acting_user: Any, login: str, name: str, password: str | None = None, email: str = ""
) -> User:
    """A new account with an empty profile, in no circle. Raises ValidationError."""
    user = User(login=login.strip().lower(), name=name, email=email)
    user.set_password(password)
    user.full_clean()
    user.save()
    log_change(acting_user=acting_user, action="user_create", subject=user)
    return user


@transaction.atomic
def user_deactivate(*, acting_user: Any, user: User, reason: str = "") -> None:
    """The account ends: at its next request the person is nobody here, open sessions included."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    log_change(acting_user=acting_user, action="user_deactivate", subject=user, reason=reason)


@transaction.atomic
def profile_update(*, acting_user: Any, user: User, photo: Any = None, **fields: Any) -> Profile:
    """Change a profile. fields: of PROFILE_FIELDS. photo: an uploaded file, or False to take it away.

    Raises ValidationError for values that do not fit, TypeError for a field that is not somebody's own.
    """
    if unknown := fields.keys() - PROFILE_FIELDS:
        raise TypeError(f"not a field of a profile: {', '.join(sorted(unknown))}")
    profile, _made = Profile.objects.get_or_create(user=user)
    for name, value in fields.items():
        setattr(profile, name, value)
    _check_visibility(profile)
    profile.full_clean(exclude=["user", "photo"])
    old_photo = profile.photo.name
    if photo is False:
        profile.photo = ""
    elif photo is not None:
        content = ContentFile(clean_photo(photo))
        profile.photo.save(f"{secrets.token_hex(16)}.jpg", content, save=False)
    profile.save()
    if old_photo and old_photo != profile.photo.name:
        storage = profile.photo.storage
        transaction.on_commit(lambda: storage.delete(old_photo))
    changed = sorted([*fields, *(["photo"] if photo is not None else [])])
    log_change(acting_user=acting_user, action="profile_update", subject=user, after={"fields": changed})
    return profile


@transaction.atomic
def affiliation_start(
    *,
    acting_user: Any,
    user: User,
    organisation: Organisation,
    unit: Unit | None = None,
    location: Location | None = None,
    job: str = "",
    job_family: str = "",
    lead: User | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    source: str = Affiliation.Source.MANUAL,
) -> Affiliation:
    """Somebody starts somewhere; circles with a rule about it follow at once. Raises ValidationError.

    starts_on: the first day, without one always. ends_on: the last day.
    """
    affiliation = Affiliation(
        user=user,
        organisation=organisation,
        unit=unit,
        location=location,
        job=job,
        job_family=job_family,
        lead=lead,
        starts_on=starts_on,
        ends_on=ends_on,
        source=source,
    )
    if starts_on and ends_on and ends_on < starts_on:
        raise ValidationError(_("De laatste dag ligt voor de eerste."))
    if unit is not None and unit.organisation_id != organisation.pk:
        raise ValidationError(_("Deze afdeling hoort bij een andere organisatie."))
    affiliation.full_clean()
    affiliation.save()
    after = {"organisation": str(organisation), "unit": str(unit or ""), "location": str(location or "")}
    log_change(
        acting_user=acting_user,
        action="affiliation_start",
        subject=user,
        after=after | {"job": job, "until": str(ends_on)},
    )
    return affiliation


@transaction.atomic
def affiliation_end(*, acting_user: Any, affiliation: Affiliation, ends_on: date | None = None) -> None:
    """The last day of an affiliation; today unless told otherwise."""
    before = {"until": str(affiliation.ends_on)}
    affiliation.ends_on = ends_on or timezone.localdate()
    affiliation.save(update_fields=["ends_on"])
    log_change(
        acting_user=acting_user,
        action="affiliation_end",
        subject=affiliation.user,
        before=before | {"organisation": str(affiliation.organisation)},
        after={"until": str(affiliation.ends_on)},
    )


def people_index(users: Iterable[User] | None = None) -> int:
    """Bring up to date what these people, or all, are found by. Returns how many changed.

    For after a bulk change, which sends no signals, and for the days on which affiliations start or end.
    """
    numbers = User.objects.values_list("pk", flat=True) if users is None else [user.pk for user in users]
    numbers = sorted(numbers)
    return sum(_index_batch(numbers[start : start + BATCH]) for start in range(0, len(numbers), BATCH))


@transaction.atomic
def _index_batch(numbers: list[int]) -> int:
    without = User.objects.filter(pk__in=numbers, profile=None)
    Profile.objects.bulk_create(Profile(user=user) for user in without)
    affiliations: dict[int, list[Affiliation]] = {}
    for row in current_affiliations().filter(user_id__in=numbers):
        affiliations.setdefault(row.user_id, []).append(row)
    changed = []
    for profile in Profile.objects.filter(user_id__in=numbers).select_related("user"):
        text = search_text(profile.user.name, profile, affiliations.get(profile.user_id, []))
        if text != profile.search_text:
            profile.search_text = text
            changed.append(profile)
    Profile.objects.bulk_update(changed, ["search_text"])
    return len(changed)


def _check_visibility(profile: Profile) -> None:
    known = set(Profile.FIELDS)
    for field, audience in profile.visibility.items():
        if field not in known or audience not in Profile.Audience.values:
            raise ValidationError(_("Deze keuze is er niet."))
