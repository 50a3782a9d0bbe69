"""From the blocks of a page file to the body of a page: paths, logins, slugs and keys become numbers.

May be called by the demo loader only.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from portal.demo.markdown import Block

_DATA_PATH = re.compile(r'<a data-path="([^"]+)">')


@dataclass(frozen=True)
class Numbers:
    """What the names in the page files are in this database."""

    pages: dict[str, int]
    people: dict[str, int]
    circles: dict[str, int]
    images: dict[str, int]
    documents: dict[str, int]


def figure(key: str, alt: str) -> Block:
    """An image block, as a page file would have it."""
    return {"type": "image", "value": {"image": key, "alt": alt, "decorative": not alt, "caption": ""}}


def body_json(path: str, blocks: list[Block], numbers: Numbers) -> str:
    """The body as its field takes it. Same page, same block numbers. Raises KeyError for an unknown name."""
    return json.dumps(_stream(path, blocks, numbers), ensure_ascii=False)


def _stream(place: str, blocks: list[Block], numbers: Numbers) -> list[dict[str, Any]]:
    return [
        {
            "type": block["type"],
            "value": _value(block, f"{place}#{number}", numbers),
            "id": _block_id(f"{place}#{number}"),
        }
        for number, block in enumerate(blocks)
    ]


def _value(block: Block, place: str, numbers: Numbers) -> Any:
    value = block["value"]
    match block["type"]:
        case "text":
            return _linked(value, numbers)
        case "callout":
            return {**value, "text": _linked(value["text"], numbers)}
        case "steps" | "accordion":
            items = [{**item, "text": _linked(item["text"], numbers)} for item in value]
            return _list(place, items)
        case "table":
            rows = [{"cells": _list(f"{place}.{at}", row)} for at, row in enumerate(value["rows"])]
            header = _list(f"{place}.h", value["header"])
            return {"caption": value["caption"], "header": header, "rows": _list(place, rows)}
        case "documents":
            return _list(place, [numbers.documents[key] for key in value])
        case "image":
            return {**value, "image": numbers.images[value["image"]]}
        case "contact":
            return {"user_id": numbers.people[value["user"]]}
        case "only_for":
            circles = [str(numbers.circles[slug]) for slug in value["circles"]]
            return {"circles": circles, "body": _stream(place, value["body"], numbers)}
    return value


def _list(place: str, values: list[Any]) -> list[dict[str, Any]]:
    return [
        {"type": "item", "value": value, "id": _block_id(f"{place}/{at}")} for at, value in enumerate(values)
    ]


def _linked(html: str, numbers: Numbers) -> str:
    return _DATA_PATH.sub(lambda found: f'<a linktype="page" id="{numbers.pages[found[1]]}">', html)


def _block_id(place: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"kring-demo:{place}"))
