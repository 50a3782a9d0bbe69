"""The format of the demo's page files."""

from datetime import date
from pathlib import Path

import pytest

from portal.demo.markdown import DemoFileError, parse_body, read_page, read_pages, text_html, texts

FRONT = '+++\ntitle = "{title}"\ntype = "{type}"\nlead = "Kort."\n{more}+++\n'


def page_file(
    folder: Path, name: str, body: str = "", title: str = "Titel", kind: str = "content", more: str = ""
) -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(FRONT.format(title=title, type=kind, more=more) + body, encoding="utf-8")


def test_front_matter_becomes_fields_and_the_place_becomes_the_address(tmp_path: Path) -> None:
    more = 'access = ["bestuur"]\ndate = 2026-11-20\nlive = false\nrelated = ["/a/"]\n'
    page_file(tmp_path, "werk/thuiswerken.md", more=more)
    page = read_page(tmp_path / "werk/thuiswerken.md", tmp_path)
    assert (page.path, page.slug, page.parent_path) == ("/werk/thuiswerken/", "thuiswerken", "/werk/")
    assert (page.access, page.published_on, page.live) == (("bestuur",), date(2026, 11, 20), False)


def test_no_access_key_is_no_rule_and_an_empty_one_is_nobody(tmp_path: Path) -> None:
    page_file(tmp_path, "a.md")
    page_file(tmp_path, "b.md", more="access = []\n")
    assert read_page(tmp_path / "a.md", tmp_path).access is None
    assert read_page(tmp_path / "b.md", tmp_path).access == ()


def test_parents_come_before_children_and_siblings_in_their_order(tmp_path: Path) -> None:
    page_file(tmp_path, "index.md", kind="home")
    page_file(tmp_path, "b.md", more="order = 10\n")
    page_file(tmp_path, "b/c.md")
    page_file(tmp_path, "a.md", more="order = 20\n")
    assert [page.path for page in read_pages(tmp_path)] == ["/", "/b/", "/b/c/", "/a/"]


def test_a_page_without_a_page_above_it_is_refused(tmp_path: Path) -> None:
    page_file(tmp_path, "index.md", kind="home")
    page_file(tmp_path, "b/c.md")
    with pytest.raises(DemoFileError, match="no page above"):
        read_pages(tmp_path)


@pytest.mark.parametrize("broken", ["geen voorkant", "+++\ntitle = 'x'\n+++\n", "+++\ntitle = \n+++\n"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, broken: str) -> None:
    (tmp_path / "stuk.md").write_text(broken, encoding="utf-8")
    with pytest.raises(DemoFileError, match="/stuk/"):
        read_page(tmp_path / "stuk.md", tmp_path)


def test_text_is_escaped_and_links_stay_addresses() -> None:
    html = text_html(
        "Kies **nu** & <b>lees</b> [verder](/werk/) of [bel](tel:140299).\n\n- een\n- twee\n\n1. drie"
    )
    assert html == (
        "<p>Kies <b>nu</b> &amp; &lt;b&gt;lees&lt;/b&gt; "
        '<a data-path="/werk/">verder</a> of <a href="tel:140299">bel</a>.</p>'
        "<ul><li>een</li><li>twee</li></ul><ol><li>drie</li></ol>"
    )


@pytest.mark.parametrize("target", ["javascript:alert(1)", "//elders.example/", "data:text/html,x"])
def test_other_addresses_are_refused(target: str) -> None:
    with pytest.raises(DemoFileError, match="not allowed"):
        text_html(f"[x]({target.replace('(', '%28').replace(')', '%29')})")


def test_a_quote_cannot_leave_the_attribute() -> None:
    assert text_html('[x](/a"onclick="b/)') == '<p><a data-path="/a&quot;onclick=&quot;b/">x</a></p>'


def test_headings_and_text_alternate() -> None:
    blocks = parse_body("Vooraf.\n\n## Kop\nTekst\nverder.\n### Tussenkop\n")
    assert blocks == [
        {"type": "text", "value": "<p>Vooraf.</p>"},
        {"type": "heading", "value": {"text": "Kop", "level": "h2"}},
        {"type": "text", "value": "<p>Tekst verder.</p>"},
        {"type": "heading", "value": {"text": "Tussenkop", "level": "h3"}},
    ]


@pytest.mark.parametrize(
    ("source", "kind", "value"),
    [
        ("::: steps\n1. **Doe dit** en dat\n:::", "steps", [{"title": "Doe dit", "text": "<p>en dat</p>"}]),
        (
            "::: callout warn Let op\nHeet.\n:::",
            "callout",
            {"tone": "warn", "title": "Let op", "text": "<p>Heet.</p>"},
        ),
        (
            "::: table Kosten\n| Wat | Bedrag |\n|---|---|\n| Pas | € 5 |\n:::",
            "table",
            {"caption": "Kosten", "header": ["Wat", "Bedrag"], "rows": [["Pas", "€ 5"]]},
        ),
        ("::: documents\neen\ntwee\n:::", "documents", ["een", "twee"]),
        (
            "::: image haven | De haven | Kade 1\n:::",
            "image",
            {"image": "haven", "alt": "De haven", "decorative": False, "caption": "Kade 1"},
        ),
        ("::: contact 70231\n:::", "contact", {"user": "70231"}),
        (
            "::: accordion\n### Vraag\nAntwoord.\n:::",
            "accordion",
            [{"title": "Vraag", "text": "<p>Antwoord.</p>"}],
        ),
    ],
)
def test_directives(source: str, kind: str, value: object) -> None:
    assert parse_body(source) == [{"type": kind, "value": value}]


def test_only_holds_blocks_and_names_circles() -> None:
    (block,) = parse_body("::: only balie, bazen\n## Kop\n:::: callout info\nTekst\n::::\n:::")
    assert block["type"] == "only_for"
    assert block["value"]["circles"] == ["balie", "bazen"]
    assert [inner["type"] for inner in block["value"]["body"]] == ["heading", "callout"]


@pytest.mark.parametrize(
    "source",
    [
        "::: steps\n1. **Open** eind",
        "::: raar\n:::",
        "::: steps\n1. zonder titel\n:::",
        "::: callout rood Titel\n:::",
        "::: table X\n| a | b |\n| c |\n:::",
        "::: only\nTekst\n:::",
        "::: only balie\n:::: only bazen\nTekst\n::::\n:::",
        "::: accordion\nTekst\n:::",
    ],
)
def test_mistakes_are_errors(source: str) -> None:
    with pytest.raises(DemoFileError):
        parse_body(source)


def test_texts_gives_what_is_read_and_not_what_is_pointed_at() -> None:
    blocks = parse_body(
        "Een.\n::: documents\nsleutel\n:::\n::: only balie\nTwee.\n:::\n::: callout ok Drie\nVier\n:::"
    )
    assert list(texts(blocks)) == ["<p>Een.</p>", "<p>Twee.</p>", "Drie", "<p>Vier</p>"]
