"""What all tests share: template databases, and a header that says which services are there.

A test that uses the database gets it as the migrations leave it. A module marked `pytest.mark.demo` gets it
with the demo organisation in it. A test that really commits (`transaction=True`, or a live server) may do to
it what it likes: afterwards the database is put back.
"""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import TransactionTestCase

from tests.templates import Databases, databases_for

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
EVERYWHERE = pytest.StashKey[Databases]()


def chromium() -> str | None:
    """The browser of this machine, or None. KRING_CHROMIUM names another one."""
    named = os.environ.get("KRING_CHROMIUM")
    return named or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def pytest_report_header() -> str:
    """One line with the services of this run, so that nobody has to guess what was really tested."""
    database = (
        "PostgreSQL"
        if connection.vendor == "postgresql"
        else "SQLite (no PostgreSQL: DATABASE_URL is not set)"
    )
    search = "Elasticsearch" if os.environ.get("ELASTICSEARCH_URL") else "no Elasticsearch"
    browser = "Chromium" if chromium() else "no Chromium: browser tests are skipped"
    return f"services: {database}; {search}; {browser}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip, with the reason, what needs a service that is not there."""
    missing = {
        "postgres": None if connection.vendor == "postgresql" else "needs PostgreSQL (DATABASE_URL)",
        "browser": None if chromium() else "needs Chromium",
    }
    for item in items:
        for marker, reason in missing.items():
            if reason and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def databases(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker
) -> Iterator[Databases]:
    """This process's copies of the template databases."""
    with django_db_blocker.unblock():
        mine = databases_for(os.environ.get("PYTEST_XDIST_WORKER", "main"))
    request.config.stash[EVERYWHERE] = mine
    _restore_instead_of_emptying(mine)
    yield mine
    with django_db_blocker.unblock():
        mine.finish()


@pytest.fixture(scope="session")
def django_db_setup(databases: Databases, django_db_blocker) -> None:
    """Replaces pytest-django's own set-up, which migrates an empty database for every process."""
    with django_db_blocker.unblock():
        databases.use("bare")


@pytest.fixture(scope="module", autouse=True)
def database_of_module(request: pytest.FixtureRequest) -> None:
    """Connect the database that this module's tests run on: with the demo when it is marked so."""
    kind = "demo" if request.node.get_closest_marker("demo") else "bare"
    started = request.config.stash.get(EVERYWHERE, None)
    if kind == "bare" and started is None:
        return  # a module that may not use the database at all
    request.getfixturevalue("django_db_setup")  # before choosing: it connects the bare one
    databases = request.getfixturevalue("databases")
    with request.getfixturevalue("django_db_blocker").unblock():
        databases.use(kind)


def _restore_instead_of_emptying(databases: Databases) -> None:
    """After a test that commits, Django empties all tables, and with them the root page, the language and the
    circle of everyone, which every later test counts on. Put the template back instead.
    """

    def put_back(self: TransactionTestCase) -> None:
        databases.restore()

    TransactionTestCase._fixture_teardown = put_back  # type: ignore[method-assign]
