"""People in the CMS: choosing, the accounts' screens, and one's own settings."""

import json

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.admin.forms.models import registry

from content.models import PortalPage
from people.blocks import PersonBlock
from people.models import User
from tests.people.town import Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def editors(town: Town) -> Town:
    """Emma (staff), Petra (partner) and Baas (no circles) may enter the CMS."""
    group = Group.objects.create(name="schrijvers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for name in ("emma", "petra"):
        town.people[name].groups.add(group)
    return town


@pytest.mark.parametrize(("editor", "visible"), [("emma", "sem roos pim"), ("petra", "pim"), ("baas", "")])
def test_the_chooser_offers_whom_the_editor_sees(editors: Town, editor: str, visible: str) -> None:
    client = editors.client(editor)
    choose = client.get("/cms/personen-kiezen/")
    assert choose.status_code == 200
    for name in ("sem", "roos", "pim", "cleo", "weg"):
        user = editors.people[name]
        is_seen = name in visible.split()
        found = client.get("/cms/personen-kiezen/results/", {"q": user.name}).content.decode()
        assert (f"/chosen/{user.pk}/" in found) == is_seen, name
        assert (user.name in json.loads(choose.content)["html"]) == is_seen, name
        chosen = client.get(f"/cms/personen-kiezen/chosen/{user.pk}/")
        assert chosen.status_code == (200 if is_seen else 404), name
        several = client.get("/cms/personen-kiezen/chosen-multiple/", {"id": user.pk}).content.decode()
        assert (user.name in several) == is_seen, name
    assert client.get("/cms/personen-kiezen/chosen/x/").status_code == 404


def test_the_block_holds_a_number_chosen_by_name(town: Town) -> None:
    block, emma = PersonBlock(), town.people["emma"]
    assert block.clean(emma.pk) == emma.pk
    assert block.get_prep_value(emma.pk) == emma.pk
    for number in (town.people["weg"].pk, 999999):
        with pytest.raises(Exception, match="niet"):
            block.clean(number)


def test_owners_are_chosen_by_name() -> None:
    field = PortalPage._meta.get_field("content_owner")
    assert "personen-kiezen" in registry.get(field)["widget"]().get_chooser_modal_url()


def test_accounts_are_made_and_changed_with_our_own_fields(town: Town) -> None:
    client = town.client("baas")
    form = client.get("/cms/users/new/").content.decode()
    assert 'name="login"' in form
    assert 'name="name"' in form
    assert "first_name" not in form
    data = {"login": "NIEUW@town.example", "name": "Nieuw Mens", "email": ""}
    data |= {"password1": "een nieuw wachtwoord", "password2": "een nieuw wachtwoord"}
    assert client.post("/cms/users/new/", data).status_code == 302
    new = User.objects.get(login="nieuw@town.example")
    again = client.post("/cms/users/new/", data)
    assert again.status_code == 200
    assert "login" in again.context["form"].errors
    data = {"login": new.login, "name": "Nieuwer Mens", "email": "", "password1": "", "password2": ""}
    assert client.post(f"/cms/users/edit/{new.pk}/", data).status_code == 302
    new.refresh_from_db()
    assert (new.name, new.is_active) == ("Nieuwer Mens", False)
    for query in ("?q=nieuwer", "?ordering=name", "?ordering=-login"):
        assert "Nieuwer Mens" in client.get(f"/cms/users/{query}").content.decode()


def test_accounts_are_managed_by_who_has_that_right(editors: Town) -> None:
    client = editors.client("emma")
    for address in ("/cms/users/", "/cms/users/new/", f"/cms/users/edit/{editors.people['cleo'].pk}/"):
        answer = client.get(address)
        assert answer.status_code in (302, 404), address
        assert "Cleo" not in answer.content.decode()


def test_own_settings_leave_name_and_password_to_the_portal(town: Town) -> None:
    client = town.client("baas")
    page = client.get("/cms/account/").content.decode()
    for name in ("first_name", "password-old_password", "avatar-avatar", "name_email"):
        assert f'name="{name}' not in page
    new = {"password-old_password": "een lang wachtwoord", "password-new_password1": "x" * 20}
    client.post("/cms/account/", new | {"password-new_password2": "x" * 20})
    town.people["baas"].refresh_from_db()
    assert town.people["baas"].check_password("een lang wachtwoord")
    assert client.post("/cms/logout/").headers["Location"] == "/"
    assert client.get("/mijn/profiel/").status_code == 302
