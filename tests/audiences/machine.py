"""Random operations on the portal, and after each the question whether gate and oracle still agree.

A step is an operation and four small numbers, which pick pages, circles and so on from what exists at that
moment: so any sequence of steps can be carried out, and any can be cut down to the part that matters.
"""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any
from unittest import mock

from django.db import transaction

from tests.audiences.clock import HOUR, START, standing_still
from tests.audiences.compare import differences
from tests.audiences.oracle import EVERYONE, UNLISTED
from tests.audiences.world import World

Step = tuple[str, int, int, int, int]

MAX_PAGES, MAX_CIRCLES, MAX_OFFERINGS, MAX_HUNG = 14, 6, 2, 4

WEIGHTS = {
    "create": 6, "leaf": 10, "publish": 7, "unpublish": 5, "expire": 8, "tick": 9, "move": 8, "copy": 4,
    "alias": 7, "translate": 4, "set_rule": 12, "clear_rule": 7, "follow": 6, "cell": 8,
    "join": 3, "end_membership": 3,
    "include": 4, "exclude": 2, "merge": 3, "split": 2, "new_circle": 1, "delete_circle": 1,
    "new_offering": 1, "delete_offering": 1, "delete_page": 5, "convert": 2, "release": 3,
    "add_document": 3, "add_block": 4, "audience": 3, "restore": 3, "collect": 2,
}  # fmt: skip
"""Operation -> how often."""
OPERATIONS = list(WEIGHTS)

QUIET = {
    "create", "leaf", "unpublish", "copy", "alias", "translate", "delete_page", "delete_offering",
    "delete_circle", "add_document", "add_block", "audience", "collect", "new_circle", "new_offering",
    "exclude", "convert",
}  # fmt: skip
"""After these nobody sees a page that was there and they did not see. Nor after what was not confirmed."""


def steps(seed: int, number: int) -> list[Step]:
    """A random sequence; the same seed gives the same one."""
    chance = random.Random(seed)
    operations = chance.choices(OPERATIONS, list(WEIGHTS.values()), k=number)
    return [(op, *(chance.randrange(60) for _ in range(4))) for op in operations]  # type: ignore[misc]


def begin(world: World) -> World:
    """Three circles, an offering, two live sections, one with a page: enough for the first step to bite."""
    first, second, third = world.new_circle(), world.new_circle(), world.new_circle()
    for name, circle in (("ann", first), ("bob", second), ("cas", first), ("cas", second)):
        world.join(world.names[name], circle)
    world.include(third, first)
    world.decide(world.new_offering(), first, UNLISTED)
    section = world.create(world.home)
    world.create(section)
    world.create(world.home)
    return world


def _idle(*args: Any) -> None:
    """In place of indexing."""


@contextmanager
def portal() -> Iterator[World]:
    """The beginning, in a transaction of its own that is taken back. Nothing is indexed for searching."""
    idle = mock.patch("django_tasks.backends.immediate.ImmediateBackend._execute_task", _idle)
    with standing_still() as clock, idle, transaction.atomic():
        yield begin(World(clock))
        transaction.set_rollback(True)


def run(world: World, sequence: list[Step], tally: Counter[str] | None = None) -> tuple[int, str] | None:
    """Carry a sequence out and take it back.

    Returns (steps until the first failure, what failed), or None.
    """
    kept = vars(world).copy()
    oracle = world.oracle
    failure = None
    with transaction.atomic():
        vars(world).update(_copied(world))
        try:
            failure = _carry_out(world, sequence, tally)
        finally:
            vars(world).clear()
            vars(world).update(kept)
            world.oracle = oracle
            world.clock.set(START)
            transaction.set_rollback(True)
    world.clock.tell_database()
    return failure


def _copied(world: World) -> dict[str, Any]:
    changing = ("oracle", "circles")
    return {name: deepcopy(getattr(world, name)) for name in changing}


def _carry_out(world: World, sequence: list[Step], tally: Counter[str] | None) -> tuple[int, str] | None:
    seen = compare(world, random.Random(0), whole=False)[0]
    for number, step in enumerate(sequence, 1):
        before = seen
        try:
            done = apply(world, step)
            chance = random.Random(repr(step))
            seen, found = compare(world, chance, whole=number == len(sequence))
        except Exception as error:
            return number, f"{type(error).__name__}: {error}"
        if is_quiet(step):
            found += [
                f"WIDER: {step[0]} shows {who} pages {sorted(gained)}"
                for who, pages in seen.items()
                if who in before and (gained := (pages & before[who].existing) - before[who])
            ]
        if tally is not None:
            tally[f"{step[0]}{'' if done not in (False, None) else ', refused or impossible'}"] += 1
        if found:
            return number, "; ".join(found[:4])
    return None


def is_quiet(step: Step) -> bool:
    op, _, _, c, _ = step
    return op in QUIET or (op in ("move", "set_rule", "clear_rule", "follow", "release") and not confirmed(c))


def confirmed(number: int) -> bool:
    return number % 3 > 0


def compare(world: World, chance: random.Random, *, whole: bool) -> tuple[Any, list[str]]:
    world.look()
    return differences(world, chance, whole=whole)


def apply(world: World, step: Step) -> Any:
    """One step. False or None: refused, or impossible."""
    op, a, b, c, d = step
    pages, circles = world.pages, world.circles
    page, other = pages[a % len(pages)], pages[b % len(pages)]
    if page == world.home and d % 8 and op in ("unpublish", "expire", "set_rule", "follow"):
        page = pages[(a + 1) % len(pages)]  # a closed home hides every other mistake
    circle, second = circles[a % len(circles)], circles[b % len(circles)]
    for group in (_on_pages, _on_rules, _on_circles):
        answer = group(world, step, page, other, circle, second)
        if answer is not NotImplemented:
            return answer
    raise ValueError(op)


def _on_pages(world: World, step: Step, page: int, other: int, circle: int, second: int) -> Any:
    op, a, b, c, d = step
    room = MAX_PAGES - len(world.pages)
    match op:
        case "create":
            return room > 0 and world.create(page, live=b % 4 > 0)
        case "leaf":  # with a rule that its neighbours are likely to have too: shared zones
            named = world.circles[1 + b % 2] if len(world.circles) > 2 else EVERYONE
            return room > 0 and world.ruled(world.pages[a % min(len(world.pages), 4)], named)
        case "publish" | "unpublish":
            return getattr(world, op)(page)
        case "restore":
            edited = [p for p in world.pages if world.page(p).revisions.exists()]
            return bool(edited) and world.restore(edited[a % len(edited)], b)
        case "expire":
            return world.expire(page, None if b % 3 == 0 else world.clock.now + (1 + b % 3) * HOUR)
        case "move":
            return world.move(page, other, confirmed=confirmed(c))
        case "copy" | "alias":
            recursive = c % 2 == 0
            size = len(world.oracle.below(page)) if recursive else 1
            return size <= room and getattr(world, op)(page, other, recursive=recursive)
        case "translate":
            return room > 0 and world.translate(page, other)
        case "convert":
            found = [p for p in world.pages if world.page(p).alias_of_id is not None]
            return bool(found) and world.convert(found[a % len(found)])
        case "release":
            found = [p for p in world.pages if p in world.oracle.sources]
            return bool(found) and world.release(found[a % len(found)], confirmed=confirmed(c))
        case "delete_page":
            return world.delete_page(page)
        case "add_document":
            return len(world.oracle.documents) < MAX_HUNG and world.add_document(page)
        case "add_block":
            return len(world.oracle.blocks) < MAX_HUNG and world.add_block(
                page, *{circle, second} - {EVERYONE}
            )
        case "audience":
            return world.set_audience(page, [] if d % 4 == 0 else {circle, second})
        case "collect":
            return world.collect()
    return NotImplemented


def _on_rules(world: World, step: Step, page: int, other: int, circle: int, second: int) -> Any:
    op, a, b, c, d = step
    offerings = world.offerings
    match op:
        case "tick":
            return world.clock.tick(1 + a % 2) or True
        case "set_rule":
            named = {world.circles[n % len(world.circles)] for n in (b, c, d)[: 1 + d % 3]}
            return world.set_rule(page, named, confirmed=confirmed(c))
        case "clear_rule":
            return world.clear_rule(page, confirmed=confirmed(c))
        case "follow":
            return bool(offerings) and world.follow(
                page, offerings[b % len(offerings)], confirmed=confirmed(c)
            )
        case "cell":
            begin = world.clock.now + (2 * HOUR if d % 4 == 0 else 0 * HOUR)
            end = begin + 2 * HOUR if d % 3 == 0 else None
            return bool(offerings) and world.decide(offerings[a % len(offerings)], second, c % 5, begin, end)
        case "new_offering":
            return len(offerings) < MAX_OFFERINGS and world.new_offering()
        case "delete_offering":
            return bool(offerings) and world.delete_offering(offerings[a % len(offerings)])
    return NotImplemented


def _on_circles(world: World, step: Step, page: int, other: int, circle: int, second: int) -> Any:
    op, a, b, c, d = step
    person = world.people[c % len(world.people)]
    match op:
        case "join":
            begin = world.clock.now + b % 2 * HOUR
            end = None if d % 2 else world.clock.now + (1 + d % 5) * HOUR
            return world.join(person, circle, begin, end)
        case "end_membership":
            return world.end_membership(person, circle, world.clock.now + b % 2 * HOUR)
        case "include" | "exclude" | "merge":
            return getattr(world, op)(circle, second)
        case "split":
            return len(world.circles) < MAX_CIRCLES and world.split(circle, both=b % 2 == 0)
        case "new_circle":
            return len(world.circles) < MAX_CIRCLES and world.new_circle()
        case "delete_circle":
            return world.delete_circle(circle)
    return NotImplemented


def shrink(world: World, sequence: list[Step]) -> list[Step]:
    """Drop steps as long as it still fails."""
    failed = run(world, sequence)
    if failed is None:
        raise ValueError("this sequence does not fail")
    best = sequence[: failed[0]]
    size = len(best)
    while size:
        at = 0
        while at < len(best):
            shorter = best[:at] + best[at + size :]
            if failed := run(world, shorter):
                best = shorter[: failed[0]]
            else:
                at += size
        size //= 2
    return best
