"""Writes the demo organisation into the database.

May be called by `manage.py demo` and by tests. Everything is made through the services and models that
editors use; each page gets one published revision. Running it again adds what is missing, and puts people
back.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Locale, ReferenceIndex, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from audiences.lock import policy_lock
from audiences.models import Circle
from audiences.services import access_rule_set
from audiences.starter import starter_circles_create
from audiences.zones import carry_anchored
from content.models import (
    ContentPage,
    HomePage,
    LandingPage,
    MenuItem,
    NewsIndexPage,
    NewsPage,
    PortalDocument,
    PortalImage,
    PortalPage,
    Product,
    ProductIndexPage,
    RelatedPage,
    SectionPage,
)
from people.models import User
from portal.demo import media
from portal.demo.bodies import Numbers, body_json, figure
from portal.demo.load_people import circles_load, memberships_load, people_load
from portal.demo.markdown import DemoPage, read_pages, texts
from portal.demo.people import PERSONAS

HERE = Path(__file__).parent
CREDIT = (
    "Uniforme Productnamenlijst (UPL), KOOP en Logius, stand december 2021. "
    "Bron: maykinmedia/sdg-invoervoorziening, EUPL-1.2."
)

PAGE_MODELS: dict[str, type[PortalPage]] = {
    "home": HomePage,
    "section": SectionPage,
    "content": ContentPage,
    "news_index": NewsIndexPage,
    "news": NewsPage,
    "landing": LandingPage,
    "products": ProductIndexPage,
}

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and how much there is."""


def silent(what: str, done: int, total: int) -> None:
    """Progress for who does not look."""


@transaction.atomic
def demo_load(seed: int = 1, progress: Progress = silent) -> None:
    """Load people, circles, pages, media and products. seed: of the illustrations. All of it or nothing."""
    progress("mensen", 0, 1)
    starter_circles_create()
    users = people_load()
    circles = circles_load(users)
    memberships_load(users, circles)
    progress("mensen", 1, 1)
    pages = DemoPages(users, circles, seed, progress)
    with disable_reference_index_auto_update():  # once per page at the end, instead of at every save
        pages.load()
    pages.index_references()


class DemoPages:
    """The pages of one loading: first where they stand and who can open them, then what they say."""

    def __init__(
        self, users: dict[str, User], circles: dict[str, Circle], seed: int, progress: Progress
    ) -> None:
        self.users, self.circles, self.seed, self.progress = users, circles, seed, progress
        self.editor = users[PERSONAS["redacteur"]]
        self.files = read_pages(HERE / "pages")
        self.locales = {
            code: Locale.objects.get_or_create(language_code=code)[0]
            for code in {page.lang for page in self.files}
        }
        self.root = Site.objects.get(is_default_site=True).root_page.specific
        self.pages: dict[str, PortalPage] = {}
        self.new: list[DemoPage] = []

    def load(self) -> None:
        """Everything. Pages that are there already keep their texts and rules."""
        known = self._known()
        for number, file in enumerate(self.files):
            self.progress("pagina’s", number, len(self.files))
            self.pages[file.path] = known.get(file.path) or self._place(file)
        numbers = Numbers(
            pages={path: page.pk for path, page in self.pages.items()},
            people={login: user.pk for login, user in self.users.items()},
            circles={slug: circle.pk for slug, circle in self.circles.items()},
            images={row.key: self._image(row) for row in media.IMAGES},
            documents={row.key: self._document(row) for row in media.DOCUMENTS},
        )
        for number, file in enumerate(self.new):
            self.progress("teksten", number, len(self.new))
            self._write(file, numbers)
        self._carry_media()
        self._products()
        self.progress("teksten", len(self.new), len(self.new))

    def index_references(self) -> None:
        """Which page uses which page, image and document: for the CMS."""
        for file in self.new:
            ReferenceIndex.create_or_update_for_object(self.pages[file.path])

    def _known(self) -> dict[str, PortalPage]:
        """What is there already, by address. The root of a new site is not: it is written over."""
        prefix = self.root.url_path.rstrip("/")
        rows = PortalPage.objects.descendant_of(self.root).specific()
        known = {page.url_path.removeprefix(prefix): page for page in rows}
        if known:
            known["/"] = self.root
        return known

    def _place(self, file: DemoPage) -> PortalPage:
        """Make the page at its place, with its rule, still without a text."""
        self.new.append(file)
        page = self.root if file.path == "/" else PAGE_MODELS[file.type]()
        page.title, page.lead, page.nav_title = file.title, file.lead, file.nav_title
        page.live, page.show_in_menus = file.live, file.type in ("section", "landing", "news_index")
        page.owner = self.editor
        page.content_owner = self.users[file.owner]
        page.checked_on, page.review_date = file.checked, file.review
        page.audience = [self.circles[slug] for slug in file.audience]
        if file.path == "/":
            page.locale = self.locales[file.lang]
            page.save(clean=False)
        else:
            page.slug = file.slug
            page.locale = self.locales[file.lang]
            if file.translation_of:
                page.translation_key = self.pages[file.translation_of].translation_key
            self.pages[file.parent_path].add_child(instance=page)
        if file.access is not None and not file.translation_of:
            access_rule_set(
                page=page,
                circles=[self.circles[slug] for slug in file.access],
                acting_user=self.users[PERSONAS["beheerder"]],
                reason="demo",
                confirmed=True,
            )
            page.refresh_from_db(fields=["zone"])
        return page

    def _write(self, file: DemoPage, numbers: Numbers) -> None:
        """Give the page its text, and publish it when it is live."""
        page = self.pages[file.path]
        page.refresh_from_db(fields=["path", "depth", "numchild", "url_path", "zone"])
        if isinstance(page, HomePage):
            page.side = file.side
            page.intro = strip_tags(" ".join(texts(file.body)))
            page.menu_items = [
                MenuItem(page=self.pages[path], sort_order=at) for at, path in enumerate(file.menu)
            ]
        else:
            self._write_body(page, file, numbers)
        page.related_pages = [
            RelatedPage(page=self.pages[path], sort_order=at) for at, path in enumerate(file.related)
        ]
        revision = page.save_revision(user=self.editor, clean=False, log_action=False)
        if file.live:
            revision.publish(user=self.editor, log_action=False, skip_permission_checks=True)
        moment = _morning(file)
        PortalPage.objects.filter(pk=page.pk).update(
            first_published_at=moment if file.live else None, last_published_at=moment if file.live else None
        )

    def _write_body(self, page: PortalPage, file: DemoPage, numbers: Numbers) -> None:
        blocks = file.body
        if isinstance(page, NewsPage):
            page.published_on = file.published_on
        if file.image and isinstance(page, NewsPage | LandingPage):
            page.image_id = numbers.images[file.image]
        elif file.image:
            blocks = [figure(file.image, _alt(file.image)), *blocks]
        if isinstance(page, ProductIndexPage):
            page.credit = CREDIT
        elif not isinstance(page, NewsIndexPage):
            page.body = body_json(file.path, blocks, numbers)
        if isinstance(page, ContentPage) and file.contact:
            page.contact = self.users[file.contact]

    def _image(self, row: media.ImageRow) -> int:
        image = PortalImage.objects.filter(title=row.title).first()
        if image is None:
            content = ImageFile(ContentFile(media.image_bytes(row.key, self.seed)), name=f"{row.key}.jpg")
            image = PortalImage(title=row.title, description=row.alt, file=content, page=self.pages[row.page])
            image.uploaded_by_user = self.editor
            image.save()
        return int(image.pk)

    def _document(self, row: media.DocumentRow) -> int:
        document = PortalDocument.objects.filter(title=row.title).first()
        if document is None:
            content = ContentFile(media.document_bytes(row), name=row.filename)
            document = PortalDocument(title=row.title, file=content, page=self.pages[row.page])
            document.uploaded_by_user = self.editor
            document.save()
        return int(document.pk)

    def _carry_media(self) -> None:
        """What was hung on a page gets that page's zone."""
        policy_lock()
        for path in sorted({row.page for row in (*media.IMAGES, *media.DOCUMENTS)}):
            carry_anchored(self.pages[path].pk)

    def _products(self) -> None:
        """The municipal products, on the first product page."""
        index = next(page for page in self.pages.values() if isinstance(page, ProductIndexPage))
        if index.products.exists():
            return
        written = {row["name"]: row["path"] for row in data_rows("product_pages")}
        Product.objects.bulk_create(
            Product(
                index=index,
                name=row["name"][0].upper() + row["name"][1:],
                uri=row["uri"],
                for_citizens=row["citizens"] == "yes",
                for_companies=row["companies"] == "yes",
                page=self.pages.get(written.get(row["name"], "")),
            )
            for row in data_rows("products")
        )


def data_rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the data files."""
    with (HERE / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _alt(key: str) -> str:
    return next(row.alt for row in media.IMAGES if row.key == key)


def _morning(file: DemoPage) -> datetime | None:
    """Nine o'clock on the day of the news or of the last check."""
    day: Any = file.published_on or file.checked
    return timezone.make_aware(datetime.combine(day, time(9, 0))) if day else None
