"""Hidden answers as never existed, for pages, media and the CMS, also for a superuser outside the circle."""

import re
from typing import Any

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from tests.access.world import CANARY, World, add_page, same_answer, signed_in

VIEWERS = ("anonymous", "employee", "superuser")
VERBS = ("get", "head", "post", "put", "delete", "options", "patch")
UNKNOWN = 987_654


def sights(world: World) -> dict[str, tuple[str, str]]:
    """What -> (address of the hidden thing, the same for a thing that never was)."""
    rendition = world.secret_image.get_rendition("width-20")
    return {
        "page": ("/besloten/notulen/", "/besloten/nooit/"),
        "section": ("/besloten/", "/nooit/"),
        "original": (world.secret_image.file.url, f"/media/original_images/{'0' * 32}.jpg"),
        "rendition": (rendition.url, f"/media/images/{'0' * 32}.jpg"),
        "document by name": (world.secret_document.file.url, f"/media/documents/{'0' * 32}.pdf"),
        "document by number": (world.secret_document.url, f"/documenten/{UNKNOWN}/x.pdf"),
    }


@pytest.mark.parametrize("who", VIEWERS)
def test_hidden_is_as_absent(world: World, who: str) -> None:
    client = signed_in(world.viewers()[who])
    for what, (hidden, unknown) in sights(world).items():
        assert client.get(hidden).status_code == 404, what
        same_answer(client.get(hidden), client.get(unknown))
        assert CANARY not in client.get(hidden).content.decode()


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_tells_more(world: World, verb: str) -> None:
    client = signed_in(world.employee)
    for hidden, unknown in sights(world).values():
        same_answer(getattr(client, verb)(hidden), getattr(client, verb)(unknown))


def test_conditions_and_ranges_are_asked_after_the_gate(world: World) -> None:
    tag = signed_in(world.director).get(world.secret_document.url).headers["ETag"]
    stranger = signed_in(world.employee)
    for headers in ({"If-None-Match": tag}, {"If-Match": '"other"'}, {"Range": "bytes=0-3"}):
        hidden = stranger.get(world.secret_document.url, headers=headers)
        same_answer(hidden, stranger.get(f"/documenten/{UNKNOWN}/x.pdf", headers=headers))
    again = signed_in(world.director).get(world.secret_document.url, headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_who_is_in_the_circle_gets_everything(world: World) -> None:
    client = signed_in(world.director)
    for what, (hidden, _unknown) in sights(world).items():
        assert client.get(hidden).status_code == 200, what


def test_out_of_the_circle_is_out_at_the_next_request(world: World) -> None:
    client = signed_in(world.director)
    assert client.get(world.secret_document.url).status_code == 200
    world.director.memberships.all().delete()
    assert client.get(world.secret_document.url).status_code == 404


def test_the_cms_is_not_there_without_rights(world: World) -> None:
    client = signed_in(world.employee)
    same_answer(client.get("/cms/"), client.get("/cms/nooit/"))
    same_answer(signed_in(None).get("/cms/"), signed_in(None).get("/cms/nooit/"))
    assert client.get("/cms/").status_code == 404
    assert signed_in(world.superuser).get("/cms/").status_code == 200


CMS_PAGE_VIEWS = (
    *("edit", "delete", "unpublish", "copy", "history", "usage", "view_draft"),
    *("move", "add_subpage", "lock"),
)


def _cms_addresses(page: Any, image: Any, document: Any) -> list[str]:
    return [
        *(reverse(f"wagtailadmin_pages:{name}", args=[page]) for name in CMS_PAGE_VIEWS),
        reverse("wagtailadmin_explore", args=[page]),
        reverse("wagtailadmin_choose_page_child", args=[page]),
        reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={page}",
        reverse("wagtailadmin_pages:revisions_compare", args=[page, "live", "latest"]),
        f"/cms/api/main/pages/{page}/",
        reverse("wagtailimages:edit", args=[image]),
        reverse("wagtailimages:delete", args=[image]),
        reverse("wagtailimages:preview", args=[image, "width-20"]),
        reverse("wagtailimages_chooser:chosen", args=[image]),
        reverse("wagtailimages_chooser:chosen_multiple") + f"?id={image}",
        reverse("wagtaildocs:edit", args=[document]),
        reverse("wagtaildocs_chooser:chosen", args=[document]),
    ]


def test_the_cms_shows_a_superuser_nothing_outside_the_circles(world: World) -> None:
    client = signed_in(world.superuser)
    hidden = _cms_addresses(world.minutes.pk, world.secret_image.pk, world.secret_document.pk)
    unknown = _cms_addresses(UNKNOWN, UNKNOWN, UNKNOWN)
    for one, other in zip(hidden, unknown, strict=True):
        answer = client.get(one)
        assert answer.status_code == 404, one
        assert client.get(other).status_code == 404, other
        same_answer(answer, client.get(other))


CMS_LISTS = (
    "/cms/",
    "/cms/pages/2/",
    "/cms/pages/search/?q=Kanarie",
    "/cms/choose-page/2/",
    "/cms/choose-page/search/?q=Kanarie",
    "/cms/images/",
    "/cms/images/?q=Kanarie",
    "/cms/images/chooser/",
    "/cms/images/chooser/results/?q=Kanarie",
    "/cms/documents/",
    "/cms/documents/?q=Kanarie",
    "/cms/documents/chooser/",
    "/cms/documents/chooser/results/?q=Kanarie",
    "/cms/api/main/pages/",
    "/cms/reports/site-history/",
    "/cms/reports/locked/",
    "/cms/reports/aging-pages/",
)


@pytest.mark.parametrize("address", CMS_LISTS)
def test_lists_of_the_cms_are_within_sight(world: World, address: str) -> None:
    home = world.secret.get_parent().pk
    path = address.replace("/2/", f"/{home}/")
    answer = signed_in(world.superuser).get(path)
    assert answer.status_code == 200, answer
    assert not re.search(rf"{CANARY} (sectie|notulen|foto|stuk)", answer.content.decode())


def test_an_old_address_does_not_lead_to_a_hidden_page(world: World) -> None:
    Redirect.objects.create(old_path="/oud", redirect_page=world.minutes, is_permanent=True)
    stranger = signed_in(world.employee)
    same_answer(stranger.get("/oud/"), stranger.get("/nooit/"))
    assert signed_in(world.director).get("/oud/").headers["Location"] == "/besloten/notulen/"


def test_wagtails_own_doors_and_privacy_are_not_there(world: World) -> None:
    client = signed_in(world.superuser)
    page = add_page(world.public, "los").pk
    for path in (
        "/cms/login/",
        "/cms/logout/",
        "/cms/password_reset/",
        f"/cms/pages/{page}/privacy/",
        "/cms/collections/1/privacy/",
        "/cms/api/main/images/",
        "/cms/api/main/documents/",
        f"/cms/images/{world.public_image.pk}/generate_url/",
        "/admin/",
        "/_util/login/1/",
        "/sitemap.xml",
    ):
        assert client.get(path).status_code == 404, path
