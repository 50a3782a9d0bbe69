"""Reads the page files of the demo organisation into plain Python.

Purpose: one file is TOML front matter between `+++` lines and a small Markdown: paragraphs, lists, bold,
links, `##` and `###` headings, and fenced directives. The blocks have the names and fields of a page's body;
what lives in the database (pages, people, circles, media) stays a path, login, slug or key for the loader.
May be called by the demo loader and tests. Imports nothing of the project and no Django.

`::: name arguments` opens a directive and a line of as many colons closes it; inside `only` use four.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

Block = dict[str, Any]

TYPES = frozenset({"home", "section", "content", "news_index", "news", "landing", "products"})
TONES = frozenset({"info", "ok", "warn"})
SCHEMES = ("https://", "http://", "mailto:", "tel:")

_FENCE = re.compile(r"^(:{3,})\s*(.*)$")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITALIC = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
_BULLET = re.compile(r"^[-*] +(.*)$")
_NUMBER = re.compile(r"^\d+\. +(.*)$")
_STEP = re.compile(r"^\d+\. +\*\*(.+?)\*\*\s*(.*)$")
_HEADING = re.compile(r"^(#{2,3}) +(.*)$")


class DemoFileError(ValueError):
    """A page file that cannot be read; the message says where and why."""


@dataclass(frozen=True)
class DemoPage:
    """One page file. `path` is the page's address; `access` is None when it has no rule of its own."""

    path: str
    title: str
    type: str
    lead: str
    nav_title: str = ""
    side: str = ""
    lang: str = "nl"
    translation_of: str = ""
    published_on: date | None = None
    audience: tuple[str, ...] = ()
    access: tuple[str, ...] | None = None
    owner: str = ""
    contact: str = ""
    checked: date | None = None
    review: date | None = None
    image: str = ""
    menu: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    live: bool = True
    order: int = 0
    body: list[Block] = field(default_factory=list)

    @property
    def parent_path(self) -> str:
        """The address of the page above: `/` for the sections, and for `/` itself nothing."""
        return "" if self.path == "/" else self.path.rstrip("/").rpartition("/")[0] + "/"

    @property
    def slug(self) -> str:
        """The last part of the address."""
        return self.path.rstrip("/").rpartition("/")[2]


def read_pages(folder: Path) -> list[DemoPage]:
    """All pages under `folder`, parents before children and siblings in order. Raises DemoFileError."""
    files = sorted(folder.rglob("*.md"))
    pages = {page.path: page for page in (read_page(file, folder) for file in files)}
    for page in pages.values():
        if page.path != "/" and page.parent_path not in pages:
            raise DemoFileError(f"{page.path}: there is no page above it")

    def place(page: DemoPage) -> list[tuple[int, str]]:
        steps = [(page.order, page.slug)]
        while page.parent_path:
            page = pages[page.parent_path]
            steps.insert(0, (page.order, page.slug))
        return steps

    return sorted(pages.values(), key=lambda page: (page.path != "/", place(page)))


def read_page(file: Path, folder: Path) -> DemoPage:
    """The page in one file; its address follows from its place under `folder`. Raises DemoFileError."""
    name = file.relative_to(folder).with_suffix("").as_posix()
    path = "/" if name == "index" else f"/{name}/"
    try:
        front, body = split_front_matter(file.read_text(encoding="utf-8"))
        return _page(path, front, parse_body(body))
    except (DemoFileError, KeyError, TypeError, tomllib.TOMLDecodeError) as problem:
        raise DemoFileError(f"{path}: {problem}") from problem


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The TOML between the two `+++` lines, and the rest."""
    start, _, rest = text.partition("+++\n")
    front, closing, body = rest.partition("+++\n")
    if start or not closing:
        raise DemoFileError("it does not begin with front matter between +++ lines")
    return tomllib.loads(front), body


def _page(path: str, front: dict[str, Any], body: list[Block]) -> DemoPage:
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in front.items()}
    if "date" in values:
        values["published_on"] = values.pop("date")
    page = DemoPage(path=path, body=body, **values)
    if page.type not in TYPES:
        raise DemoFileError(f"unknown page type {page.type}")
    return page


def parse_body(text: str) -> list[Block]:
    """The blocks of a body, in order. Raises DemoFileError for an unknown or unclosed directive."""
    blocks: list[Block] = []
    loose: list[str] = []

    def close_text() -> None:
        html = text_html("\n".join(loose))
        if html:
            blocks.append({"type": "text", "value": html})
        loose.clear()

    lines = iter(text.splitlines())
    for line in lines:
        fence, heading = _FENCE.match(line), _HEADING.match(line)
        if fence:
            close_text()
            blocks.append(_directive(fence[2].strip(), _inside(lines, fence[1], fence[2])))
        elif heading:
            close_text()
            value = {"text": heading[2].strip(), "level": f"h{len(heading[1])}"}
            blocks.append({"type": "heading", "value": value})
        else:
            loose.append(line)
    close_text()
    return blocks


def _inside(lines: Iterator[str], colons: str, name: str) -> list[str]:
    """The lines up to the fence that closes this directive."""
    inside: list[str] = []
    for line in lines:
        if line.rstrip() == colons:
            return inside
        inside.append(line)
    raise DemoFileError(f"directive {name!r} is not closed")


def _directive(head: str, lines: list[str]) -> Block:
    name, _, rest = head.partition(" ")
    make = _DIRECTIVES.get(name)
    if make is None:
        raise DemoFileError(f"unknown directive {name!r}")
    return make(rest.strip(), lines)


def _steps(_: str, lines: list[str]) -> Block:
    steps = []
    for line in filter(str.strip, lines):
        match = _STEP.match(line)
        if not match:
            raise DemoFileError(f"a step without a title: {line!r}")
        steps.append({"title": match[1], "text": text_html(match[2])})
    return {"type": "steps", "value": steps}


def _callout(head: str, lines: list[str]) -> Block:
    tone, _, title = head.partition(" ")
    if tone not in TONES:
        raise DemoFileError(f"unknown tone {tone!r}")
    value = {"tone": tone, "title": title.strip(), "text": text_html("\n".join(lines))}
    return {"type": "callout", "value": value}


def _table(caption: str, lines: list[str]) -> Block:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if line.strip()]
    rows = [row for row in rows if not all(set(cell) <= set("-: ") and cell for cell in row)]
    if len(rows) < 2 or any(len(row) != len(rows[0]) for row in rows):
        raise DemoFileError(f"table {caption!r} has rows of different length")
    return {"type": "table", "value": {"caption": caption, "header": rows[0], "rows": rows[1:]}}


def _documents(_: str, lines: list[str]) -> Block:
    return {"type": "documents", "value": [line.strip() for line in lines if line.strip()]}


def _image(head: str, _: list[str]) -> Block:
    key, alt, caption = ([part.strip() for part in head.split("|")] + ["", ""])[:3]
    return {"type": "image", "value": {"image": key, "alt": alt, "decorative": not alt, "caption": caption}}


def _contact(login: str, _: list[str]) -> Block:
    return {"type": "contact", "value": {"user": login}}


def _accordion(_: str, lines: list[str]) -> Block:
    items: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("### "):
            items.append((line[4:].strip(), []))
        elif items:
            items[-1][1].append(line)
        elif line.strip():
            raise DemoFileError("an accordion begins with a ### title")
    value = [{"title": title, "text": text_html("\n".join(text))} for title, text in items]
    return {"type": "accordion", "value": value}


def _only(head: str, lines: list[str]) -> Block:
    circles = [slug.strip() for slug in head.split(",") if slug.strip()]
    body = parse_body("\n".join(lines))
    if not circles or any(block["type"] == "only_for" for block in body):
        raise DemoFileError("`only` needs circles and cannot hold another `only`")
    return {"type": "only_for", "value": {"circles": circles, "body": body}}


_DIRECTIVES = {
    "steps": _steps,
    "callout": _callout,
    "table": _table,
    "documents": _documents,
    "image": _image,
    "contact": _contact,
    "accordion": _accordion,
    "only": _only,
}


def text_html(text: str) -> str:
    """Paragraphs and lists as HTML. Everything is escaped; an internal link is `<a data-path="/x/">`."""
    parts: list[str] = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        open_tag, items = "", []
        for line in chunk.splitlines():
            bullet, number = _BULLET.match(line), _NUMBER.match(line)
            tag = "ul" if bullet else "ol" if number else "p"
            content = (bullet or number)[1] if bullet or number else line.strip()  # type: ignore[index]
            if tag == "p" and open_tag in ("ul", "ol") and line.startswith(" "):
                items[-1] += " " + content
                continue
            if tag != open_tag:
                parts.append(_wrap(open_tag, items))
                open_tag, items = tag, []
            items.append(content)
        parts.append(_wrap(open_tag, items))
    return "".join(parts)


def _wrap(tag: str, items: list[str]) -> str:
    if not any(items):
        return ""
    if tag == "p":
        return f"<p>{inline_html(' '.join(items))}</p>"
    return f"<{tag}>" + "".join(f"<li>{inline_html(item)}</li>" for item in items) + f"</{tag}>"


def inline_html(text: str) -> str:
    """Bold, italic and links within a line. Raises DemoFileError for an address that is not allowed."""
    html = escape(text, quote=True)
    html = _LINK.sub(_anchor, html)
    html = _BOLD.sub(r"<b>\1</b>", html)
    return _ITALIC.sub(r"<i>\1</i>", html)


def _anchor(match: re.Match[str]) -> str:
    label, target = match[1], match[2]
    if target.startswith("/") and not target.startswith("//"):
        return f'<a data-path="{target}">{label}</a>'
    if target.startswith(SCHEMES):
        return f'<a href="{target}">{label}</a>'
    raise DemoFileError(f"a link to {target!r} is not allowed")


def texts(blocks: list[Block]) -> Iterator[str]:
    """Every piece of text in the blocks, tags included: for counting words and finding links."""
    for block in blocks:
        if block["type"] not in ("documents", "contact"):
            yield from _texts(block["value"], block["type"])


def _texts(value: Any, kind: str) -> Iterator[str]:
    if kind == "only_for":
        yield from texts(value["body"])
    elif isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, kind)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in ("tone", "level", "image", "decorative"):
                yield from _texts(item, kind)
