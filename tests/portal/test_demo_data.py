"""What the demo's files say about each other: every name they use exists."""

import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from audiences.starter import STARTER_CIRCLES
from portal.demo import media, people
from portal.demo.load import data_rows
from portal.demo.markdown import Block, DemoPage, read_pages, texts

PAGES = read_pages(Path(people.__file__).parent / "pages")
ADDRESSES = {page.path for page in PAGES}
LOGINS = {person.login for person in people.PEOPLE}
CIRCLES = {"iedereen"} | {row.slug for row in STARTER_CIRCLES} | {row.slug for row in people.CIRCLES}
SHORTEST = 80


def blocks_of(page: DemoPage) -> list[Block]:
    return page.body + [
        inner for block in page.body if block["type"] == "only_for" for inner in block["value"]["body"]
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_page_names_only_what_exists(page: DemoPage) -> None:
    links = re.findall(r'data-path="([^"]+)"', " ".join(texts(page.body)))
    assert {*links, *page.related, *page.menu, *filter(None, [page.translation_of])} <= ADDRESSES
    assert {*page.audience, *(page.access or ())} <= CIRCLES
    assert {page.owner, *filter(None, [page.contact])} <= LOGINS
    assert not page.image or page.image in {row.key for row in media.IMAGES}
    for block in blocks_of(page):
        if block["type"] == "only_for":
            assert set(block["value"]["circles"]) <= CIRCLES
        if block["type"] == "documents":
            assert set(block["value"]) <= {row.key for row in media.DOCUMENTS}


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.type in ("content", "news")], ids=lambda p: p.path
)
def test_a_page_has_a_text_and_dates(page: DemoPage) -> None:
    words = re.sub(r"<[^>]+>", " ", " ".join(texts(page.body))).split()
    assert len(words) >= SHORTEST
    assert page.checked
    assert page.review
    assert page.type != "news" or page.published_on


def test_titles_are_not_used_twice() -> None:
    assert [title for title, times in Counter(page.title for page in PAGES).items() if times > 1] == []


def test_media_hang_on_pages_and_every_document_is_used_once() -> None:
    assert {row.page for row in (*media.IMAGES, *media.DOCUMENTS)} <= ADDRESSES
    used = Counter(
        (key, page.path)
        for page in PAGES
        for block in blocks_of(page)
        if block["type"] == "documents"
        for key in block["value"]
    )
    assert used == Counter((row.key, row.page) for row in media.DOCUMENTS)


@pytest.mark.parametrize("row", media.IMAGES, ids=lambda row: row.key)
def test_an_image_is_small_and_the_same_for_the_same_seed(row: media.ImageRow) -> None:
    data = media.image_bytes(row.key, 1)
    assert len(data) < 60_000
    assert Image.open(BytesIO(data)).size == (1200, 675)
    assert data == media.image_bytes(row.key, 1)


@pytest.mark.parametrize("row", media.DOCUMENTS, ids=lambda row: row.key)
def test_a_document_is_a_sound_pdf(row: media.DocumentRow) -> None:
    data = media.document_bytes(row)
    start = int(data.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert data.startswith(b"%PDF-1.4")
    assert data[start : start + 4] == b"xref"
    offsets = [int(line[:10]) for line in data[start:].split(b"\n") if line.endswith(b" n ")]
    for number, offset in enumerate(offsets, start=1):
        assert data[offset:].startswith(b"%d 0 obj" % number)
    for length, stream in re.findall(rb"/Length (\d+) >>\nstream\n(.*?)\nendstream", data, re.DOTALL):
        assert int(length) == len(stream)


def test_people_name_only_what_exists() -> None:
    assert len(LOGINS) == len(people.PEOPLE)
    for person in people.PEOPLE:
        assert set(person.circles) <= CIRCLES
        assert person.organisation in {"", *(row.name for row in people.ORGANISATIONS)}
        assert person.unit in {"", *(row.name for row in people.UNITS)}
        assert person.location in {"", *(row.name for row in people.LOCATIONS)}
        assert person.lead in {"", *LOGINS}
    assert {term.login for term in people.TERMS} <= LOGINS
    assert {*people.PERSONAS.values(), *people.CIRCLE_OWNERS.values(), *people.FURTHER_AFFILIATIONS} <= LOGINS


def test_every_product_that_is_written_out_exists() -> None:
    products = data_rows("products")
    assert len(products) == len({row["uri"] for row in products}) > 400
    written = data_rows("product_pages")
    assert {row["name"] for row in written} <= {row["name"] for row in products}
    assert {row["path"] for row in written} <= ADDRESSES
    assert len({row["path"] for row in written}) >= 20
