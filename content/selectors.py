"""What is in the portal for a viewer: lists of pages, always through the gate."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils.translation import get_language

from audiences.listing import following_groups, listing_of_groups
from audiences.models import Circle
from audiences.selectors import known_circles
from audiences.viewer import Viewer
from content.models import ContentPage, LandingPage, NewsPage, PortalPage
from content.models.base import TREE_STEP

Audience = PortalPage.audience.through

MOST_WORDS = 8
"""Of a question: what follows is left out."""


def in_own_language(pages: Any, viewer: Viewer) -> Any:
    """Of a page and its translations only the one in the reader's language, where they may open that one."""
    code = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    mine = PortalPage.objects.visible_to(viewer).filter(locale__language_code=code)
    mine = mine.filter(translation_key=OuterRef("translation_key"))
    return pages.filter(Q(locale__language_code=code) | ~Exists(mine))


def listed_for(pages: Any, viewer: Viewer) -> Any:
    """Of these pages, those that are for this viewer. A page without an audience is listed for nobody.

    A page that follows an offering has no audience of its own: how the offering is listed decides.
    """
    rows = Audience.objects.filter(circle_id__in=listing_numbers(viewer))
    by_audience = Q(pk__in=rows.values("portalpage_id"))
    following = following_groups(viewer)
    if following is None:
        return pages.filter(by_audience)
    listed, every = following
    return pages.filter(Q(translation_key__in=listed) | (by_audience & ~Q(translation_key__in=every)))


def listing_numbers(viewer: Viewer) -> frozenset[int]:
    """The circles whose pages are listed. A visitor who said nothing gets what is for the public."""
    if viewer.is_authenticated or viewer.claimed:
        return viewer.listing_names
    circles = viewer.loaded.circles.values()
    return viewer.listing_names | {circle.pk for circle in circles if circle.kind == Circle.Kind.PUBLIC}


def news(viewer: Viewer, *, everything: bool = False) -> Any:
    """News that the viewer may open, newest first: what is for them, or everything."""
    pages = NewsPage.objects.visible_to(viewer).defer_streamfields()
    if not everything:
        pages = listed_for(pages, viewer)
    return in_own_language(pages, viewer).order_by("-published_on", "-pk")


def subject_pages(viewer: Viewer) -> Any:
    """Pages about something: no homes, no news, no sections by themselves."""
    # By number, not by name: only then does PostgreSQL know how many there are, and walks them in order.
    types = ContentType.objects.get_for_models(ContentPage, LandingPage).values()
    pages = PortalPage.objects.visible_to(viewer).filter(content_type__in=[kind.pk for kind in types])
    return in_own_language(pages, viewer)


def pages_for(viewer: Viewer, limit: int, *, everything: bool = False) -> list[PortalPage]:
    """The newest pages that are for this viewer, or of everything they may open."""
    pages = subject_pages(viewer) if everything else listed_for(subject_pages(viewer), viewer)
    return list(pages.order_by("-first_published_at", "-pk")[:limit])


def recent_pages(viewer: Viewer, limit: int) -> list[PortalPage]:
    """The pages that changed last, of those the viewer may open."""
    return list(subject_pages(viewer).order_by("-last_published_at", "-pk")[:limit])


def search_pages(viewer: Viewer, query: str) -> Any:
    """Pages whose title or lead has every word, those with the first one in the title before the others.

    A simple search, through the gate.
    """
    pages = PortalPage.objects.visible_to(viewer).filter(depth__gt=1)
    words = query.replace("\0", " ").split()[:MOST_WORDS]
    for word in words:
        pages = pages.filter(Q(title__icontains=word) | Q(lead__icontains=word))
    if not words:
        return pages.none()
    in_title = Case(When(title__icontains=words[0], then=Value(0)), default=Value(1))
    return pages.order_by(in_title, "title", "pk")


def tell_where(pages: Iterable[PortalPage], viewer: Viewer) -> None:
    """Give each page `breadcrumb_text`: the way to it, in one query for all."""
    pages = list(pages)
    ways = {p.pk: [p.path[:end] for end in range(2 * TREE_STEP, len(p.path), TREE_STEP)] for p in pages}
    above = PortalPage.objects.visible_to(viewer).filter(
        path__in={step for way in ways.values() for step in way}
    )
    titles = {page.path: page.menu_title for page in above}
    for page in pages:
        page.breadcrumb_text = " › ".join(titles[step] for step in ways[page.pk] if step in titles)


class Neighbours:
    """What stands around a page, of what the viewer may see: one query for all of it."""

    def __init__(self, page: PortalPage, viewer: Viewer) -> None:
        self.page, self.viewer = page, viewer
        above = [page.path[:end] for end in range(2 * TREE_STEP, len(page.path), TREE_STEP)]
        self.related_ids = [related.page_id for related in page.related_pages.all()]
        around = (
            Q(path__in=above)
            | Q(
                depth=page.depth + 1,
                path__gte=page.path,
                path__lt=page.path[:-1] + chr(ord(page.path[-1]) + 1),
            )
            | Q(translation_key=page.translation_key)
            | Q(pk__in=self.related_ids)
        )
        pages = PortalPage.objects.visible_to(viewer).filter(around).exclude(pk=page.pk)
        self.pages: list[PortalPage] = list(pages.select_related("locale").order_by("path"))

    @property
    def above(self) -> list[PortalPage]:
        return [other for other in self.pages if self.page.path.startswith(other.path)]

    @property
    def below(self) -> list[PortalPage]:
        depth = self.page.depth + 1
        return [o for o in self.pages if o.depth == depth and o.path.startswith(self.page.path)]

    @property
    def translations(self) -> list[PortalPage]:
        return [o for o in self.pages if o.translation_key == self.page.translation_key]

    @property
    def related(self) -> list[PortalPage]:
        by_id = {other.pk: other for other in self.pages}
        return [by_id[pk] for pk in self.related_ids if pk in by_id]


def label_audiences(pages: Iterable[PortalPage], viewer: Viewer) -> dict[int, list[int]]:
    """Give each page `audience_labels`: the circles it is for, as far as the viewer may know them.

    Gives back the numbers of all circles of each page, by the number of the page.
    """
    pages = list(pages)
    numbers: dict[int, list[int]] = {page.pk: [] for page in pages}
    for page_id, circle_id in Audience.objects.filter(portalpage_id__in=numbers).values_list(
        "portalpage_id", "circle_id"
    ):
        numbers[page_id].append(circle_id)
    for page in pages:
        page.audience_labels = known_circles(viewer, numbers[page.pk])
    return numbers


def split_by_audience(pages: list[PortalPage], viewer: Viewer) -> tuple[list[PortalPage], list[PortalPage]]:
    """(for this viewer, the rest), both in the order given. Labels them too: one query."""
    numbers, mine = label_audiences(pages, viewer), listing_numbers(viewer)
    followed = listing_of_groups(viewer, [page.translation_key for page in pages])
    wanted = {p.pk for p in pages if followed.get(p.translation_key, bool(mine & set(numbers[p.pk])))}
    return [p for p in pages if p.pk in wanted], [p for p in pages if p.pk not in wanted]
