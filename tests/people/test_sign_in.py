"""The one door: who gets in, what the answers do not tell, and the doors that are not there."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.core import mail
from django.test import Client

from people.models import User
from tests.people.town import PASSWORD, Town

pytestmark = pytest.mark.django_db

EVIL = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "https:evil.example",
    "javascript:alert(1)",
    "http://testserver@evil.example/",
    "https://portal.example/",
)

CLOSED = (
    "/account/nieuw/",
    "/account/gesloten/",
    "/accounts/signup/",
    "/accounts/login/",
    "/cms/login/",
    "/cms/logout/",
    "/cms/password_reset/",
    "/cms/password_reset/done/",
    "/cms/password_reset/confirm/MQ/abc-def/",
    "/_util/login/",
    "/_util/authenticate_with_password/1/1/",
    "/admin/",
)


def sign_in(login: str, password: str = PASSWORD, **data: str) -> Any:
    return Client().post("/inloggen/", {"login": login, "password": password, **data})


def plain(response: Any, login: str = "") -> str:
    text = response.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    return text.replace(login, "").replace(quote(login, safe=""), "") if login else text


@pytest.mark.parametrize("login", ["emma@town.example", "EMMA@Town.Example", "  emma@town.example "])
def test_by_e_mail_address_in_any_spelling(town: Town, login: str) -> None:
    assert sign_in(login).headers["Location"] == "/start/"


def test_by_personnel_number(town: Town) -> None:
    User.objects.create_user("P70231", PASSWORD, name="Ron")
    assert sign_in("p70231").headers["Location"] == "/start/"
    assert sign_in("P70231").headers["Location"] == "/start/"


def test_unknown_wrong_and_switched_off_answer_alike(town: Town) -> None:
    """Also with the right password: nobody learns that an account exists."""
    answers = {
        plain(sign_in(login, password), login)
        for login, password in (
            ("nobody@town.example", PASSWORD),
            ("emma@town.example", "iets heel anders"),
            ("weg@town.example", PASSWORD),
            ("weg@town.example", "iets heel anders"),
        )
    }
    assert len(answers) == 1
    assert "weg@town.example" not in answers.pop()


def test_every_attempt_costs_one_password_check(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time tells nothing: unknown, wrong and switched off each hash once."""
    hashed: list[str] = []
    from django.contrib.auth.hashers import MD5PasswordHasher

    encode = MD5PasswordHasher.encode

    def counted(self: Any, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    for login in ("nobody@town.example", "emma@town.example", "weg@town.example"):
        hashed.clear()
        sign_in(login, "iets heel anders")
        assert len(hashed) == 1, login


def test_next_stays_on_this_host(town: Town, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "portal.example"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://portal.example"]
    for target in EVIL:
        assert sign_in("emma@town.example", next=target).headers["Location"] == "/start/", target


def test_next_leads_back_and_tells_nothing(town: Town) -> None:
    assert sign_in("emma@town.example", next="/mensen/").headers["Location"] == "/mensen/"
    emma = town.people["emma"]
    hidden, unknown = (
        plain(Client().get("/inloggen/", {"next": address}), address)
        for address in (f"/mensen/{emma.pk}/", "/mensen/999999/")
    )
    assert hidden == unknown
    assert "Emma" not in hidden


def test_signing_out_takes_a_post(town: Town) -> None:
    client = town.client("emma")
    assert client.get("/uitloggen/").status_code == 200
    assert client.get("/mijn/profiel/").status_code == 200
    assert client.post("/uitloggen/").headers["Location"] == "/"
    assert client.get("/mijn/profiel/").status_code == 302


def test_asking_for_a_password_answers_alike_and_mails_only_who_is_known(town: Town) -> None:
    User.objects.filter(login__in=["emma@town.example", "weg@town.example"]).update(email="")
    for name in ("emma", "weg"):
        User.objects.filter(pk=town.people[name].pk).update(email=f"{name}@post.example")
    answers = [
        Client().post("/wachtwoord/vergeten/", {"email": email}, follow=True)
        for email in ("emma@post.example", "weg@post.example", "nobody@post.example")
    ]
    assert len({plain(answer) for answer in answers}) == 1
    assert [message.to for message in mail.outbox] == [["emma@post.example"]]
    link = re.search(r"http://testserver(\S+)", str(mail.outbox[0].body))
    assert link
    client = Client()
    page = client.get(link[1], follow=True)
    assert page.status_code == 200
    new = "een heel ander wachtwoord"
    address = page.redirect_chain[-1][0]
    done = client.post(address, {"password1": new, "password2": new})
    assert done.status_code == 302
    assert sign_in("emma@town.example", new).headers["Location"] == "/start/"
    assert "werkt niet meer" in Client().get(link[1], follow=True).content.decode()


def test_changing_ones_password_ends_other_sessions(town: Town) -> None:
    here, elsewhere = town.client("emma"), town.client("emma")
    new = "een heel ander wachtwoord"
    answer = here.post("/wachtwoord/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302
    assert here.get("/mijn/profiel/").status_code == 200
    assert elsewhere.get("/mijn/profiel/").status_code == 302


@pytest.mark.parametrize("who", [None, "emma", "baas"])
def test_other_doors_are_not_there(town: Town, who: str | None) -> None:
    client = town.client(who)
    for address in CLOSED:
        assert client.get(address).status_code == 404, address
        attempt = {"username": "emma@town.example", "password": PASSWORD}
        is_sign_out = address == "/cms/logout/" and who == "baas"
        assert is_sign_out or client.post(address, attempt).status_code == 404, address


@pytest.mark.parametrize("who", [None, "emma", "cleo"])
def test_the_cms_is_not_there_without_rights(town: Town, who: str | None) -> None:
    client = town.client(who)
    for address in ("/cms/", "/cms/users/", "/cms/pages/", "/cms/personen-kiezen/"):
        here, nowhere = client.get(address), client.get("/nooit-geweest/")
        assert here.status_code == 404
        for path, response in ((address, here), ("/nooit-geweest/", nowhere)):
            response.content = response.content.replace(path.encode(), b"").replace(
                path.replace("/", "%2F").encode(), b""
            )
        assert plain(here) == plain(nowhere), address
