"""Who is looking at this request, and reading again when the policy moves on meanwhile.

For the middleware and the error pages.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from audiences.querysets import PolicyMoved
from audiences.viewer import Viewer, resolve
from content.views import ROLE_COOKIE

TRIES = 3
"""How often a page is read again when the policy moves on meanwhile."""

MOST_CLAIMS = 8
SLUG = re.compile(r"[\w-]+")


def set_viewer(request: HttpRequest) -> None:
    """From now on this request is seen by a freshly resolved viewer, once somebody asks for it."""
    request.viewer = SimpleLazyObject(lambda: viewer_of(request))  # type: ignore[attr-defined]


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer behind this request."""
    user = request.user
    claimed = [
        slug for slug in request.COOKIES.get(ROLE_COOKIE, "").split(".")[:MOST_CLAIMS] if SLUG.fullmatch(slug)
    ]
    return resolve(user.pk if user.is_authenticated else None, claimed_slugs=claimed)


def read_again(request: HttpRequest, read: Callable[[], HttpResponse]) -> HttpResponse:
    """Read under a fresh viewer until the policy stands still; after some tries, "come back in a second"."""
    for _attempt in range(TRIES):
        set_viewer(request)
        try:
            return read()
        except PolicyMoved:
            continue
    return come_back()


def come_back() -> HttpResponse:
    return HttpResponse(status=503, headers={"Retry-After": "1", "Cache-Control": "no-store"})
