"""A real browser on a live portal with the demo organisation."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from people.models import User
from portal.demo.people import PERSONAS
from tests.conftest import chromium

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
SMALLEST = {"width": 320, "height": 640}
"""WCAG 1.4.10: content reflows at this width."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests of this process. Playwright is only loaded when a browser test runs."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield instance
        instance.close()


@pytest.fixture
def visit(browser: Any, live_server: Any) -> Iterator[Any]:
    """visit(persona, path, **context options) -> the page, opened as that persona ("" is a visitor)."""
    contexts = []

    def go(persona: str, path: str, **options: Any) -> Any:
        context = browser.new_context(base_url=live_server.url, **{"viewport": DESKTOP} | options)
        contexts.append(context)
        if persona:
            context.add_cookies([session_cookie(persona, live_server.url)])
        page = context.new_page()
        page.goto(path)
        return page

    yield go
    for context in contexts:
        context.close()


def session_cookie(persona: str, url: str) -> dict[str, str]:
    """Signed in as this persona of the demo, without typing a password every time."""
    client = Client()
    client.force_login(User.objects.get(login=PERSONAS[persona]))
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": url,
    }
