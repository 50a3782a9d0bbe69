"""A large tree, for measuring: sections of a hundred pages each, some with a rule, written in bulk.

May be called by `manage.py demo --scale` and by the benchmarks. Texts are short and made of the names of
municipal products and municipalities; the pages have no revisions and are not in the search index of the CMS.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Site

from audiences.models import Circle
from audiences.services import access_rule_set
from content.models import ContentPage, PortalPage, SectionPage
from people.models import User
from portal.demo.load import Progress, data_rows, silent
from portal.demo.people import PERSONAS

SLUG = "archief"
PER_SECTION = 100
RULED_SECTIONS = 0.3
BATCH = 2000


@transaction.atomic
def scale_load(pages: int, seed: int = 1, progress: Progress = silent) -> int:
    """Add about this many pages under `/archief/`; returns how many. The demo must be there. Once only."""
    root = Site.objects.get(is_default_site=True).root_page
    if PortalPage.objects.child_of(root).filter(slug=SLUG).exists():
        return 0
    random = Random(seed)
    top = SectionPage(title="Archief", slug=SLUG, lead="Pagina’s van vroeger.", body=_body("Archief."))
    root.add_child(instance=top)
    made, names = 1, _names(random)
    while made < pages:
        section = _section(top, made, random)
        wanted = min(PER_SECTION, pages - made - 1)
        made += 1 + _fill(section, wanted, names, random)
        progress("pagina’s", min(made, pages), pages)
    return made


def scale_clear() -> None:
    """Take the large tree away: rows first, then its top."""
    top = PortalPage.objects.filter(slug=SLUG, depth=3).first()
    if top is None:
        return
    below = PortalPage.objects.filter(path__startswith=top.path).exclude(pk=top.pk)
    for model in (ContentPage, SectionPage):
        rows = model._base_manager.filter(portalpage_ptr__in=below.values("pk"))
        _delete_rows(model, list(rows.values_list("pk", flat=True)))
    PortalPage.audience.through.objects.filter(portalpage__in=below.values("pk"))._raw_delete(
        connection.alias
    )
    below.order_by()._raw_delete(connection.alias)
    PortalPage.objects.filter(pk=top.pk).update(numchild=0)
    top.refresh_from_db()
    top.specific.delete()


def _names(random: Random) -> Iterator[str]:
    """Titles without end: a product in a municipality."""
    products = [row["name"] for row in data_rows("products")]
    places = [row["name"] for row in data_rows("municipalities")]
    while True:
        product = random.choice(products)
        yield f"{product[0].upper()}{product[1:]} in {random.choice(places)}"


def _section(top: PortalPage, number: int, random: Random) -> PortalPage:
    """A section by the ordinary way, so that it owns its zone. About a third has a rule of its own."""
    top.refresh_from_db()
    section = SectionPage(title=f"Archief {number}", slug=f"deel-{number}", lead="", body=_body("Deel."))
    top.add_child(instance=section)
    if random.random() < RULED_SECTIONS:
        circles = list(Circle.objects.pickable().exclude(pk=1))
        access_rule_set(
            page=section,
            circles=random.sample(circles, random.randint(1, 3)),
            acting_user=User.objects.get(login=PERSONAS["beheerder"]),
            reason="demo",
            confirmed=True,
        )
    first = ContentPage(title=f"Over deel {number}", slug="over", body=_body("Wat hier staat."))
    section.refresh_from_db()
    section.add_child(instance=first)  # the first child by the ordinary way: now the section owns its zone
    section.refresh_from_db()
    return section


def _fill(section: PortalPage, count: int, names: Iterator[str], random: Random) -> int:
    """The rest of the section's pages, in bulk: leaves without a rule, so in the section's own zone."""
    kind = ContentType.objects.get_for_model(ContentPage, for_concrete_model=False)
    now = timezone.now()
    rows = []
    for number in range(2, count + 1):
        title, slug = next(names), f"p{number}"
        moment = now - timedelta(minutes=random.randint(1, 5_000_000))
        rows.append(
            PortalPage(
                title=title,
                draft_title=title,
                slug=slug,
                lead=f"Alles over {title.lower()}.",
                path=PortalPage._get_path(section.path, section.depth + 1, number),
                depth=section.depth + 1,
                numchild=0,
                url_path=f"{section.url_path}{slug}/",
                content_type=kind,
                locale_id=section.locale_id,
                translation_key=uuid4(),
                zone=section.zone,
                first_published_at=moment,
                last_published_at=moment,
            )
        )
    made = PortalPage.objects.bulk_create(rows, batch_size=BATCH)
    _insert_rows(made)
    PortalPage.objects.filter(pk=section.pk).update(numchild=1 + len(made))
    return 1 + len(made)


def _insert_rows(pages: list[PortalPage]) -> None:
    """The rows of the page type itself: Django cannot write those of a child table in bulk."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in ("portalpage_ptr_id", "body"))
    table = quote(ContentPage._meta.db_table)
    statement = f"INSERT INTO {table} ({names}) VALUES (%s, %s)"  # noqa: S608 - names of our own tables
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(page.pk, _body(page.lead)) for page in pages])


def _delete_rows(model: type[PortalPage], numbers: list[int]) -> None:
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote("portalpage_ptr_id")
    statement = f"DELETE FROM {table} WHERE {key} = %s"  # noqa: S608 - names of our own tables
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(number,) for number in numbers])


def _body(text: str) -> Any:
    return json.dumps([{"type": "text", "value": f"<p>{text}</p>", "id": str(uuid4())}])
