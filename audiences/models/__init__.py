"""The tables of this room. Other rooms use `Circle`, `Protected` and `Anchored`; the rest is private."""

from audiences.models.circles import Circle, CircleCondition, CircleInclusion, CircleSuccession, Membership
from audiences.models.log import AccessChange
from audiences.models.matrix import LevelDecision, Offering
from audiences.models.protected import Anchored, Protected
from audiences.models.zones import AccessRule, PolicyState, Zone

__all__ = [
    "AccessChange",
    "AccessRule",
    "Anchored",
    "Circle",
    "CircleCondition",
    "CircleInclusion",
    "CircleSuccession",
    "LevelDecision",
    "Membership",
    "Offering",
    "PolicyState",
    "Protected",
    "Zone",
]
