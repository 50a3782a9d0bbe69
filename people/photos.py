"""Photos of people: checked, cut to a square and made anew. Called by the services of this room."""

import io
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

PHOTO_FORMATS = ("JPEG", "PNG", "WEBP")
PHOTO_MAX_BYTES = 5 * 1024 * 1024
PHOTO_MAX_PIXELS = 40_000_000
PHOTO_SIZE = 480
"""Pixels of each side of a stored photo."""


def clean_photo(upload: Any) -> bytes:
    """A square JPEG of the uploaded file: nothing of camera, place or maker comes along.

    Raises ValidationError for what is too large or is no photo, whatever its name says.
    """
    if upload.size > PHOTO_MAX_BYTES:
        raise ValidationError(_("De foto is te groot. Kies er een van ten hoogste 5 MB."))
    try:
        with Image.open(upload, formats=PHOTO_FORMATS) as image:
            if image.width * image.height > PHOTO_MAX_PIXELS:
                raise ValidationError(_("De foto is te groot. Kies er een van ten hoogste 40 megapixel."))
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        # Pillow reports damaged files with any of these.
        raise ValidationError(
            _("Dit bestand is geen foto die we kunnen lezen. Kies een JPG, PNG of WebP.")
        ) from error
    square = ImageOps.fit(upright, (PHOTO_SIZE, PHOTO_SIZE))
    square.info.clear()  # comments and the like would be written along
    out = io.BytesIO()
    square.save(out, "JPEG", quality=85)
    return out.getvalue()
