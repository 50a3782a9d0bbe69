"""Random sequences of operations never differ from the oracle.

KRING_SEQUENCES=10000 runs as many; KRING_SEED starts elsewhere.
"""

import os

import pytest

from tests.zones.machine import run, shrunk, steps

pytestmark = pytest.mark.django_db

CHUNKS = 10
SEQUENCES = int(os.environ.get("KRING_SEQUENCES", "500"))
FIRST_SEED = int(os.environ.get("KRING_SEED", "0"))
LENGTH = 8


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_random_operations_never_differ_from_the_oracle(chunk: int) -> None:
    size = -(-SEQUENCES // CHUNKS)
    for seed in range(FIRST_SEED + chunk * size, FIRST_SEED + (chunk + 1) * size):
        sequence = steps(seed, LENGTH)
        if failed := run(sequence):
            smallest = shrunk(sequence[: failed[0]])
            pytest.fail(f"seed {seed}: {run(smallest)} after {smallest}")
