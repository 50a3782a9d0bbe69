"""One page of a sorted list, also for viewers who see little of it.

The plain filter walks the sort index and skips what is hidden: quick for whoever sees much, slow for whoever
sees one page in a thousand. For those, PostgreSQL takes the first rows of each of their zones and sorts these
few. Which of the two is cheaper follows from the page counts of the zones. Both give the same rows.

Only `audiences.access` calls this.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.models import F
from django.db.models.expressions import RawSQL

from audiences.lookups import ZoneSet
from audiences.policy.zones import NOBODY_ZONE
from audiences.querysets import still_open

INDEX_PROBE = 4
"""What it costs to start reading one more zone, in rows of the plain filter."""


def newest(
    queryset: Any,
    zones: ZoneSet,
    zone_pages: dict[int, int],
    *,
    order_by: Sequence[str],
    limit: int,
    offset: int,
) -> Any:
    """Rows offset to offset + limit of this queryset in these zones, in this order."""
    if connections[queryset.db].vendor == "postgresql" and reads_by_zone(zones, zone_pages, offset + limit):
        return by_zone(queryset, zones, order_by, limit, offset)
    return plain(queryset, zones, order_by, limit, offset)


def reads_by_zone(zones: ZoneSet, zone_pages: dict[int, int], wanted: int) -> bool:
    """Is reading the first `wanted` rows of every zone cheaper than walking the whole list?

    Without page counts the answer is no.
    """
    total = sum(zone_pages.values())
    mine = [zone_pages.get(zone, 0) for zone in zones.zones - {NOBODY_ZONE}]
    walked = min(total, wanted * total / max(sum(mine), 1))
    taken = sum(min(pages, wanted) for pages in mine) + INDEX_PROBE * len(mine)
    return taken < walked


def plain(queryset: Any, zones: ZoneSet, order_by: Sequence[str], limit: int, offset: int) -> Any:
    """The list, walked in its order."""
    return queryset.in_zones(zones, draft=False).order_by(*order_by)[offset : offset + limit]


def by_zone(queryset: Any, zones: ZoneSet, order_by: Sequence[str], limit: int, offset: int) -> Any:
    """The first rows of every zone, sorted; PostgreSQL only. The outer condition is the gate's own, again."""
    keys = {f"k{number}": name for number, name in enumerate(order_by)}
    one_zone = queryset.filter(still_open(queryset.model), zone=RawSQL("allowed.zone", []))
    values = one_zone.order_by(*order_by).values_list("pk", *(F(name.lstrip("-")) for name in order_by))
    first_rows, params = values[: offset + limit].query.sql_with_params()
    order = ", ".join(f"{key} {'DESC' if name.startswith('-') else 'ASC'}" for key, name in keys.items())
    sql = (
        f"SELECT page.pk FROM unnest(%s::int[]) AS allowed(zone) "  # noqa: S608 - names and our own compiled query
        f"CROSS JOIN LATERAL ({first_rows}) AS page(pk, {', '.join(keys)}) "
        f"ORDER BY {order} LIMIT %s OFFSET %s"
    )
    numbers = sorted(zones.zones - {NOBODY_ZONE})
    rows = RawSQL(sql, [numbers, *params, limit, offset])  # noqa: S611 - values are parameters
    return queryset.in_zones(zones, draft=False).filter(pk__in=rows).order_by(*order_by)
