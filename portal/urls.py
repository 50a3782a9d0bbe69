"""Every address of the portal. Each has its row in `docs/surfaces.md`."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views.i18n import set_language
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access

from content import media_views, views
from people.views import cms_logout
from people.viewsets import CmsAccountView


def nothing(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """What is not here. Sign-in has one door; Wagtail's own doors stay shut."""
    raise Http404


urlpatterns = [
    path("cms/login/", nothing),
    path("cms/logout/", cms_logout),
    path("cms/account/", require_admin_access(CmsAccountView.as_view())),
    re_path(r"^cms/password_reset/", nothing),
    # Wagtail's own answers to "who may see this", and what lists images and documents past their gate.
    re_path(r"^cms/(?:pages|collections)/\d+/privacy/$", nothing),
    re_path(r"^cms/images/\d+/generate_url/", nothing),
    re_path(r"^cms/api/main/(?:images|documents)/", nothing),
    path("cms/", include(wagtailadmin_urls)),
    path("", include("people.urls")),
    path("start/", views.start, name="start"),
    path("zoeken/", views.search, name="search"),
    path("ik-ben/", views.choose_role, name="choose_role"),
    path("taal/", set_language, name="set_language"),
    path("robots.txt", views.robots, name="robots"),
    path("media/<path:path>", media_views.media, name="media"),
    path(
        "documenten/<int:document_id>/<str:document_filename>", media_views.document, name="wagtaildocs_serve"
    ),
    re_path(r"^((?:[\w\-]+/)*)$", views.serve_page, name="wagtail_serve"),
]

handler404 = "portal.errors.not_found"
