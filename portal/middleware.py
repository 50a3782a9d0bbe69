"""What happens around every request: language, who is looking, and what may be kept by a cache."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import activate, get_language_from_request

from audiences.querysets import PolicyMoved
from audiences.viewer import Viewer, resolve

ROLE_COOKIE = "ik-ben"
"""Which circles a visitor says to belong to, separated by dots. Listing only."""

Handler = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Dutch, unless somebody chose English. The browser's wish does not count: the organisation speaks Dutch."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        language = get_language_from_request(request)
        activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class ViewerMiddleware:
    """`request.viewer`: resolved once, when first asked for.

    When the policy moves on while a page is being read, the page is read again under the new policy.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: viewer_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PolicyMoved):
            return None
        response = HttpResponse(status=503)
        response.headers["Retry-After"] = "0"
        return response


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer behind this request."""
    user = request.user
    claimed = request.COOKIES.get(ROLE_COOKIE, "").split(".")[:8]
    return resolve(user.pk if user.is_authenticated else None, claimed_slugs=[slug for slug in claimed if slug])


class PrivateResponseMiddleware:
    """Signed-in answers are nobody's to keep; sign-out clears what a browser kept."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return response
