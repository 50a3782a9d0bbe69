"""Images and documents: cleaned when they come in, hung on a page, in that page's zone at every moment."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image
from willow.image import UnrecognisedImageFormatError

from audiences.services import access_rule_set
from content.models import PortalDocument
from content.services import media_anchor
from tests.access.world import (
    World,
    account,
    add_page,
    document_on,
    image_on,
    picture,
    signed_in,
)


def with_place() -> bytes:
    """A picture as a camera makes it: lying on its side, with a place and a note."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "geheime plek"
    exif.get_ifd(0x8825)[1] = "N"
    return picture(exif=exif, comment=b"geheime noot")


def test_what_a_camera_adds_is_taken_out(world: World) -> None:
    image = image_on(world.public, "Foto", with_place())
    stored = default_storage.open(image.file.name).read()
    picture_now = Image.open(io.BytesIO(stored))
    assert b"geheime" not in stored
    assert not dict(picture_now.getexif())
    assert (image.width, image.height) == picture_now.size == (30, 40)
    assert image.file_size == len(stored)
    assert "foto" not in image.file.name


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_each_kind_of_picture_can_be_cleaned(world: World, kind: str) -> None:
    image = image_on(world.public, kind, picture(kind), f"x.{kind.lower()}")
    assert Image.open(default_storage.open(image.file.name)).format == kind


@pytest.mark.parametrize("data", [b"<svg xmlns='x'/>", b"<html></html>", picture("PNG"), b" "])
def test_a_picture_is_what_its_name_says(world: World, data: bytes) -> None:
    with pytest.raises((ValidationError, UnrecognisedImageFormatError)):
        image_on(world.public, "Nep", data)


def test_too_many_pixels_are_refused(world: World, settings) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100
    with pytest.raises(ValidationError):
        image_on(world.public, "Groot")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"x"),
        ("a.svg", b"<svg/>"),
        ("a.pdf", b"<html>"),
        ("a.txt", b"<!DOCTYPE html>"),
        ("a.docx", b"MZ"),
    ],
)
def test_a_document_is_what_its_name_says(world: World, name: str, data: bytes) -> None:
    with pytest.raises(ValidationError):
        document_on(world.public, "Nep", data, name)


def test_headers_of_a_document(world: World) -> None:
    answer = signed_in(world.director).get(world.secret_document.url)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Kanarie stuk.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_only_what_everyone_may_see_is_kept_and_asked_again(world: World) -> None:
    for client in (signed_in(None), signed_in(world.director)):
        assert client.get(world.public_image.file.url).headers["Cache-Control"] == "no-cache"


def test_without_a_page_a_medium_is_for_nobody(world: World) -> None:
    loose = image_on(None, "Los")
    for user in (None, world.director, world.superuser):
        assert signed_in(user).get(loose.file.url).status_code == 404


def test_who_uploaded_a_loose_medium_can_give_it_a_place(world: World) -> None:
    loose = image_on(None, "Los", uploaded_by_user=world.superuser)
    assert signed_in(world.superuser).get(loose.file.url).status_code == 200
    other = account("ander", is_superuser=True)
    assert signed_in(other).get(loose.file.url).status_code == 404


def test_an_editor_sees_the_media_of_a_draft_and_a_reader_does_not(world: World) -> None:
    draft = add_page(world.public, "concept", live=False)
    image = image_on(draft, "Concept")
    assert signed_in(world.employee).get(image.file.url).status_code == 404
    assert signed_in(world.superuser).get(image.file.url).status_code == 200


def test_a_medium_follows_its_page(world: World) -> None:
    client = signed_in(world.employee)
    assert client.get(world.public_document.url).status_code == 200
    access_rule_set(page=world.public, circles=[world.board], acting_user=None)
    assert client.get(world.public_document.url).status_code == 404


def test_a_medium_expires_with_its_page(world: World) -> None:
    world.public.expire_at = timezone.now() - timezone.timedelta(seconds=1)
    world.public.save()
    assert signed_in(None).get(world.public_document.url).status_code == 404


def test_saving_an_old_copy_never_brings_back_an_old_zone(world: World) -> None:
    old = PortalDocument.objects.get(pk=world.public_document.pk)
    access_rule_set(page=world.public, circles=[world.board], acting_user=None)
    old.title = "Nieuwe titel"
    old.save()
    assert signed_in(None).get(old.url).status_code == 404


def test_hanging_on_a_wider_page_is_refused(world: World) -> None:
    world.secret_document.page = world.public
    with pytest.raises(ValidationError):
        world.secret_document.full_clean()
    world.public_document.page = world.minutes
    world.public_document.full_clean()


def test_what_hangs_nowhere_is_hung_on_the_page_that_shows_it(world: World) -> None:
    loose, elsewhere = image_on(None, "Los"), world.secret_image
    rest = {"alt": "x", "decorative": False, "caption": ""}
    body = [("image", {"image": image, **rest}) for image in (loose, elsewhere)]
    page = add_page(world.public, "verhaal", body=body)
    assert media_anchor(page=page, acting_user=world.employee) == 1
    loose.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (loose.page_id, elsewhere.page_id) == (page.pk, world.minutes.pk)
    assert signed_in(None).get(loose.file.url).status_code == 200


def test_a_medium_in_a_block_for_some_is_not_hung_on_the_wider_page(world: World) -> None:
    loose = document_on(None, "Los stuk")
    body = [("only_for", {"circles": [str(world.board.pk)], "body": [("documents", [loose])]})]
    page = add_page(world.public, "verhaal", body=body)
    assert media_anchor(page=page, acting_user=None) == 0
