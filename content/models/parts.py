"""What belongs to pages but is no page: menu items, related pages, blocks for some circles, products."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable

from audiences.models import Anchored
from content.models.base import PortalPage


class MenuItem(Orderable):
    """A page in the menu of a home. It is shown to whoever can open that page."""

    home = ParentalKey("content.HomePage", on_delete=models.CASCADE, related_name="menu_items")
    page = models.ForeignKey(PortalPage, verbose_name=_("pagina"), on_delete=models.CASCADE, related_name="+")
    label = models.CharField(_("naam in het menu"), max_length=40, blank=True)

    panels = (PageChooserPanel("page"), FieldPanel("label"))

    def __str__(self) -> str:
        return self.label or str(self.page_id)


class RelatedPage(Orderable):
    """A page that belongs with another."""

    source = ParentalKey(PortalPage, on_delete=models.CASCADE, related_name="related_pages")
    page = models.ForeignKey(PortalPage, verbose_name=_("pagina"), on_delete=models.CASCADE, related_name="+")

    panels = (PageChooserPanel("page"),)

    def __str__(self) -> str:
        return f"{self.source_id} -> {self.page_id}"


class BlockForCircles(Anchored):
    """A block of a live page that is only for some circles: its zone, for counting and finding.

    One row per block of the published text; never wider than the page. `circles` is spelled as in
    `audiences.policy.zones.ids_to_text`.
    """

    block_id = models.UUIDField(_("blok"))
    circles = models.TextField()

    own_circles_field = "circles"

    class Meta:
        constraints = (models.UniqueConstraint(fields=("page", "block_id"), name="block_of_page_once"),)

    def __str__(self) -> str:
        return f"{self.page_id}: {self.block_id}"


class Product(models.Model):
    """A municipal product from the Uniform Product Names list, on the A–Z page it belongs to."""

    index = models.ForeignKey("content.ProductIndexPage", on_delete=models.CASCADE, related_name="products")
    name = models.CharField(_("naam"), max_length=200)
    uri = models.URLField(_("adres in de lijst"), max_length=300)
    for_citizens = models.BooleanField(_("voor inwoners"), default=False)
    for_companies = models.BooleanField(_("voor bedrijven"), default=False)
    page = models.ForeignKey(
        PortalPage,
        verbose_name=_("pagina"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ("name",)
        verbose_name = _("product")
        verbose_name_plural = _("producten")
        constraints = (models.UniqueConstraint(fields=("index", "uri"), name="product_once"),)

    def __str__(self) -> str:
        return self.name
