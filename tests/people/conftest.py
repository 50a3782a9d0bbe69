"""The town that the tests of people are about."""

import pytest
from django.core.cache import cache

from tests.people.town import Town, build


@pytest.fixture
def town(db: None) -> Town:
    cache.clear()
    return build()
