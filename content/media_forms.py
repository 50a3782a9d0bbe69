"""The forms of the CMS for images and documents. Named in the settings; nobody else uses them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from content.cms_sight import in_sight
from content.models import PortalPage


class _OnAPage:
    """A medium is hung on a page that its editor can see, chosen from the tree and not from a list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.editor = kwargs.get("user")
        super().__init__(*args, **kwargs)
        if "page" in self.fields:  # type: ignore[attr-defined]
            self.fields["page"].widget = AdminPageChooser(target_models=[PortalPage])  # type: ignore[attr-defined]

    def clean_page(self) -> Any:
        """A page out of sight is answered like one that is not there."""
        page = self.cleaned_data["page"]  # type: ignore[attr-defined]
        if page is None or self.editor is None or page.pk == self.instance.page_id:  # type: ignore[attr-defined]
            return page
        if not in_sight(PortalPage.objects.filter(pk=page.pk), self.editor).exists():
            raise ValidationError(_("Kies een pagina die er is."))
        return page


class PortalImageForm(_OnAPage, BaseImageForm):
    """For images."""


class PortalDocumentForm(_OnAPage, BaseDocumentForm):
    """For documents."""
