"""The one who is looking, anonymous included. Resolved once per request, in one query.

Memberships are never kept between requests: whoever is taken out of a circle is out at the next one.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, CharField, DateTimeField, F, Value
from django.db.models.functions import Cast, Now
from django.utils import timezone

from audiences.lookups import ZoneSet
from audiences.models import Circle, Membership, PolicyState
from audiences.policy.circles import EVERYONE
from audiences.policy.facts import Facts, rule_circles
from audiences.policy.matrix import Level
from audiences.registry import fact_source
from audiences.state import LoadedPolicy, loaded

COLUMNS = ("row_kind", "row_number", "row_text", "row_at")
"""Of the one query; named apart from the columns of the tables it unites."""


@dataclass(frozen=True)
class Viewer:
    """Who is looking, as a value.

    user_id: None for a visitor who is not signed in.
    direct: circles by membership. by_rule: circles whose conditions the person meets.
    circles: all of these, everything that includes them, and everyone. Decides what can be opened.
    claimed: what a visitor says to be ("ik ben ..."). Changes what is listed, never what can be opened.
    moment: the database's clock when the viewer was resolved.
    """

    user_id: int | None
    direct: frozenset[int]
    by_rule: frozenset[int]
    claimed: frozenset[int]
    moment: datetime
    loaded: LoadedPolicy = field(repr=False, compare=False)

    @property
    def is_authenticated(self) -> bool:
        return self.user_id is not None

    @property
    def epoch(self) -> int:
        """The state of the policy that this viewer was resolved under."""
        return self.loaded.epoch

    @cached_property
    def circles(self) -> frozenset[int]:
        return self.loaded.policy.graph.closure(self.direct | self.by_rule)

    @cached_property
    def names(self) -> frozenset[int]:
        """The circles and the retired names that mean one of them."""
        return self.loaded.policy.graph.names(self.circles)

    @cached_property
    def listing_circles(self) -> frozenset[int]:
        """For whom things are listed: the circles, and what a visitor says to be."""
        if not self.claimed:
            return self.circles
        return self.loaded.policy.graph.closure(self.direct | self.by_rule | self.claimed)

    @cached_property
    def listing_names(self) -> frozenset[int]:
        return self.loaded.policy.graph.names(self.listing_circles)

    @cached_property
    def zones(self) -> ZoneSet:
        """The zones open to this viewer."""
        return self.loaded.open_zones(self.circles, self.moment, draft=False)

    @cached_property
    def draft_zones(self) -> ZoneSet:
        """As `zones`, without looking at liveness and expiry: for pages that someone may edit."""
        return self.loaded.open_zones(self.circles, self.moment, draft=True)

    @cached_property
    def is_staff(self) -> bool:
        """Is the viewer in a circle inside the organisation, by membership or rule?

        An inside circle that includes one from outside does not make staff of the people in the latter.
        """
        circles = (self.loaded.circles.get(number) for number in self.direct | self.by_rule)
        return any(circle is not None and circle.is_inside for circle in circles)

    def listing_level(self, offering: int) -> Level:
        """How an offering is listed for this viewer."""
        return self.loaded.policy.matrix.listing_level(self.listing_circles, offering, self.moment)


def resolve(user_id: int | None, *, claimed_slugs: Iterable[str] = ()) -> Viewer:
    """The viewer for this user, now: one query, plus loading the policy when it has changed.

    claimed_slugs: circles that a visitor says to belong to; only those open to such a claim count, and
    only for visitors who are not signed in.
    """
    epoch, moment, direct, claimed, affiliations = 0, None, set(), set(), []
    for kind, number, text, at in _rows(user_id, sorted(claimed_slugs) if user_id is None else []):
        if kind == "policy":
            epoch, moment = number, at
        elif kind == "member":
            direct.add(number)
        elif kind == "claim":
            claimed.add(number)
        else:
            affiliations.append(_facts(text))
    if moment is None:
        raise PolicyState.DoesNotExist("the policy row is missing: run migrate")
    policy = loaded(epoch)
    return Viewer(
        user_id=user_id,
        direct=frozenset(direct),
        by_rule=rule_circles(policy.rules, affiliations),
        claimed=frozenset(claimed),
        moment=moment,
        loaded=policy,
    )


def as_circles(circles: Iterable[int]) -> Viewer:
    """A viewer who is in exactly these circles, with an empty profile. For counting and for tests."""
    epoch, moment = _policy_rows().values_list("row_number", "row_at").get()
    direct = frozenset(circles) - {EVERYONE}
    return Viewer(None, direct, frozenset(), frozenset(), moment, loaded(epoch))


@dataclass(frozen=True)
class _Statement:
    """The viewer's one query, compiled: putting it together anew for every request would take longer than
    running it.
    """

    sql: str
    params: tuple[Any, ...]
    converters: Any
    compiler: Any


_ANYBODY = -(2**40)
"""Stands for the user's id in the compiled statement."""
_statements: dict[tuple[Any, ...], _Statement] = {}
STATEMENTS_KEPT = 64


def _rows(user_id: int | None, claimed_slugs: list[str]) -> Any:
    """Policy, memberships, claims and facts as one union of (kind, number, text, moment)."""
    # The day is in the key: what decides by date has the date among the statement's own values.
    key = (timezone.localdate(), connection.alias, user_id is not None, len(claimed_slugs), id(fact_source()))
    if key not in _statements:
        if len(_statements) >= STATEMENTS_KEPT:
            _statements.clear()
        _statements[key] = _compiled(user_id is not None, len(claimed_slugs))
    statement = _statements[key]
    values: dict[Any, Any] = {_ANYBODY: user_id}
    values |= {_claim(number): slug for number, slug in enumerate(claimed_slugs)}
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, [values.get(param, param) for param in statement.params])
        rows = cursor.fetchall()
    return statement.compiler.apply_converters(rows, statement.converters)


def _claim(number: int) -> str:
    """Stands for a claimed slug; no slug has a space in it."""
    return f"claim {number}"


def _compiled(signed_in: bool, claims: int) -> _Statement:
    query = _united(_ANYBODY if signed_in else None, [_claim(number) for number in range(claims)]).query
    compiler = query.get_compiler(connection.alias)
    sql, params = compiler.as_sql()
    converters = compiler.get_converters([column for column, _, _ in compiler.select])
    return _Statement(sql, tuple(params), converters, compiler)


def _united(user_id: int | None, claimed_slugs: list[str]) -> Any:
    rows = _policy_rows().values_list(*COLUMNS)
    parts: list[Any] = []
    if user_id is not None:
        members = Membership.objects.active().filter(user_id=user_id, circle__retired_at=None)
        parts.append(_columns(members, "member", F("circle_id"), F("role"), F("starts_at")))
        if source := fact_source():
            parts.append(source.of_user(user_id))
    if claimed_slugs:
        claims = Circle.objects.pickable().filter(is_claimable=True, slug__in=claimed_slugs)
        parts.append(_columns(claims.order_by(), "claim", F("pk"), F("slug"), Now()))
    return rows.union(*parts, all=True) if parts else rows


def _policy_rows() -> Any:
    rows = PolicyState.objects.filter(pk=PolicyState.ONLY)
    return rows.annotate(
        row_kind=Value("policy", CharField()),
        row_number=Cast(F("epoch"), BigIntegerField()),
        row_text=Value("", CharField()),
        row_at=Cast(Now(), DateTimeField()),
    )


def _columns(rows: Any, kind: str, number: Any, text: Any, at: Any) -> Any:
    return fact_columns(rows, kind=kind, number=number, text=text, at=at)


def fact_columns(rows: Any, *, kind: str = "fact", number: Any, text: Any, at: Any) -> Any:
    """These rows in the shape that the viewer's one query unites."""
    return rows.annotate(
        row_kind=Value(kind, CharField()),
        row_number=Cast(number, BigIntegerField()),
        row_text=Cast(text, CharField()),
        row_at=Cast(at, DateTimeField()),
    ).values_list(*COLUMNS)


def _facts(text: str) -> Facts:
    return {name: str(value) for name, value in json.loads(text).items() if value is not None}
