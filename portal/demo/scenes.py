"""What the demo's illustrations show: one small function per picture, drawn on a `Canvas`.

May be called by `portal.demo.media` only.
"""

from __future__ import annotations

from collections.abc import Callable

from portal.demo import drawing as c
from portal.demo.drawing import Canvas


def town_hall(p: Canvas) -> None:
    """The town hall at the quay."""
    p.circle(930, 190, 96, c.ACCENT)
    p.motif(140, 120, 120)
    p.shape((330, 230), (600, 110), (870, 230), fill=c.BRAND)
    p.bar(350, 230, 500, 270, c.WHITE)
    for x in range(380, 830, 90):
        p.bar(x, 260, 40, 240, c.TINT, 8)
        p.bar(x + 8, 280, 24, 60, c.RIVER, 6)
    p.bar(565, 400, 70, 100, c.DEEP, 30)
    p.circle(600, 185, 28, c.PAPER)
    p.bar(0, 500, c.WIDTH, 26, c.STONE)
    p.waves(526)


def counter(p: Canvas) -> None:
    """A counter with someone on either side."""
    p.motif(900, 90, 200, c.RIVER)
    p.person(360, 230, c.BRAND, 1.5)
    p.person(830, 230, c.BERRY, 1.5)
    p.bar(120, 440, 960, 46, c.CLAY, 12)
    p.bar(150, 486, 900, 189, c.SAND)
    p.bar(520, 360, 130, 84, c.INK, 10)
    p.bar(530, 369, 110, 62, c.SKY, 6)
    p.circle(545, 170, 56, c.ACCENT, 150)
    p.circle(640, 170, 56, c.BRAND, 150)
    p.bar(690, 420, 80, 20, c.WHITE, 4)


def harbour(p: Canvas) -> None:
    """The old wharf with the first new houses."""
    p.circle(240, 170, 90, c.ACCENT, 230)
    for x, height, colour in (
        (430, 190, c.BRAND),
        (560, 260, c.CLAY),
        (690, 210, c.RIVER),
        (820, 290, c.DEEP),
        (960, 200, c.HEATHER),
    ):
        p.bar(x, 440 - height, 110, height, colour, 10)
        for row in range(3):
            p.bar(x + 20, 465 - height + row * 52, 26, 30, c.PAPER, 5, 210)
            p.bar(x + 64, 465 - height + row * 52, 26, 30, c.ACCENT, 5, 190)
    p.bar(380, 440, 820, 24, c.STONE)
    p.waves(464)
    p.shape((120, 500), (400, 500), (350, 570), (170, 570), fill=c.POPPY)
    p.line((250, 500), (250, 300), fill=c.INK, width=8)
    p.shape((258, 310), (258, 480), (370, 480), fill=c.WHITE)
    p.tree(1110, 440, 0.8)


def new_counter(p: Canvas) -> None:
    """Loket Oost with its new entrance."""
    p.motif(960, 110, 150, c.SEA)
    p.bar(220, 190, 760, 330, c.WHITE, 18)
    p.bar(220, 190, 760, 62, c.BRAND, 18)
    for x in (260, 380, 720, 840):
        p.bar(x, 290, 96, 150, c.SKY, 14)
    p.circle(600, 420, 118, c.ACCENT)
    p.circle(600, 420, 98, c.TINT)
    p.bar(545, 390, 110, 130, c.RIVER, 10)
    p.bar(0, 520, c.WIDTH, 155, c.SAND)
    p.shape((500, 520), (700, 520), (820, 675), (380, 675), fill=c.PAPER)
    for x, coat in ((180, c.HEATHER), (1010, c.AIR), (880, c.POPPY)):
        p.person(x, 430, coat, 0.7)


def waste(p: Canvas) -> None:
    """Three bins at the kerb."""
    p.motif(120, 90, 170, c.MEADOW)
    p.circle(1010, 150, 80, c.ACCENT, 220)
    p.bar(0, 520, c.WIDTH, 155, c.STONE, 0, 130)
    for x, colour in ((260, c.MEADOW), (510, c.AIR), (760, c.ACCENT)):
        p.shape((x, 280), (x + 190, 280), (x + 166, 560), (x + 24, 560), fill=colour)
        p.bar(x - 14, 246, 218, 40, c.INK, 16, 220)
        p.circle(x + 40, 566, 26, c.INK)
        p.circle(x + 150, 566, 26, c.INK)
        p.circle(x + 80, 410, 34, c.WHITE, 200)
        p.circle(x + 110, 410, 34, c.WHITE, 120)
    p.tree(1070, 530, 0.9)


def winter(p: Canvas) -> None:
    """A gritter on a white road at dawn."""
    p.circle(180, 150, 70, c.PAPER, 235)
    p.circle(800, 760, 520, c.WHITE, 60)
    p.circle(260, 820, 480, c.WHITE, 80)
    p.bar(0, 520, c.WIDTH, 155, c.WHITE, 0, 235)
    p.bar(420, 330, 320, 150, c.ACCENT, 12)
    p.bar(750, 380, 150, 100, c.ACCENT, 18)
    p.bar(790, 398, 90, 44, c.SKY, 10)
    p.shape((900, 440), (990, 420), (990, 530), (900, 500), fill=c.STONE)
    for x in (490, 640, 830):
        p.circle(x, 500, 46, c.INK)
        p.circle(x, 500, 18, c.STONE)
    p.circle(780, 366, 14, c.POPPY)
    for _ in range(90):
        p.circle(p.random.uniform(0, 1200), p.random.uniform(0, 520), p.random.uniform(2, 6), c.WHITE, 200)


def trees(p: Canvas) -> None:
    """A row of trees, one of them being pruned."""
    p.circle(1020, 140, 90, c.ACCENT, 230)
    p.bar(0, 540, c.WIDTH, 135, c.MEADOW, 0, 160)
    for x, size, leaf in ((150, 1.5, c.SEA), (390, 1.9, c.BRAND), (700, 1.7, c.MEADOW), (1060, 1.4, c.SEA)):
        p.tree(x, 560, size, leaf)
    p.bar(820, 500, 200, 70, c.POPPY, 12)
    p.circle(860, 576, 28, c.INK)
    p.circle(980, 576, 28, c.INK)
    p.line((900, 500), (960, 380), (860, 300), fill=c.STONE, width=14)
    p.bar(800, 250, 90, 56, c.ACCENT, 8)
    p.person(845, 214, c.BRAND, 0.55)


def linden(p: Canvas) -> None:
    """De Linde: the house and the old tree."""
    p.circle(980, 150, 84, c.ACCENT, 230)
    p.bar(0, 530, c.WIDTH, 145, c.MEADOW, 0, 140)
    p.shape((520, 300), (800, 170), (1080, 300), fill=c.CLAY)
    p.bar(550, 300, 500, 240, c.SAND, 6)
    for x in (590, 710, 880, 980):
        p.bar(x, 340, 58, 74, c.WHITE, 10)
        p.circle(x + 29, 377, 18, c.ACCENT, 130)
    p.bar(790, 430, 70, 110, c.HEATHER, 30)
    p.tree(280, 560, 2.3, c.MOSS)
    p.bar(390, 520, 150, 14, c.AIR, 6)
    p.bar(400, 534, 10, 40, c.AIR)
    p.bar(520, 534, 10, 40, c.AIR)


def care(p: Canvas) -> None:
    """Two people close together."""
    p.circle(470, 330, 290, c.HEATHER, 46)
    p.circle(740, 360, 260, c.ACCENT, 60)
    p.person(500, 250, c.HEATHER, 2.2)
    p.person(720, 290, c.BRAND, 2.1)
    p.circle(600, 520, 44, c.POPPY)
    p.circle(652, 520, 44, c.POPPY)
    p.shape((562, 540), (690, 540), (626, 616), fill=c.POPPY)


def home_office(p: Canvas) -> None:
    """A desk at a window."""
    p.bar(130, 80, 420, 320, c.WHITE, 12)
    p.bar(150, 100, 380, 280, c.SKY, 8)
    p.circle(430, 190, 50, c.ACCENT)
    p.circle(230, 322, 58, c.MEADOW, 190)
    p.bar(332, 100, 12, 280, c.WHITE)
    p.bar(80, 480, 1040, 36, c.CLAY, 10)
    p.bar(150, 516, 24, 159, c.CLAY)
    p.bar(1030, 516, 24, 159, c.CLAY)
    p.bar(610, 300, 270, 170, c.INK, 14)
    p.bar(624, 314, 242, 132, c.TINT, 6)
    p.motif(700, 370, 44)
    p.bar(580, 466, 330, 16, c.STONE, 8)
    p.bar(980, 410, 64, 70, c.POPPY, 12)
    p.line((1060, 480), (1090, 300), (1010, 250), fill=c.INK, width=10)
    p.circle(1000, 256, 44, c.ACCENT)
    p.bar(420, 424, 70, 56, c.BRAND, 12)
    for x, y in ((430, 390), (480, 380), (455, 350)):
        p.circle(x, y, 32, c.SEA, 220)


def meeting(p: Canvas) -> None:
    """A round table seen from above."""
    coats = (c.BRAND, c.HEATHER, c.AIR, c.POPPY, c.GOLD, c.SEA, c.NIGHT, c.BERRY)
    places = ((600, 90), (790, 150), (865, 337), (790, 525), (600, 590), (410, 525), (335, 337), (410, 150))
    for (x, y), coat in zip(places, coats, strict=True):
        p.circle(x, y, 62, coat)
        p.circle(x, y, 30, p.random.choice(c.SKIN))
    p.circle(600, 337, 200, c.SAND)
    p.ring(600, 337, 160, c.ACCENT, 6, 140)
    for x, y in ((530, 250), (690, 300), (560, 420)):
        p.bar(x, y, 70, 92, c.WHITE, 4)
        p.bar(x + 10, y + 16, 50, 6, c.STONE, 3, 150)
        p.bar(x + 10, y + 34, 40, 6, c.STONE, 3, 150)


def market(p: Canvas) -> None:
    """Stalls on the square."""
    p.motif(960, 100, 150, c.POPPY)
    p.bar(0, 540, c.WIDTH, 135, c.SAND)
    for x, colour in ((120, c.POPPY), (470, c.RIVER), (820, c.MEADOW)):
        for number in range(5):
            fill = colour if number % 2 == 0 else c.WHITE
            p.bar(x + number * 52, 230, 52, 90, fill)
            p.circle(x + 26 + number * 52, 320, 26, fill)
        p.bar(x + 10, 440, 240, 110, c.CLAY, 8)
        p.bar(x + 8, 330, 10, 220, c.INK)
        p.bar(x + 244, 330, 10, 220, c.INK)
        for number in range(6):
            p.circle(x + 40 + number * 36, 432, 20, p.random.choice((c.ACCENT, c.POPPY, c.MEADOW, c.GOLD)))
    p.person(400, 430, c.NIGHT, 0.8)
    p.person(770, 440, c.BERRY, 0.75)


SCENES: dict[str, tuple[Callable[[Canvas], None], str]] = {
    "stadhuis": (town_hall, c.SKY),
    "balie": (counter, c.TINT),
    "haven": (harbour, c.SKY),
    "loket-oost": (new_counter, c.TINT),
    "afval": (waste, c.TINT),
    "winter": (winter, "#24465a"),
    "bomen": (trees, c.SKY),
    "de-linde": (linden, "#f3ecf4"),
    "zorg": (care, "#fbf1e6"),
    "thuiswerken": (home_office, "#e9efe6"),
    "vergadering": (meeting, "#dfe8e4"),
    "markt": (market, "#fdf3e3"),
}
