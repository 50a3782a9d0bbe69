"""What must happen when Wagtail moves or deletes a page. Connected once, when the room is ready."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from wagtail.signals import pre_page_move

from audiences.lock import policy_lock
from audiences.zones import derive_pages
from content import site
from content.models import PortalPage


def close_aliases_of_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """The source is gone: its aliases are for nobody from now on."""
    if not isinstance(instance, PortalPage):
        return
    with transaction.atomic():
        policy_lock()
        derive_pages(PortalPage.objects.filter(alias_source=instance.pk).values_list("pk", flat=True))


def check_move(sender: type, instance: Any, parent_page_after: Any, **kwargs: Any) -> None:
    """A move that may widen, or that would make a page depend on itself, needs more than a drag."""
    from content.moving import check_page_move

    check_page_move(page=instance, target=parent_page_after)


def connect() -> None:
    site.connect()
    post_delete.connect(close_aliases_of_deleted, dispatch_uid="close_aliases_of_deleted")
    pre_page_move.connect(check_move, dispatch_uid="check_move")
