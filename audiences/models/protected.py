"""What every protected thing has in common: the zone it is in."""

from django.conf import settings
from django.db import models

from audiences.policy.zones import NOBODY_ZONE
from audiences.querysets import ProtectedQuerySet


class Protected(models.Model):
    """Has exactly one zone. Until it is derived that is zone 0, nobody: closed by default."""

    zone = models.IntegerField(default=NOBODY_ZONE, editable=False, db_index=True)

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        abstract = True


class Anchored(Protected):
    """Hangs on a page and is in that page's zone at every moment. Page gone: nobody, until someone chooses.

    `page_expires_at` is a copy of the page's expiry, tested on this row, so that reading needs no join.
    """

    page = models.ForeignKey(
        settings.WAGTAIL_PAGE_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    page_expires_at = models.DateTimeField(null=True, blank=True, editable=False)

    expiry_field = "page_expires_at"
    own_circles_field: str | None = None
    """The field with circle numbers of its own (a block that is only for some circles), if any."""

    class Meta:
        abstract = True
