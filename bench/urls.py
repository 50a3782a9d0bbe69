"""The portal's addresses, and under `stock/` the same pages as Wagtail itself would serve them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from wagtail.models import Site

from content.models import PortalPage


def plain_wagtail(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own steps: down the tree, view restrictions, a small template with menu and children."""
    page = wagtail_finds(request, path)
    root = Site.find_for_request(request).root_page
    menu = root.get_children().live().in_menu()
    children = page.get_children().live()
    return render(request, "bench/plain_page.html", {"page": page, "menu": menu, "children": children})


def wagtail_finds(request: HttpRequest, path: str) -> PortalPage:
    """The page at this path, when its view restrictions accept the request. Raises Http404."""
    route = PortalPage.route_for_request(request, path)
    if route is None:
        raise Http404
    page: PortalPage = route[0]
    if not all(restriction.accept_request(request) for restriction in page.get_view_restrictions()):
        raise Http404
    return page


urlpatterns = [path("stock/<path:path>", plain_wagtail), path("", include("portal.urls"))]
handler404 = "portal.errors.not_found"
