"""Accounts, profiles and affiliations, changed. What people are found by is kept up to date here."""

import io
import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from people.models import Affiliation, Profile, User
from people.selectors import search_text

PHOTO_FORMATS = ("JPEG", "PNG", "WEBP")
PHOTO_MAX_BYTES = 5 * 1024 * 1024
PHOTO_SIZE = 480
"""Pixels of each side of a stored photo."""


@transaction.atomic
def user_create(
    *, acting_user: Any, login: str, name: str, password: str | None = None, email: str = ""
) -> User:
    """A new account with an empty profile, in no circle. Raises ValidationError."""
    user = User(login=login.strip().lower(), name=name, email=email)
    user.set_password(password)
    user.full_clean()
    user.save()
    Profile.objects.create(user=user)
    people_index(user)
    return user


@transaction.atomic
def user_deactivate(*, acting_user: Any, user: User) -> None:
    """The account ends: at its next request the person is nobody here."""
    user.is_active = False
    user.save(update_fields=["is_active"])


@transaction.atomic
def profile_update(*, acting_user: Any, user: User, photo: Any = None, **fields: Any) -> Profile:
    """Change a profile. photo: an uploaded file, or False to take it away. Raises ValidationError."""
    profile, _made = Profile.objects.get_or_create(user=user)
    for name, value in fields.items():
        setattr(profile, name, value)
    if photo is False:
        profile.photo = ""
    elif photo is not None:
        profile.photo.save(f"{secrets.token_hex(16)}.jpg", ContentFile(clean_photo(photo)), save=False)
    profile.full_clean(exclude=["user", "photo"])
    profile.save()
    people_index(user)
    return profile


@transaction.atomic
def affiliation_start(*, acting_user: Any, **fields: Any) -> Affiliation:
    """Somebody starts somewhere. fields: the columns of `Affiliation`."""
    affiliation = Affiliation.objects.create(**fields)
    people_index(affiliation.user)
    return affiliation


def people_index(user: User) -> None:
    """Bring up to date what a person is found by. Called after every change of profile or affiliation."""
    profile, _made = Profile.objects.get_or_create(user=user)
    user.profile = profile
    Profile.objects.filter(pk=profile.pk).update(search_text=search_text(user))


def clean_photo(upload: Any) -> bytes:
    """A square JPEG made anew: nothing of camera or place comes along. Raises ValidationError."""
    if upload.size > PHOTO_MAX_BYTES:
        raise ValidationError(_("De foto is te groot. Kies er een van ten hoogste 5 MB."))
    try:
        with Image.open(upload, formats=PHOTO_FORMATS) as image:
            square = ImageOps.fit(ImageOps.exif_transpose(image).convert("RGB"), (PHOTO_SIZE, PHOTO_SIZE))
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise ValidationError(
            _("Dit bestand is geen foto die we kunnen lezen. Kies een JPG of PNG.")
        ) from error
    out = io.BytesIO()
    square.save(out, "JPEG", quality=85)
    return out.getvalue()
