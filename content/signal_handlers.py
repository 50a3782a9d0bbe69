"""What must happen when Wagtail publishes, moves or deletes a page. Connected when the room is ready."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from wagtail.signals import page_published, pre_page_move

from audiences.lock import policy_lock
from audiences.zones import close_unanchored, derive_pages
from content import site
from content.models import PortalPage


def close_aliases_of_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """The source is gone: its aliases, and what hung on it, are for nobody from now on."""
    if not isinstance(instance, PortalPage):
        return
    with transaction.atomic():
        policy_lock()
        derive_pages(PortalPage.objects.filter(alias_source=instance.pk).values_list("pk", flat=True))
        close_unanchored()


def check_move(sender: type, instance: Any, parent_page_after: Any, **kwargs: Any) -> None:
    """A move that may widen, or that would make a page depend on itself, needs more than a drag."""
    from content.moving import check_page_move

    check_page_move(page=instance, target=parent_page_after)


def follow_publication(sender: type, instance: Any, revision: Any = None, **kwargs: Any) -> None:
    """Media that hang nowhere hang on the page from now on; its blocks for some circles are known."""
    from content.services import blocks_sync, media_anchor

    media_anchor(page=instance, acting_user=getattr(revision, "user", None))
    blocks_sync(page=instance)


def connect() -> None:
    site.connect()
    post_delete.connect(close_aliases_of_deleted, dispatch_uid="close_aliases_of_deleted")
    page_published.connect(follow_publication, dispatch_uid="follow_publication")
    pre_page_move.connect(check_move, dispatch_uid="check_move")
