"""The world of the tests of media and blocks."""

import pytest

from tests.access.world import World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()
