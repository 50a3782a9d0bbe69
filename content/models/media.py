"""Images and documents: private, hanging on a page, stored under names that tell nothing."""

import secrets
from pathlib import PurePath
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document, DocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition, Image, ImageQuerySet

from audiences.models import Anchored
from audiences.querysets import ProtectedQuerySetMixin


def random_name(folder: str, filename: str) -> str:
    """A storage name that cannot be guessed and does not show what is inside. Keeps the extension."""
    return f"{folder}/{secrets.token_hex(16)}{PurePath(filename).suffix.lower()}"


class PortalImageQuerySet(ProtectedQuerySetMixin, ImageQuerySet):
    """Images, with `visible_to(viewer)`."""


class PortalDocumentQuerySet(ProtectedQuerySetMixin, DocumentQuerySet):
    """Documents, with `visible_to(viewer)`."""


class PortalImage(AbstractImage, Anchored):
    """An image. Without a page it is visible to nobody."""

    objects = PortalImageQuerySet.as_manager()

    admin_form_fields = (*Image.admin_form_fields, "page")

    class Meta(AbstractImage.Meta):
        verbose_name = _("afbeelding")
        verbose_name_plural = _("afbeeldingen")

    def get_upload_to(self, filename: str) -> str:
        return random_name("original_images", filename)


class PortalRendition(AbstractRendition):
    """A size of an image: as visible as the image."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename: str) -> str:
        return random_name("images", filename)


class PortalDocument(AbstractDocument, Anchored):
    """A document. Without a page it is visible to nobody."""

    objects = PortalDocumentQuerySet.as_manager()

    admin_form_fields = (*Document.admin_form_fields, "page")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documenten")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not self.file._committed:
            self.file.name = f"{secrets.token_hex(16)}{PurePath(self.file.name).suffix.lower()}"
        super().save(*args, **kwargs)
