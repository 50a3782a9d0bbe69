"""The world of these tests: a clock that stands still, and a small portal told to an oracle."""

from collections.abc import Iterator

import pytest

from tests.audiences.clock import Clock, standing_still
from tests.audiences.story import Story, story


@pytest.fixture
def clock(db: None) -> Iterator[Clock]:
    with standing_still() as clock:
        yield clock


@pytest.fixture
def told(db: None) -> Iterator[Story]:
    """ann is in circle `one`, bob in `two`, cas in both, dee in none; `three` is empty; `x` is a section."""
    with story() as found:
        yield found
