"""The circles an organisation starts with: the seven B's, the circles from outside, and what includes them.

An organisation renames, adds, merges and splits them afterwards; running the set-up again only adds what
is missing.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from audiences.models import Circle
from audiences.services import circle_create, circle_include

INTERNAL, EXTERNAL, PUBLIC = Circle.Kind.INTERNAL, Circle.Kind.EXTERNAL, Circle.Kind.PUBLIC


@dataclass(frozen=True)
class StarterCircle:
    """One circle of the start. includes: slugs of circles named before it."""

    slug: str
    name: str
    name_en: str
    kind: str
    hue: int
    description: str
    includes: tuple[str, ...] = ()
    is_claimable: bool = False


STARTER_CIRCLES = (
    StarterCircle("balie", "Balie", "Counter", INTERNAL, 2, "Receptie, telefoon en loketten."),
    StarterCircle(
        "beveiliging",
        "Beveiliging en facilitair",
        "Security and facility",
        INTERNAL,
        8,
        "Beveiligers, catering, schoonmaak en gebouwbeheer.",
    ),
    StarterCircle("bureau", "Bureau", "Office", INTERNAL, 1, "Personeel, administratie, inkoop en ICT."),
    StarterCircle(
        "buitendienst", "Buitendienst", "Field", INTERNAL, 5, "Groen, wegen, handhaving en wijkteams."
    ),
    StarterCircle("beleid", "Beleid", "Policy", INTERNAL, 6, "Beleidsadviseurs en projectleiders."),
    StarterCircle("bazen", "Leidinggevenden", "Managers", INTERNAL, 10, "Teamleiders en afdelingshoofden."),
    StarterCircle("bestuur", "Bestuur", "Board", INTERNAL, 3, "Bestuurders en directie."),
    StarterCircle(
        "medewerkers",
        "Medewerkers",
        "Employees",
        INTERNAL,
        11,
        "Iedereen die hier werkt.",
        includes=("balie", "beveiliging", "bureau", "buitendienst", "beleid", "bazen", "bestuur"),
    ),
    StarterCircle(
        "partners", "Partners", "Partners", EXTERNAL, 7, "Organisaties met wie we samen iets maken."
    ),
    StarterCircle("leveranciers", "Leveranciers", "Suppliers", EXTERNAL, 12, "Wie aan ons levert."),
    StarterCircle("vrijwilligers", "Vrijwilligers", "Volunteers", EXTERNAL, 9, "Wie zonder loon meehelpt."),
    StarterCircle(
        "clienten", "Cliënten", "Clients", EXTERNAL, 4, "Wie zorg of ondersteuning van ons krijgt."
    ),
    StarterCircle(
        "verwanten",
        "Verwanten",
        "Relatives",
        EXTERNAL,
        3,
        "Familie en naasten van cliënten.",
        is_claimable=True,
    ),
    StarterCircle(
        "toekomstige-clienten",
        "Toekomstige cliënten",
        "Prospective clients",
        PUBLIC,
        10,
        "Wie zorg of ondersteuning zoekt.",
        is_claimable=True,
    ),
    StarterCircle("inwoners", "Inwoners", "Citizens", PUBLIC, 6, "Wie hier woont.", is_claimable=True),
    StarterCircle(
        "bedrijven", "Bedrijven", "Companies", PUBLIC, 1, "Wie hier onderneemt.", is_claimable=True
    ),
    StarterCircle(
        "samenwerkers",
        "Partners en leveranciers",
        "Partners and suppliers",
        EXTERNAL,
        7,
        "Organisaties die met ons werken.",
        includes=("partners", "leveranciers"),
    ),
    StarterCircle(
        "clienten-en-verwanten",
        "Cliënten en verwanten",
        "Clients and relatives",
        EXTERNAL,
        4,
        "Rond de zorg.",
        includes=("clienten", "verwanten", "toekomstige-clienten"),
    ),
    StarterCircle(
        "inwoners-en-bedrijven",
        "Inwoners en bedrijven",
        "Citizens and companies",
        PUBLIC,
        6,
        "Wie hier woont of onderneemt.",
        includes=("inwoners", "bedrijven"),
    ),
    StarterCircle(
        "van-buiten",
        "Iedereen van buiten",
        "Everyone from outside",
        EXTERNAL,
        9,
        "Alle kringen van buiten de organisatie.",
        includes=("samenwerkers", "vrijwilligers", "clienten-en-verwanten", "inwoners-en-bedrijven"),
    ),
)


@transaction.atomic
def starter_circles_create(*, acting_user: Any = None) -> list[Circle]:
    """Make the circles that are not there yet. Returns the new ones; what an organisation changed stays."""
    known = {circle.slug: circle for circle in Circle.objects.all()}
    made = []
    for starter in STARTER_CIRCLES:
        if starter.slug in known:
            continue
        circle = circle_create(
            acting_user=acting_user,
            slug=starter.slug,
            name=starter.name,
            name_en=starter.name_en,
            kind=starter.kind,
            hue=starter.hue,
            description=starter.description,
            is_claimable=starter.is_claimable,
        )
        known[starter.slug] = circle
        made.append(circle)
        for slug in starter.includes:
            if known[slug].retired_at is None:
                circle_include(acting_user=acting_user, outer=circle, inner=known[slug])
    return made
