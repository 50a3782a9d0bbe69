"""Moving in the CMS: who will be able to open a page is shown and confirmed before more people can."""

from django.urls import reverse

from audiences.models import AccessChange, Membership
from content.models import PortalPage
from tests.access.world import World, add_page, signed_in


def _address(world: World) -> str:
    return reverse("wagtailadmin_pages:move_confirm", args=[world.minutes.pk, world.public.pk])


def _parent(world: World) -> int:
    return PortalPage.objects.get(pk=world.minutes.pk).get_parent().pk


def test_a_widening_move_is_shown_first_and_logged(world: World) -> None:
    Membership.objects.create(user=world.superuser, circle=world.board)
    client = signed_in(world.superuser)
    for answer in (client.get(_address(world)), client.post(_address(world))):
        assert answer.status_code == 200
        assert "Bestuur" in answer.content.decode()
        assert _parent(world) == world.secret.pk
    assert client.post(_address(world), {"widening": "confirmed"}).status_code == 302
    assert _parent(world) == world.public.pk
    row = AccessChange.objects.get(action="page_move")
    assert row.acting_user == world.superuser
    assert signed_in(None).get("/open/notulen/").status_code == 200


def test_a_move_that_widens_nothing_goes_the_ordinary_way(world: World) -> None:
    Membership.objects.create(user=world.superuser, circle=world.board)
    page = add_page(world.public, "los")
    address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, world.secret.pk])
    client = signed_in(world.superuser)
    assert "widening" not in client.get(address).content.decode()
    client.post(address)
    assert PortalPage.objects.get(pk=page.pk).get_parent().pk == world.secret.pk


def test_the_api_of_the_cms_cannot_widen_by_moving(world: World) -> None:
    Membership.objects.create(user=world.superuser, circle=world.board)
    signed_in(world.superuser).post(
        f"/cms/api/main/pages/{world.minutes.pk}/action/move/",
        {"destination_page_id": world.public.pk},
    )
    assert _parent(world) == world.secret.pk


def test_out_of_sight_is_out_of_reach(world: World) -> None:
    client = signed_in(world.superuser)
    assert client.post(_address(world), {"widening": "confirmed"}).status_code == 404
    back = reverse("wagtailadmin_pages:move_confirm", args=[world.public.pk, world.secret.pk])
    assert client.post(back, {"widening": "confirmed"}).status_code == 404
    assert _parent(world) == world.secret.pk
