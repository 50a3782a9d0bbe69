"""Small, valid PDF files made of text: title, headings, paragraphs. Nothing but the standard library.

May be called by the demo's media. A line that begins with `# ` is a heading, one with `- ` a bullet.
"""

from __future__ import annotations

import textwrap

WIDTH, HEIGHT, MARGIN = 595, 842, 64
LINE_CHARACTERS = 82
_STYLES = {"title": ("F2", 20, 30), "# ": ("F2", 13, 26), "- ": ("F1", 11, 16), "": ("F1", 11, 16)}


def pdf(title: str, lines: list[str], language: str = "nl") -> bytes:
    """A PDF of as many A4 pages as needed. Same text, same bytes: there is no date in it."""
    contents = _page_contents(title, lines)
    count = len(contents)
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(count))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /Lang ({language}) "
        "/ViewerPreferences << /DisplayDocTitle true >> >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(_encode(content))} >>\nstream\n{content}\nendstream")
    objects.append(f"<< /Title ({_escape(title)}) /Producer (Kring) >>")
    return _file([_encode(text) for text in objects])


def _page_contents(title: str, lines: list[str]) -> list[str]:
    """The drawing commands of each page."""
    pages: list[list[str]] = [[]]
    y = HEIGHT - MARGIN
    for style, text in [
        ("title", title),
        *((line[:2] if line[:2] in _STYLES else "", line) for line in lines),
    ]:
        font, size, leading = _STYLES[style]
        text = text.removeprefix("# ").replace("- ", "• ", 1) if style in ("# ", "- ") else text
        for part in textwrap.wrap(text, LINE_CHARACTERS * 11 // size) or [""]:
            y -= leading
            if y < MARGIN:
                pages.append([])
                y = HEIGHT - MARGIN - leading
            pages[-1].append(f"BT /{font} {size} Tf {MARGIN} {y} Td ({_escape(part)}) Tj ET")
            leading = size + 5
        y -= 6
    return ["\n".join(commands) for commands in pages]


def _file(objects: list[bytes]) -> bytes:
    """Objects with their cross-reference table; the last object is the document information."""
    out, offsets = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _encode(text: str) -> bytes:
    return text.encode("cp1252", "replace")


def _escape(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
