"""From an address to a page: one query, through the gate. Hidden and unknown are the same nothing."""

from django.http import Http404

from audiences.viewer import Viewer
from content.models import PortalPage
from content.site import portal_site


def page_at(path: str, viewer: Viewer) -> PortalPage:
    """The page at this path ("werk/thuiswerken/"), in its own type. Raises Http404."""
    site = portal_site()
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
