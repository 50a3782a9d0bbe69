"""What a person reads while the portal starts: Dutch first, then English.

Called by the other modules of `start`.
"""

import sys
import time


class Stop(Exception):  # noqa: N818 - it is not an error of the program but an end with an explanation
    """The start cannot go on. Carries what to tell the person, in both languages."""

    def __init__(self, dutch: str, english: str, details: str = "") -> None:
        super().__init__(english)
        self.dutch = dutch
        self.english = english
        self.details = details


def say(dutch: str, english: str) -> None:
    """Print one line of news in both languages."""
    print(f"{dutch} · {english}", flush=True)


def explain(stop: Stop) -> None:
    """Print why the start ended, on standard error."""
    if stop.details:
        print(stop.details, file=sys.stderr)
    print(f"\n{stop.dutch}\n{stop.english}", file=sys.stderr, flush=True)


class Progress:
    """A step that takes a while: on a terminal one line that changes, elsewhere a new line now and then."""

    def __init__(self, dutch: str, english: str) -> None:
        self.label = f"{dutch} · {english}"
        self.live = sys.stdout.isatty()
        self.started = time.monotonic()
        self.shown = self.started
        print(f"{self.label} …", end="" if self.live else "\n", flush=True)

    def show(self, text: str) -> None:
        """Say how far it is; on something that is not a terminal at most once every five seconds."""
        now = time.monotonic()
        if self.live:
            print(f"\r\033[K{self.label} … {text}", end="", flush=True)
        elif now - self.shown >= 5:
            print(f"  {text}", flush=True)
            self.shown = now

    def done(self) -> None:
        """Close the step with the time it took, in seconds."""
        took = f"{time.monotonic() - self.started:.0f} s"
        print(f"\r\033[K{self.label}: {took}" if self.live else f"  {took}", flush=True)

    def broken(self) -> None:
        """Close the line before an explanation follows."""
        if self.live:
            print(flush=True)
