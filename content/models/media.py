"""Images and documents: private, hanging on a page, stored under names that tell nothing."""

import secrets
from pathlib import PurePath
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document, DocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition, Image, ImageQuerySet
from wagtail.search import index

from audiences.lock import policy_lock
from audiences.models import Anchored
from audiences.policy.widening import may_widen
from audiences.policy.zones import NOBODY_ZONE
from audiences.querysets import ProtectedQuerySetMixin
from audiences.state import current
from audiences.zones import carry_anchored
from content.uploads import check_document, clean_image


def random_name(folder: str, filename: str) -> str:
    """A storage name that cannot be guessed and does not show what is inside. Keeps the extension."""
    return f"{folder}/{secrets.token_hex(16)}{PurePath(filename).suffix.lower()}"


class PortalImageQuerySet(ProtectedQuerySetMixin, ImageQuerySet):
    """Images, with `visible_to(viewer)`."""


class PortalDocumentQuerySet(ProtectedQuerySetMixin, DocumentQuerySet):
    """Documents, with `visible_to(viewer)`."""


class Hanging(Anchored):
    """An image or document: derives its zone at every save, from the page it hangs on and nothing else."""

    filter_fields: ClassVar[list[Any]] = [index.FilterField("zone"), index.FilterField("page")]
    """By which the search of the CMS is narrowed."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Going from a page to a wider one would show the file to more people without anybody saying so."""
        super().clean()
        stored = type(self)._base_manager.filter(pk=self.pk).values("page_id", "zone").first()
        if not stored or stored["page_id"] in (None, self.page_id) or self.page is None:
            return
        if may_widen(current().policy, stored["zone"], self.page.zone):
            raise ValidationError(
                {"page": _("Bij die pagina kunnen meer mensen dit bestand zien. Kies een even smalle plek.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The zone that was loaded may be an old one: it is never written back. Takes the policy lock."""
        update_fields = kwargs.get("update_fields")
        if update_fields is not None and not {"page", "page_id", "zone"} & set(update_fields):
            super().save(*args, **kwargs)
            return
        if update_fields is not None:
            kwargs["update_fields"] = {*update_fields, "zone", "page_expires_at"}
        with transaction.atomic():
            policy_lock()
            self.zone, self.page_expires_at = NOBODY_ZONE, None
            super().save(*args, **kwargs)
            if self.page_id is not None:
                carry_anchored(self.page_id)
                row = type(self)._base_manager.values("zone", "page_expires_at").get(pk=self.pk)
                self.zone, self.page_expires_at = row["zone"], row["page_expires_at"]

    save.alters_data = True  # type: ignore[attr-defined]


class PortalImage(Hanging, AbstractImage):
    """An image. Without a page it is visible to nobody."""

    objects = PortalImageQuerySet.as_manager()

    admin_form_fields = (*Image.admin_form_fields, "page")
    search_fields: ClassVar[list[Any]] = [*AbstractImage.search_fields, *Hanging.filter_fields]

    class Meta(AbstractImage.Meta):
        verbose_name = _("afbeelding")
        verbose_name_plural = _("afbeeldingen")

    def get_upload_to(self, filename: str) -> str:
        return random_name("original_images", filename)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new file is checked and cleaned first. Raises ValidationError."""
        if self.file and not self.file._committed:
            self.file = clean_image(self.file)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


class PortalRendition(AbstractRendition):
    """A size of an image: as visible as the image."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename: str) -> str:
        return random_name("images", filename)


class PortalDocument(Hanging, AbstractDocument):
    """A document. Without a page it is visible to nobody."""

    objects = PortalDocumentQuerySet.as_manager()

    admin_form_fields = (*Document.admin_form_fields, "page")
    search_fields: ClassVar[list[Any]] = [*AbstractDocument.search_fields, *Hanging.filter_fields]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documenten")

    def clean(self) -> None:
        super().clean()
        if self.file and not self.file._committed:
            try:
                check_document(self.file)
            except ValidationError as error:
                raise ValidationError({"file": error}) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new file is checked first, also when no form did. Raises ValidationError."""
        if self.file and not self.file._committed:
            check_document(self.file)
            self.file.name = f"{secrets.token_hex(16)}{PurePath(self.file.name).suffix.lower()}"
        super().save(*args, **kwargs)
