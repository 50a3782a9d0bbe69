"""An editor at work: screens open, uploads are cleaned, and a place out of sight cannot be chosen."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from content.models import PortalImage
from people.models import User
from tests.access.world import World, account, picture, signed_in


@pytest.fixture
def editor(world: World) -> User:
    """Somebody with every right on pages and images, who is only in the circle of employees."""
    group = Group.objects.create(name="Redactie")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_portalpage", "change_portalpage", "publish_portalpage"):
        permission = Permission.objects.get(codename=codename)
        GroupPagePermission.objects.create(group=group, page=world.public.get_parent(), permission=permission)
    for codename in ("add_image", "change_image", "choose_image"):
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailimages")
        GroupCollectionPermission.objects.create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )
    user = account("redacteur", world.staff)
    user.groups.add(group)
    return user


def test_the_screens_of_an_editor_open(world: World, editor: User) -> None:
    client = signed_in(editor)
    for path in (
        "/cms/",
        reverse("wagtailadmin_explore", args=[world.public.pk]),
        reverse("wagtailadmin_pages:edit", args=[world.public.pk]),
        reverse("wagtailadmin_pages:add", args=["content", "contentpage", world.public.pk]),
        reverse("wagtailimages:index"),
        reverse("wagtailimages:edit", args=[world.public_image.pk]),
        reverse("wagtailimages_chooser:choose"),
    ):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "Kanarie" not in answer.content.decode(), path
        assert "set_privacy" not in answer.content.decode()


@pytest.mark.parametrize("name", ["edit", "delete", "copy", "move", "history"])
def test_rights_give_no_sight(world: World, editor: User, name: str) -> None:
    address = reverse(f"wagtailadmin_pages:{name}", args=[world.minutes.pk])
    assert signed_in(editor).get(address).status_code == 404
    assert not world.minutes.permissions_for_user(editor).can_edit()
    assert world.public.permissions_for_user(editor).can_edit()


def upload(client, **fields: object) -> object:
    file = SimpleUploadedFile("foto.jpg", picture(comment=b"geheime noot"), "image/jpeg")
    return client.post(reverse("wagtailimages:add"), {"title": "Nieuw", "file": file, **fields})


def test_an_upload_is_cleaned_and_its_uploader_can_choose_it(world: World, editor: User) -> None:
    client = signed_in(editor)
    assert upload(client).status_code == 302
    image = PortalImage.objects.get(title="Nieuw")
    assert b"geheime" not in image.file.open().read()
    assert "Nieuw" in client.get(reverse("wagtailimages_chooser:choose")).content.decode()
    assert signed_in(world.superuser).get(image.file.url).status_code == 404


def test_a_medium_cannot_be_hung_out_of_sight(world: World, editor: User) -> None:
    client = signed_in(editor)
    assert upload(client, page=world.minutes.pk).status_code == 200
    assert upload(client, page=987_654).status_code == 200
    assert not PortalImage.objects.filter(title="Nieuw").exists()
    assert upload(client, page=world.public.pk).status_code == 302
    image = PortalImage.objects.get(title="Nieuw")
    assert signed_in(None).get(image.file.url).status_code == 200
