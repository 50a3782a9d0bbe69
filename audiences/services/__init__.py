"""What may be changed here: circles, memberships, access rules, the matrix.

Every service is atomic, takes the policy lock where structure changes, and leaves a row in the log.
"""

from audiences.services.circles import (
    circle_create,
    circle_delete,
    circle_exclude,
    circle_include,
    circle_merge,
    circle_rules_set,
    circle_split,
    membership_end,
    membership_start,
)
from audiences.services.matrix import level_clear, level_decide, offering_create, offering_delete
from audiences.services.rules import access_rule_clear, access_rule_set

__all__ = [
    "access_rule_clear",
    "access_rule_set",
    "circle_create",
    "circle_delete",
    "circle_exclude",
    "circle_include",
    "circle_merge",
    "circle_rules_set",
    "circle_split",
    "level_clear",
    "level_decide",
    "membership_end",
    "membership_start",
    "offering_create",
    "offering_delete",
]
