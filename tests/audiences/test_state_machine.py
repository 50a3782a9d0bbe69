"""Random sequences of operations on the real models: the gate never differs from the oracle.

Every sequence has a seed of its own, which is printed when it fails, with the shortest sequence found that
fails as well. `python -m tests.audiences.run_state_machine 10000` tries more of them.
"""

import os
from collections import Counter

import pytest

from tests.audiences import machine

SEQUENCES = int(os.environ.get("KRING_SEQUENCES", "500"))
FIRST_SEED = int(os.environ.get("KRING_SEED", "1"))
STEPS = 9
CHUNK = 25


@pytest.mark.django_db
@pytest.mark.parametrize("first", range(FIRST_SEED, FIRST_SEED + SEQUENCES, CHUNK))
def test_gate_and_oracle_agree(first: int) -> None:
    last = min(first + CHUNK, FIRST_SEED + SEQUENCES)
    tally: Counter[str] = Counter()
    with machine.portal() as world:
        for seed in range(first, last):
            sequence = machine.steps(seed, STEPS)
            if failed := machine.run(world, sequence, tally):
                small = machine.shrink(world, sequence)
                lines = "\n".join(f"  {step}," for step in small)
                pytest.fail(f"seed {seed}, step {failed[0]}: {failed[1]}\nshortest:\n{lines}", pytrace=False)
    for what, number in sorted(tally.items()):
        print(f"{number:>6} {what}")
