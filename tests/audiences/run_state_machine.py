"""More random sequences than the test run has time for: `python -m tests.audiences.run_state_machine 10000`.

Options: `--seed N` is the first seed, `--processes N` how many work at it. The rest goes to pytest.
"""

import argparse
import os
import sys
from pathlib import Path

import pytest


def main() -> int:
    """The exit code of pytest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sequences", type=int, nargs="?", default=10_000)
    parser.add_argument("--seed", type=int, default=1_000)
    parser.add_argument("--processes", default="auto")
    options, rest = parser.parse_known_args()
    os.environ["KRING_SEQUENCES"] = str(options.sequences)
    os.environ["KRING_SEED"] = str(options.seed)
    tests = Path(__file__).with_name("test_state_machine.py")
    return int(pytest.main([str(tests), "-n", options.processes, *rest]))


if __name__ == "__main__":
    sys.exit(main())
