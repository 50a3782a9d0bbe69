"""What git leaves out is made anew by every start; nothing that people write may be among it."""

import subprocess

from tests.house.tree import CODE, ROOT


def test_nothing_in_the_rooms_is_left_out() -> None:
    """A folder of the demo once was, because it was called `data`."""
    left_out = subprocess.run(
        [
            "git",
            "ls-files",
            "--others",
            "--ignored",
            "--exclude-standard",
            *CODE,
            "templates",
            "static",
            "locale",
            "docs",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert not [name for name in left_out if not name.endswith(".pyc")]
