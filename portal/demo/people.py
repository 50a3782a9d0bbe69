"""The people of the demo organisation, as plain data.

Purpose: everybody who works at, with or for the fictional municipality of Waterrijk and its care location
De Linde. Nobody here exists. May be imported by the demo loader and by tests; imports nothing of the project.

Terms are in days from the day on which the demo is loaded, so that an end date stays an end date.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation: `kind` is own, partner, supplier, company or voluntary."""

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
    """A circle of this organisation, beside those of `setup_circles`; `rule` maps an affiliation field to names."""

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
    OrganisationRow("Café De Kade", "company"),
    OrganisationRow("Tol Tweewielers", "company"),
    OrganisationRow("Welzijn Waterrijk", "voluntary"),
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
    CircleRow("sociaal-domein", "Sociaal domein", "Social domain", "internal", 3,
              "Wijkteams, inkomen en beleid rond zorg en hulp.", "mehmet.yilmaz@waterrijk.example"),
    CircleRow("bhv", "BHV en EHBO", "Emergency response", "internal", 4,
              "Iedereen met een geldig diploma BHV of EHBO.", "bert.vandermeer@waterrijk.example"),
    CircleRow("ondernemingsraad", "Ondernemingsraad", "Works council", "internal", 12,
              "De gekozen leden van de ondernemingsraad.", "naomi.pinas@waterrijk.example"),
    CircleRow("de-linde", "De Linde", "De Linde", "internal", 9,
              "Iedereen die op locatie De Linde werkt.", "joris.vermeulen@waterrijk.example",
              (("location", ("De Linde",)), ("organisation", (OWN,)))),
    CircleRow("openbare-ruimte", "Openbare ruimte", "Public space", "internal", 5,
              "De afdeling Openbare ruimte, op kantoor en buiten.", "annet.smit@waterrijk.example",
              (("unit", ("Openbare ruimte", "Groen", "Wegen en water", "Afval")),)),
    CircleRow("redactie", "Redactie", "Editors", "internal", 7,
              "Wie pagina’s en nieuws schrijft.", "annelies.vandam@waterrijk.example"),
)


def _own(who: str, name: str, job: str, unit: str, location: str, circles: str, **more: object) -> Person:
    """A person of the municipality. A name without digits gets the work address as login."""
    login = who if who.isdigit() else f"{who}@waterrijk.example"
    if isinstance(more.get("lead"), str):
        more["lead"] = f"{more['lead']}@waterrijk.example"
    return Person(login, name, job, OWN, unit, location, tuple(circles.split()), **more)  # type: ignore[arg-type]


def _guest(login: str, name: str, job: str, organisation: str, circles: str, **more: object) -> Person:
    """A person from outside."""
    return Person(login, name, job, organisation, "", "", tuple(circles.split()), **more)  # type: ignore[arg-type]


OFFICE = (
    _own("samira.elidrissi", "Samira El Idrissi", "Adviseur openbare ruimte", "Openbare ruimte", "Stadhuis",
         "bureau sociaal-domein bhv", phone="0299-123401", skills="bomen, bestek, participatie, subsidies",
         languages="Nederlands, Arabisch, Engels", lead="annet.smit",
         about="Ik regel afspraken met aannemers."),
    _own("marieke.dewit", "Marieke de Wit", "Adviseur verlof en verzuim", "Personeel", "Stadhuis", "bureau",
         phone="0299-123420", skills="verlof, verzuim, thuiswerken", lead="ellen.schouten"),
    _own("tjeerd.hoekstra", "Tjeerd Hoekstra", "Medewerker salaris en verlof", "Personeel", "Stadhuis", "bureau",
         phone="0299-123422", skills="salaris, reiskosten, declaraties", languages="Nederlands, Fries",
         lead="ellen.schouten"),
    _own("ellen.schouten", "Ellen Schouten", "Hoofd Personeel", "Personeel", "Stadhuis", "bazen bureau",
         phone="0299-123419", skills="loopbaan, reorganisatie, cao"),
    _own("naomi.pinas", "Naomi Pinas", "Adviseur inzetbaarheid", "Personeel", "Stadhuis",
         "bureau ondernemingsraad", phone="0299-123424", skills="inzetbaarheid, coaching, medezeggenschap",
         languages="Nederlands, Sranantongo", lead="ellen.schouten"),
    _own("peter.kok", "Peter Kok", "Teamleider financiën", "Financiën en inkoop", "Stadhuis", "bureau bazen",
         phone="0299-123430", skills="begroting, subsidies, leges"),
    _own("linh.nguyen", "Linh Nguyen", "Adviseur inkoop", "Financiën en inkoop", "Stadhuis", "bureau",
         phone="0299-123432", skills="aanbesteden, contracten, inkoopvoorwaarden",
         languages="Nederlands, Vietnamees, Engels", lead="peter.kok"),
    _own("stefan.wolters", "Stefan Wolters", "Medewerker facturen", "Financiën en inkoop", "Stadhuis", "bureau bhv",
         phone="0299-123434", skills="facturen, debiteuren", lead="peter.kok"),
    _own("annelies.vandam", "Annelies van Dam", "Redacteur", "Communicatie", "Stadhuis", "bureau redactie",
         phone="0299-123410", skills="schrijven, zoeken, B1", pronouns="zij/haar",
         about="Elke maandag lees ik wat mensen zochten en niet vonden."),
    _own("lotte.hendriks", "Lotte Hendriks", "Adviseur communicatie", "Communicatie", "Stadhuis", "bureau redactie",
         phone="0299-123412", skills="pers, campagnes, fotografie", lead="carla.timmers"),
    _own("ruben.koster", "Ruben Koster", "Beheerder portaal", "Informatie en servicedesk", "Stadhuis", "bureau",
         phone="0299-127010", skills="beheer, koppelingen, toegang", is_superuser=True, lead="peter.kok"),
    _own("karim.benali", "Karim Benali", "Medewerker servicedesk", "Informatie en servicedesk", "Stadhuis",
         "bureau bhv", phone="0299-127000", skills="laptops, telefoons, inloggen",
         languages="Nederlands, Tamazight, Frans", nickname="Rim"),
    _own("hanneke.bos", "Hanneke Bos", "Applicatiebeheerder zaken", "Informatie en servicedesk", "Stadhuis", "bureau",
         phone="0299-127014", skills="zaaksysteem, koppelingen"),
    _own("olga.petrova", "Olga Petrova", "Data-analist", "Informatie en servicedesk", "Stadhuis", "bureau beleid",
         phone="0299-127020", skills="kaarten, cijfers, dashboards", languages="Nederlands, Russisch, Engels"),
    _own("janwillem.terpstra", "Jan Willem Terpstra", "Adviseur informatieveiligheid", "Informatie en servicedesk",
         "Stadhuis", "bureau", phone="0299-127030", skills="datalek, phishing, toegang", nickname="JW"),
    _own("esra.demir", "Esra Demir", "Jurist en functionaris gegevensbescherming", "Bedrijfsvoering", "Stadhuis",
         "bureau beleid", phone="0299-123440", skills="privacy, Woo, bezwaar", languages="Nederlands, Turks"),
    _own("wouter.post", "Wouter Post", "Medewerker post en archief", "Facilitair en beveiliging", "Stadhuis", "bureau",
         phone="0299-123444", skills="archief, post, scannen", lead="bert.vandermeer"),
    _own("yasmin.haddad", "Yasmin Haddad", "Trainee dienstverlening", "Dienstverlening", "Stadhuis", "bureau",
         phone="0299-123446", languages="Nederlands, Arabisch", lead="carla.timmers"),
    _own("sophie.vandermolen", "Sophie van der Molen", "Wijkteam Oost", "Wijkteams", "Loket Oost",
         "bureau sociaal-domein", phone="0299-123470", skills="Wmo, mantelzorg, jeugd", lead="mehmet.yilmaz"),
    _own("hassan.aziz", "Hassan Aziz", "Consulent inkomen", "Sociaal domein", "Stadhuis", "bureau sociaal-domein",
         phone="0299-123472", skills="bijstand, schulden, energie", languages="Nederlands, Dari, Engels",
         lead="mehmet.yilmaz"),
    _own("geert.dijkman", "Geert Dijkman", "Medewerker belastingen", "Financiën en inkoop", "Stadhuis", "bureau",
         is_active=False),
)

COUNTER = (
    _own("els.brouwer", "Els Brouwer", "Senior medewerker balie", "Balie en telefoon", "Stadhuis", "balie",
         phone="0299-123480", skills="reisdocumenten, verhuizing, identiteitsfraude", lead="ingeborg.prins"),
    _own("sem.kuiper", "Sem Kuiper", "Medewerker balie", "Balie en telefoon", "Stadhuis", "balie",
         phone="0299-123481", skills="rijbewijzen, parkeren", pronouns="hij/hem", lead="ingeborg.prins"),
    _own("aylin.kaya", "Aylin Kaya", "Medewerker balie zorg en inkomen", "Balie en telefoon", "Stadhuis",
         "balie bhv sociaal-domein", phone="0299-123482", skills="Wmo, kwijtschelding",
         languages="Nederlands, Turks, Duits", lead="ingeborg.prins"),
    _own("marco.vandijk", "Marco van Dijk", "Medewerker telefoon", "Balie en telefoon", "Stadhuis",
         "balie ondernemingsraad", phone="0299-123483", skills="klachten, meldingen", lead="ingeborg.prins"),
    _own("chantal.lieuwasie", "Chantal Lieuw-A-Sie", "Medewerker Loket Oost", "Loket Oost", "Loket Oost", "balie",
         phone="0299-123484", skills="burgerlijke stand", languages="Nederlands, Sranantongo", lead="ingeborg.prins"),
    _own("tom.jonker", "Tom Jonker", "Medewerker balie", "Balie en telefoon", "Stadhuis", "balie vrijwilligers",
         phone="0299-123485", skills="afval, parkeren", lead="ingeborg.prins",
         affiliations=(AffiliationRow("Welzijn Waterrijk", "Vrijwilliger koffieochtend", "", "De Linde"),),
         about="Op zaterdag schenk ik koffie in De Linde."),
    _own("priya.ramdin", "Priya Ramdin", "Medewerker telefoon", "Balie en telefoon", "Stadhuis", "balie",
         phone="0299-123486", skills="belastingen, afspraken", languages="Nederlands, Hindi", lead="ingeborg.prins"),
    _own("rachid.ouali", "Rachid Ouali", "Medewerker balie (tijdelijk)", "Loket Oost", "Loket Oost", "balie",
         phone="0299-123487", languages="Nederlands, Arabisch, Spaans", lead="ingeborg.prins"),
    _own("ingeborg.prins", "Ingeborg Prins", "Teamleider balie en telefoon", "Balie en telefoon", "Stadhuis",
         "balie bazen", phone="0299-123479", skills="roosters, wachttijden", lead="carla.timmers"),
)

SECURITY = (
    _own("71012", "Dennis Wijnand", "Beveiliger", "Facilitair en beveiliging", "Stadhuis", "beveiliging",
         phone="0299-123490", skills="toegang, de-escaleren", lead="bert.vandermeer"),
    _own("71015", "Fouad Chaara", "Beveiliger nacht", "Facilitair en beveiliging", "Stadhuis", "beveiliging bhv",
         phone="0299-123490", skills="alarm, EHBO", languages="Nederlands, Arabisch", lead="bert.vandermeer"),
    _own("71020", "Mirjam Slot", "Gastvrouw receptie", "Facilitair en beveiliging", "Stadhuis", "beveiliging",
         phone="0299-123491", skills="bezoekers, zalen", lead="bert.vandermeer"),
    _own("71033", "Josephine Boateng", "Medewerker catering", "Facilitair en beveiliging", "Stadhuis", "beveiliging",
         languages="Nederlands, Twi, Engels", nickname="Jo", lead="bert.vandermeer"),
    _own("71034", "Piotr Zieliński", "Medewerker schoonmaak", "Facilitair en beveiliging", "Loket Oost",
         "beveiliging", languages="Pools, Nederlands", lead="bert.vandermeer"),
    _own("71040", "Henk Kramer", "Huismeester", "Facilitair en beveiliging", "Stadhuis", "beveiliging bhv",
         phone="0299-123492", skills="sleutels, installaties", lead="bert.vandermeer"),
    _own("71044", "Gülsen Arslan", "Medewerker catering", "Facilitair en beveiliging", "De Linde", "beveiliging",
         languages="Nederlands, Turks", lead="bert.vandermeer"),
    _own("bert.vandermeer", "Bert van der Meer", "Hoofd facilitair en beveiliging", "Facilitair en beveiliging",
         "Stadhuis", "beveiliging bazen bhv", phone="0299-123489", skills="crisis, gebouwen, bhv"),
)

FIELD = (
    _own("70231", "Ron Visser", "Medewerker groen", "Groen", "Werf Noord", "buitendienst bhv",
         phone="0299-123451", skills="snoeien, motorzaag, hoogwerker", lead="annet.smit"),
    _own("70118", "Patrick Oosterbaan", "Medewerker groen", "Groen", "Werf Noord", "buitendienst",
         phone="0299-123451", skills="maaien, rietkragen", nickname="Pat", lead="annet.smit"),
    _own("70245", "Soumaya Bakkali", "Leerling groen", "Groen", "Werf Noord", "buitendienst",
         languages="Nederlands, Tamazight", lead="annet.smit"),
    _own("annet.smit", "Annet Smit", "Teamleider groen", "Groen", "Werf Noord", "bazen buitendienst bhv",
         phone="0299-123456", skills="gladheid, planning, veiligheid"),
    _own("70102", "Klaas Bijl", "Chauffeur winterdienst", "Wegen en water", "Werf Noord", "buitendienst",
         phone="0299-123452", skills="strooien, groot rijbewijs", lead="gerda.hofstra"),
    _own("70155", "Ali Özdemir", "Stratenmaker", "Wegen en water", "Werf Noord", "buitendienst",
         languages="Nederlands, Turks", lead="gerda.hofstra"),
    _own("70160", "Jeroen Blok", "Medewerker riolering", "Wegen en water", "Werf Noord", "buitendienst bhv",
         phone="0299-123453", skills="pompen, kabels en leidingen", lead="gerda.hofstra"),
    _own("70177", "Winston Kartodikromo", "Chauffeur afval", "Afval", "Milieustraat", "buitendienst",
         languages="Nederlands, Javaans", lead="gerda.hofstra"),
    _own("70183", "Mohamed Jama", "Medewerker milieustraat", "Afval", "Milieustraat", "buitendienst",
         languages="Nederlands, Somalisch, Engels", lead="gerda.hofstra"),
    _own("70190", "Sjoerd Wiersma", "Brugwachter", "Wegen en water", "Werf Noord", "buitendienst",
         phone="0299-123454", languages="Nederlands, Fries", lead="gerda.hofstra"),
    _own("70204", "Danny de Graaf", "Belader afval", "Afval", "Milieustraat", "buitendienst vrijwilligers",
         lead="gerda.hofstra",
         affiliations=(AffiliationRow("Welzijn Waterrijk", "Vrijwilliger vervoer", "", "De Linde"),)),
    _own("70212", "Bianca Roos", "Controleur speelplekken", "Groen", "Werf Noord", "buitendienst",
         skills="keuren, speeltoestellen", lead="annet.smit"),
    _own("70250", "Tesfay Gebre", "Seizoenskracht groen", "Groen", "Werf Noord", "buitendienst",
         languages="Tigrinya, Engels, Nederlands", lead="annet.smit"),
    _own("gerda.hofstra", "Gerda Hofstra", "Teamleider wegen en afval", "Wegen en water", "Werf Noord",
         "bazen buitendienst", phone="0299-123458", skills="afval, riolering, winterdienst"),
)

POLICY_AND_BOARD = (
    _own("thijs.meijer", "Thijs Meijer", "Beleidsadviseur klimaat en ruimte", "Ruimte en beleid", "Stadhuis",
         "beleid", phone="0299-123500", skills="klimaat, water, omgevingsvisie"),
    _own("floor.vandenberg", "Floor van den Berg", "Beleidsadviseur sociaal domein", "Sociaal domein", "Stadhuis",
         "beleid sociaal-domein", phone="0299-123502", skills="Wmo, jeugd, mantelzorg", lead="mehmet.yilmaz"),
    _own("imane.elamrani", "Imane El Amrani", "Projectleider Havenkwartier", "Ruimte en beleid", "Stadhuis",
         "beleid", phone="0299-123504", skills="gebiedsontwikkeling, participatie"),
    _own("dirk.vos", "Dirk Vos", "Projectleider Loket Oost", "Ruimte en beleid", "Loket Oost", "beleid bureau",
         phone="0299-123506", skills="bouw, planning"),
    _own("sanne.dekker", "Sanne Dekker", "Strategisch adviseur", "Bestuur en directie", "Stadhuis",
         "beleid ondernemingsraad", phone="0299-123508", skills="strategie, medezeggenschap"),
    _own("arjen.kuipers", "Arjen Kuipers", "Beleidsadviseur wonen", "Ruimte en beleid", "Stadhuis", "beleid",
         phone="0299-123510", skills="woningbouw, urgentie"),
    _own("roya.ahmadi", "Roya Ahmadi", "Beleidsadviseur integratie", "Sociaal domein", "Stadhuis",
         "beleid sociaal-domein", phone="0299-123512", languages="Nederlands, Farsi, Engels", lead="mehmet.yilmaz"),
    _own("carla.timmers", "Carla Timmers", "Hoofd Dienstverlening", "Dienstverlening", "Stadhuis", "bazen",
         phone="0299-123520", skills="dienstverlening, loketten"),
    _own("mehmet.yilmaz", "Mehmet Yilmaz", "Hoofd Sociaal domein", "Sociaal domein", "Stadhuis",
         "bazen sociaal-domein", phone="0299-123522", languages="Nederlands, Turks", lead="willemijn.vanasperen"),
    _own("willemijn.vanasperen", "Willemijn van Asperen", "Gemeentesecretaris", "Bestuur en directie", "Stadhuis",
         "bestuur", phone="0299-123530"),
    _own("hilde.roelofs", "Hilde Roelofs", "Burgemeester", "Bestuur en directie", "Stadhuis", "bestuur",
         phone="0299-123531"),
    _own("omar.tahiri", "Omar Tahiri", "Wethouder wonen en buitenruimte", "Bestuur en directie", "Stadhuis",
         "bestuur", phone="0299-123532", languages="Nederlands, Frans"),
    _own("frits.haverkamp", "Frits Haverkamp", "Wethouder financiën en zorg", "Bestuur en directie", "Stadhuis",
         "bestuur", phone="0299-123533"),
)

CARE = (
    _own("joris.vermeulen", "Joris Vermeulen", "Locatiemanager De Linde", "Zorg De Linde", "De Linde", "bazen bhv",
         phone="0299-124001", skills="zorg, vrijwilligers, klachten", lead="mehmet.yilmaz"),
    _own("72104", "Fatima Aydin", "Verzorgende nachtdienst", "Beukenhof", "De Linde", "medewerkers bhv",
         phone="0299-124010", languages="Nederlands, Turks", skills="tillift, dementie", lead="joris.vermeulen"),
    _own("72110", "Ruben Daal", "Verpleegkundige", "Beukenhof", "De Linde", "medewerkers",
         phone="0299-124011", skills="medicijnen, wondzorg", languages="Nederlands, Papiaments",
         lead="joris.vermeulen"),
    _own("72117", "Nadia Kowalska", "Verzorgende nachtdienst", "Beukenhof", "De Linde", "medewerkers",
         languages="Pools, Nederlands", lead="joris.vermeulen"),
    _own("72123", "Grace Owusu", "Begeleider activiteiten", "Zorg De Linde", "De Linde", "medewerkers",
         phone="0299-124015", skills="muziek, bewegen, vrijwilligers", languages="Nederlands, Engels, Twi",
         lead="joris.vermeulen"),
)

OUTSIDE = (
    _guest("joost@vandalengroen.example", "Joost Bakker", "Uitvoerder", "Van Dalen Groen", "partners",
           phone="0299-555010", skills="bomen, hoogwerker"),
    _guest("ingrid@vandalengroen.example", "Ingrid Mulder", "Planner", "Van Dalen Groen", "partners"),
    _guest("kees@hoveniersnoord.example", "Kees Jansma", "Hovenier", "Hoveniers Noord", "partners",
           languages="Nederlands, Fries"),
    _guest("fatma@boomwacht.example", "Fatma Yildiz", "Boomcontroleur", "Boomwacht", "partners leveranciers",
           languages="Nederlands, Turks",
           affiliations=(AffiliationRow("Hoveniers Noord", "Adviseur bomen", ends_in=200),)),
    _guest("wim@boomwacht.example", "Wim de Groot", "Directeur", "Boomwacht", "partners leveranciers"),
    _guest("l.brands@desluis.example", "Lisette Brands", "Gebiedsbeheerder", "Woonstichting De Sluis", "partners",
           phone="0299-555020"),
    _guest("m.oyelaran@zorggroepoever.example", "Michael Oyelaran", "Teamcoach wijkverpleging", "Zorggroep Oever",
           "partners", languages="Nederlands, Engels, Yoruba"),
    _guest("p.dehaan@bouwdehaan.example", "Pieter de Haan", "Werkvoorbereider", "Bouwbedrijf De Haan",
           "leveranciers", phone="0299-555030"),
    _guest("sandra@helderschoon.example", "Sandra Meeuwsen", "Objectleider", "Helder Schoonmaak", "leveranciers"),
    _guest("r.singh@vlietersoftware.example", "Ravi Singh", "Consultant", "Vlieter Software", "leveranciers",
           languages="Nederlands, Engels, Hindi"),
    _guest("sofia@cafedekade.example", "Sofia Marchetti", "Eigenaar", "Café De Kade", "bedrijven",
           languages="Nederlands, Italiaans"),
    _guest("jaap@toltweewielers.example", "Jaap Tol", "Eigenaar", "Tol Tweewielers", "bedrijven inwoners"),
    _guest("truus.admiraal@post.example", "Truus Admiraal", "Vrijwilliger gastvrouw", "Welzijn Waterrijk",
           "vrijwilligers", phone="0299-555040"),
    _guest("vera.santos@post.example", "Vera Santos", "Vrijwilliger muziek", "Welzijn Waterrijk", "vrijwilligers",
           languages="Nederlands, Portugees"),
    _guest("cor.bleeker@post.example", "Cor Bleeker", "Vrijwilliger tuin", "Welzijn Waterrijk",
           "vrijwilligers verwanten"),
    _guest("amira.said@post.example", "Amira Saïd", "Vrijwilliger maatje", "Welzijn Waterrijk",
           "vrijwilligers inwoners", languages="Nederlands, Arabisch"),
    _guest("adriana.vanveen@post.example", "Adriana van Veen", "", "", "clienten"),
    _guest("hendrik.lim@post.example", "Hendrik Lim", "", "", "clienten", languages="Nederlands, Maleis"),
    _guest("malika.elfassi@post.example", "Malika El Fassi", "", "", "clienten", languages="Arabisch, Nederlands"),
    _guest("robert.vanveen@post.example", "Robert van Veen", "", "", "verwanten"),
    _guest("karin.lim@post.example", "Karin Lim", "", "", "verwanten inwoners"),
    _guest("gerrit.zomer@post.example", "Gerrit Zomer", "", "", "toekomstige-clienten inwoners"),
    _guest("bo.jansen@post.example", "Bo Jansen", "", "", "inwoners", pronouns="die/hen"),
)

PEOPLE = OFFICE + COUNTER + SECURITY + FIELD + POLICY_AND_BOARD + CARE + OUTSIDE

TERMS = (
    Term("joost@vandalengroen.example", "partners", -77, 11, "Bomenonderhoud 2026–2028, gast van Samira El Idrissi"),
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
