"""The page types. Each says what its body may hold and where it may stand; none decides who sees it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField

from content.blocks import BodyBlock
from content.models.base import PortalPage
from content.models.media import PortalImage


class HomePage(PortalPage):
    """A home: a page that lists. It has a menu of its own; its pages live in sections by subject."""

    class Side(models.TextChoices):
        PUBLIC = "public", _("publieke site")
        INTRANET = "intranet", _("intranet")
        EXTRANET = "extranet", _("extranet")

    side = models.CharField(_("kant"), max_length=10, choices=Side, default=Side.PUBLIC)
    intro = models.TextField(_("welkomstregel"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *PortalPage.content_panels,
        FieldPanel("side"),
        FieldPanel("intro"),
        InlinePanel("menu_items", label=_("menu")),
    ]

    class Meta:
        verbose_name = _("startpagina")
        verbose_name_plural = _("startpagina’s")

    def get_template(self, request: Any, *args: Any, **kwargs: Any) -> str:
        """Each side has a template of its own."""
        return f"content/home_{self.side}.html"


class SectionPage(PortalPage):
    """A subject: a short text and what is under it."""

    body = StreamField(BodyBlock(), verbose_name=_("inhoud"), blank=True)

    content_panels: ClassVar[list[Any]] = [*PortalPage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("onderwerp")
        verbose_name_plural = _("onderwerpen")


class ContentPage(PortalPage):
    """A text about one thing."""

    body = StreamField(BodyBlock(), verbose_name=_("inhoud"), blank=True)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("contactpersoon"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels: ClassVar[list[Any]] = [
        *PortalPage.content_panels,
        FieldPanel("body"),
        FieldPanel("contact"),
        InlinePanel("related_pages", label=_("hoort hierbij")),
    ]

    class Meta:
        verbose_name = _("pagina")
        verbose_name_plural = _("pagina’s")


class LandingPage(PortalPage):
    """A doorway to a subject for people who come from outside: image, short text, what is under it."""

    image = models.ForeignKey(
        PortalImage,
        verbose_name=_("afbeelding"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name=_("inhoud"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *PortalPage.content_panels,
        FieldPanel("image"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("landingspagina")
        verbose_name_plural = _("landingspagina’s")


class NewsIndexPage(PortalPage):
    """All news, newest first."""

    subpage_types: ClassVar[list[str]] = ["content.NewsPage"]

    class Meta:
        verbose_name = _("nieuwsoverzicht")
        verbose_name_plural = _("nieuwsoverzichten")


class NewsPage(PortalPage):
    """A news item."""

    published_on = models.DateField(_("datum"), default=timezone.localdate, db_index=True)
    image = models.ForeignKey(
        PortalImage,
        verbose_name=_("afbeelding"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name=_("inhoud"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["content.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *PortalPage.content_panels,
        FieldPanel("published_on"),
        FieldPanel("image"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("nieuwsbericht")
        verbose_name_plural = _("nieuwsberichten")


class ProductIndexPage(PortalPage):
    """Municipal products from A to Z, for whom each is, and the page about it where there is one."""

    credit = models.CharField(_("bron en licentie"), max_length=300, blank=True)

    content_panels: ClassVar[list[Any]] = [*PortalPage.content_panels, FieldPanel("credit")]

    class Meta:
        verbose_name = _("producten van A tot Z")
        verbose_name_plural = _("producten van A tot Z")
