"""Short stories about access: a few steps, and who can read what then.

A story is told to the portal and to the oracle at once. `readers` and `listed` ask the portal and insist that
the oracle agrees about everything; `shown` asks the portal alone, for tests of what goes wrong.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.db import transaction

from audiences.viewer import Viewer, resolve
from content.models import BlockForCircles, PortalDocument, PortalPage
from content.selectors import listed_for
from tests.audiences.clock import standing_still
from tests.audiences.compare import differences
from tests.audiences.oracle import USEFUL, Following
from tests.audiences.world import World

INDEXING = "django_tasks.backends.immediate.ImmediateBackend._execute_task"


class Story(World):
    """one, two, three: circles. x: a section under the home."""

    one: int
    two: int
    three: int
    x: int

    def agreed(self) -> None:
        """Gate and oracle say the same of everybody and everything."""
        self.look()
        _, found = differences(self, random.Random(1), whole=False)
        assert not found, "; ".join(found)

    def shown(self, page: int, *, draft: bool = False) -> str:
        """The first letters of who can open a page, by the portal alone."""
        pages = PortalPage.objects.filter(pk=page)
        return self._letters(lambda viewer: pages.visible_to(viewer, draft=draft).exists())

    def readers(self, page: int) -> str:
        self.agreed()
        return self.shown(page)

    def listed(self, page: int) -> str:
        """For whom a page is in the lists."""
        self.agreed()
        pages, rule = PortalPage.objects.filter(pk=page), self.oracle.rule(page)

        def lists(viewer: Viewer) -> bool:
            if isinstance(rule, Following):
                wanted = viewer.listing_level(rule.offering) >= USEFUL
                return wanted and pages.visible_to(viewer).exists()
            return listed_for(pages.visible_to(viewer), viewer).exists()

        return self._letters(lists)

    def document_readers(self, document: int) -> str:
        rows = PortalDocument.objects.filter(pk=document)
        return self._letters(lambda viewer: rows.visible_to(viewer).exists())

    def block_readers(self, block: int) -> str:
        rows = BlockForCircles.objects.filter(pk=block)
        return self._letters(lambda viewer: rows.visible_to(viewer).exists())

    def _letters(self, sees) -> str:
        return "".join(name[0] for name, person in self.names.items() if sees(resolve(person)))

    def zone(self, page: int) -> int:
        return PortalPage.objects.values_list("zone", flat=True).get(pk=page)


def _idle(*args: object) -> None:
    """In place of indexing for the search of the CMS, which takes long and decides nothing."""


@contextmanager
def story() -> Iterator[Story]:
    """The beginning, in a transaction that is taken back."""
    with standing_still() as clock, mock.patch(INDEXING, _idle), transaction.atomic():
        told = Story(clock)
        told.one, told.two, told.three = (told.new_circle() for _ in range(3))
        for name, circle in (("ann", told.one), ("bob", told.two), ("cas", told.one), ("cas", told.two)):
            told.join(told.names[name], circle)
        told.x = told.create(told.home)
        yield told
        transaction.set_rollback(True)
