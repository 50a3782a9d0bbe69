"""From an address to a page: one query, through the gate. Hidden and unknown are the same nothing."""

from django.http import Http404

from audiences.viewer import Viewer
from content.models import PortalPage
from content.site import PortalSite, portal_site


def page_at(path: str, viewer: Viewer, site: PortalSite | None = None) -> PortalPage:
    """The page at this path ("werk/thuiswerken/") of a site, the default one if not told, in its own type.

    Raises Http404.
    """
    site = site or portal_site()
    if site is None:
        raise Http404
    url_path = site.root_path + path
    found = PortalPage.objects.visible_to(viewer).filter(url_path=url_path).select_related("locale").first()
    if found is None:
        raise Http404
    locale = found.locale
    page: PortalPage = found.specific
    page.locale = locale
    return page
