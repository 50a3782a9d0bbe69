"""The policy core by itself: plain values, no database."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import combinations, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiences.policy.circles import EVERYONE, CircleGraph
from audiences.policy.matrix import Decision, Level, Matrix
from audiences.policy.widening import conditions, may_widen
from audiences.policy.zones import (
    EMPTY_LINK,
    EVERYONE_ZONE,
    NOBODY_ZONE,
    Link,
    Policy,
    ZoneRow,
    ids_from_text,
    ids_to_text,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER, LAST = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
NO_GRAPH = CircleGraph({})

numbers = st.integers(1, 7)
graphs = st.builds(
    CircleGraph,
    st.dictionaries(st.integers(2, 7), st.frozensets(st.integers(2, 7), max_size=3), max_size=5),
    st.dictionaries(st.integers(8, 11), st.frozensets(st.integers(2, 11), max_size=2), max_size=3),
)


def frozen(*members: int) -> frozenset[int]:
    return frozenset(members)


# --- circles

STAFF = CircleGraph({10: frozen(2, 3), 20: frozen(10, 4)}, {5: frozen(2), 6: frozen(5), 7: frozen()})


def test_closure_goes_all_the_way_up_and_holds_everyone() -> None:
    assert STAFF.closure([2]) == frozen(EVERYONE, 2, 10, 20)
    assert STAFF.closure([20]) == frozen(EVERYONE, 20)
    assert STAFF.closure([]) == frozen(EVERYONE)


def test_within_goes_all_the_way_down() -> None:
    assert STAFF.within([20]) == frozen(20, 10, 4, 2, 3)


def test_retired_names_mean_what_they_became() -> None:
    assert STAFF.names([2]) == frozen(2, 5, 6)
    assert STAFF.meaning([6, 4]) == frozen(2, 4)
    assert STAFF.meaning([7]) == frozenset()


def test_most_specific() -> None:
    assert STAFF.most_specific(STAFF.closure([2, 4])) == frozen(2, 4)
    assert STAFF.most_specific(STAFF.closure([])) == frozen(EVERYONE)
    assert STAFF.most_specific(STAFF.closure([10])) == frozen(10)


def test_would_loop() -> None:
    assert STAFF.would_loop(2, 20)
    assert STAFF.would_loop(2, 2)
    assert not STAFF.would_loop(20, 2)


@given(graphs, st.frozensets(numbers, max_size=4))
def test_closure_and_within_mirror_each_other(graph: CircleGraph, circles: frozenset[int]) -> None:
    """Loops included: both end."""
    up = graph.closure(circles)
    assert graph.closure(up) == up
    for circle in range(2, 8):
        assert (circle in up) == bool(graph.within([circle]) & circles)


@given(graphs, st.frozensets(numbers, max_size=4), st.frozensets(st.integers(2, 11), max_size=3))
def test_being_named_by_a_retired_number_is_being_meant(
    graph: CircleGraph, circles: frozenset[int], named: frozenset[int]
) -> None:
    living = circles - graph.successors.keys()
    assert bool(graph.names(living) & named) == bool(graph.meaning(named) & living)


@given(graphs, st.integers(2, 7), st.integers(2, 7))
def test_what_does_not_loop_may_be_added(graph: CircleGraph, outer: int, inner: int) -> None:
    def has_loop(of: CircleGraph) -> bool:
        return any(one in of.within(inside) for one, inside in of.includes.items())

    more = CircleGraph({**graph.includes, outer: graph.includes.get(outer, frozenset()) | {inner}})
    if not has_loop(graph):
        assert has_loop(more) == graph.would_loop(outer, inner)


@given(st.frozensets(st.integers(0, 10**6)))
def test_sets_of_numbers_have_one_spelling(ids: frozenset[int]) -> None:
    assert ids_from_text(ids_to_text(ids)) == ids
    assert ids_to_text(ids) == ids_to_text(frozenset(sorted(ids, reverse=True)))


# --- the matrix


def matrix(**decided: Level) -> Matrix:
    """c2=Level.USEFUL: circle 2 decided so about offering 1."""
    cells = {(1, int(name[1:])): [Decision(level, NOW, None)] for name, level in decided.items()}
    return Matrix(STAFF, frozen(1), cells)


def test_access_only_adds_up() -> None:
    one = matrix(c2=Level.BARRED, c10=Level.UNLISTED)
    assert one.opens(STAFF.closure([2]), 1, NOW)
    assert not one.opens(frozen(EVERYONE, 2), 1, NOW)
    assert not one.opens(STAFF.closure([2]), 99, NOW)


def test_listing_looks_up_to_the_first_decided_cell_on_each_path() -> None:
    assert matrix(c10=Level.USEFUL).listing_level(STAFF.closure([2]), 1, NOW) == Level.USEFUL
    assert matrix(c2=Level.BARRED, c10=Level.USEFUL).listing_level(STAFF.closure([2]), 1, NOW) == Level.BARRED
    assert matrix(c1=Level.NEEDED).listing_level(STAFF.closure([2]), 1, NOW) == Level.NEEDED
    assert (
        matrix(c1=Level.NEEDED, c20=Level.UNLISTED).listing_level(STAFF.closure([2]), 1, NOW)
        == Level.UNLISTED
    )
    assert matrix().listing_level(STAFF.closure([2]), 1, NOW) == Level.UNDECIDED
    best_of_two = matrix(c2=Level.BARRED, c4=Level.USEFUL)
    assert best_of_two.listing_level(STAFF.closure([2, 4]), 1, NOW) == Level.USEFUL


def test_a_decision_that_ends_lets_the_earlier_one_hold_again() -> None:
    decisions = [Decision(Level.USEFUL, NOW, None), Decision(Level.BARRED, LATER, LAST)]
    one = Matrix(STAFF, frozen(1), {(1, 2): decisions})
    assert [one.decided(1, 2, moment) for moment in (NOW, LATER, LAST)] == [
        Level.USEFUL,
        Level.BARRED,
        Level.USEFUL,
    ]
    assert set(one.moments()) == {NOW, LATER, LAST}


@given(
    st.dictionaries(numbers, st.sampled_from(Level), max_size=5),
    st.frozensets(numbers, max_size=3),
    numbers,
)
def test_a_further_circle_never_takes_away(
    cells: dict[int, Level], circles: frozenset[int], further: int
) -> None:
    one = Matrix(STAFF, frozen(1), {(1, c): [Decision(level, NOW, None)] for c, level in cells.items()})
    if one.opens(STAFF.closure(circles), 1, NOW):
        assert one.opens(STAFF.closure(circles | {further}), 1, NOW)


# --- zones


def policy(zones: dict[int, ZoneRow], graph: CircleGraph = NO_GRAPH, *, decided: bool = True) -> Policy:
    """With offering 1, which opens for circle 2."""
    cells = {(1, 2): [Decision(Level.UNLISTED, NOW, LAST)]} if decided else {}
    everyone = {EVERYONE_ZONE: ZoneRow(NOBODY_ZONE, EMPTY_LINK)}
    return Policy(graph, Matrix(graph, frozen(1), cells), everyone | zones)


def test_loops_unknown_zones_and_nobody_are_denied() -> None:
    found = policy({
        2: ZoneRow(3, EMPTY_LINK),
        3: ZoneRow(2, EMPTY_LINK),
        4: ZoneRow(99, EMPTY_LINK),
        5: ZoneRow(NOBODY_ZONE, EMPTY_LINK),
        6: ZoneRow(EVERYONE_ZONE, Link(source=99)),
        7: ZoneRow(EVERYONE_ZONE, Link(source=7)),
        8: ZoneRow(EVERYONE_ZONE, Link(circles=frozenset())),
        9: ZoneRow(EVERYONE_ZONE, Link(offering=99)),
    }).open_zones(frozen(EVERYONE, 2, 3), NOW, draft=True)  # fmt: skip
    assert found == {EVERYONE_ZONE}


def test_closed_and_until_are_left_out_for_drafts_and_circles_never() -> None:
    zones = {
        2: ZoneRow(EVERYONE_ZONE, Link(closed=True)),
        3: ZoneRow(EVERYONE_ZONE, Link(until=NOW)),
        4: ZoneRow(EVERYONE_ZONE, Link(circles=frozen(2), closed=True)),
    }
    one = policy(zones)
    assert one.open_zones(frozen(EVERYONE), NOW) == {EVERYONE_ZONE}
    assert one.open_zones(frozen(EVERYONE), NOW, draft=True) == {EVERYONE_ZONE, 2, 3}
    assert one.open_zones(frozen(EVERYONE, 2), NOW, draft=True) == {EVERYONE_ZONE, 2, 3, 4}


def test_the_next_moment_is_the_first_dated_thing_to_come() -> None:
    zones = {2: ZoneRow(EVERYONE_ZONE, Link(until=LATER)), 3: ZoneRow(EVERYONE_ZONE, Link(until=NOW))}
    assert policy(zones).next_moment(NOW) == LATER
    assert policy(zones).next_moment(LATER) == LAST  # the decision about offering 1 ends
    assert policy(zones).next_moment(LAST) is None


@pytest.mark.parametrize(
    "one", [Link(), Link(circles=frozen(3, 17)), Link(circles=frozenset()), Link(offering=3)]
)
def test_equal_links_have_equal_keys_and_different_ones_different(one: Link) -> None:
    others = [Link(closed=True), Link(until=NOW), Link(source=3), Link(circles=frozen(3)), Link(offering=17)]
    assert one.key == Link(**{name: getattr(one, name) for name in ("circles", "offering")}).key
    assert one.key not in {other.key for other in others}


# --- widening: whenever it says no, nobody gains

LINKS = [
    Link(circles=circles, offering=offering, closed=closed, until=until)
    for circles, offering, closed, until in product(
        (None, frozenset(), frozen(2), frozen(3), frozen(2, 3), frozen(4), frozen(5), frozen(EVERYONE)),
        (None, 1),
        (False, True),
        (None, LATER, LAST),
    )
]
GRAPH = CircleGraph({4: frozen(2)}, {5: frozen(3)})  # 4 includes 2; 5 became 3
SETS = [frozenset(chosen) for size in range(4) for chosen in combinations((2, 3, 4), size)]


def all_chains() -> dict[int, ZoneRow]:
    """A zone per link, and per pair of links; then some aliases of both kinds."""
    zones = {}
    for number, link in enumerate(LINKS, 10):
        zones[number] = ZoneRow(EVERYONE_ZONE, link)
    first = range(10, 10 + len(LINKS))
    chance = Random(1)
    for number in range(1000, 2500):
        zones[number] = ZoneRow(chance.choice(first), chance.choice(LINKS))
    for number in range(3000, 3300):
        source = chance.choice([NOBODY_ZONE, *zones])
        zones[number] = ZoneRow(chance.choice([*first]), Link(source=source, closed=chance.random() < 0.2))
    return zones


def test_whenever_widening_is_denied_nobody_gains() -> None:
    """Exhaustively for single links, and by sample for chains and aliases."""
    one = policy(all_chains(), GRAPH)
    passing: dict[int, set[tuple[frozenset[int], datetime, bool]]] = defaultdict(set)
    for circles, moment, draft in product(SETS, (NOW, LATER, LAST), (False, True)):
        for zone in one.open_zones(GRAPH.closure(circles), moment, draft=draft):
            passing[zone].add((circles, moment, draft))
    chance = Random(2)
    singles = [EVERYONE_ZONE, NOBODY_ZONE, *range(10, 10 + len(LINKS))]
    numbers_ = [NOBODY_ZONE, *one.zones]
    sample = ((chance.choice(numbers_), chance.choice(numbers_)) for _ in range(8_000))
    denied = 0
    for before, after in [*product(singles, repeat=2), *sample]:
        if not may_widen(one, before, after):
            denied += 1
            assert passing[after] <= passing[before], (before, after)
    assert denied > 1_000  # it does not ask about everything


def test_the_same_place_never_widens() -> None:
    one = policy(all_chains(), GRAPH)
    assert not any(may_widen(one, zone, zone) for zone in one.zones)


def test_an_edit_in_place_is_seen_between_two_policies() -> None:
    narrow = policy({2: ZoneRow(EVERYONE_ZONE, Link(circles=frozen(2)))}, GRAPH)
    wide = policy({2: ZoneRow(EVERYONE_ZONE, Link(circles=frozen(2, 3)))}, GRAPH)
    assert may_widen(narrow, 2, 2, later=wide)
    assert not may_widen(wide, 2, 2, later=narrow)


def test_conditions_take_a_zone_apart() -> None:
    one = policy({
        2: ZoneRow(EVERYONE_ZONE, Link(circles=frozen(2), closed=True)),
        3: ZoneRow(2, Link(source=4)),
        4: ZoneRow(EVERYONE_ZONE, Link(until=LAST, offering=1)),
    })  # fmt: skip
    assert conditions(one, 3) == {
        Link(circles=frozen(2)),
        Link(closed=True),
        Link(until=LAST),
        Link(offering=1),
    }
    assert conditions(one, EVERYONE_ZONE) == frozenset()
    assert conditions(one, NOBODY_ZONE) == conditions(one, 99) == {Link(circles=frozenset())}
