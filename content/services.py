"""What follows from publishing a page: its media are hung on it, its blocks for some circles are known.

Called when Wagtail has published a page, and by who writes pages without publishing them through the CMS.
"""

from typing import Any
from uuid import UUID

from django.db import transaction

from audiences.lock import policy_lock
from audiences.policy.zones import ids_to_text
from audiences.services.log import log_change
from audiences.zones import carry_anchored
from content.models import BlockForCircles, PortalDocument, PortalImage
from content.rendering import block_circles, links_in, media_in, texts_in


@transaction.atomic
def media_anchor(*, page: Any, acting_user: Any) -> int:
    """Hang the images and documents of this page that hang nowhere on it. Returns how many.

    A medium that hangs on another page stays there: using it here never widens it.
    """
    policy_lock()
    images, documents = media_used(page)
    count = 0
    for model, numbers in ((PortalImage, images), (PortalDocument, documents)):
        loose = model.objects.filter(pk__in=numbers, page=None)
        found = sorted(loose.values_list("pk", flat=True))
        if found:
            model.objects.filter(pk__in=found).update(page=page.pk)
            log_change(
                acting_user=acting_user,
                action="media_anchor",
                subject=f"page {page.pk}",
                after={model._meta.model_name or "": found},
            )
        count += len(found)
    if count:
        carry_anchored(page.pk)
    return count


@transaction.atomic
def blocks_sync(*, page: Any) -> int:
    """Make the rows of the published blocks that are only for some circles right. Returns how many there are.

    A row that is missing hides its block from search and counts; it never shows it.
    """
    policy_lock()
    wanted: dict[UUID, str] = {}
    for block in getattr(page, "body", None) or ():
        if block.block_type == "only_for" and block.id:
            wanted[UUID(block.id)] = ids_to_text(block_circles(block.value))
    rows = BlockForCircles.objects.filter(page=page.pk)
    known = dict(rows.values_list("block_id", "circles"))
    changed = {block for block, circles in wanted.items() if known.get(block, circles) != circles}
    rows.filter(block_id__in=(known.keys() - wanted.keys()) | changed).delete()
    new = (wanted.keys() - known.keys()) | changed
    BlockForCircles.objects.bulk_create(
        BlockForCircles(page_id=page.pk, block_id=block, circles=wanted[block]) for block in sorted(new)
    )
    if new:
        carry_anchored(page.pk)
    return len(wanted)


def media_used(page: Any) -> tuple[set[int], set[int]]:
    """The numbers of the images and of the documents that stand in a page, for everyone who can open it.

    What stands in a block for some circles is not among them: the page is wider than that block, so
    such a medium keeps the place that somebody chose for it.
    """
    images: set[int] = {image for image in (getattr(page, "image_id", None),) if image}
    documents: set[int] = set()
    for block in getattr(page, "body", None) or ():
        if block.block_type == "only_for":
            continue
        raw = block.block.get_prep_value(block.value)
        for kind, number in media_in(block.block_type, raw):
            if kind == "image":
                images.add(number)
            elif kind == "document":
                documents.add(number)
        documents |= {n for text in texts_in(raw) for kind, n in links_in(text) if kind == "document"}
    return images, documents
