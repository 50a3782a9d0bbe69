"""The images and documents of the demo organisation, made in code: nothing is downloaded or licensed.

May be called by the demo loader. `page` is the address of the page a medium hangs on: whoever can open that
page can open the medium. The pages that use it are never wider.
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.demo.drawing import Canvas
from portal.demo.pdf import pdf
from portal.demo.scenes import SCENES


@dataclass(frozen=True)
class ImageRow:
    """An image: `key` in the page files, name in the CMS, what there is to see, where it hangs."""

    key: str
    title: str
    alt: str
    page: str


@dataclass(frozen=True)
class DocumentRow:
    """A document: `lines` as `portal.demo.pdf.pdf` reads them."""

    key: str
    title: str
    page: str
    lines: tuple[str, ...]

    @property
    def filename(self) -> str:
        """The name people get when they download it."""
        return f"{self.key}.pdf"


IMAGES = (
    ImageRow("stadhuis", "Stadhuis aan de Kade", "Het stadhuis van Waterrijk aan het water.", "/over/"),
    ImageRow(
        "balie", "Gesprek aan de balie", "Een medewerker en een bezoeker aan de balie.", "/handboek/balie/"
    ),
    ImageRow("haven", "Havenkwartier", "Nieuwe huizen aan de oude haven, met een zeilboot.", "/nieuws/"),
    ImageRow("loket-oost", "Loket Oost", "De nieuwe ronde ingang van Loket Oost.", "/nieuws/"),
    ImageRow("afval", "Afvalbakken", "Drie afvalbakken aan de straat.", "/wonen-en-leven/"),
    ImageRow("winter", "Winterdienst", "Een strooiwagen in de sneeuw.", "/handboek/veilig-werken/gladheid/"),
    ImageRow("bomen", "Bomen snoeien", "Een rij bomen en een hoogwerker.", "/handboek/veilig-werken/"),
    ImageRow("de-linde", "De Linde", "Het huis De Linde met de oude lindeboom.", "/zorg/de-linde/"),
    ImageRow("zorg", "Zorgen voor elkaar", "Twee mensen dicht bij elkaar.", "/zorg/"),
    ImageRow("thuiswerken", "Thuis werken", "Een bureau met een laptop bij het raam.", "/werk/thuiswerken/"),
    ImageRow("vergadering", "Vergadering", "Acht mensen om een ronde tafel.", "/organisatie/bestuur/"),
    ImageRow("markt", "Markt", "Drie kramen op het marktplein.", "/ondernemen/"),
)

DOCUMENTS = (
    DocumentRow(
        "afvalkalender-2027",
        "Afvalkalender 2027",
        "/wonen-en-leven/afvalkalender/",
        (
            "Gemeente Waterrijk, team Afval. Geldig van 1 januari tot en met 31 december 2027.",
            "# Groene bak",
            "- 1 december tot 1 maart: om de week. Centrum en Haven in de even weken, Oost in de oneven.",
            "- 1 maart tot 1 december: elke week.",
            "# Andere dagen rond feestdagen",
            "- Vrijdag 1 januari: wij komen op zaterdag 2 januari.",
            "- Maandag 29 maart: wij komen op zaterdag 27 maart.",
            "- Dinsdag 27 april: wij komen op zaterdag 24 april.",
            "# Vragen",
            "Bel 14 0299. Zet uw bak vóór 7.30 uur aan de weg.",
        ),
    ),
    DocumentRow(
        "regeling-thuiswerken-2026",
        "Regeling thuiswerken 2026",
        "/werk/thuiswerken/",
        (
            "Versie 3, vastgesteld op 3 november 2026. De ondernemingsraad heeft ingestemd.",
            "# Artikel 1. Voor wie",
            "Deze regeling geldt voor iedere medewerker met werk dat zich voor thuiswerken leent.",
            "# Artikel 2. Hoeveel",
            "Je werkt hooguit de helft van je werktijd thuis. Dinsdag is teamdag op kantoor.",
            "# Artikel 3. Vergoeding",
            "- € 2,40 per dag dat je thuis werkt.",
            "- € 25,00 per maand voor internet.",
            "- € 500,00 per vijf jaar voor de inrichting van je werkplek.",
            "# Artikel 4. Veiligheid",
            "Je gebruikt alleen apparatuur van de gemeente. Dossiers op papier neem je niet mee naar huis.",
        ),
    ),
    DocumentRow(
        "checklist-werkplek",
        "Checklist gezonde werkplek",
        "/werk/thuiswerken/",
        (
            "Loop deze lijst één keer per jaar langs. Het kost vijf minuten.",
            "- Je voeten staan plat op de grond.",
            "- De bovenkant van je scherm is op ooghoogte.",
            "- Het licht komt van opzij en schijnt niet op je scherm.",
            "- Je toetsenbord ligt los van je scherm.",
            "- Je staat elk half uur even op.",
            "Lukt een punt niet? Bel Facilitair: 0299-123489.",
        ),
    ),
    DocumentRow(
        "regeling-verlof-2026",
        "Regeling verlof 2026",
        "/werk/verlof/",
        (
            "Versie 2, geldig vanaf 5 januari 2026.",
            "# Artikel 1. Aantal uren",
            "Bij 36 uur per week heb je 144 wettelijke en 36 extra uren. Bij minder uren een deel daarvan.",
            "# Artikel 2. Aanvragen",
            "Je leidinggevende antwoordt binnen 5 werkdagen. Geen antwoord betekent: akkoord.",
            "# Artikel 3. Kopen en verkopen",
            "In november kun je hooguit 108 uren bijkopen of 72 uren verkopen.",
            "# Artikel 4. Vervallen",
            "Wettelijke uren vervallen op 1 juli van het jaar erna. Extra uren vervallen na vijf jaar.",
        ),
    ),
    DocumentRow(
        "inkoopvoorwaarden-2026",
        "Algemene inkoopvoorwaarden 2026",
        "/samenwerken/factureren/",
        (
            "Voor leveringen en diensten aan de gemeente Waterrijk.",
            "# 1. Bestelling",
            "Een opdracht geldt pas met een bestelnummer dat begint met WR.",
            "# 2. Levering",
            "Te laat? Meld het meteen. Na tien werkdagen mag de gemeente de opdracht stoppen.",
            "# 3. Betaling",
            "De gemeente betaalt binnen 30 dagen na een juiste factuur. Daarna betaalt zij rente.",
            "# 4. Geheimhouding en gegevens",
            "Wie gegevens van inwoners ziet, sluit eerst een verwerkersovereenkomst.",
        ),
    ),
    DocumentRow(
        "snoeiplan-winter-2026",
        "Snoeiplan winter 2026, versie 4",
        "/samenwerken/bomenonderhoud/snoeiplan-winter/",
        (
            "Opgesteld door Samira El Idrissi, 23 november 2026. Vervangt versie 3.",
            "# Vakken 4 tot en met 7, Rietkraag",
            "- 212 bomen, vooral els en wilg. Knotten om de vier jaar.",
            "- Start 24 november, 7.30 uur, Werf Noord.",
            "# Vakken 1 tot en met 3, Centrum",
            "- 96 bomen, linde en plataan. Alleen werken tussen 9 en 15 uur.",
            "# Vakken 8 tot en met 11, Oost",
            "- 340 bomen. Afzetten in overleg met de busmaatschappij.",
            "# Vakken 6 en 12, Haven",
            "- Hoogwerker op rijplaten. De kade mag 12 ton dragen.",
        ),
    ),
    DocumentRow(
        "bestek-bomenonderhoud",
        "Bestek bomenonderhoud 2026–2028, samenvatting",
        "/samenwerken/bomenonderhoud/bestek/",
        (
            "Versie 2, 12 november 2026. Bij verschil geldt het volledige bestek.",
            "# Omvang",
            "- 18.400 bomen, verdeeld over 64 vakken.",
            "- Onderhoud en controle, geen aanplant.",
            "# Prestatie",
            "- Gemiddeld cijfer bij de maandelijkse schouw: 3,5 of hoger.",
            "- Gevaarlijke tak: binnen 24 uur weg.",
            "# Verrekening",
            "- Per vak, na goedkeuring. Meerwerk alleen na schriftelijk akkoord vooraf.",
        ),
    ),
    DocumentRow(
        "planning-loket-oost",
        "Planning oplevering Loket Oost",
        "/samenwerken/loket-oost/planning/",
        (
            "Stand van 23 november 2026. Nog negen open punten.",
            "- Deuropener hoofdingang afstellen (De Haan, 26 november).",
            "- Vloer in de hal polijsten (De Haan, 24 november).",
            "- Schermen en oproepsysteem plaatsen (Vlieter Software, 25 november).",
            "- Ringleiding in balie 3 testen (25 november).",
            "- Zonwering zuidkant afregelen (26 november).",
            "- Schilderwerk trap bijwerken (26 november).",
            "- Kast voor de AED ophangen (Facilitair, 27 november).",
            "- Bewegwijzering in reliëf (27 november).",
            "- Eindschoonmaak (Helder Schoonmaak, 26 november).",
        ),
    ),
    DocumentRow(
        "huisregels-de-linde",
        "Huisregels De Linde",
        "/zorg/de-linde/huisregels/",
        (
            "Gemaakt met de cliëntenraad. Geldig vanaf 29 juni 2026.",
            "- We kloppen aan en wachten op antwoord.",
            "- Na 22 uur is het stil op de gang.",
            "- Roken mag in de tuin, bij de blauwe bank.",
            "- Kaarsen met een vlam mogen niet.",
            "- Een foto maken we alleen als de ander dat goed vindt.",
            "- Bij alarm: blijf in uw kamer, doe de deur dicht en wacht.",
            "Vragen? Bel de receptie: 0299-124000.",
        ),
    ),
    DocumentRow(
        "weekprogramma-december",
        "Weekprogramma De Linde, december 2026",
        "/zorg/de-linde/weekprogramma/",
        (
            "Iedereen mag meedoen. Druk op de groene knop als u opgehaald wilt worden.",
            "- Maandag 10.30 uur: bewegen op de stoel.",
            "- Dinsdag 14.00 uur: zingen met Vera.",
            "- Woensdag 10.00 uur: samen soep koken.",
            "- Vrijdag 4 december 15.00 uur: pepernoten bakken met kleinkinderen.",
            "- Zaterdag 5 december 14.30 uur: Sinterklaas in de grote zaal.",
            "- Dinsdag 15 december 19.00 uur: koor uit Polderdorp.",
            "- Donderdag 24 december 16.00 uur: kerstverhaal bij de boom.",
        ),
    ),
    DocumentRow(
        "protocol-tillift",
        "Protocol tillift De Linde",
        "/zorg/de-linde/tillift/",
        (
            "Versie 1, 16 november 2026. Alleen voor wie de training heeft gevolgd.",
            "# Vooraf",
            "- Controleer accu, banden en de datum van de keuring.",
            "- Kijk in het zorgplan welke mat en hoeveel mensen nodig zijn.",
            "# Tillen",
            "- Vier lussen, links en rechts dezelfde kleur. Til tien centimeter en stop.",
            "# Bij storing",
            "- Rode knop, met de hand laten zakken, lift apart zetten en melden.",
        ),
    ),
    DocumentRow(
        "collegevoorstel-havenkwartier",
        "Collegevoorstel grondaankoop Havenkwartier",
        "/organisatie/bestuur/grondaankoop-havenkwartier/",
        (
            "VERTROUWELIJK. College van 24 november 2026. Portefeuillehouder: Omar Tahiri.",
            "# Gevraagd besluit",
            "- Een bod van € 7,1 miljoen op het terrein van de betonfabriek.",
            "- Geheimhouding tot de overdracht.",
            "# Argumenten",
            "- Zonder het terrein vervallen 110 woningen.",
            "- De taxatie is € 6,8 miljoen. Het verschil past in de grondexploitatie.",
            "# Kanttekening",
            "- De bodem is verontreinigd. De kosten liggen bij de verkoper.",
        ),
    ),
    DocumentRow(
        "reorganisatieplan-dienstverlening",
        "Reorganisatieplan Dienstverlening, concept",
        "/organisatie/reorganisatie/",
        (
            "VERTROUWELIJK tot 11 januari 2027. Versie 6, 18 november 2026.",
            "# Van zes teams naar vier",
            "- Balie, telefoon en Loket Oost worden één team.",
            "- Belastingen gaat naar Financiën.",
            "# Plekken",
            "- Erbij: acht. Eraf: elf, waarvan er zes niet bezet zijn.",
            "# Uitgangspunt",
            "- Geen ontslag zonder een jaar samen zoeken naar ander werk.",
        ),
    ),
    DocumentRow(
        "rondeschema-stadhuis",
        "Rondeschema stadhuis",
        "/handboek/beveiliging/rondes-en-alarm/",
        (
            "Alleen voor de beveiliging. Niet meenemen buiten de meldkamer.",
            "- Sluitronde: 21.30 tot 22.30 uur, punten 1 tot en met 24.",
            "- Nacht 1: 0.30 tot 1.30 uur, punten 25 tot en met 31.",
            "- Nacht 2: 3.30 tot 4.30 uur, punten 32 tot en met 40.",
            "- Openronde: 6.00 tot 6.30 uur, alarm van west naar oost.",
            "Wissel elke nacht van richting. Mis je een punt, dan belt de centrale na zes minuten.",
        ),
    ),
    DocumentRow(
        "advies-ondernemingsraad",
        "Concept-advies ondernemingsraad: nieuwe teams",
        "/organisatie/ondernemingsraad/notitie-reorganisatie/",
        (
            "Werkstuk van de ondernemingsraad, 19 november 2026. Nog niet vastgesteld.",
            "# Onze voorwaarden",
            "- Geen gedwongen ontslag.",
            "- Reistijd tussen twee loketten telt als werktijd.",
            "- Tijdelijke collega’s horen uiterlijk 1 april waar ze aan toe zijn.",
            "# Nog uitzoeken",
            "- Werkdruk aan de telefoon in 2025 en 2026.",
        ),
    ),
)


def image_bytes(key: str, seed: int) -> bytes:
    """The image as a JPEG of 1200 by 675, less than 60 kB. Same seed, same picture."""
    draw, background = SCENES[key]
    canvas = Canvas(background, seed)
    draw(canvas)
    return canvas.jpeg()


def document_bytes(row: DocumentRow) -> bytes:
    """The document as a PDF."""
    return pdf(row.title, list(row.lines))
