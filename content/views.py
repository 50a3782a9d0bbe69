"""Pages, search, and the small steps around them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from audiences.selectors import claimable_circles
from content import selectors
from content.models import HomePage
from content.routing import page_at
from content.site import site_at
from people.selectors import directory, person_card

ROLE_COOKIE = "ik-ben"
ROLE_COOKIE_AGE = 60 * 60 * 24 * 90
"""Seconds. Which circles a visitor says to belong to, separated by dots: changes lists, never access."""

RESULTS_PER_PAGE = 10
PEOPLE_SHOWN = 4


@csrf_exempt  # a page answers GET and HEAD only; without this, another verb would tell hidden from unknown
def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """A page, or the answer of a page that is not there: for every verb alike."""
    page = page_at(path, request.viewer, site_at(request.get_host()))
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return render(request, page.get_template(request), page.get_context(request))


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """To one's own home."""
    return redirect(home_url(request.viewer))


def home_url(viewer: Any) -> str:
    """The address of the home of the side this viewer is on, or the public one."""
    side = HomePage.Side.PUBLIC
    if viewer.is_authenticated:
        side = HomePage.Side.INTRANET if viewer.is_staff else HomePage.Side.EXTRANET
    home = HomePage.objects.visible_to(viewer).filter(side=side).first()
    return home.url if home else "/"


@require_POST
def choose_role(request: HttpRequest) -> HttpResponse:
    """ "Ik ben ...": what a visitor says to be. Changes what is listed."""
    allowed = {circle.slug for circle in claimable_circles(request.viewer)}
    chosen = [slug for slug in request.POST.getlist("circles") if slug in allowed]
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    response = redirect(target)
    if chosen:
        response.set_cookie(
            ROLE_COOKIE,
            ".".join(chosen),
            ROLE_COOKIE_AGE,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    else:
        response.delete_cookie(ROLE_COOKIE)
    return response


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """A simple search in titles and leads of what one may open, and in people."""
    viewer = request.viewer
    query = request.GET.get("q", "").strip()[:200]
    page = Paginator(selectors.search_pages(viewer, query), RESULTS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    results = list(page.object_list)
    selectors.tell_where(results, viewer)
    people = directory(viewer, query)[:PEOPLE_SHOWN] if query and page.number == 1 else []
    context = {
        "query": query,
        "results": results,
        "result_count": page.paginator.count,
        "page_obj": page,
        "people": [person_card(user, viewer) for user in people],
    }
    return render(request, "content/search.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "robots.txt", content_type="text/plain")
