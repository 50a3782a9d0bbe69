"""The site that this portal is: its root in the tree, kept per process."""

from dataclasses import dataclass
from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Site
from wagtail.signals import page_slug_changed


@dataclass(frozen=True)
class PortalSite:
    """The default site. root_path: the `url_path` of its root page, with a slash at both ends."""

    pk: int
    root_url: str
    root_path: str


_known: list[PortalSite] = []


def portal_site() -> PortalSite | None:
    """The site, or None when nothing has been set up."""
    if not _known:
        site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
        if site is None:
            return None
        _known.append(PortalSite(site.pk, site.root_url, site.root_page.url_path))
    return _known[0]


def _forget(**kwargs: Any) -> None:
    _known.clear()


def connect() -> None:
    post_save.connect(_forget, sender=Site, dispatch_uid="site_saved")
    post_delete.connect(_forget, sender=Site, dispatch_uid="site_deleted")
    page_slug_changed.connect(_forget, dispatch_uid="site_slug_changed")
