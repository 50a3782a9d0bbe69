"""Who can open which page of the demo, worked out the slow way: by walking up from every page.

May be called by `manage.py demo --accounts` and by tests. It reads rules, memberships and affiliations as
they were written down; it shares no code with the gate and never looks at a zone, so that each can check the
other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from wagtail.models import Site

from audiences.models import (
    AccessRule,
    Circle,
    CircleCondition,
    CircleInclusion,
    CircleSuccession,
    LevelDecision,
)
from content.models import PortalPage
from people.models import User

EVERYONE = 1
BARRED = 1


@dataclass(frozen=True)
class PageFacts:
    """What decides about one page."""

    pk: int
    parent: int | None
    address: str
    is_open: bool
    rule: AccessRule | None
    alias_source: int | None


class Oracle:
    """The state of rules and pages at one moment."""

    def __init__(self, now: datetime | None = None) -> None:
        self.now = now or timezone.now()
        self.pages = self._pages()
        self.addresses = sorted(page.address for page in self.pages.values() if page.address)

    def circles_of(self, user: User | None) -> set[int]:
        """Numbers of this person's circles, by membership, rule and inclusion. None: not signed in."""
        circles = {EVERYONE}
        if user is not None and user.is_active:
            rows = user.memberships.filter(starts_at__lte=self.now)
            circles |= {row.circle_id for row in rows if row.ends_at is None or row.ends_at > self.now}
            circles |= self._by_rule(user)
        return self._with_including(circles)

    def opens(self, circles: set[int]) -> list[str]:
        """The addresses that somebody in these circles can open, in order."""
        return sorted(
            page.address for page in self.pages.values() if page.address and self._can_open(page, circles)
        )

    def _can_open(self, page: PageFacts, circles: set[int]) -> bool:
        """Every page from here up is live, and each of their own rules lets one of the circles in."""
        step: PageFacts | None = page
        for _ in range(1000):
            if step is None:
                return True
            if not step.is_open or not self._lets_in(step.rule, circles):
                return False
            if step.alias_source is not None:
                source = self.pages.get(step.alias_source)
                if source is None or not self._can_open(source, circles):
                    return False
            step = self.pages[step.parent] if step.parent is not None else None
        return False

    def _lets_in(self, rule: AccessRule | None, circles: set[int]) -> bool:
        if rule is None:
            return True
        if rule.follows_id is None:
            return bool({int(number) for number in rule.circles.replace(",", " ").split()} & circles)
        return any(
            level > BARRED for circle, level in self._levels(rule.follows_id).items() if circle in circles
        )

    def _levels(self, offering: int) -> dict[int, int]:
        """Circle -> the decision that holds now: the last one to have begun."""
        rows = LevelDecision.objects.filter(offering=offering, starts_at__lte=self.now)
        running = [row for row in rows if row.ends_at is None or row.ends_at > self.now]
        return {row.circle_id: row.level for row in sorted(running, key=lambda row: (row.starts_at, row.pk))}

    def _pages(self) -> dict[int, PageFacts]:
        prefix = Site.objects.get(is_default_site=True).root_page.url_path.rstrip("/")
        rules = {rule.group: rule for rule in AccessRule.objects.all()}
        rows = list(PortalPage.objects.order_by("path"))
        by_path = {row.path: row.pk for row in rows}
        return {
            row.pk: PageFacts(
                pk=row.pk,
                parent=by_path.get(row.path[:-4]),
                address=row.url_path.removeprefix(prefix) if row.depth > 1 else "",
                is_open=row.live and (row.expire_at is None or row.expire_at > self.now),
                rule=rules.get(row.translation_key),
                alias_source=row.alias_source,
            )
            for row in rows
        }

    def _by_rule(self, user: User) -> set[int]:
        """Rule circles: within one affiliation every field matches one of its values."""
        conditions: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in CircleCondition.objects.all():
            conditions[row.circle_id][row.field].add(row.value)
        today = timezone.localdate(self.now)
        current = [
            row
            for row in user.affiliations.all()
            if (row.starts_on is None or row.starts_on <= today)
            and (row.ends_on is None or row.ends_on >= today)
        ]
        return {
            circle
            for circle, fields in conditions.items()
            if any(all(_fact(row, name) in values for name, values in fields.items()) for row in current)
        }

    @staticmethod
    def _with_including(circles: set[int]) -> set[int]:
        """Up along inclusions, and back to the old names of circles that were merged or split."""
        upwards: dict[int, set[int]] = defaultdict(set)
        for outer, inner in CircleInclusion.objects.values_list("outer_id", "inner_id"):
            upwards[inner].add(outer)
        for retired, successor in CircleSuccession.objects.values_list("retired_id", "successor_id"):
            upwards[successor].add(retired)
        found, todo = set(circles), list(circles)
        while todo:
            new = upwards[todo.pop()] - found
            found |= new
            todo += new
        return found


def _fact(affiliation: Any, name: str) -> str:
    if name in ("organisation", "unit", "location"):
        return str(getattr(affiliation, f"{name}_id") or "")
    return str(getattr(affiliation, name))


def slugs(circles: set[int]) -> list[str]:
    """The circles by slug, without everyone."""
    rows = Circle.objects.filter(pk__in=circles - {EVERYONE}, retired_at=None)
    return sorted(rows.values_list("slug", flat=True))
