"""Migrations are complete, in one line, and can be undone."""

import ast

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.house.tree import parsed, python_files

ROOMS = {"portal", "content", "people", "audiences", "search", "spaces", "insights", "api"}


@pytest.mark.django_db
def test_models_have_their_migrations() -> None:
    """A change of a model comes with its migration."""
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)


def test_migrations_stand_in_one_line() -> None:
    """Two people who each add a migration settle the order before it is merged."""
    graph = MigrationLoader(None).graph
    for room in ROOMS & {config.label for config in apps.get_app_configs()}:
        assert len(graph.leaf_nodes(room)) <= 1, graph.leaf_nodes(room)


def test_migrations_can_be_undone() -> None:
    """Each step written by hand says how it is taken back."""
    for_good = [
        f"{path}:{node.lineno}"
        for path, _ in python_files(migrations=True)
        if "migrations" in path.parts
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("migrations.RunPython", "migrations.RunSQL")
        and len(node.args) < 2
        and not {"reverse_code", "reverse_sql"} & {keyword.arg for keyword in node.keywords}
    ]
    assert not for_good, "\n".join(for_good)
