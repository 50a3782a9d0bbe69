"""The page tree as the zones see it: rows of plain values, read and written by number.

The base page lives in a higher room; it is found through the settings.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, Q, Subquery

from audiences.models.protected import Anchored
from audiences.registry import anchored_models, page_model

STEP = 4
"""Characters of a tree path per level (treebeard's default)."""


@dataclass(frozen=True)
class PageRow:
    """What of a page decides about its zone."""

    pk: int
    path: str
    live: bool
    expire_at: datetime | None
    translation_key: UUID
    alias_source: int | None
    zone: int

    @property
    def parent_path(self) -> str:
        """Empty for the root."""
        return self.path[:-STEP]


_FIELDS = ("pk", "path", "live", "expire_at", "translation_key", "alias_source", "zone")


def pages() -> Any:
    return page_model()._default_manager.order_by()


def page_row(pk: int) -> PageRow | None:
    values = pages().filter(pk=pk).values_list(*_FIELDS).first()
    return PageRow(*values) if values else None


def below(path: str) -> Q:
    """The page at this path and everything under it. Not LIKE: that cannot use the index on SQLite."""
    return Q(path__gte=path, path__lt=path[:-1] + chr(ord(path[-1]) + 1))


def zone_at(path: str) -> int | None:
    """The zone of the page at this path; None when there is no such page."""
    zone: int | None = pages().filter(path=path).values_list("zone", flat=True).first()
    return zone


def has_children(row: PageRow) -> bool:
    found: bool = pages().filter(below(row.path)).exclude(pk=row.pk).exists()
    return found


def has_aliases(pk: int) -> bool:
    found: bool = pages().filter(alias_source=pk).exists()
    return found


def aliases_of_pages_below(path: str, zones: Iterable[int]) -> list[int]:
    """The aliases of those pages under this path that are in these zones."""
    sources = pages().filter(below(path), zone__in=list(zones)).values("pk")
    return list(pages().filter(alias_source__in=sources).order_by("path").values_list("pk", flat=True))


def zones_below(path: str) -> set[int]:
    return set(pages().filter(below(path)).values_list("zone", flat=True).distinct())


def owners_below(path: str) -> Any:
    """The numbers of the pages under this path, as a subquery."""
    return pages().filter(below(path)).values("pk")


def group(translation_key: UUID) -> list[PageRow]:
    """A page and its translations, topmost first."""
    rows = pages().filter(translation_key=translation_key).order_by("depth", "path")
    return [PageRow(*values) for values in rows.values_list(*_FIELDS)]


def map_zones(path: str, image: dict[int, int]) -> int:
    """Old zone -> new zone for everything under a path, in one UPDATE. Returns the pages written."""
    if not image:
        return 0
    table = connection.ops.quote_name(page_model()._meta.db_table)
    end = path[:-1] + chr(ord(path[-1]) + 1)
    if connection.vendor == "postgresql":
        source, key, value = "json_each_text(%s::json)", "image.key::int", "image.value::int"
    else:
        source, key, value = "json_each(%s)", "CAST(image.key AS INTEGER)", "image.value"
    sql = (
        f"UPDATE {table} SET zone = {value} FROM {source} AS image "  # noqa: S608 - names, no input
        f"WHERE {table}.zone = {key} AND {table}.path >= %s AND {table}.path < %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [json.dumps(image), path, end])
        return int(cursor.rowcount)


def carry_anchored(where: Q) -> None:
    """Give what hangs on these pages the zone of its page."""
    for model in plain_anchored():
        rows = model._default_manager.filter(page__in=pages().filter(where).values("pk"))
        zone = pages().filter(pk=OuterRef("page_id"))
        rows.update(
            zone=Subquery(zone.values("zone")[:1]), page_expires_at=Subquery(zone.values("expire_at")[:1])
        )


def plain_anchored() -> list[type[Anchored]]:
    """What has exactly its page's zone."""
    return [model for model in anchored_models() if model.own_circles_field is None]


def ruled_anchored() -> list[type[Anchored]]:
    """What adds circles of its own to its page's zone."""
    return [model for model in anchored_models() if model.own_circles_field is not None]
