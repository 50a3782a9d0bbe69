"""Migrations on a database with data in it: back, and forward again, and nobody sees anything else."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from audiences import state
from audiences.viewer import resolve
from content.models import HomePage, PortalPage
from tests import factories

ROOMS = ("audiences", "people", "content")

pytestmark = pytest.mark.django_db(transaction=True)


def migrate(*to: str) -> None:
    call_command("migrate", *to, verbosity=0, interactive=False)


@pytest.fixture
def populated() -> dict[str, Any]:
    """Who sees what, of a small portal, before anything is migrated."""
    board = factories.circle(slug="bestuur")
    staff = factories.circle(slug="medewerkers", includes=[board])
    director = factories.user(login="directeur", circles=[board])
    section = factories.page(rule=[staff])
    secret = factories.page(parent=section, rule=[board], audience=[board])
    factories.alias(of=secret, parent=PortalPage.objects.get(depth=2))
    factories.document(page=secret)
    factories.affiliation(user=director, job="directeur")
    return sight(director.pk)


def sight(person: int) -> dict[str, Any]:
    """What one person and anonymous see."""
    return {
        "person": person,
        "sees": [
            sorted(PortalPage.objects.visible_to(resolve(who)).values_list("pk", flat=True))
            for who in (person, None)
        ],
    }


def test_there_and_back_again(populated: dict[str, Any]) -> None:
    """The steps that hold data of their own can be taken back and done again."""
    migrate("content", "0004_page_types")
    assert not PortalPage.objects.filter(content_type__model="homepage").exists()
    migrate()
    state._latest.clear()  # as in a new process
    assert sight(populated["person"]) == populated
    assert HomePage.objects.filter(depth=2).exists()


def test_all_rooms_stand_in_one_line_and_nothing_is_left_to_do() -> None:
    loader = MigrationLoader(connection)
    for room in ROOMS:
        assert len(loader.graph.leaf_nodes(room)) == 1
        assert loader.graph.leaf_nodes(room)[0] in loader.applied_migrations
    assert not loader.detect_conflicts()
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
