"""What is listed, for whom, and why: homes, subjects, news, menus, search, the A to Z, and previews."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from audiences.policy.matrix import Level
from audiences.services import access_rule_set, membership_end
from audiences.viewer import resolve
from content import selectors
from content.models import (
    ContentPage,
    HomePage,
    MenuItem,
    NewsIndexPage,
    NewsPage,
    PortalPage,
    Product,
    ProductIndexPage,
    SectionPage,
)
from content.views import ROLE_COOKIE
from tests import factories
from tests.access.world import signed_in

pytestmark = pytest.mark.django_db


def titles(pages: Any) -> list[str]:
    return sorted(page.title for page in pages)


def seen_by(user: Any, *, claims: tuple[str, ...] = ()) -> Any:
    return resolve(user.pk if user else None, claimed_slugs=claims)


def context(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.context


def test_a_page_is_listed_for_its_audience_and_open_to_more() -> None:
    field, desk = factories.circle(), factories.circle()
    staff = factories.circle(includes=[field, desk])
    factories.page(title="Voor buiten", audience=[field])
    factories.page(title="Voor iedereen hier", audience=[staff])
    factories.page(title="Voor niemand")
    viewer = seen_by(factories.user(circles=[field]))
    listed = selectors.listed_for(PortalPage.objects.visible_to(viewer), viewer)
    assert titles(listed) == ["Voor buiten", "Voor iedereen hier"]
    other = seen_by(factories.user(circles=[desk]))
    assert titles(selectors.pages_for(other, 9)) == ["Voor iedereen hier"]
    assert titles(selectors.pages_for(other, 9, everything=True)) == [
        "Voor buiten",
        "Voor iedereen hier",
        "Voor niemand",
    ]


@pytest.mark.parametrize(
    ("level", "listed"), [(Level.NEEDED, True), (Level.USEFUL, True), (Level.UNLISTED, False)]
)
def test_a_page_that_follows_an_offering_is_listed_by_its_level(level: Level, listed: bool) -> None:
    circle = factories.circle()
    section = factories.page(kind=SectionPage, slug="onderwerp", title="Onderwerp")
    page = factories.page(parent=section, title="Volgt", audience=[circle])
    offering = factories.offering(levels={circle: level})
    access_rule_set(page=page, follows=offering, acting_user=None, confirmed=True)
    user = factories.user(circles=[circle])
    assert titles(selectors.pages_for(seen_by(user), 9)) == (["Volgt"] if listed else [])
    pages = list(PortalPage.objects.filter(title="Volgt"))
    mine, rest = selectors.split_by_audience(pages, seen_by(user))
    assert (mine, rest) == ((pages, []) if listed else ([], pages))
    assert signed_in(user).get("/onderwerp/").status_code == 200


def test_a_subject_shows_first_what_is_for_you_and_the_rest_on_request() -> None:
    mine, other = factories.circle(), factories.circle()
    section = factories.page(kind=SectionPage, slug="werk")
    factories.page(parent=section, title="Voor mij", audience=[mine])
    factories.page(parent=section, title="Voor een ander", audience=[other])
    factories.page(parent=section, title="Geheim", rule=[other], audience=[mine])
    client = signed_in(factories.user(circles=[mine]))
    shown = context(client, "/werk/")
    assert titles(shown["children"]) == ["Voor mij"]
    assert (shown["rest_count"], shown["show_all_url"]) == (1, "/werk/?alles=1")
    everything = context(client, "/werk/?alles=1")
    assert titles(everything["children"]) == ["Voor een ander", "Voor mij"]
    assert everything["show_all_url"] is None


def test_breadcrumbs_are_whole_for_whoever_sees_the_page() -> None:
    circle = factories.circle()
    one = factories.page(kind=SectionPage, title="Een", rule=[circle])
    two = factories.page(kind=SectionPage, title="Twee", parent=one)
    three = factories.page(title="Drie", parent=two)
    client = signed_in(factories.user(circles=[circle]))
    crumbs = context(client, three.url)["breadcrumbs"]
    assert [crumb["title"] for crumb in crumbs][-2:] == ["Een", "Twee"]
    assert all(client.get(crumb["url"]).status_code == 200 for crumb in crumbs)


def test_news_is_newest_first_and_pages_through() -> None:
    circle = factories.circle()
    index = factories.page(kind=NewsIndexPage, slug="nieuws")
    for day in range(1, 15):
        date = f"2026-11-{day:02}"
        factories.page(kind=NewsPage, parent=index, title=date, published_on=date, audience=[circle])
    factories.page(kind=NewsPage, parent=index, title="anders", published_on="2026-11-20")
    client = signed_in(factories.user(circles=[circle]))
    first = context(client, "/nieuws/")
    assert [page.title for page in first["news"]][:2] == ["2026-11-14", "2026-11-13"]
    assert first["page_obj"].paginator.count == 14
    assert titles(context(client, "/nieuws/?page=2")["news"]) == ["2026-11-01", "2026-11-02"]
    assert context(client, "/nieuws/?alles=1")["page_obj"].paginator.count == 15
    assert first["news"][0].audience_labels == [circle]


def test_why_names_only_circles_of_the_reader() -> None:
    mine, other = factories.circle(name="Van mij"), factories.circle(name="Van een ander")
    page = factories.page(rule=[mine, other], audience=[mine, other])
    told = context(signed_in(factories.user(circles=[mine])), page.url)["explanation"]
    assert told == {
        "opens_because": ["Je hoort bij de kring Van mij."],
        "listed_because": ["De pagina is bedoeld voor: Van mij."],
    }
    public = factories.page(audience=[mine])
    assert context(Client(), public.url)["explanation"] == {
        "opens_because": ["Deze pagina is openbaar."],
        "listed_because": [],
    }


def test_the_menu_is_that_of_your_own_home_without_what_you_may_not_open() -> None:
    staff = factories.circle()
    board = factories.circle()
    home = factories.page(kind=HomePage, side=HomePage.Side.INTRANET, slug="intranet", rule=[staff, board])
    public = PortalPage.objects.get(depth=2)
    shared, secret = factories.page(title="Gedeeld"), factories.page(title="Geheim", rule=[board])
    for at, page in enumerate((secret, shared)):
        MenuItem.objects.create(home=home, page=page, sort_order=at)
    MenuItem.objects.create(home=public.specific, page=shared, label="Voor bezoekers")
    employee, director = factories.user(circles=[staff]), factories.user(circles=[board])
    assert labels(signed_in(employee)) == ["Start", "Gedeeld", "Mensen"]
    assert labels(signed_in(director)) == ["Start", "Geheim", "Gedeeld", "Mensen"]
    assert labels(Client()) == ["Start", "Voor bezoekers"]
    assert signed_in(employee).get("/start/").headers["Location"] == "/intranet/"


def labels(client: Client) -> list[str]:
    """The menu, as it stands on a page that is not there."""
    answer = client.get("/nooit/")
    assert answer.status_code == 404
    return [item["label"] for item in answer.context["portal"]["menu"]]


def test_ik_ben_changes_lists_and_never_access() -> None:
    company = factories.circle(slug="bedrijven", kind="public", is_claimable=True)
    factories.circle(slug="partners", kind="external")
    factories.page(title="Vergunning", audience=[company])
    factories.page(slug="besloten", rule=[company])
    client = Client()
    answer = client.post("/ik-ben/", {"circles": ["bedrijven", "partners"], "next": "/zoeken/"})
    assert answer.headers["Location"] == "/zoeken/"
    assert client.cookies[ROLE_COOKIE].value == "bedrijven"
    assert titles(selectors.pages_for(seen_by(None, claims=("bedrijven",)), 9)) == ["Vergunning"]
    assert client.get("/besloten/").status_code == 404
    client.post("/ik-ben/", {})
    assert client.cookies[ROLE_COOKIE].value == ""
    assert client.get("/ik-ben/").status_code == 405


@pytest.mark.parametrize("target", ["https://elders.example/", "//elders.example", "javascript:alert(1)"])
def test_ik_ben_stays_on_this_host(target: str) -> None:
    assert Client().post("/ik-ben/", {"next": target}).headers["Location"] == "/"


def test_a_strange_cookie_is_no_choice() -> None:
    client = Client()
    client.cookies[ROLE_COOKIE] = 'a\\000b"; DROP.' + "x." * 500
    assert client.get("/").status_code == 200


def test_out_of_the_circle_is_out_of_the_lists_at_the_next_request() -> None:
    circle = factories.circle()
    factories.page(title="Voor ons", rule=[circle], audience=[circle])
    user = factories.user()
    member = factories.membership(user=user, circle=circle)
    assert titles(selectors.pages_for(seen_by(user), 9)) == ["Voor ons"]
    membership_end(acting_user=None, membership=member)
    assert selectors.pages_for(seen_by(user), 9) == []


def test_search_finds_every_word_with_the_way_to_it() -> None:
    board = factories.circle()
    section = factories.page(kind=SectionPage, title="Verlof")
    factories.page(parent=section, title="Zorgverlof aanvragen", lead="Voor wie zorgt.")
    factories.page(parent=section, title="Aanvragen", lead="Ook zorgverlof.", rule=[board])
    factories.page(parent=section, title="Formulieren", lead="Zorgverlof aanvragen en meer.")
    shown = context(Client(), "/zoeken/?q=zorgverlof+aanvragen")
    assert [page.title for page in shown["results"]] == ["Zorgverlof aanvragen", "Formulieren"]
    assert shown["result_count"] == 2
    assert shown["results"][0].breadcrumb_text.endswith("Verlof")
    for odd in ("", "%00", "%25", "'%22)(*", "a" * 5000):
        assert Client().get(f"/zoeken/?q={odd}").status_code == 200


def test_products_from_a_to_z_lead_only_to_what_one_may_open() -> None:
    board = factories.circle()
    index = factories.page(kind=ProductIndexPage, slug="producten")
    rows = (("Paspoort", factories.page(slug="paspoort"), True), ("Éénmanszaak", None, False))
    rows += (("Geheim product", factories.page(slug="geheim", rule=[board]), True),)
    for name, page, citizens in rows:
        Product.objects.create(
            index=index,
            name=name,
            uri=f"https://upl.example/{name}",
            page=page,
            for_citizens=citizens,
            for_companies=not citizens,
        )
    shown = context(Client(), "/producten/")
    found = {p["name"]: p["url"] for letter in shown["products_by_letter"] for p in letter["products"]}
    assert found == {"Paspoort": "/paspoort/", "Éénmanszaak": None, "Geheim product": None}
    assert [letter["letter"] for letter in shown["letters"] if letter["is_used"]] == ["E", "G", "P"]
    assert context(Client(), "/producten/?voor=bedrijven")["product_count"] == 1
    assert context(Client(), "/producten/?voor=iets")["product_count"] == 3


def test_a_preview_shows_no_more_than_its_maker_may_see() -> None:
    board = factories.circle()
    section = factories.page(kind=SectionPage, slug="werk", live=False)
    factories.page(parent=section, title="Geheim", rule=[board])
    secret = PortalPage.objects.get(title="Geheim")
    link = f'<a linktype="page" id="{secret.pk}">hier</a>'
    draft = ContentPage(title="Klad", slug="klad", path=f"{section.path}0009", depth=section.depth + 1)
    draft.locale, draft.body = section.locale, [("text", f"<p>Lees {link} verder</p>")]
    draft.set_url_path(section)
    draft.audience = []
    request = RequestFactory().get("/")
    editor = factories.user(circles=[factories.circle()])
    request.user, request.viewer, request.session = editor, seen_by(editor), {}
    body = draft.serve_preview(request, "").render().content.decode()
    assert "Lees hier verder" in body
    assert "Geheim" not in body
    home = HomePage(title="Start", slug="x", side=HomePage.Side.INTRANET, path="00010009", depth=2)
    home.locale, home.audience = section.locale, []
    assert home.serve_preview(request, "").render().status_code == 200


def test_the_cms_shows_a_draft_as_readers_will_see_it() -> None:
    circle, board = factories.circle(), factories.circle()
    section = factories.page(kind=SectionPage, title="Klaar", live=False, rule=[circle])
    factories.page(parent=section, title="Geheim", rule=[board])
    section = SectionPage.objects.get(pk=section.pk)
    section.body = [("heading", {"text": "Nog niet gelezen", "level": "h2"})]
    section.save_revision()
    address = reverse("wagtailadmin_pages:view_draft", args=[section.pk])
    answer = signed_in(factories.user(circles=[circle], is_superuser=True)).get(address)
    assert "Nog niet gelezen" in answer.content.decode()
    assert "Geheim" not in answer.content.decode()
    outsider = factories.user(circles=[board], is_superuser=True)
    assert signed_in(outsider).get(address).status_code == 404
