"""How pages that follow an offering are listed for a viewer: by its level, whatever their audience says.

For selectors of higher rooms. Listing only: it never decides what can be opened.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from audiences.models import AccessRule
from audiences.policy.matrix import Level
from audiences.viewer import Viewer


def listed_offerings(viewer: Viewer) -> frozenset[int]:
    """The offerings that are at least useful to this viewer."""
    offerings = viewer.loaded.policy.matrix.offerings
    return frozenset(number for number in offerings if viewer.listing_level(number) >= Level.USEFUL)


def following_groups(viewer: Viewer) -> tuple[Any, Any] | None:
    """The groups of translations that follow an offering, as querysets of numbers: (listed, all).

    None when there is nothing to follow.
    """
    if not viewer.loaded.policy.matrix.offerings:
        return None
    rules = AccessRule.objects.exclude(follows=None)
    return rules.filter(follows__in=listed_offerings(viewer)).values("group"), rules.values("group")


def listing_of_groups(viewer: Viewer, groups: Iterable[UUID]) -> dict[UUID, bool]:
    """Of these groups of translations, those that follow an offering, and whether they are listed."""
    if not viewer.loaded.policy.matrix.offerings:
        return {}
    listed = listed_offerings(viewer)
    rules = AccessRule.objects.filter(group__in=list(groups)).exclude(follows=None)
    return {group: follows in listed for group, follows in rules.values_list("group", "follows_id")}
