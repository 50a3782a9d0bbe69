"""The body of a page, through the gate: before anything is rendered, what is not for the viewer is gone."""

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any
from urllib.parse import urlsplit

from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText

from audiences import access
from audiences.policy.zones import ids_from_text
from audiences.viewer import Viewer
from content.models import PortalDocument, PortalImage, PortalPage

_TAG = re.compile(r"<(/?)(a|embed)\b([^>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r'(\w[\w-]*)="([^"]*)"')
_SCHEMES = ("", "http", "https", "mailto", "tel")


class BodyGate:
    """What of a body a viewer gets: blocks, links, images and documents, with one query per kind."""

    def __init__(self, body: Any, viewer: Viewer) -> None:
        self.viewer = viewer
        self.blocks = [block for block in body or () if self.allows(block)]
        self.found: dict[str, set[int]] = {"page": set(), "document": set(), "image": set(), "person": set()}
        for block in self.blocks:
            self._collect(block)
        self.pages = self._visible(PortalPage, "page")
        self.documents = self._visible(PortalDocument, "document")
        self.images = self._visible(PortalImage, "image")

    def allows(self, block: Any) -> bool:
        """Is this block for the viewer? A block that is only for some circles is for nobody else."""
        if block.block_type != "only_for":
            return True
        return access.can_see_names(block_circles(block.value), self.viewer)

    def headings(self) -> list[str]:
        """The main headings, for the table of contents."""
        headings = (b.value for b in self.blocks if b.block_type == "heading")
        return [value["text"] for value in headings if value["level"] == "h2"]

    def rich_text(self, value: RichText | str) -> SafeString:
        """Rich text as HTML. A link to something the viewer may not open is plain text.

        Link tags are written anew from what the gate let through; embedded things are left out.
        """
        source = value.source if isinstance(value, RichText) else str(value)
        is_link: list[bool] = []

        def rewritten(match: re.Match[str]) -> str:
            closing, name, attributes = match.groups()
            if name.lower() == "embed":
                return ""
            if closing:
                return "</a>" if is_link and is_link.pop() else ""
            address = self._address(dict(_ATTRIBUTE.findall(attributes)))
            is_link.append(bool(address))
            return f'<a href="{escape(address)}">' if address else ""

        html = _TAG.sub(rewritten, source)
        return mark_safe(html)  # noqa: S308 - the CMS cleaned it when it was saved

    def _address(self, attributes: dict[str, str]) -> str:
        """Where a link leads; empty when that is nothing for this viewer."""
        kind, number = attributes.get("linktype"), attributes.get("id", "")
        if kind is None:
            address = unescape(attributes.get("href", "")).strip()
            try:
                return address if urlsplit(address).scheme.lower() in _SCHEMES else ""
            except ValueError:
                return ""
        target = {"page": self.pages, "document": self.documents}.get(kind, {}).get(_number(number))
        return str(target.url or "") if target is not None else ""

    def _visible(self, model: Any, kind: str) -> dict[int, Any]:
        if not self.found[kind]:
            return {}
        return {
            thing.pk: thing for thing in model.objects.visible_to(self.viewer).filter(pk__in=self.found[kind])
        }

    def _collect(self, block: Any) -> None:
        raw = block.block.get_prep_value(block.value)
        for text in texts_in(raw):
            for kind, number in links_in(text):
                self.found[kind].add(number)
        for kind, number in media_in(block.block_type, raw):
            self.found[kind].add(number)


def media_in(block_type: str, raw: Any) -> Iterator[tuple[str, int]]:
    """("image", "document" or "person", number) of what a stored block shows, what is inside it included."""
    if block_type == "image" and raw.get("image"):
        yield "image", raw["image"]
    elif block_type == "documents":
        for item in raw:
            number = item["value"] if isinstance(item, dict) else item
            if number:
                yield "document", number
    elif block_type == "contact" and raw.get("user_id"):
        yield "person", raw["user_id"]
    elif block_type == "only_for":
        for item in raw["body"]:
            yield from media_in(item["type"], item["value"])


def links_in(text: str) -> Iterator[tuple[str, int]]:
    """("page" or "document", number) of every link in stored rich text."""
    for match in _TAG.finditer(text):
        attributes = dict(_ATTRIBUTE.findall(match[3]))
        kind, number = attributes.get("linktype", ""), _number(attributes.get("id", ""))
        if kind in ("page", "document") and number:
            yield kind, number


def _number(text: str) -> int:
    """0 for what is no number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def block_circles(value: Any) -> frozenset[int]:
    """The circles that an "only for" block names. None named: nobody."""
    return ids_from_text(",".join(str(number) for number in value.get("circles") or ()))


def texts_in(raw: Any) -> Iterator[str]:
    """Every string inside a block's stored value."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict):
        for value in raw.values():
            yield from texts_in(value)
    elif isinstance(raw, (list, tuple)):
        for value in raw:
            yield from texts_in(value)
