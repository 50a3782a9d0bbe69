"""People, as far as a viewer may see them. A person is handed on as a plain dict of what may be shown."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, IntegerField, Prefetch, Q, Value, When
from django.urls import reverse

from audiences.access import visible_people
from audiences.viewer import Viewer
from people.models import Affiliation, Organisation, Profile, User

HUES = 12


def fold(text: str) -> str:
    """Lower case without accents, for finding."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def people(viewer: Viewer) -> Any:
    """The people this viewer may see, with what a card needs, in three queries whatever their number."""
    affiliations = Affiliation.objects.active().select_related("organisation", "unit", "location", "lead")
    rows = visible_people(User.objects.all(), viewer).select_related("profile")
    return rows.prefetch_related(Prefetch("affiliations", affiliations, to_attr="current_affiliations"))


def directory(viewer: Viewer, query: str = "", unit: int | None = None, location: int | None = None) -> Any:
    """People by half a name, nickname, skill, unit, job or telephone number; names that begin so first."""
    rows = people(viewer)
    words = fold(query).split()[:6]
    for word in words:
        digits = "".join(char for char in word if char.isdigit())
        found = Q(profile__search_text__contains=word)
        if len(digits) >= 3:
            found |= Q(profile__search_text__contains=digits)
        rows = rows.filter(found)
    if unit:
        rows = rows.filter(pk__in=Affiliation.objects.active().filter(unit=unit).values("user_id"))
    if location:
        rows = rows.filter(pk__in=Affiliation.objects.active().filter(location=location).values("user_id"))
    if words:
        begins = Q(profile__search_text__startswith=words[0]) | Q(
            profile__search_text__contains=f" {words[0]}"
        )
        first = Case(When(begins, then=Value(0)), default=Value(1), output_field=IntegerField())
        rows = rows.order_by(first, "name", "pk")
    return rows


def search_text(user: User) -> str:
    """What a person is found by: only what colleagues may see. Starts with the name."""
    profile = user.profile
    shown = [user.name, profile.display_name, profile.nickname]
    for name in ("skills", "languages"):
        if _audience_of(profile, name) == Profile.Audience.COLLEAGUES:
            shown.append(getattr(profile, name))
    for name in ("phone", "mobile"):
        if _audience_of(profile, name) == Profile.Audience.COLLEAGUES:
            shown.append("".join(char for char in getattr(profile, name) if char.isdigit()))
    for row in (
        Affiliation.objects.active().filter(user=user).select_related("unit", "location", "organisation")
    ):
        shown += [row.job, str(row.unit or ""), str(row.location or ""), str(row.organisation)]
    return fold(" ".join(part for part in shown if part))


def person_card(user: User, viewer: Viewer) -> dict[str, Any]:
    """What a line about this person shows to this viewer. The viewer may see the person."""
    affiliation = next(iter(_affiliations(user)), None)
    outside = affiliation is not None and affiliation.organisation.kind != Organisation.Kind.OWN
    card = name_card(user) | {
        "url": reverse("person", args=[user.pk]),
        "job_title": affiliation.job if affiliation else "",
        "unit": str(affiliation.unit or "") if affiliation else "",
        "location": str(affiliation.location or "") if affiliation else "",
        "organisation": str(affiliation.organisation) if affiliation else "",
        "is_external": outside,
        "phone": _shown(user, "phone", viewer),
    }
    if _shown(user, "photo", viewer):
        card["photo_url"] = reverse("person_photo", args=[user.pk])
    return card


def name_card(user: User) -> dict[str, Any]:
    """Name, initials and colour: what anybody who meets this name may know."""
    profile = getattr(user, "profile", None)
    name = (profile.display_name if profile else "") or user.name
    return {"name": name, "initials": initials(name), "hue": user.pk % HUES + 1}


def contact_cards(numbers: Iterable[int | None], viewer: Viewer) -> dict[int, dict[str, Any]]:
    """For the owner or contact of a page one can open: name, work and work phone, also for outsiders.

    Whoever may see the person gets the whole card. An account that ended gets `is_vacant`.
    """
    wanted = {number for number in numbers if number}
    if not wanted:
        return {}
    cards = {user.pk: person_card(user, viewer) for user in people(viewer).filter(pk__in=wanted)}
    rest = wanted - cards.keys()
    if rest:
        affiliations = Affiliation.objects.active().select_related("unit")
        users = User.objects.filter(pk__in=rest).select_related("profile")
        for user in users.prefetch_related(
            Prefetch("affiliations", affiliations, to_attr="current_affiliations")
        ):
            unit = next((str(row.unit or "") for row in user.current_affiliations), "")
            profile = getattr(user, "profile", None)
            phone = profile.phone if profile and _audience_of(profile, "phone") != "nobody" else ""
            known = viewer.is_authenticated
            card = name_card(user) if known else {"name": unit, "initials": initials(unit), "hue": 12}
            cards[user.pk] = card | {
                "unit": unit if known else "",
                "phone": phone if known else "",
                "is_vacant": not user.is_active,
            }
    return cards


def initials(name: str) -> str:
    """At most two letters: of the first and the last word that starts with a capital."""
    letters = [word[0] for word in name.split() if word[:1].isupper()]
    return "".join(letters[:1] + letters[-1:] if len(letters) > 1 else letters)


def profile_details(user: User, viewer: Viewer) -> dict[str, Any]:
    """A profile page, within what the viewer may see."""
    details = person_card(user, viewer)
    profile = getattr(user, "profile", None)
    details |= {
        "is_self": user.pk == viewer.user_id,
        "nickname": profile.nickname if profile else "",
        "pronouns": profile.pronouns if profile else "",
        "email": user.email,
        "mobile": _shown(user, "mobile", viewer),
        "about": _shown(user, "about", viewer),
    }
    for name in ("skills", "languages"):
        details[name] = [part.strip() for part in _shown(user, name, viewer).split(",") if part.strip()]
    return details


def affiliation_rows(user: User, viewer: Viewer) -> list[dict[str, Any]]:
    """Where somebody works, with the lead as far as the viewer may see that person."""
    rows = _affiliations(user)
    leads = {lead.pk: lead for lead in people(viewer).filter(pk__in=[r.lead_id for r in rows if r.lead_id])}
    return [
        {
            "job_title": row.job,
            "unit": str(row.unit or ""),
            "organisation": str(row.organisation),
            "location": str(row.location or ""),
            "lead": person_card(leads[row.lead_id], viewer) if row.lead_id in leads else None,
            "ends_on": row.ends_on,
        }
        for row in rows
    ]


def _affiliations(user: User) -> list[Affiliation]:
    rows: list[Affiliation] = getattr(user, "current_affiliations", [])
    return rows


def _audience_of(profile: Profile, name: str) -> str:
    return str(profile.visibility.get(name, Profile.Audience.COLLEAGUES))


def _shown(user: User, name: str, viewer: Viewer) -> Any:
    """One field of a profile, or nothing. Who may see the person is decided; this is what the person tells."""
    profile = getattr(user, "profile", None)
    if profile is None:
        return ""
    audience = _audience_of(profile, name)
    if user.pk == viewer.user_id or audience == Profile.Audience.COLLEAGUES:
        return getattr(profile, name)
    return ""
