"""The one database condition behind every list: this row's zone is among the viewer's zones, and it has not
expired.

`WHERE zone = ANY(one array)` on PostgreSQL (an `IN` with hundreds of placeholders is slower), one JSON
array on SQLite. The condition also carries the epoch at which the zones were resolved: if the policy has
moved on since, it matches nothing, and `ProtectedQuerySet` notices and says so.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import IntegerField
from django.db.models.functions import Now
from django.db.models.lookups import In

from audiences.policy.zones import NOBODY_ZONE


@dataclass(frozen=True)
class ZoneSet:
    """Zones as they were open at one epoch. The empty set matches nothing."""

    zones: frozenset[int]
    epoch: int

    @cached_property
    def numbers(self) -> str:
        """The zones that can hold something to see, as "1,5,17"."""
        return ",".join(map(str, sorted(self.zones - {NOBODY_ZONE})))


@dataclass(frozen=True)
class OpenRows:
    """What `in_zones` asks for. expiry: the column, beside the zone, that says until when a row is open."""

    zones: ZoneSet
    expiry: str | None = None


class InZones(In):
    """`zone__in_zones=OpenRows(...)`. A subclass of `In`, which Wagtail's search compiler understands.

    The expiry is part of it, and not a condition of its own, because every list pays for building those.
    """

    lookup_name = "in_zones"

    def get_prep_lookup(self) -> Any:
        if not isinstance(self.rhs, OpenRows):
            raise TypeError("in_zones takes OpenRows: it cannot be asked without an epoch")
        return self.rhs

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:
        return "%s", [value]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        lhs, params = self.process_lhs(compiler, connection)
        rhs: OpenRows = self.rhs
        numbers = rhs.zones.numbers
        if connection.vendor == "postgresql":
            member, value = f"{lhs} = ANY(%s::int[])", f"{{{numbers}}}"
        else:
            # No input: the name of a column.
            member, value = f"{lhs} IN (SELECT value FROM json_each(%s))", f"[{numbers}]"  # noqa: S608
        epoch = "(SELECT epoch FROM audiences_policystate WHERE id = 1) = %s"
        condition = f"{member} AND {epoch}"
        if rhs.expiry is not None:
            quote = compiler.quote_name_unless_alias
            expiry = f"{quote(self.lhs.alias)}.{quote(rhs.expiry)}"
            now, _ = compiler.compile(Now())
            condition += f" AND ({expiry} IS NULL OR {expiry} > {now})"
        return f"({condition})", [*params, value, rhs.zones.epoch]


IntegerField.register_lookup(InZones)
