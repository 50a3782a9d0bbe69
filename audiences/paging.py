"""One page of a sorted list, also for viewers who see little of it.

The plain filter walks the sort index and skips what is hidden: quick for whoever sees much, slow for whoever
sees one page in a thousand. For those, PostgreSQL takes the first rows of each of their zones and sorts these
few. Which of the two is asked follows from the page counts of the zones. Both give the same rows.

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

FEW = 0.1
"""Whoever sees a smaller share of the pages than this sees little."""
MUCH = 1 / 8
"""Not more rows than this share of all pages are taken from the zones."""
PROBE = 8
"""What it costs to start reading one more zone, in rows."""
SETUP = 2500
"""What it costs to ask by zone at all, in rows of the plain filter."""


def newest(queryset: Any, viewer: Viewer, *, order_by: Sequence[str], limit: int, offset: int) -> Any:
    """Rows offset to offset + limit of this queryset that the viewer may open, in this order."""
    if connections[queryset.db].vendor == "postgresql" and reads_by_zone(viewer, offset + limit):
        return by_zone(queryset, viewer.zones, order_by, limit, offset)
    return plain(queryset, viewer.zones, order_by, limit, offset)


def reads_by_zone(viewer: Viewer, wanted: int) -> bool:
    """Is taking the first `wanted` rows of each zone better than walking the whole list?

    Yes for whoever sees little, in not too many zones: that little may be old, all of it, and then the walk
    is long. And yes where the walk is expected to be longer: far down a list. Without page counts: no.
    """
    total, mine = viewer.loaded.all_pages, viewer.loaded.pages_in(viewer.zones)
    seen = sum(mine)
    if not seen:
        return False
    taken = sum(min(pages, wanted) for pages in mine) + PROBE * len(viewer.zones.zones)
    walked = min(wanted * total / seen, total)
    return (seen < FEW * total and taken < MUCH * total) or taken + SETUP < walked


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
