"""A small canvas for the demo's illustrations: circles, bars and polygons in the house colours.

May be called by `portal.demo.media` only. Coordinates are in a picture of 1200 by 675; shapes may be
translucent, so that circles that touch make a lens.
"""

from __future__ import annotations

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT, SCALE = 1200, 675, 2

PAPER, TINT, SKY = "#f7f6f2", "#e8f4ec", "#cfe6e4"
BRAND, DEEP, ACCENT, INK = "#165543", "#103f33", "#ef9d45", "#152627"
RIVER, GOLD, HEATHER, POPPY, MEADOW, AIR = "#0e7c86", "#b06a00", "#8a4b9b", "#c23b3b", "#4a8228", "#2f73b8"
BERRY, CLAY, MOSS, NIGHT, STONE, SEA = "#a83a78", "#95583a", "#687619", "#4f53ad", "#5d6a72", "#16805a"
WHITE, SAND, WATER, SKIN = "#ffffff", "#efe6d6", "#7db9bd", ("#f0c9a4", "#c98f62", "#8a5a3c", "#e6b48a")


class Canvas:
    """One picture. `alpha` runs from 0 (not there) to 255 (solid)."""

    def __init__(self, background: str, seed: int) -> None:
        self.random = Random(seed)
        self._image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), background)
        self._draw = ImageDraw.Draw(self._image, "RGBA")

    def circle(self, x: float, y: float, radius: float, fill: str, alpha: int = 255) -> None:
        """A disc around (x, y)."""
        box = _scaled(x - radius, y - radius, x + radius, y + radius)
        self._draw.ellipse(box, fill=_colour(fill, alpha))

    def ring(self, x: float, y: float, radius: float, line: str, width: float = 6, alpha: int = 255) -> None:
        """A circle without inside."""
        box = _scaled(x - radius, y - radius, x + radius, y + radius)
        self._draw.ellipse(box, outline=_colour(line, alpha), width=round(width * SCALE))

    def bar(
        self, x: float, y: float, width: float, height: float, fill: str, round_: float = 0, alpha: int = 255
    ) -> None:
        """A rectangle from its top left corner, with rounded corners."""
        box = _scaled(x, y, x + width, y + height)
        self._draw.rounded_rectangle(box, radius=round_ * SCALE, fill=_colour(fill, alpha))

    def shape(self, *points: tuple[float, float], fill: str, alpha: int = 255) -> None:
        """A polygon."""
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=_colour(fill, alpha))

    def line(self, *points: tuple[float, float], fill: str, width: float = 6) -> None:
        """A line through the points."""
        self._draw.line(
            [(x * SCALE, y * SCALE) for x, y in points], fill=fill, width=round(width * SCALE), joint="curve"
        )

    def motif(self, x: float, y: float, radius: float, first: str = BRAND, second: str = ACCENT) -> None:
        """Two circles that touch: the sign of the house."""
        self.circle(x, y, radius, first, 60)
        self.circle(x + radius * 0.9, y + radius * 0.35, radius * 0.8, second, 60)

    def person(self, x: float, y: float, coat: str, size: float = 1) -> None:
        """Head and shoulders; (x, y) is the middle of the head."""
        self.bar(x - 44 * size, y + 34 * size, 88 * size, 150 * size, coat, 42 * size)
        self.circle(x, y, 34 * size, self.random.choice(SKIN))

    def tree(self, x: float, y: float, size: float = 1, leaf: str = SEA) -> None:
        """A trunk at (x, y) with a crown of three circles."""
        self.bar(x - 8 * size, y - 90 * size, 16 * size, 90 * size, CLAY, 6 * size)
        for dx, dy, radius in ((-38, -120, 52), (38, -124, 54), (0, -170, 60)):
            self.circle(x + dx * size, y + dy * size, radius * size, leaf, 225)

    def waves(self, top: float, colour: str = WATER) -> None:
        """Water from `top` down, with lighter strokes."""
        self.bar(0, top, WIDTH, HEIGHT - top, colour)
        for _ in range(16):
            x, y = self.random.uniform(0, WIDTH), self.random.uniform(top + 20, HEIGHT - 16)
            self.bar(x, y, self.random.uniform(50, 140), 6, WHITE, 3, 90)

    def jpeg(self) -> bytes:
        """The picture as a JPEG of 1200 by 675."""
        out = BytesIO()
        small = self._image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
        small.save(out, "JPEG", quality=80, optimize=True)
        return out.getvalue()


def _scaled(*values: float) -> list[float]:
    return [value * SCALE for value in values]


def _colour(value: str, alpha: int) -> tuple[int, int, int, int]:
    number = int(value[1:], 16)
    return number >> 16, number >> 8 & 255, number & 255, alpha
