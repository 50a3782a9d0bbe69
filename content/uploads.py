"""What may be uploaded. Called by the image and document models when a new file comes in, and nowhere else.

The extension and the content must agree; what a camera adds to a picture (place, time, owner) is taken out.
"""

from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

IMAGE_FORMATS = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".webp": "WEBP",
    ".gif": "GIF",
    ".avif": "AVIF",
}
ZIPPED = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")
MARKUP = (b"<!doctype", b"<html", b"<script", b"<?xml", b"<svg")
KEPT = ("duration", "loop", "background", "transparency", "icc_profile", "disposal")
"""What of a picture's extra information is needed to show it."""

TEXT_PROBE = 64 * 1024
"""Bytes of a text file that are looked at."""


def extension(name: str) -> str:
    return PurePath(name).suffix.lower()


def clean_image(file: Any) -> ContentFile:
    """The same picture, upright, without anything a camera or program has added to it.

    Raises ValidationError when this is not the kind of picture its name says, or too large.
    """
    wanted = IMAGE_FORMATS.get(extension(file.name))
    if wanted is None or file.size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise ValidationError(_("Kies een foto of plaatje (jpg, png, webp, gif of avif) van hooguit 10 MB."))
    try:
        file.seek(0)
        Image.open(file, formats=[wanted]).verify()
        file.seek(0)
        picture = Image.open(file, formats=[wanted])
        frames = getattr(picture, "n_frames", 1)
        if picture.width * picture.height * frames > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise ValidationError(_("Dit plaatje is te groot. Maak het eerst kleiner."))
        return ContentFile(_without_extras(picture, wanted, frames), name=file.name)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(_("Dit is geen plaatje dat wij kunnen lezen.")) from error


def _without_extras(picture: Any, kind: str, frames: int) -> bytes:
    """Still JPEG pictures that stand upright keep their quality as it is."""
    options: dict[str, Any] = {"save_all": True} if frames > 1 else {}
    if frames == 1 and picture.getexif().get(0x0112, 1) != 1:
        picture = ImageOps.exif_transpose(picture)
        options |= {"quality": 92} if kind != "PNG" else {}
    elif kind == "JPEG":
        options["quality"] = "keep"
    elif kind in ("WEBP", "AVIF"):
        options["quality"] = 90
    picture.load()
    picture.info = {key: value for key, value in picture.info.items() if key in KEPT}
    out = BytesIO()
    picture.save(out, format=kind, exif=b"", **options)
    return out.getvalue()


def check_document(file: Any) -> None:
    """Is this the kind of file its name says? Raises ValidationError."""
    kind = extension(file.name)
    known = kind.lstrip(".") in settings.WAGTAILDOCS_EXTENSIONS
    if not known or file.size > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE:
        raise ValidationError(_("Dit soort bestand kan niet, of het is te groot."))
    file.seek(0)
    start = file.read(TEXT_PROBE)
    file.seek(0)
    if not _is_what_it_says(kind, start):
        raise ValidationError(_("De inhoud van dit bestand past niet bij de naam."))


def _is_what_it_says(kind: str, start: bytes) -> bool:
    if kind == ".pdf":
        return start.lstrip()[:5] == b"%PDF-"
    if kind in ZIPPED:
        return start[:4] == b"PK\x03\x04"
    return b"\0" not in start and not start.lstrip().lower().startswith(MARKUP)
