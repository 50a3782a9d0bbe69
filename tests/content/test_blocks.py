"""The body of a page through the gate: blocks, links and media that are not for the viewer are not there."""

from typing import Any

import pytest

from audiences.models import Circle
from audiences.services import access_rule_set
from audiences.viewer import as_circles
from content.models import BlockForCircles, PortalRendition
from content.rendering import BodyGate
from content.services import blocks_sync
from tests.access.world import World, add_page, signed_in


def body_of(world: World) -> list[Any]:
    links = (
        f'<p><a linktype="page" id="{world.minutes.pk}">naar de notulen</a>, '
        f'<a linktype="document" id="{world.secret_document.pk}">naar het stuk</a>, '
        f'<a linktype="page" id="{world.public.pk}">naar open</a> en '
        f'<a href="javascript:alert(1)">niets</a> <embed embedtype="image" id="{world.secret_image.pk}"/></p>'
    )
    image = {"alt": "", "decorative": True, "caption": "Kanarie bijschrift"}
    return [
        ("heading", {"text": "Eerst dit", "level": "h2"}),
        ("text", links),
        ("image", {"image": world.secret_image, **image}),
        ("documents", [world.secret_document, world.public_document]),
        ("only_for", {"circles": [str(world.board.pk)], "body": [("text", "<p>Kanarie blok</p>")]}),
        ("only_for", {"circles": [], "body": [("text", "<p>Kanarie niemand</p>")]}),
    ]


@pytest.fixture
def page(world: World) -> Any:
    return add_page(world.public, "verhaal", body=body_of(world))


def test_a_stranger_gets_nothing_of_what_is_hidden(world: World, page: Any) -> None:
    html = signed_in(world.superuser).get("/open/verhaal/").content.decode()
    assert "Kanarie" not in html
    assert "naar de notulen" in html
    assert "/besloten/" not in html
    assert str(world.secret_document.pk) + "/" not in html.replace(world.public_document.url, "")
    assert '<a href="/open/">naar open</a>' in html
    assert world.public_document.url in html
    assert "javascript:" not in html
    assert "<embed" not in html
    assert '<h2 id="eerst-dit">' in html
    assert not PortalRendition.objects.exists(), "no size is made of a picture that is not shown"


def test_who_is_in_the_circle_gets_it(world: World, page: Any) -> None:
    html = signed_in(world.director).get("/open/verhaal/").content.decode()
    assert '<a href="/besloten/notulen/">naar de notulen</a>' in html
    assert "Kanarie blok" in html
    assert "Kanarie niemand" not in html
    assert world.secret_document.url in html
    assert PortalRendition.objects.filter(image=world.secret_image).exists()


def test_links_cost_one_query_per_kind(world: World, page: Any, django_assert_num_queries: Any) -> None:
    page.body  # noqa: B018 - loaded here, not counted below
    viewer = as_circles([world.board.pk])
    blocks = list(page.body)
    _ = [block.value for block in blocks], viewer.zones
    with django_assert_num_queries(3):
        gate = BodyGate(blocks, viewer)
        gate.rich_text(blocks[1].value)


@pytest.mark.parametrize(
    "text",
    [
        '<a linktype="page" id="{0}">x',
        '<a id="{0}" linktype="page"><b>x</b></a>',
        "<a linktype='page' id='{0}'>x</a>",
    ],
)
def test_odd_links_lead_nowhere(world: World, text: str) -> None:
    page = add_page(world.public, "vreemd", body=[("text", text.format(world.minutes.pk))])
    html = str(BodyGate(page.body, as_circles([])).rich_text(page.body[0].value))
    assert "<a" not in html
    assert "x" in html


def test_blocks_for_circles_have_a_row_with_a_zone_of_their_own(world: World, page: Any) -> None:
    assert blocks_sync(page=page) == 2
    assert blocks_sync(page=page) == 2
    for circles, count in (((), 0), ((world.board.pk,), 1), ((world.staff.pk,), 0)):
        assert BlockForCircles.objects.visible_to(as_circles(circles)).count() == count
    access_rule_set(page=world.public, circles=[world.staff], acting_user=None)
    assert BlockForCircles.objects.visible_to(as_circles([world.board.pk])).count() == 0
    both = as_circles([world.board.pk, world.staff.pk])
    assert BlockForCircles.objects.visible_to(both).count() == 1


def test_rows_follow_the_text_that_is_published(world: World, page: Any) -> None:
    page.save_revision().publish()
    assert BlockForCircles.objects.filter(page=page.pk).count() == 2
    page.body = [("only_for", {"circles": [str(world.staff.pk)], "body": []})]
    page.save_revision().publish()
    row = BlockForCircles.objects.get(page=page.pk)
    assert row.circles == str(world.staff.pk)
    assert Circle.objects.filter(pk=int(row.circles)).exists()
