"""One's own profile and circles, field by field, and photos."""

import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from audiences.models import AccessChange
from audiences.services import circle_rules_set
from people import selectors
from people.models import Profile
from people.photos import PHOTO_SIZE
from people.services import affiliation_end, affiliation_start, profile_update, user_create, user_deactivate
from tests.people.town import Town

pytestmark = pytest.mark.django_db

FIELDS = {
    "phone": "0299-999999",
    "mobile": "06-99999999",
    "email": "emma-mail@town.example",
    "about": "Kanarie over mij",
    "skills": "Kanariekennis",
    "languages": "Kanariespraak",
}


def picture(kind: str = "JPEG", size: tuple[int, int] = (600, 300), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (10, 200, 30)).save(out, kind, **options)
    return out.getvalue()


def upload(data: bytes, name: str = "ik.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.mark.parametrize("hidden", FIELDS)
def test_each_field_is_hidden_by_its_own_choice(town: Town, hidden: str) -> None:
    emma = town.people["emma"]
    emma.email = FIELDS["email"]
    emma.save()
    own = {name: value for name, value in FIELDS.items() if name != "email"}
    profile_update(acting_user=emma, user=emma, visibility={hidden: "nobody"}, **own)
    address = f"/mensen/{emma.pk}/"
    for viewer, shows_all in (("emma", True), ("sem", False)):
        text = town.client(viewer).get(address).content.decode()
        for name, value in FIELDS.items():
            assert (value in text) == (shows_all or name != hidden), (viewer, name)
    as_others = town.client("emma").get(f"{address}?zoals=anderen").content.decode()
    assert FIELDS[hidden] not in as_others
    assert FIELDS[hidden] not in town.client("sem").get("/mensen/").content.decode()


def test_a_choice_that_is_unknown_hides(town: Town) -> None:
    Profile.objects.filter(user=town.people["emma"]).update(visibility={"phone": "friends"})
    assert "0299" not in town.client("sem").get(f"/mensen/{town.people['emma'].pk}/").content.decode()


def form_data(**fields: Any) -> dict[str, Any]:
    data = {f"shown_to_{name}": "colleagues" for name in Profile.FIELDS}
    return data | {"display_name": "Emma Ö.", "nickname": "Em"} | fields


def test_the_form_saves_what_is_mine_and_nothing_else(town: Town) -> None:
    client, emma = town.client("emma"), town.people["emma"]
    assert client.get("/mijn/profiel/").status_code == 200
    answer = client.post(
        "/mijn/profiel/", form_data(shown_to_phone="nobody", phone="123", is_superuser="on", user="1")
    )
    assert answer.status_code == 302
    emma.refresh_from_db()
    assert (emma.profile.display_name, emma.profile.phone) == ("Emma Ö.", "123")
    assert emma.profile.visibility["phone"] == "nobody"
    assert not emma.is_superuser
    assert client.post("/mijn/profiel/", form_data(shown_to_phone="the world")).status_code == 422
    assert town.client(None).get("/mijn/profiel/").headers["Location"].startswith("/inloggen/")


def test_a_photo_is_made_anew_and_reaches_who_may_see_it(town: Town) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Kanarie thuis"
    client, emma = town.client("emma"), town.people["emma"]
    data = picture(exif=exif.tobytes(), comment=b"Kanarie commentaar")
    assert client.post("/mijn/profiel/", form_data(photo=upload(data, "kanarie.jpg"))).status_code == 302
    profile = Profile.objects.get(user=emma)
    assert "kanarie" not in profile.photo.name
    address = f"/mensen/{emma.pk}/foto/"
    shown = b"".join(town.client("sem").get(address).streaming_content)
    assert b"Kanarie" not in shown
    with Image.open(io.BytesIO(shown)) as image:
        assert (image.format, image.size) == ("JPEG", (PHOTO_SIZE, PHOTO_SIZE))
        assert not image.getexif()
    assert address in town.client("sem").get("/mensen/?q=emma").content.decode()
    client.post("/mijn/profiel/", form_data(shown_to_photo="nobody"))
    assert town.client("sem").get(address).status_code == 404
    assert client.get(address).status_code == 200
    assert address not in town.client("sem").get("/mensen/?q=emma").content.decode()
    client.post("/mijn/profiel/", form_data(remove_photo="on"))
    assert client.get(address).status_code == 404


def test_another_photo_takes_the_old_file_away(town: Town, django_capture_on_commit_callbacks: Any) -> None:
    emma = town.people["emma"]
    first = profile_update(acting_user=emma, user=emma, photo=upload(picture())).photo
    storage, name = first.storage, first.name
    with django_capture_on_commit_callbacks(execute=True):
        profile_update(acting_user=emma, user=emma, photo=upload(picture("PNG")))
    assert not storage.exists(name)


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<html><script>alert(1)</script></html>",
        b"GIF89a" + b"\x00" * 40,
        picture()[:200],
        picture("PNG", (8000, 6000)),
        b"\xff\xd8\xff" + b"0" * (5 * 1024 * 1024 + 1),
        b"",
    ],
    ids=["svg", "html", "gif", "cut off", "too many pixels", "too many bytes", "empty"],
)
def test_what_is_no_photo_is_refused(town: Town, data: bytes) -> None:
    answer = town.client("emma").post("/mijn/profiel/", form_data(photo=upload(data)))
    assert answer.status_code == 422
    assert not Profile.objects.get(user=town.people["emma"]).photo


def test_my_circles_say_why_until_when_and_what_for(town: Town) -> None:
    text = town.client("roos").get("/mijn/kringen/").content.decode()
    assert "locatie Werf Noord" in text
    assert "Depot" in text
    emma = {entry["circle"].slug: entry for entry in selectors.my_circles(town.viewer("emma"))}
    assert [origin["kind"] for origin in emma["balie"]["origins"]] == ["direct"]
    assert [origin["via"].slug for origin in emma["medewerkers"]["origins"]] == ["balie"]
    assert all(entry["opens"] for entry in emma.values())
    assert selectors.my_circles(town.viewer("los")) == []
    assert town.client("los").get("/mijn/kringen/").status_code == 200
    assert town.client(None).get("/mijn/kringen/").status_code == 302


def test_the_reason_of_a_rule_is_of_one_affiliation(town: Town) -> None:
    own = town.organisations["town"].pk
    rules = {"unit": [str(town.units["wegen"].pk), str(town.units["ruimte"].pk)], "organisation": [str(own)]}
    circle_rules_set(acting_user=None, circle=town.circles["depot"], rules=rules)
    entry = next(e for e in selectors.my_circles(town.viewer("roos")) if e["circle"].slug == "depot")
    assert entry["origins"][0]["rule_text"] == "organisatie Town, afdeling Wegen"


def test_services_leave_a_trace(town: Town) -> None:
    emma = town.people["emma"]
    new = user_create(acting_user=emma, login=" 70001 ", name="Nieuw Mens", password="iets langs en nieuws")
    assert new.login == "70001"
    assert not new.memberships.exists()
    row = affiliation_start(acting_user=emma, user=new, organisation=town.organisations["town"], job="Hulp")
    affiliation_end(acting_user=emma, affiliation=row)
    user_deactivate(acting_user=emma, user=new, reason="weg")
    actions = list(AccessChange.objects.filter(acting_user=emma).values_list("action", flat=True))
    assert sorted(actions) == ["affiliation_end", "affiliation_start", "user_create", "user_deactivate"]


def test_services_refuse_what_does_not_fit(town: Town) -> None:
    emma = town.people["emma"]
    with pytest.raises(ValidationError):
        user_create(acting_user=emma, login="EMMA@town.example", name="Nog een Emma")
    with pytest.raises(TypeError):
        profile_update(acting_user=emma, user=emma, user_id=1)
    with pytest.raises(ValidationError):
        profile_update(acting_user=emma, user=emma, visibility={"password": "colleagues"})
    with pytest.raises(ValidationError):
        affiliation_start(
            acting_user=emma, user=emma, organisation=town.organisations["groen"], unit=town.units["wegen"]
        )
