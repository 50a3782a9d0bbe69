"""The base page: every page type has one zone, one owner and one `save()`.

Wagtail needs this module before any page type exists, so it imports none.
"""

from inspect import signature
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import AbstractPage, PageManager
from wagtail.models.pages import AbstractPageMeta, DefaultBasePageMixin
from wagtail.query import PageQuerySet
from wagtail.search import index

from audiences.lock import policy_lock
from audiences.models import Circle, Protected
from audiences.policy.zones import NOBODY_ZONE
from audiences.querysets import ProtectedQuerySetMixin
from audiences.zones import carry_anchored, derive_pages, zone_for_new_page
from content.site import portal_sites, site_of

STRUCTURAL_FIELDS = {"live", "expire_at", "alias_of", "alias_of_id", "translation_key", "path"}
"""What of a page decides about zones; a save of only other fields derives nothing."""

TREE_STEP = 4


class PortalPageQuerySet(ProtectedQuerySetMixin, PageQuerySet):
    """Pages, with `visible_to(viewer)`."""


PortalPageManager = PageManager.from_queryset(PortalPageQuerySet)


class PortalPage(AbstractPage, DefaultBasePageMixin, Protected):
    """A page of the portal. Where it is listed never changes who can open it.

    audience: for whom it is listed; content, in the revision. Empty: found, listed for nobody.
    alias_source: the page this is an alias of; kept when that page is gone, unlike Wagtail's `alias_of`.
    content_owner: who answers for the text; gives no rights. `owner` stays the creator.
    """

    lead = models.TextField(
        _("inleiding"), blank=True, help_text=_("Eén of twee zinnen: waar gaat dit over?")
    )
    nav_title = models.CharField(_("korte titel voor menu’s"), max_length=60, blank=True)
    audience = ParentalManyToManyField(
        Circle,
        verbose_name=_("voor wie"),
        blank=True,
        related_name="+",
        help_text=_("Voor deze kringen staat de pagina in lijsten. Dit bepaalt niet wie hem kan openen."),
    )
    content_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("eigenaar"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="owned_content",
    )
    checked_on = models.DateField(_("gecontroleerd op"), null=True, blank=True)
    review_date = models.DateField(_("controledatum"), null=True, blank=True)
    # As in Protected, but without an index of its own: `page_zone_newest` begins with it.
    zone = models.IntegerField(default=NOBODY_ZONE, editable=False)
    alias_source = models.BigIntegerField(null=True, blank=True, editable=False)
    # As Wagtail's, without its index: `page_newest` begins with it.
    first_published_at = models.DateTimeField(_("eerst gepubliceerd op"), null=True, blank=True)

    objects = PortalPageManager()

    expiry_field = "expire_at"
    default_exclude_fields_in_copy = [*AbstractPage.default_exclude_fields_in_copy, "zone"]

    content_panels: ClassVar[list[Any]] = [*AbstractPage.content_panels, FieldPanel("lead")]
    promote_panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("slug"), FieldPanel("nav_title")], _("Adres en menu")),
        FieldPanel("audience"),
    ]
    settings_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("content_owner"), FieldPanel("checked_on"), FieldPanel("review_date")], _("Beheer")
        ),
        *AbstractPage.settings_panels,
    ]

    search_fields: ClassVar[list[Any]] = [*AbstractPage.search_fields, index.FilterField("zone")]

    class Meta(AbstractPageMeta):
        verbose_name = _("pagina")
        verbose_name_plural = _("pagina’s")
        # Every index makes the first rule above many pages dearer: it changes the zone of each of them.
        indexes = (
            models.Index(fields=("url_path",), name="page_url_path"),
            models.Index(fields=("depth", "path"), name="page_depth_path"),
            # With the expiry in it, what is visible is counted from the index alone.
            models.Index(fields=("zone", "-first_published_at", "-id", "expire_at"), name="page_zone_newest"),
            models.Index(fields=("-first_published_at", "-id"), name="page_newest"),
            models.Index(fields=("-last_published_at", "-id"), name="page_changed_last"),
            models.Index(
                fields=("alias_source",), condition=~models.Q(alias_source=None), name="page_aliases"
            ),
        )

    @property
    def menu_title(self) -> str:
        return self.nav_title or self.title

    @property
    def is_overdue(self) -> bool:
        """Is the text due to be checked?"""
        return self.review_date is not None and self.review_date < timezone.localdate()

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """One place, one address: the path under the site's root, without a query per link."""
        site = site_of(self.url_path)
        if site is None:
            return None
        return site.pk, site.root_url, "/" + self.url_path.removeprefix(site.root_path)

    def get_url(self, request: Any = None, current_site: Any = None) -> str | None:
        """The address, with the host in front where there are more sites. As Wagtail's, without queries."""
        parts = self.get_url_parts()
        if parts is None:
            return None
        return parts[2] if len(portal_sites()) == 1 else parts[1] + parts[2]

    url = property(get_url)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What a reader gets, also in a preview: nothing that the one who looks may not see."""
        from content.page_context import page_context

        shown = page_context(self, request.viewer, request.GET.dict())
        return super().get_context(request, *args, **kwargs) | shown

    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> Any:
        """As Wagtail's, and derives the zone: of this page, of what is below it and of what leans on it.

        The policy lock comes before any other row.
        """
        update_fields = kwargs.get("update_fields")
        if update_fields is not None and not STRUCTURAL_FIELDS & set(update_fields):
            return super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        with transaction.atomic():
            policy_lock()
            is_new = self._state.adding
            self._prepare_zone(is_new)
            if update_fields is not None and self.alias_of_id:
                kwargs["update_fields"] = {*update_fields, "alias_source"}
            result = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
            parent = self._parent_pk()
            derive_pages([pk for pk in (parent, self.alias_source, self.pk) if pk is not None])
            carry_anchored(self.pk)
            self.zone = type(self)._base_rows().values_list("zone", flat=True).get(pk=self.pk)
        return result

    save.alters_data = True  # type: ignore[attr-defined]

    def _prepare_zone(self, is_new: bool) -> None:
        """Before writing: never the zone or source of an old revision, never wider than the place."""
        if self.alias_of_id is not None:
            self.alias_source = self.alias_of_id
        if is_new:
            self.zone = zone_for_new_page(
                parent_path=self.path[:-TREE_STEP],
                live=self.live,
                translation_key=self.translation_key,
                alias_source=self.alias_source,
            )
            return
        stored = self._base_rows().values("zone", "alias_source").get(pk=self.pk)
        self.zone = stored["zone"]
        if self.alias_of_id is None:
            self.alias_source = stored["alias_source"]

    def _parent_pk(self) -> int | None:
        rows = (
            self._base_rows().filter(path=self.path[:-TREE_STEP])
            if self.depth > 1
            else self._base_rows().none()
        )
        pk: int | None = rows.values_list("pk", flat=True).first()
        return pk

    @classmethod
    def _base_rows(cls) -> Any:
        return PortalPage.objects.order_by()

    def permissions_for_user(self, user: Any) -> Any:
        """As Wagtail's; with a page that the circles of this account do not reach nothing may be done."""
        from content.cms_sight import SightTester

        return SightTester(user, self)

    def with_content_json(self, content: Any) -> Any:
        """An old revision brings back texts, never access."""
        page = super().with_content_json(content)
        page.zone = self.zone
        page.alias_source = self.alias_source
        return page

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """As Wagtail's, but a copy takes the own rules along and starts unpublished."""
        from content.copying import PortalCopyPageAction

        arguments = signature(AbstractPage.copy).bind(self, *args, **kwargs).arguments
        del arguments["self"]
        arguments["keep_live"] = False
        with transaction.atomic():
            policy_lock()
            return PortalCopyPageAction(self, **arguments).execute(skip_permission_checks=True)

    copy.alters_data = True  # type: ignore[attr-defined]
