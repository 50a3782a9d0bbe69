"""What higher rooms tell this room about themselves, so that it need not import them.

`people` registers where the facts of rule circles come from; pages and what hangs on them are found
through `Protected` and `Anchored`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.functional import Promise

from audiences.models.protected import Anchored


@dataclass(frozen=True)
class FactField:
    """One fact that a rule circle may ask for. path: its look-up on the affiliation model."""

    name: str
    label: "str | Promise"
    path: str


@dataclass(frozen=True)
class FactSource:
    """Where facts come from.

    fields: what may be asked; only what the person cannot edit.
    of_user: user id -> rows (number of the affiliation, its facts as one JSON object), as a `values_list`
    queryset that can be united with others.
    active: the affiliations in force now, for counting.
    user_path: the look-up from an affiliation to its user id.
    """

    fields: tuple[FactField, ...]
    of_user: Callable[[int], "models.QuerySet[Any]"]
    active: Callable[[], "models.QuerySet[Any]"]
    user_path: str

    def field(self, name: str) -> FactField | None:
        return next((field for field in self.fields if field.name == name), None)


_source: list[FactSource] = []


def register_facts(source: FactSource) -> None:
    """Called once, by the room that holds affiliations, when it is ready."""
    _source[:] = [source]


def fact_source() -> FactSource | None:
    return _source[0] if _source else None


def page_model() -> type[models.Model]:
    """The base page: the tree that zones are derived from."""
    return apps.get_model(settings.WAGTAIL_PAGE_MODEL)


def anchored_models() -> list[type[Anchored]]:
    """Every model whose rows hang on a page."""
    return [m for m in apps.get_models() if issubclass(m, Anchored) and not m._meta.proxy]
