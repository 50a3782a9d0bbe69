"""What happens around every request: language, who is looking, and what may be kept by others."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.translation import activate, get_language_from_request

from audiences.querysets import PolicyMoved
from audiences.viewer import Viewer, resolve
from content.views import ROLE_COOKIE
from portal.errors import not_found

Handler = Callable[[HttpRequest], HttpResponse]

CMS = "/cms/"
TRIES = 3
"""How often a page is read again when the policy moves on meanwhile."""

STRICT_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
CMS_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


class LanguageMiddleware:
    """Dutch, unless somebody chose English. What the browser prefers does not count."""

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
        set_viewer(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PolicyMoved):
            return None
        match = request.resolver_match
        for _attempt in range(TRIES if request.method in ("GET", "HEAD") and match else 0):
            set_viewer(request)
            try:
                response = match.func(request, *match.args, **match.kwargs)
                return response.render() if hasattr(response, "render") else response
            except PolicyMoved:
                continue
            except Http404 as error:
                return not_found(request, error)
        return HttpResponse(status=503, headers={"Retry-After": "1"})


def set_viewer(request: HttpRequest) -> None:
    request.viewer = SimpleLazyObject(lambda: viewer_of(request))  # type: ignore[attr-defined]


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer behind this request."""
    user = request.user
    claimed = [slug for slug in request.COOKIES.get(ROLE_COOKIE, "").split(".")[:8] if slug]
    return resolve(user.pk if user.is_authenticated else None, claimed_slugs=claimed)


class CmsDoorMiddleware:
    """The CMS is there for who has rights in it; for everybody else it is a page that is not there."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(CMS) and not request.user.has_perm("wagtailadmin.access_admin"):
            return not_found(request, Http404())
        return self.get_response(request)


class PrivateResponseMiddleware:
    """Signed-in answers are nobody's to keep; nothing from elsewhere runs in a page."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in = request.user.is_authenticated
        response = self.get_response(request)
        policy = CMS_POLICY if request.path.startswith(CMS) else STRICT_POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        patch_vary_headers(response, ["Cookie"])
        if signed_in or request.user.is_authenticated or response.cookies or ROLE_COOKIE in request.COOKIES:
            response.headers["Cache-Control"] = "private, no-store"
        if signed_in and not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response
