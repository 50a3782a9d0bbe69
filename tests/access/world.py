"""A small organisation with one secret: what only the board may see, beside what everyone may see.

Made by the fixture `world`; used by the tests of surfaces, media and blocks.
"""

import io
import re
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image
from wagtail.models import Collection, Locale

from audiences.models import Circle, Membership
from audiences.services import access_rule_set, circle_create
from content.models import ContentPage, PortalDocument, PortalImage, PortalPage, SectionPage
from people.models import User

PDF = b"%PDF-1.4\n%%EOF\n"
CANARY = "Kanarie"
"""Stands in the title of everything that is only for the board."""


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, kind, **options)
    return out.getvalue()


def image_on(
    page: Any, title: str, data: bytes | None = None, name: str = "foto.jpg", **fields: Any
) -> PortalImage:
    image = PortalImage(title=title, page=page, collection=Collection.get_first_root_node(), **fields)
    image.file = ContentFile(data or picture(), name=name)
    image.save()
    return image


def document_on(
    page: Any, title: str, data: bytes = PDF, name: str = "stuk.pdf", **fields: Any
) -> PortalDocument:
    document = PortalDocument(title=title, page=page, collection=Collection.get_first_root_node(), **fields)
    document.file = ContentFile(data, name=name)
    document.save()
    return document


def account(login: str, *circles: Circle, **fields: Any) -> User:
    user = User.objects.create_user(login, "een lang wachtwoord", name=login, **fields)
    for circle in circles:
        Membership.objects.create(user=user, circle=circle)
    return user


def signed_in(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def add_page(parent: Any, slug: str, kind: Any = ContentPage, live: bool = True, **fields: Any) -> Any:
    page = kind(title=fields.pop("title", slug.title()), slug=slug, live=live, **fields)
    page.locale = Locale.objects.get(language_code="nl")
    PortalPage.objects.get(pk=parent.pk).add_child(instance=page)
    return page


@dataclass
class World:
    """board: the circle. secret: its section, with a page, an image and a document; public: for everyone."""

    board: Circle
    staff: Circle
    public: Any
    secret: Any
    minutes: Any
    secret_image: PortalImage
    secret_document: PortalDocument
    public_image: PortalImage
    public_document: PortalDocument
    director: User
    employee: User
    superuser: User

    def viewers(self) -> dict[str, User | None]:
        """Everybody who may not see the secret."""
        return {"anonymous": None, "employee": self.employee, "superuser": self.superuser}


def make_world() -> World:
    cache.clear()  # it holds renditions of images of earlier tests
    home = PortalPage.objects.get(depth=2)
    board = circle_create(acting_user=None, slug="bestuur", name="Bestuur")
    staff = circle_create(acting_user=None, slug="medewerkers", name="Medewerkers")
    public = add_page(home, "open", SectionPage)
    secret = add_page(home, "besloten", SectionPage, title=f"{CANARY} sectie")
    access_rule_set(page=secret, circles=[board], acting_user=None)
    minutes = add_page(secret, "notulen", title=f"{CANARY} notulen")
    return World(
        board=board,
        staff=staff,
        public=public,
        secret=secret,
        minutes=minutes,
        secret_image=image_on(minutes, f"{CANARY} foto"),
        secret_document=document_on(minutes, f"{CANARY} stuk"),
        public_image=image_on(public, "Open foto"),
        public_document=document_on(public, "Open stuk"),
        director=account("directeur", board),
        employee=account("medewerker", staff),
        superuser=account("beheerder", staff, is_superuser=True),
    )


def same_answer(one: Any, other: Any) -> None:
    """Status, headers and body are equal, apart from the token against forgery and the echoed address."""
    assert one.status_code == other.status_code
    assert _headers(one) == _headers(other)
    assert _body(one) == _body(other)


def _headers(response: Any) -> dict[str, str]:
    return {k: v for k, v in response.headers.items() if k not in ("Content-Length",)}


def _body(response: Any) -> str:
    text = response.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    asked = response.request["PATH_INFO"]
    query = response.request["QUERY_STRING"]
    return text.replace(f"{asked}?{query}", "PATH").replace(asked, "PATH")
