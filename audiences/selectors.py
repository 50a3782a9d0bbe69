"""What other rooms may ask about circles. Reads only, always for a viewer."""

from collections.abc import Iterable
from typing import Any

from audiences import access
from audiences.models import AccessRule, Circle, Membership
from audiences.policy.circles import EVERYONE
from audiences.policy.zones import ids_from_text
from audiences.registry import fact_source, page_model
from audiences.viewer import Viewer


def own_circles(viewer: Viewer) -> list[Circle]:
    """The circles the viewer is in, without everyone and those of the system's own making; by name."""
    return _shown(viewer, viewer.circles)


def shared_circles(viewer: Viewer, user_id: int) -> list[Circle]:
    """The circles inside the organisation that this viewer and this person are both members of; by name.

    Nobody learns from somebody else's profile of a circle they are not in, or that a colleague is a client.
    """
    rows = Membership.objects.active().filter(user_id=user_id, circle__in=viewer.direct)
    circles = viewer.loaded.circles
    shared = rows.values_list("circle_id", flat=True)
    return _shown(viewer, {number for number in shared if number in circles and circles[number].is_inside})


def pages_opened(viewer: Viewer) -> dict[int, list[Any]]:
    """Per circle of the viewer, the pages whose own rule names it, of those the viewer can open."""
    ruled = AccessRule.objects.exclude(circles="")
    mine: dict[Any, frozenset[int]] = {
        group: viewer.loaded.policy.graph.meaning(ids_from_text(circles)) & viewer.circles
        for group, circles in ruled.values_list("group", "circles")
    }
    opened: dict[int, list[Any]] = {}
    pages = access.visible(page_model()._default_manager.all(), viewer)
    for page in pages.filter(translation_key__in=ruled.values("group")).order_by("path"):
        for circle in mine.get(page.translation_key, ()):
            opened.setdefault(circle, []).append(page)
    return opened


def known_circles(viewer: Viewer, numbers: Iterable[int]) -> list[Circle]:
    """Of these circles, by current or retired number, those whose name this viewer may know.

    Staff know all circles. Others know their own and the public ones: nobody learns the name of a circle
    they need not know.
    """
    meant = viewer.loaded.policy.graph.meaning(numbers)
    if not viewer.is_staff:
        public = {pk for pk, circle in viewer.loaded.circles.items() if circle.kind == Circle.Kind.PUBLIC}
        meant &= viewer.circles | public
    return _shown(viewer, meant)


def claimable_circles(viewer: Viewer) -> list[Circle]:
    """What a visitor may say to be."""
    claimable = {pk for pk, circle in viewer.loaded.circles.items() if circle.is_claimable}
    return _shown(viewer, frozenset(claimable))


def membership_origins(viewer: Viewer) -> list[dict[str, object]]:
    """For "Mijn kringen": each circle with the ways in which the viewer is in it."""
    if viewer.user_id is None:
        return []
    memberships: dict[int, list[Membership]] = {}
    for membership in Membership.objects.active().filter(user_id=viewer.user_id).order_by("starts_at"):
        memberships.setdefault(membership.circle_id, []).append(membership)
    return [
        {"circle": circle, "origins": _origins(viewer, circle, memberships.get(circle.pk, []))}
        for circle in own_circles(viewer)
    ]


def _origins(viewer: Viewer, circle: Circle, memberships: list[Membership]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = [
        {
            "kind": "direct",
            "role_label": "" if m.role == Membership.Role.MEMBER else m.get_role_display(),
            "reason": m.reason,
            "starts_at": m.starts_at,
            "ends_at": m.ends_at,
        }
        for m in memberships
    ]
    if circle.pk in viewer.by_rule:
        found.append({"kind": "rule", "rule_text": _rule_text(viewer, circle)})
    inside = viewer.loaded.policy.graph.includes.get(circle.pk, frozenset()) & viewer.circles
    found += [{"kind": "included", "via": via} for via in _shown(viewer, inside)]
    return found


def _rule_text(viewer: Viewer, circle: Circle) -> str:
    source, rule = fact_source(), viewer.loaded.rules.get(circle.pk)
    fields = [source.field(name) for name in rule.values] if source and rule else []
    return ", ".join(str(field.label) for field in fields if field)


def _shown(viewer: Viewer, numbers: Iterable[int]) -> list[Circle]:
    circles = viewer.loaded.circles
    found = [circles[n] for n in numbers if n in circles and n != EVERYONE and not circles[n].is_system]
    return sorted(found, key=lambda circle: circle.label)
