"""The people of the demo organisation, as plain data.

Purpose: everybody who works at, with or for the fictional municipality of Waterrijk and its care location
De Linde. Nobody here exists. May be imported by the demo loader and by tests; imports nothing of the project.

Terms are in days from the day on which the demo is loaded, so that an end date stays an end date.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation: `kind` is own, partner, supplier or other."""

    name: str
    kind: str


@dataclass(frozen=True)
class UnitRow:
    """A unit of an organisation; `parent` is the name of another unit of the same organisation."""

    name: str
    organisation: str
    parent: str = ""


@dataclass(frozen=True)
class LocationRow:
    """A place where people work."""

    name: str
    address: str
    phone: str = ""


@dataclass(frozen=True)
class CircleRow:
    """A circle of this organisation, beside those of `setup_circles`; `rule`: affiliation field, names."""

    slug: str
    name: str
    name_en: str
    kind: str
    hue: int
    description: str
    owner: str
    rule: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class AffiliationRow:
    """A further affiliation of a person; `ends_in` in days from the loading day."""

    organisation: str
    job: str
    unit: str = ""
    location: str = ""
    ends_in: int | None = None


@dataclass(frozen=True)
class Person:
    """One person: `login` is an e-mail address or a personnel number, `circles` are circle slugs."""

    login: str
    name: str
    job: str
    organisation: str
    unit: str
    location: str
    circles: tuple[str, ...]
    phone: str = ""
    skills: str = ""
    languages: str = "Nederlands"
    nickname: str = ""
    pronouns: str = ""
    about: str = ""
    lead: str = ""
    affiliations: tuple[AffiliationRow, ...] = ()
    is_active: bool = True
    is_superuser: bool = False

    @property
    def email(self) -> str:
        """The e-mail address, or an empty string for who has none at work."""
        return self.login if "@" in self.login else ""


@dataclass(frozen=True)
class Term:
    """From when and until when someone is in a circle, in days from the loading day, and why."""

    login: str
    circle: str
    starts_in: int = -365
    ends_in: int | None = None
    reason: str = ""


OWN = "Gemeente Waterrijk"

ORGANISATIONS = (
    OrganisationRow(OWN, "own"),
    OrganisationRow("Van Dalen Groen", "partner"),
    OrganisationRow("Hoveniers Noord", "partner"),
    OrganisationRow("Boomwacht", "partner"),
    OrganisationRow("Woonstichting De Sluis", "partner"),
    OrganisationRow("Zorggroep Oever", "partner"),
    OrganisationRow("Bouwbedrijf De Haan", "supplier"),
    OrganisationRow("Helder Schoonmaak", "supplier"),
    OrganisationRow("Vlieter Software", "supplier"),
    OrganisationRow("Café De Kade", "other"),
    OrganisationRow("Tol Tweewielers", "other"),
    OrganisationRow("Welzijn Waterrijk", "other"),
)

UNITS = (
    UnitRow("Bestuur en directie", OWN),
    UnitRow("Dienstverlening", OWN),
    UnitRow("Balie en telefoon", OWN, "Dienstverlening"),
    UnitRow("Loket Oost", OWN, "Dienstverlening"),
    UnitRow("Bedrijfsvoering", OWN),
    UnitRow("Personeel", OWN, "Bedrijfsvoering"),
    UnitRow("Financiën en inkoop", OWN, "Bedrijfsvoering"),
    UnitRow("Informatie en servicedesk", OWN, "Bedrijfsvoering"),
    UnitRow("Communicatie", OWN, "Bedrijfsvoering"),
    UnitRow("Facilitair en beveiliging", OWN, "Bedrijfsvoering"),
    UnitRow("Openbare ruimte", OWN),
    UnitRow("Groen", OWN, "Openbare ruimte"),
    UnitRow("Wegen en water", OWN, "Openbare ruimte"),
    UnitRow("Afval", OWN, "Openbare ruimte"),
    UnitRow("Sociaal domein", OWN),
    UnitRow("Wijkteams", OWN, "Sociaal domein"),
    UnitRow("Ruimte en beleid", OWN),
    UnitRow("Zorg De Linde", OWN),
    UnitRow("Beukenhof", OWN, "Zorg De Linde"),
)

LOCATIONS = (
    LocationRow("Stadhuis", "Kade 1, Waterrijk", "14 0299"),
    LocationRow("Loket Oost", "Oosterplein 14, Waterrijk", "14 0299"),
    LocationRow("Werf Noord", "Havenweg 12, Waterrijk", "0299-123450"),
    LocationRow("Milieustraat", "Nijverheidsweg 30, Waterrijk", "0299-123460"),
    LocationRow("De Linde", "Lindelaan 8, Waterrijk", "0299-124000"),
)

CIRCLES = (
    CircleRow(
        "sociaal-domein",
        "Sociaal domein",
        "Social domain",
        "internal",
        3,
        "Wijkteams, inkomen en beleid rond zorg en hulp.",
        "mehmet.yilmaz@waterrijk.example",
    ),
    CircleRow(
        "bhv",
        "BHV en EHBO",
        "Emergency response",
        "internal",
        4,
        "Iedereen met een geldig diploma BHV of EHBO.",
        "bert.vandermeer@waterrijk.example",
    ),
    CircleRow(
        "ondernemingsraad",
        "Ondernemingsraad",
        "Works council",
        "internal",
        12,
        "De gekozen leden van de ondernemingsraad.",
        "naomi.pinas@waterrijk.example",
    ),
    CircleRow(
        "de-linde",
        "De Linde",
        "De Linde",
        "internal",
        9,
        "Iedereen die op locatie De Linde werkt.",
        "joris.vermeulen@waterrijk.example",
        (("location", ("De Linde",)), ("organisation", (OWN,))),
    ),
    CircleRow(
        "openbare-ruimte",
        "Openbare ruimte",
        "Public space",
        "internal",
        5,
        "De afdeling Openbare ruimte, op kantoor en buiten.",
        "annet.smit@waterrijk.example",
        (("unit", ("Openbare ruimte", "Groen", "Wegen en water", "Afval")),),
    ),
    CircleRow(
        "redactie",
        "Redactie",
        "Editors",
        "internal",
        7,
        "Wie pagina’s en nieuws schrijft.",
        "annelies.vandam@waterrijk.example",
    ),
)


FURTHER_AFFILIATIONS = {
    "tom.jonker@waterrijk.example": (
        AffiliationRow("Welzijn Waterrijk", "Vrijwilliger koffieochtend", "", "De Linde"),
    ),
    "70204": (AffiliationRow("Welzijn Waterrijk", "Vrijwilliger vervoer", "", "De Linde"),),
    "fatma@boomwacht.example": (AffiliationRow("Hoveniers Noord", "Adviseur bomen", ends_in=200),),
}


def _read_people() -> tuple[Person, ...]:
    """The rows of `data/people.csv`; circles in it are slugs with spaces between them."""
    with (Path(__file__).parent / "data" / "people.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_person(row) for row in csv.DictReader(file))


def _person(row: dict[str, str]) -> Person:
    return Person(
        circles=tuple(row.pop("circles").split()),
        is_active=row.pop("active") == "yes",
        is_superuser=row.pop("superuser") == "yes",
        affiliations=FURTHER_AFFILIATIONS.get(row["login"], ()),
        **row,
    )


PEOPLE = _read_people()

TERMS = (
    Term(
        "joost@vandalengroen.example",
        "partners",
        -77,
        11,
        "Bomenonderhoud 2026–2028, gast van Samira El Idrissi",
    ),
    Term("ingrid@vandalengroen.example", "partners", -77, 288, "Bomenonderhoud 2026–2028"),
    Term("p.dehaan@bouwdehaan.example", "leveranciers", -200, 120, "Verbouwing Loket Oost"),
    Term("fatma@boomwacht.example", "leveranciers", -400, 200, "Raamcontract boomcontrole"),
    Term("yasmin.haddad@waterrijk.example", "bureau", -240, 125, "Traineeship"),
    Term("rachid.ouali@waterrijk.example", "balie", -60, 35, "Extra hulp bij de opening van Loket Oost"),
    Term("70250", "buitendienst", -150, 45, "Seizoenswerk"),
    Term("stefan.wolters@waterrijk.example", "bhv", -900, -30, "Diploma verlopen"),
    Term("naomi.pinas@waterrijk.example", "ondernemingsraad", -500, 960, "Zittingstermijn"),
    Term("amira.said@post.example", "vrijwilligers", -20, None, "Proefperiode gehaald"),
)

ROLES = {
    ("samira.elidrissi@waterrijk.example", "bureau"): "champion",
    ("70231", "buitendienst"): "champion",
    ("annet.smit@waterrijk.example", "buitendienst"): "manager",
    ("ingeborg.prins@waterrijk.example", "balie"): "manager",
    ("bert.vandermeer@waterrijk.example", "beveiliging"): "manager",
    ("naomi.pinas@waterrijk.example", "ondernemingsraad"): "manager",
    ("annelies.vandam@waterrijk.example", "redactie"): "manager",
}

CIRCLE_OWNERS = {
    "medewerkers": "ellen.schouten@waterrijk.example",
    "balie": "ingeborg.prins@waterrijk.example",
    "beveiliging": "bert.vandermeer@waterrijk.example",
    "bureau": "ellen.schouten@waterrijk.example",
    "buitendienst": "annet.smit@waterrijk.example",
    "beleid": "sanne.dekker@waterrijk.example",
    "bazen": "carla.timmers@waterrijk.example",
    "bestuur": "willemijn.vanasperen@waterrijk.example",
    "partners": "samira.elidrissi@waterrijk.example",
    "leveranciers": "linh.nguyen@waterrijk.example",
    "samenwerkers": "linh.nguyen@waterrijk.example",
    "vrijwilligers": "72123",
    "clienten": "joris.vermeulen@waterrijk.example",
    "verwanten": "joris.vermeulen@waterrijk.example",
    "toekomstige-clienten": "joris.vermeulen@waterrijk.example",
    "clienten-en-verwanten": "joris.vermeulen@waterrijk.example",
    "inwoners": "carla.timmers@waterrijk.example",
    "bedrijven": "linh.nguyen@waterrijk.example",
    "inwoners-en-bedrijven": "carla.timmers@waterrijk.example",
    "van-buiten": "carla.timmers@waterrijk.example",
}

PERSONAS = {
    "balie": "els.brouwer@waterrijk.example",
    "beveiliging": "71012",
    "bureau": "samira.elidrissi@waterrijk.example",
    "buitendienst": "70231",
    "beleid": "thijs.meijer@waterrijk.example",
    "bazen": "carla.timmers@waterrijk.example",
    "bestuur": "hilde.roelofs@waterrijk.example",
    "partner": "joost@vandalengroen.example",
    "leverancier": "p.dehaan@bouwdehaan.example",
    "bedrijf": "sofia@cafedekade.example",
    "vrijwilliger": "truus.admiraal@post.example",
    "client": "adriana.vanveen@post.example",
    "verwant": "robert.vanveen@post.example",
    "toekomstige-client": "gerrit.zomer@post.example",
    "inwoner": "bo.jansen@post.example",
    "zorg": "72104",
    "redacteur": "annelies.vandam@waterrijk.example",
    "beheerder": "ruben.koster@waterrijk.example",
}
