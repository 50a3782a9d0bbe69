"""The one database condition behind every list: this row's zone is among the viewer's zones.

`WHERE zone = ANY(one array)` on PostgreSQL (an `IN` with hundreds of placeholders is slower), one JSON
array on SQLite. The condition also carries the epoch at which the zones were resolved: if the policy has
moved on since, it matches nothing, and `ProtectedQuerySet` notices and says so.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField
from django.db.models.lookups import In

from audiences.policy.zones import NOBODY_ZONE


@dataclass(frozen=True)
class ZoneSet:
    """Zones as they were open at one epoch. The empty set matches nothing."""

    zones: frozenset[int]
    epoch: int


class InZones(In):
    """`zone__in_zones=ZoneSet(...)`. A subclass of `In`, which Wagtail's search compiler understands."""

    lookup_name = "in_zones"

    def get_prep_lookup(self) -> Any:
        if not isinstance(self.rhs, ZoneSet):
            raise TypeError("in_zones takes a ZoneSet: it cannot be asked without an epoch")
        return self.rhs

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:
        return "%s", [value]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        lhs, params = self.process_lhs(compiler, connection)
        rhs: ZoneSet = self.rhs
        zones = sorted(rhs.zones - {NOBODY_ZONE})
        value: list[int] | str = zones
        if connection.vendor == "postgresql":
            member = f"{lhs} = ANY(%s::int[])"
        else:
            member = f"{lhs} IN (SELECT value FROM json_each(%s))"  # noqa: S608 - a column name, no input
            value = json.dumps(zones)
        epoch = "(SELECT epoch FROM audiences_policystate WHERE id = 1) = %s"
        return f"({member} AND {epoch})", [*params, value, rhs.epoch]


IntegerField.register_lookup(InZones)
