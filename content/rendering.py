"""The body of a page, through the gate: before anything is rendered, what is not for the viewer is gone."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

from audiences import access
from audiences.policy.zones import ids_from_text
from audiences.viewer import Viewer
from content.models import PortalDocument, PortalImage, PortalPage

_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r'(\w[\w-]*)="([^"]*)"')


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
        """Rich text as HTML. A link to something the viewer may not open is plain text."""
        source = value.source if isinstance(value, RichText) else str(value)
        html = expand_db_html(_LINK.sub(self._link, source))
        return mark_safe(html)  # noqa: S308 - the CMS cleaned it when it was saved

    def _link(self, match: re.Match[str]) -> str:
        attributes = dict(_ATTRIBUTE.findall(match[1]))
        kind, number = attributes.get("linktype"), attributes.get("id", "")
        if kind is None:
            return match[0]
        visible = {"page": self.pages, "document": self.documents}.get(kind, {})
        return match[0] if number.isdigit() and int(number) in visible else match[2]

    def _visible(self, model: Any, kind: str) -> dict[int, Any]:
        if not self.found[kind]:
            return {}
        return {
            thing.pk: thing for thing in model.objects.visible_to(self.viewer).filter(pk__in=self.found[kind])
        }

    def _collect(self, block: Any) -> None:
        for text in _texts(block.block.get_prep_value(block.value)):
            for match in _LINK.finditer(text):
                attributes = dict(_ATTRIBUTE.findall(match[1]))
                kind, number = attributes.get("linktype", ""), attributes.get("id", "")
                if kind in self.found and number.isdigit():
                    self.found[kind].add(int(number))
        self._collect_media(block.block_type, block.block.get_prep_value(block.value))

    def _collect_media(self, kind: str, raw: Any) -> None:
        if kind == "image" and raw.get("image"):
            self.found["image"].add(raw["image"])
        elif kind == "documents":
            numbers = (item["value"] if isinstance(item, dict) else item for item in raw)
            self.found["document"] |= {number for number in numbers if number}
        elif kind == "contact" and raw.get("user_id"):
            self.found["person"].add(raw["user_id"])
        elif kind == "only_for":
            for item in raw["body"]:
                self._collect_media(item["type"], item["value"])


def block_circles(value: Any) -> frozenset[int]:
    """The circles that an "only for" block names. None named: nobody."""
    return ids_from_text(",".join(str(number) for number in value.get("circles") or ()))


def _texts(raw: Any) -> Iterator[str]:
    """Every string inside a block's stored value."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict):
        for value in raw.values():
            yield from _texts(value)
    elif isinstance(raw, (list, tuple)):
        for value in raw:
            yield from _texts(value)
