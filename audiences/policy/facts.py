"""Rule circles: conditions over a person's affiliations.

OR within a field, AND across fields, all within one affiliation. A rule without conditions is nobody.
The same definition is evaluated here for the viewer and in SQL for counting; a property test keeps
the two equal.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Facts = Mapping[str, str]
"""One affiliation: field name -> value, both as text."""


@dataclass(frozen=True)
class CircleRule:
    """The conditions of one rule circle. values: field -> the values of which one must match."""

    values: Mapping[str, frozenset[str]]

    def matches(self, affiliations: Iterable[Facts]) -> bool:
        """Does one of the affiliations meet every condition?"""
        if not self.values:
            return False
        return any(self._matches_one(facts) for facts in affiliations)

    def _matches_one(self, facts: Facts) -> bool:
        return all(facts.get(field) in allowed for field, allowed in self.values.items())


def rule_circles(rules: Mapping[int, CircleRule], affiliations: Iterable[Facts]) -> frozenset[int]:
    """The circles whose rule somebody with these affiliations meets."""
    affiliations = list(affiliations)
    return frozenset(circle for circle, rule in rules.items() if rule.matches(affiliations))
