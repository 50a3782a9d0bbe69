"""Images and documents, after the gate. There is no other way to a file."""

import mimetypes
from pathlib import PurePath
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from audiences import access
from audiences.viewer import Viewer
from content.cms_sight import in_cms
from content.models import PortalDocument, PortalImage

INLINE_TYPES = {"image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"}
"""What a browser shows; the rest is downloaded. Not PDF: browsers refuse to show one in a sandbox."""

FOLDERS: dict[str, tuple[Any, str]] = {
    "images": (PortalImage, "renditions__file"),
    "original_images": (PortalImage, "file"),
    "documents": (PortalDocument, "file"),
}
"""Folder of the storage -> what its files belong to, and by which look-up."""


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    """The file that is stored under this name, if what it belongs to may be opened."""
    model, lookup = FOLDERS.get(path.split("/", 1)[0], (None, ""))
    if model is None or "\0" in path:
        raise Http404
    found = _found(request, model, {lookup: path})
    return _file(request, found, path, download_name(found) if model is PortalDocument else "")


@require_safe
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """A document by its number: the address that is written into texts."""
    found = _found(request, PortalDocument, {"pk": document_id})
    return _file(request, found, found.file.name, download_name(found))


def _found(request: HttpRequest, model: Any, lookup: dict[str, Any]) -> Any:
    """The thing itself, through the gate. Somebody who works on it in the CMS also gets what is not live."""
    things = model.objects.filter(**lookup)
    found = things.visible_to(request.viewer).first()
    if found is None and request.user.has_perm("wagtailadmin.access_admin"):
        found = in_cms(things, request.user).first()
    if found is None:
        raise Http404
    return found


def download_name(document: PortalDocument) -> str:
    """The title as a file name, with the extension once."""
    suffix = PurePath(document.file.name).suffix
    return document.title if document.title.lower().endswith(suffix) else f"{document.title}{suffix}"


def _anyone(viewer: Viewer) -> Viewer:
    """Somebody who is not signed in, now."""
    return Viewer(None, frozenset(), frozenset(), frozenset(), viewer.moment, viewer.loaded)


def _file(request: HttpRequest, thing: Any, path: str, name: str) -> HttpResponse:
    """The bytes: not to be run, and kept by others only when everyone may have them.

    "Not changed" is answered after the gate.
    """
    if not default_storage.exists(path):
        raise Http404
    etag = quote_etag(PurePath(path).stem)
    response = get_conditional_response(request, etag=etag)
    if response is None or response.status_code != 304:
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        response = FileResponse(
            default_storage.open(path, "rb"),
            as_attachment=kind not in INLINE_TYPES,
            filename=name or PurePath(path).name,
            content_type=kind,
        )
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    response.headers["ETag"] = etag
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.is_same_for_everyone = access.can_view(thing, _anyone(request.viewer))
    # Kept or not, the gate is asked again every time.
    response.headers["Cache-Control"] = "no-cache" if response.is_same_for_everyone else "private, no-store"
    return response
