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
from content.models import PortalDocument, PortalImage, PortalRendition

INLINE_TYPES = {"image/jpeg", "image/png", "image/webp", "image/gif", "image/avif", "application/pdf"}


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    """The file that is stored under this name, if what it belongs to may be opened."""
    found = _owner_of(path)
    if found is None or not access.can_view(found[0], request.viewer):
        raise Http404
    thing, name = found
    return _file(request, path, name)


@require_safe
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """A document by its number: the address that Wagtail writes into texts."""
    found = access.get_visible_or_404(PortalDocument.objects.all(), request.viewer, pk=document_id)
    return _file(request, found.file.name, download_name(found))


def _owner_of(path: str) -> tuple[Any, str] | None:
    """What this stored file belongs to, and the name it has for people."""
    folder = path.split("/", 1)[0]
    if folder == "images":
        rendition = PortalRendition.objects.select_related("image").filter(file=path).first()
        return (rendition.image, "") if rendition else None
    if folder == "original_images":
        image = PortalImage.objects.filter(file=path).first()
        return (image, "") if image else None
    if folder == "documents":
        document = PortalDocument.objects.filter(file=path).first()
        return (document, download_name(document)) if document else None
    return None


def download_name(document: PortalDocument) -> str:
    """The title as a file name."""
    return f"{document.title}{PurePath(document.file.name).suffix}"


def _file(request: HttpRequest, path: str, name: str) -> HttpResponse:
    """The bytes: not to be kept by others, not to be run. "Not changed" is answered after the gate."""
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
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
