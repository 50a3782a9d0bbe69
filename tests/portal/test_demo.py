"""The demo organisation in the database: everybody sees their own part; gate and oracle agree."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from audiences.models import Circle
from audiences.viewer import resolve
from content.models import PortalDocument, PortalImage, PortalPage, Product
from people.models import User
from portal.demo.clear import NotOnlyDemoError, demo_clear
from portal.demo.load import demo_load
from portal.demo.oracle import Oracle
from portal.demo.people import PEOPLE, PERSONAS
from portal.demo.scale import scale_clear, scale_load

pytestmark = [pytest.mark.demo, pytest.mark.django_db]

BOARD = "/organisatie/bestuur/"


def accounts() -> list[dict[str, Any]]:
    out = StringIO()
    call_command("demo", accounts=True, stdout=out)
    return json.loads(out.getvalue())


def addresses(queryset: Any) -> list[str]:
    prefix = PortalPage.objects.get(depth=2, live=True).url_path.rstrip("/")
    return sorted(
        path.removeprefix(prefix) for path in queryset.filter(depth__gt=1).values_list("url_path", flat=True)
    )


def test_the_gate_and_the_oracle_agree_about_everybody() -> None:
    oracle = Oracle()
    for user in [None, *User.objects.filter(is_active=True)]:
        viewer = resolve(user.pk if user else None)
        circles = oracle.circles_of(user)
        assert set(viewer.circles) == circles
        assert addresses(PortalPage.objects.visible_to(viewer)) == oracle.opens(circles)


def test_every_persona_has_a_part_of_its_own_and_something_it_must_not_see() -> None:
    seen = set()
    for account in accounts():
        assert "/" in account["opens"]
        assert account["refused"]
        assert set(account["opens"]).isdisjoint(account["refused"])
        assert (BOARD in account["opens"]) == (account["persona"] == "bestuur")
        seen.add(tuple(account["opens"]))
    assert len(seen) >= len(PERSONAS) - 2  # the editor and the administrator are office staff, no more


def test_for_every_persona_something_is_listed_that_can_be_opened() -> None:
    for login in PERSONAS.values():
        viewer = resolve(User.objects.get(login=login).pk)
        direct = viewer.circles - {1}
        assert PortalPage.objects.visible_to(viewer).filter(audience__in=direct).exists()


def test_media_are_as_closed_as_their_page() -> None:
    for model in (PortalImage, PortalDocument):
        for medium in model.objects.select_related("page"):
            assert medium.zone == medium.page.zone


def test_a_page_that_is_not_live_closes_what_is_under_it() -> None:
    child = PortalPage.objects.get(slug="onderzoek")
    assert child.live
    for user in User.objects.all():
        assert not PortalPage.objects.visible_to(resolve(user.pk)).filter(pk=child.pk).exists()


def test_links_in_texts_are_to_pages_and_every_page_is_published_once() -> None:
    for page in PortalPage.objects.filter(depth__gt=1).specific():
        assert "data-path" not in str(getattr(page, "body", ""))
        assert page.revisions.count() == 1
        assert (page.live_revision_id is not None) == page.live


def test_translations_are_in_one_group_with_the_page_they_translate() -> None:
    english = PortalPage.objects.get(slug="working-from-home")
    assert english.locale.language_code == "en"
    dutch = PortalPage.objects.get(slug="thuiswerken")
    assert english.translation_key == dutch.translation_key


def test_products_point_at_the_pages_that_are_written_out() -> None:
    assert Product.objects.count() > 400
    assert Product.objects.get(name="Paspoort").page.slug == "paspoort"


def test_loading_again_changes_no_pages_and_puts_people_back() -> None:
    before = list(PortalPage.objects.order_by("pk").values_list("pk", "title", "zone", "latest_revision"))
    counts = [model.objects.count() for model in (User, Circle, PortalImage, PortalDocument, Product)]
    joost = User.objects.get(login=PERSONAS["partner"])
    User.objects.filter(pk=joost.pk).update(name="Iemand anders")
    memberships = joost.memberships.count()
    demo_load()
    assert (
        list(PortalPage.objects.order_by("pk").values_list("pk", "title", "zone", "latest_revision"))
        == before
    )
    assert [model.objects.count() for model in (User, Circle, PortalImage, PortalDocument, Product)] == counts
    joost.refresh_from_db()
    assert (joost.name, joost.memberships.count()) == ("Joost Bakker", memberships)


def test_clearing_takes_the_demo_out_and_refuses_where_others_work() -> None:
    other = User.objects.create_user("iemand@elders.example", name="Iemand")
    with pytest.raises(NotOnlyDemoError):
        demo_clear()
    other.delete()
    demo_clear()
    assert not User.objects.filter(login__in=[person.login for person in PEOPLE]).exists()
    assert PortalPage.objects.count() == 2
    assert not PortalImage.objects.exists()
    with pytest.raises(CommandError):
        accounts()


def test_a_large_tree_is_as_closed_as_the_oracle_says_and_goes_again() -> None:
    before = PortalPage.objects.count()
    assert scale_load(450) == PortalPage.objects.count() - before == 450
    oracle = Oracle()
    for login in (PERSONAS["bestuur"], PERSONAS["inwoner"]):
        user = User.objects.get(login=login)
        opens = addresses(PortalPage.objects.visible_to(resolve(user.pk)))
        assert opens == oracle.opens(oracle.circles_of(user))
    assert PortalPage.find_problems() == ([], [], [], [], [])
    scale_clear()
    assert PortalPage.objects.count() == before
