"""People, as far as a viewer may see them. A person is handed on as a plain dict of what may be shown.

Who may be seen is decided by `audiences.access.visible_people`; which fields are shown, by the person.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audiences.access import visible_people
from audiences.registry import fact_source
from audiences.selectors import membership_origins, own_circles, pages_opened, shared_circles
from audiences.viewer import Viewer
from people.finding import fold, matching
from people.models import Affiliation, Location, Organisation, Profile, Unit, User

__all__ = [
    "affiliation_rows",
    "choices_for_filters",
    "circles_of",
    "contact_cards",
    "current_affiliations",
    "directory",
    "fold",
    "initials",
    "my_circles",
    "name_card",
    "people",
    "person_card",
    "profile_details",
    "reports_of",
]

HUES = 12
OPENED_SHOWN = 6
REPORTS_SHOWN = 50


def people(viewer: Viewer) -> Any:
    """The people this viewer may see, with what a card needs, in two queries whatever their number."""
    return _with_affiliations(visible_people(User.objects.all(), viewer))


def directory(viewer: Viewer, query: str = "", unit: int | None = None, location: int | None = None) -> Any:
    """People by half a name, nickname, skill, language, unit, location, job or telephone number.

    Of several words all must fit. Names that begin so come first; without a query, by name.
    unit: a number; the units below it count too.
    """
    rows = matching(people(viewer), query)
    current = Affiliation.objects.active()
    if unit:
        rows = rows.filter(pk__in=current.filter(unit__in=_units_within(unit)).values("user_id"))
    if location:
        rows = rows.filter(pk__in=current.filter(location=location).values("user_id"))
    return rows


def choices_for_filters(viewer: Viewer) -> tuple[list[Unit], list[Location]]:
    """The units (with those above them) and locations of the people one may see."""
    seen = Affiliation.objects.active().filter(user__in=visible_people(User.objects.all(), viewer))
    units = {unit.pk: unit for unit in Unit.objects.all()}
    wanted: set[int] = set()
    for pk in seen.values_list("unit_id", flat=True).distinct():
        while pk in units and pk not in wanted:
            wanted.add(pk)
            pk = units[pk].parent_id
    locations = Location.objects.filter(pk__in=seen.values("location_id"))
    return [unit for unit in units.values() if unit.pk in wanted], list(locations)


def person_card(user: User, viewer: Viewer) -> dict[str, Any]:
    """What a line about this person shows to this viewer, who may see the person (`people`)."""
    rows = _affiliations(user)
    inside = [row for row in rows if row.organisation.kind == Organisation.Kind.OWN]
    affiliation = next(iter(inside or rows), None)
    card = name_card(user) | {
        "url": reverse("person", args=[user.pk]),
        "job_title": affiliation.job if affiliation else "",
        "unit": str(affiliation.unit or "") if affiliation else "",
        "location": str(affiliation.location or "") if affiliation else "",
        "organisation": str(affiliation.organisation) if affiliation else "",
        "is_external": bool(rows) and not inside,
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
    """The owner or contact persons of a page that the viewer can open, by number; four queries at most.

    Whoever may see the person gets the whole card. Others who are signed in get the name, the unit and the
    work phone; a visitor who is not, the unit alone. Of an account that ended only that it is vacant.
    """
    wanted = {number for number in numbers if number}
    if not wanted:
        return {}
    cards = {user.pk: person_card(user, viewer) for user in people(viewer).filter(pk__in=wanted)}
    rest = wanted - cards.keys()
    if rest:
        for user in _with_affiliations(User.objects.filter(pk__in=rest)):
            cards[user.pk] = _contact_of_stranger(user, viewer)
    return cards


def initials(name: str) -> str:
    """At most two letters: of the first and the last word that starts with a capital."""
    letters = [word[0] for word in name.split() if word[:1].isupper()]
    return "".join(letters[:1] + letters[-1:] if len(letters) > 1 else letters)


def profile_details(user: User, viewer: Viewer, *, as_others: bool = False) -> dict[str, Any]:
    """A profile page, within what the viewer may see. as_others: one's own, as somebody else sees it."""
    details = person_card(user, viewer)
    profile = getattr(user, "profile", None)
    shown = {name: _shown(user, name, viewer, as_others=as_others) for name in Profile.FIELDS}
    if not shown.pop("photo"):
        details.pop("photo_url", None)
    for name in ("skills", "languages"):
        shown[name] = [part.strip() for part in shown[name].split(",") if part.strip()]
    return details | {
        "is_self": user.pk == viewer.user_id,
        "nickname": profile.nickname if profile else "",
        "pronouns": profile.pronouns if profile else "",
        **shown,
    }


def circles_of(user: User, viewer: Viewer) -> list[Any]:
    """The circles of this person that the viewer may know of: one's own, or those shared with a colleague."""
    return own_circles(viewer) if user.pk == viewer.user_id else shared_circles(viewer, user.pk)


def affiliation_rows(user: User, viewer: Viewer) -> list[dict[str, Any]]:
    """Where somebody works, with the lead as far as the viewer may see that person."""
    rows = _affiliations(user)
    wanted = [row.lead_id for row in rows if row.lead_id]
    leads = {lead.pk: lead for lead in people(viewer).filter(pk__in=wanted)} if wanted else {}
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


def reports_of(user: User, viewer: Viewer) -> list[dict[str, Any]]:
    """The people this person leads now, of those the viewer may see."""
    led = Affiliation.objects.active().filter(lead=user).values("user_id")
    return [person_card(row, viewer) for row in people(viewer).filter(pk__in=led)[:REPORTS_SHOWN]]


def my_circles(viewer: Viewer) -> list[dict[str, Any]]:
    """For "Mijn kringen": each circle, how one got into it, and what it opens, in plain words."""
    entries: list[dict[str, Any]] = list(membership_origins(viewer))
    opened = pages_opened(viewer) if entries else {}
    facts = list(current_affiliations().filter(user_id=viewer.user_id)) if viewer.by_rule else []
    for entry in entries:
        circle = entry["circle"]
        for origin in entry["origins"]:
            if origin["kind"] == "rule":
                origin["rule_text"] = _rule_text(viewer, circle.pk, facts)
        entry["opens"] = _opens(opened.get(circle.pk, []))
    return entries


def current_affiliations() -> Any:
    """The affiliations in force, with what they point to."""
    rows = Affiliation.objects.active().select_related("organisation", "unit", "location")
    return rows.order_by("starts_on", "pk")


def _with_affiliations(users: Any) -> Any:
    prefetch = Prefetch("affiliations", current_affiliations(), to_attr="current_affiliations")
    return users.select_related("profile").prefetch_related(prefetch)


def _affiliations(user: User) -> list[Affiliation]:
    rows: list[Affiliation] = getattr(user, "current_affiliations", [])
    return rows


def _contact_of_stranger(user: User, viewer: Viewer) -> dict[str, Any]:
    unit = next((str(row.unit) for row in _affiliations(user) if row.unit), "")
    if not user.is_active or not viewer.is_authenticated:
        card = {"name": unit, "initials": initials(unit), "hue": HUES, "unit": "", "phone": ""}
        return card | {"is_vacant": not user.is_active}
    profile = getattr(user, "profile", None)
    phone = profile.phone if profile and profile.shows("phone") else ""
    return name_card(user) | {"unit": unit, "phone": phone, "is_vacant": False}


def _shown(user: User, name: str, viewer: Viewer, *, as_others: bool = False) -> Any:
    """One field, or nothing. That the viewer may see the person is decided; this is what the person tells."""
    profile = getattr(user, "profile", None)
    value = user.email if name == "email" else getattr(profile, name, "")
    is_own = user.pk == viewer.user_id and not as_others
    return value if is_own or (profile.shows(name) if profile else name == "email") else ""


def _rule_text(viewer: Viewer, circle: int, affiliations: list[Affiliation]) -> str:
    """The own facts that a rule circle looks at: "locatie De Linde, organisatie Waterrijk"."""
    source, rule = fact_source(), viewer.loaded.rules.get(circle)
    if source is None or rule is None:
        return ""
    for row in affiliations:
        matched = [
            f"{field.label} {getattr(row, field.name)}"
            for field in source.fields
            if field.name in rule.values and str(getattr(row, field.path)) in rule.values[field.name]
        ]
        if len(matched) == len(rule.values):
            return ", ".join(matched)
    return ""


def _opens(pages: list[Any]) -> list[str]:
    titles = {page.menu_title: bool(page.numchild) for page in pages}
    lines = [
        (_("“%(title)s” en wat daaronder staat") if has_more else _("“%(title)s”")) % {"title": title}
        for title, has_more in list(titles.items())[:OPENED_SHOWN]
    ]
    if more := len(titles) - len(lines):
        lines.append(ngettext("en nog %(n)s pagina", "en nog %(n)s pagina’s", more) % {"n": more})
    return lines or [_("Geen afgesloten pagina’s. Deze kring bepaalt wat je het eerst ziet.")]


def _units_within(unit: int) -> set[int]:
    below: dict[int | None, list[int]] = {}
    for pk, parent in Unit.objects.values_list("pk", "parent_id"):
        below.setdefault(parent, []).append(pk)
    found, todo = {unit}, [unit]
    while todo:
        new = set(below.get(todo.pop(), ())) - found
        found |= new
        todo += new
    return found
