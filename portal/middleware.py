"""What happens around every request: language, who is looking, and what may be kept by others."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils.cache import patch_vary_headers
from django.utils.translation import activate, get_language_from_request
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from audiences.querysets import PolicyMoved
from content.cms_sight import in_sight
from content.models import PortalDocument, PortalImage, PortalPage
from content.views import ROLE_COOKIE
from portal.errors import not_found
from portal.viewing import come_back, read_again, set_viewer

Handler = Callable[[HttpRequest], HttpResponse]

CMS = "/cms/"
STRICT_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
CMS_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
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
        match = request.resolver_match
        if not isinstance(exception, PolicyMoved):
            return None
        if request.method not in ("GET", "HEAD") or match is None:
            return come_back()

        def read() -> HttpResponse:
            try:
                response = match.func(request, *match.args, **match.kwargs)
                return response.render() if hasattr(response, "render") else response
            except Http404 as error:
                return not_found(request, error)

        return read_again(request, read)


CMS_OBJECTS: Mapping[str, type[Any]] = {
    "page_id": PortalPage,
    "parent_page_id": PortalPage,
    "page_to_move_id": PortalPage,
    "destination_id": PortalPage,
    "image_id": PortalImage,
    "document_id": PortalDocument,
    "doc_id": PortalDocument,
    "wagtailadmin_pages": PortalPage,
    "wagtailadmin_api:pages": PortalPage,
    "wagtailimages_chooser": PortalImage,
    "wagtaildocs_chooser": PortalDocument,
}
"""What a number in an address of the CMS is about: by its name, or a plain `pk` by its part of the CMS."""

CMS_LISTS = {"wagtailadmin_choose_page_chosen_multiple": PortalPage}
CMS_BULK = "wagtail_bulk_action"
MODELS = {model._meta.model_name: model for model in (PortalPage, PortalImage, PortalDocument)}


class CmsDoorMiddleware:
    """The CMS is there for who has rights in it, and in it only what their circles reach is there."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(CMS) and not request.user.has_perm("wagtailadmin.access_admin"):
            return not_found(request, Http404())
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.path.startswith(CMS):
            return None
        wanted = self.wanted(request, kwargs)
        hidden = any(
            not number.isdigit() or not in_sight(model.objects.filter(pk=int(number)), request.user).exists()
            for model, number in wanted
        )
        return not_found(request, Http404()) if hidden else None

    def wanted(self, request: HttpRequest, kwargs: Any) -> list[tuple[type[Any], str]]:
        """(model, number) of every page, image and document that this address names."""
        match = request.resolver_match
        found = [(CMS_OBJECTS[name], str(value)) for name, value in kwargs.items() if name in CMS_OBJECTS]
        if "pk" in kwargs and match.namespace in CMS_OBJECTS:
            found.append((CMS_OBJECTS[match.namespace], str(kwargs["pk"])))
        several = CMS_LISTS.get(match.url_name)
        if match.url_name == "chosen_multiple":
            several = CMS_OBJECTS.get(match.namespace)
        elif match.url_name == CMS_BULK:
            several = MODELS.get(kwargs["model_name"].lower())
        if several is not None:
            found += [(several, number) for number in request.GET.getlist("id")]
        if "object_id" in kwargs and kwargs.get("app_label") == PortalPage._meta.app_label:
            found.append((MODELS.get(kwargs["model_name"].lower(), PortalPage), str(kwargs["object_id"])))
        return found


class PrivateResponseMiddleware:
    """Signed-in answers are nobody's to keep; nothing from elsewhere runs in a page.

    A view may say that its answer is the same for everyone (`is_same_for_everyone`); its own headers stay.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in = request.user.is_authenticated
        response = self.get_response(request)
        in_cms = request.path.startswith(CMS)
        response.headers.setdefault("Content-Security-Policy", CMS_POLICY if in_cms else STRICT_POLICY)
        patch_vary_headers(response, ["Cookie"])
        personal = signed_in or request.user.is_authenticated or in_cms
        same = getattr(response, "is_same_for_everyone", False) and not response.cookies
        if not same and (personal or response.cookies or ROLE_COOKIE in request.COOKIES):
            response.headers["Cache-Control"] = "private, no-store"
        if personal and not same:
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        if signed_in and not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class RedirectMiddleware:
    """Old addresses. One that leads to a page the viewer may not open is an address that is not there."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.path.startswith(CMS):
            return response
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        found = get_redirect(request, path) or get_redirect(request, urlsplit(path).path)
        target = self.target(found, request) if found else None
        if not target:
            return response
        return (HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect)(target)

    def target(self, found: Redirect, request: HttpRequest) -> str | None:
        """Where it leads this viewer."""
        if found.redirect_page_id is None:
            return str(found.redirect_link) or None
        pages = PortalPage.objects.visible_to(request.viewer)
        page = pages.filter(pk=found.redirect_page_id).first()
        return f"{page.url.rstrip('/')}{found.redirect_page_route_path or '/'}" if page and page.url else None
