"""The sites of this portal and the roots of their trees, kept per process."""

from dataclasses import dataclass
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.http.request import split_domain_port
from wagtail.models import Site
from wagtail.signals import page_slug_changed, post_page_move


@dataclass(frozen=True)
class PortalSite:
    """A site. root_path: the `url_path` of its root page, with a slash at both ends."""

    pk: int
    host: str
    port: int
    root_url: str
    root_path: str
    is_default: bool


_known: list[tuple[PortalSite, ...]] = []


def portal_sites() -> tuple[PortalSite, ...]:
    """All sites, the default one first."""
    if not _known:
        found = Site.objects.select_related("root_page").order_by("-is_default_site", "pk")
        sites = tuple(
            PortalSite(s.pk, s.hostname, s.port, s.root_url, s.root_page.url_path, s.is_default_site)
            for s in found
        )
        if not sites:
            return ()
        _known.append(sites)
    return _known[0]


def portal_site() -> PortalSite | None:
    """The default site, or None when nothing has been set up."""
    return next((site for site in portal_sites() if site.is_default), None)


def site_at(host: str) -> PortalSite | None:
    """The site that answers at this host ("example.org:8000"); the default one at a host that is nobody's."""
    name, port = split_domain_port(host)
    named = [site for site in portal_sites() if site.host == name and not site.is_default]
    same_port = [site for site in named if str(site.port) == port]
    return next(iter(same_port or named), None) or portal_site()


def site_of(url_path: str) -> PortalSite | None:
    """The site that a page with this `url_path` is on; the innermost when one tree holds another."""
    around = [site for site in portal_sites() if url_path.startswith(site.root_path)]
    return max(around, key=lambda site: len(site.root_path), default=None)


def _forget(**kwargs: Any) -> None:
    _known.clear()


def connect() -> None:
    post_save.connect(_forget, sender=Site, dispatch_uid="site_saved")
    post_delete.connect(_forget, sender=Site, dispatch_uid="site_deleted")
    page_slug_changed.connect(_forget, dispatch_uid="site_slug_changed")
    post_page_move.connect(_forget, dispatch_uid="site_moved")
