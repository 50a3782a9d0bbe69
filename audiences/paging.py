"""One page of a sorted list, also for viewers who see little of it.

The plain filter walks the sort index and skips what is hidden: quick for whoever sees much, slow for whoever
sees one page in a thousand. For those, PostgreSQL takes the first rows of each of their zones and sorts these
few. Which of the two is cheaper follows from the page counts of the zones. Both give the same rows.

Only `audiences.access` calls this.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.models import F, Model, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now

from audiences.lookups import ZoneSet
from audiences.viewer import Viewer

PROBE = 8
"""What it costs to start reading one more zone, in rows of the plain filter."""
MANY = 0.25
"""Whoever sees this share of the pages is not made to choose."""


def newest(queryset: Any, viewer: Viewer, *, order_by: Sequence[str], limit: int, offset: int) -> Any:
    """Rows offset to offset + limit of this queryset that the viewer may open, in this order."""
    if connections[queryset.db].vendor == "postgresql" and reads_by_zone(viewer, offset + limit):
        return by_zone(queryset, viewer.zones, order_by, limit, offset)
    return plain(queryset, viewer.zones, order_by, limit, offset)


def reads_by_zone(viewer: Viewer, wanted: int) -> bool:
    """Is reading the first `wanted` rows of every zone cheaper than walking the whole list?

    Without page counts the answer is no.
    """
    total, mine = viewer.loaded.all_pages, viewer.loaded.pages_in(viewer.zones)
    seen = sum(mine)
    if seen >= MANY * total:
        return False
    walked = min(total, wanted * total / max(seen, 1))
    taken = sum(min(pages, wanted) for pages in mine) + PROBE * len(viewer.zones.zones)
    return taken < walked


def plain(queryset: Any, zones: ZoneSet, order_by: Sequence[str], limit: int, offset: int) -> Any:
    """The list, walked in its order."""
    return queryset.in_zones(zones, draft=False).order_by(*order_by)[offset : offset + limit]


def by_zone(queryset: Any, zones: ZoneSet, order_by: Sequence[str], limit: int, offset: int) -> Any:
    """The first rows of every zone, sorted; PostgreSQL only. The outer condition is the gate's own, again."""
    keys = {f"k{number}": name for number, name in enumerate(order_by)}
    one_zone = queryset.filter(_not_expired(queryset.model), zone=RawSQL("allowed.zone", []))
    values = one_zone.order_by(*order_by).values_list("pk", *(F(name.lstrip("-")) for name in order_by))
    first_rows, params = values[: offset + limit].query.sql_with_params()
    order = ", ".join(f"{key} {'DESC' if name.startswith('-') else 'ASC'}" for key, name in keys.items())
    sql = (
        f"SELECT page.pk FROM unnest(%s::int[]) AS allowed(zone) "  # noqa: S608 - names and our own compiled query
        f"CROSS JOIN LATERAL ({first_rows}) AS page(pk, {', '.join(keys)}) "
        f"ORDER BY {order} LIMIT %s OFFSET %s"
    )
    rows = RawSQL(sql, [f"{{{zones.numbers}}}", *params, limit, offset])  # noqa: S611 - values are parameters
    return queryset.in_zones(zones, draft=False).filter(pk__in=rows).order_by(*order_by)


def _not_expired(model: type[Model]) -> Q:
    expiry = getattr(model, "expiry_field", None)
    return Q(**{expiry: None}) | Q(**{f"{expiry}__gt": Now()}) if expiry else Q()
