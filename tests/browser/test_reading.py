"""Every persona in a real browser: their own home and menu, accessible, on a phone, without JavaScript."""

import os
from typing import Any

import pytest

from portal.demo.people import PERSONAS
from tests.browser.conftest import PHONE, SMALLEST

# Playwright runs an event loop of its own; Django's own calls in these tests are not asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytestmark = [pytest.mark.browser, pytest.mark.demo, pytest.mark.django_db(transaction=True)]

INTRANET = ("balie", "beveiliging", "bureau", "buitendienst", "beleid", "bazen", "bestuur")
EXTRANET = ("partner", "leverancier", "vrijwilliger", "client", "verwant")
PAGES = ("/wonen-en-leven/", "/producten/", "/nieuws/", "/zoeken/?q=paspoort", "/bestaat-niet/")


def home_of(persona: str) -> str:
    return "/intranet/" if persona in INTRANET else "/extranet/" if persona in EXTRANET else "/"


def axe_violations(page: Any) -> list[str]:
    """What axe finds wrong on this page, as lines."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:120]}" for rule in found for node in rule["nodes"]
    ]


@pytest.mark.parametrize("persona", ["", *INTRANET, *EXTRANET])
def test_home_of_every_persona_is_theirs_and_accessible(visit: Any, persona: str) -> None:
    page = visit(persona, "/start/")
    assert page.url.endswith(home_of(persona))
    assert page.locator("h1").count() == 1
    assert page.locator("nav[aria-label=Hoofdmenu] a").count() >= 4
    assert axe_violations(page) == []
    phone = visit(persona, home_of(persona), viewport=PHONE, color_scheme="dark")
    assert axe_violations(phone) == []


@pytest.mark.parametrize(
    "path", [*PAGES, "/inloggen/", "/werk/", "/mensen/", "/mijn/kringen/", "/mijn/profiel/"]
)
def test_pages_are_accessible_and_reflow(visit: Any, path: str) -> None:
    persona = "" if path in (*PAGES, "/inloggen/") else "bureau"
    page = visit(persona, path)
    assert axe_violations(page) == []
    small = visit(persona, path, viewport=SMALLEST)
    assert small.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_everything_works_without_javascript(visit: Any) -> None:
    page = visit("", "/", java_script_enabled=False)
    page.fill("main input[name=q]", "paspoort")
    page.press("main input[name=q]", "Enter")
    assert "/zoeken/" in page.url
    page.locator("main a", has_text="Paspoort").first.click()
    assert "aspoort" in page.locator("h1").inner_text()
    page.goto("/")
    page.locator("main .kr-roles button", has_text="Bedrijven").click()
    assert page.locator("main .kr-roles button[aria-pressed=true]").count() == 1


def test_sign_in_and_out_by_keyboard(visit: Any) -> None:
    page = visit("", "/inloggen/", java_script_enabled=False)
    page.fill("[name=login]", PERSONAS["buitendienst"])
    page.fill("[name=password]", "waterrijk-demo")
    page.press("[name=password]", "Enter")
    assert page.url.endswith("/intranet/")
    page.locator("details.kr-dropdown summary").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Uitloggen").focus()
    with page.expect_navigation():  # not wait_for_url("**/"): the page that is left matches that too
        page.keyboard.press("Enter")
    assert page.get_by_role("link", name="Inloggen").first.is_visible()
    page.goto("/intranet/")
    assert "vinden we niet" in page.locator("h1").inner_text()


def test_first_stop_of_the_keyboard_skips_to_the_content(visit: Any) -> None:
    page = visit("bureau", "/werk/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#inhoud"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"


def test_nothing_is_asked_of_others_and_nothing_breaks(visit: Any, live_server: Any) -> None:
    page = visit("bureau", "/bestaat-niet/")
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto("/intranet/")
    assert asked
    assert all(url.startswith((live_server.url, "data:")) for url in asked)
    assert errors == []
