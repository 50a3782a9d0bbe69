#!/usr/bin/env python3
"""Sets the portal up and starts it:      python3 run.py [--port 8000] [--host 127.0.0.1] [--data DIR]
Sets the portal up and runs its tests:  python3 run.py test [pytest arguments]

Needs nothing but Python. The work is done in `start/`; this file only asks for the right Python, and so it
has to be readable for every Python a machine may still call `python3` (or `python`): no modern syntax here.
"""

import os
import sys

OLDEST = (3, 11)


def newer_python():
    """The name of a Python on this machine that is new enough, or an empty string."""
    for minor in (13, 12, 11):
        name = "python3.%d" % minor  # noqa: UP031
        for folder in os.environ.get("PATH", "").split(os.pathsep):
            if os.path.exists(os.path.join(folder, name)):
                return name
    return ""


def refuse():
    """Say in Dutch and English that this Python is too old, and what to do."""
    found = "%d.%d" % sys.version_info[:2]  # noqa: UP031
    other = newer_python()
    if other:
        dutch, english = "Start zo: ", "Start like this: "
        advice = other + " run.py"
    else:
        dutch, english = "Haal een nieuwere: ", "Get a newer one: "
        advice = "https://www.python.org/downloads/"
    sys.stderr.write(
        "Kring heeft Python 3.11 of nieuwer nodig; dit is " + found + ". " + dutch + advice + "\n"
    )
    sys.stderr.write("Kring needs Python 3.11 or newer; this is " + found + ". " + english + advice + "\n")
    return 1


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit(refuse())
    from start.main import main

    sys.exit(main(sys.argv[1:]))
