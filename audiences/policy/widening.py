"""Whether a change may show something to somebody who did not see it before.

A zone is taken apart into its single conditions. A change widens unless every condition of the old
chain is implied by one of the new chain. It errs on the safe side: it may ask where nothing changes.
"""

from audiences.policy.circles import EVERYONE
from audiences.policy.zones import EVERYONE_ZONE, NOBODY_ZONE, Link, Policy


def conditions(policy: Policy, zone: int) -> frozenset[Link]:
    """Every single condition on a zone's chain, sources included."""
    found: set[Link] = set()
    todo, seen = [zone], set[int]()
    while todo:
        number = todo.pop()
        if number in seen or number == EVERYONE_ZONE:
            continue
        seen.add(number)
        row = policy.zones.get(number)
        if row is None or number == NOBODY_ZONE:
            found.add(Link(circles=frozenset()))  # nobody, and not only until somebody publishes it
            continue
        found |= _parts(row.link)
        todo.append(row.parent)
        if row.link.source is not None:
            todo.append(row.link.source)
    return frozenset(found)


def may_widen(policy: Policy, before: int, after: int, *, later: Policy | None = None) -> bool:
    """May somebody pass zone `after` who does not pass zone `before`?

    later: the policy in which `after` is read, where a change lies between the two.
    """
    given = conditions(later or policy, after)
    return any(not _implied(later or policy, wanted, given) for wanted in conditions(policy, before))


def _parts(link: Link) -> set[Link]:
    parts = set()
    if link.circles is not None:
        parts.add(Link(circles=link.circles))
    if link.offering is not None:
        parts.add(Link(offering=link.offering))
    if link.closed:
        parts.add(Link(closed=True))
    if link.until is not None:
        parts.add(Link(until=link.until))
    return parts


def _implied(policy: Policy, wanted: Link, given: frozenset[Link]) -> bool:
    if wanted in given:
        return True
    for link in given:
        if wanted.until is not None and link.until is not None and link.until <= wanted.until:
            return True
        if wanted.circles is not None and link.circles is not None:
            wide = policy.graph.within(policy.graph.meaning(wanted.circles))
            if EVERYONE in wide or policy.graph.meaning(link.circles) <= wide:
                return True
    return False
