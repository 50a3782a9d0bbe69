"""The one way in which this project measures: cases in interleaved rounds, medians, ratios within one run.

Used by the other modules of `bench`. A machine is faster at one moment than at the next, so figures of
different runs say little; what is compared is measured in turn, within one run, and judged by its ratio.

    parser = harness.options("Lists filtered by access", pages=100_000, circles=200)
    options = parser.parse_args()
    cases = [Case("newest, no filter", plain), Case("newest, filtered", gated, against="newest, no filter",
    at_most=1.25)] harness.report(parser.description, harness.measure(cases, rounds=options.rounds),
    as_json=options.json)
"""

import argparse
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Case:
    """One thing to measure. Its target is a ratio to another case, or a time in milliseconds; or there is
    none.

    `before` and `after` run around each measurement and are not timed. `repeat` runs the function several
    times per round, for what is too quick to time once; the figure stays that of one run.
    """

    name: str
    run: Callable[[], object]
    against: str = ""
    at_most: float | None = None
    at_least: float | None = None
    milliseconds_at_most: float | None = None
    before: Callable[[], object] | None = None
    after: Callable[[], object] | None = None
    repeat: int = 1


@dataclass(frozen=True)
class Row:
    """One line of the outcome: `figure` in `unit`, the `ratio` to the case compared with, the target."""

    name: str
    figure: float
    unit: str
    ratio: float | None
    target: str
    met: bool | None


def options(description: str, **sizes: int) -> argparse.ArgumentParser:
    """The options every measurement has, and its sizes, each with its full value as the default."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--rounds", type=int, default=15, help="measured rounds, after one to warm up (15)")
    parser.add_argument("--json", action="store_true", help="print the rows for machines")
    for name, size in sizes.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=int, default=size, help=f"({size})")
    return parser


def measure(cases: Sequence[Case], *, rounds: int) -> list[Row]:
    """Run all cases in turn, `rounds` times after one round that does not count. Rows are in the order of the
    cases.

    Raises ValueError when a case is compared with one that is not there.
    """
    names = [case.name for case in cases]
    if len(set(names)) != len(names):
        raise ValueError("two cases have the same name")
    if lost := [case.name for case in cases if case.against and case.against not in names]:
        raise ValueError(f"compared with a case that is not there: {lost}")
    times: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds + 1):
        for case in cases:
            took = _time(case)
            if number:
                times[case.name].append(took)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    return [_row(case, medians) for case in cases]


def report(title: str, rows: Sequence[Row], *, as_json: bool = False, notes: Sequence[str] = ()) -> int:
    """Print the rows, for people or for machines. Returns the number of targets that were missed."""
    missed = [row for row in rows if row.met is False]
    if as_json:
        json.dump([asdict(row) for row in rows], sys.stdout, indent=1, ensure_ascii=False)
        print()
        return len(missed)
    width = max(len(row.name) for row in rows)
    print(f"\n{title}\n")
    print(f"{'':{width}}  {'figure':>12}  {'ratio':>9}  target")
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f} ×"
        verdict = {None: "", True: "met", False: "MISSED"}[row.met]
        figure = f"{row.figure:.3f} {row.unit}"
        print(f"{row.name:{width}}  {figure:>12}  {ratio:>9}  {row.target:14} {verdict}".rstrip())
    for note in notes:
        print(note)
    judged = [row for row in rows if row.met is not None]
    print(f"\n{len(judged) - len(missed)} of {len(judged)} targets met", end="")
    print(f"; missed: {', '.join(row.name for row in missed)}" if missed else "")
    return len(missed)


def _time(case: Case) -> float:
    """Milliseconds of one run of the case, with the garbage collector out of the way."""
    if case.before:
        case.before()
    gc.collect()
    gc.disable()
    try:
        started = time.perf_counter()
        for _ in range(case.repeat):
            case.run()
        took = time.perf_counter() - started
    finally:
        gc.enable()
    if case.after:
        case.after()
    return took * 1000 / case.repeat


def _row(case: Case, medians: dict[str, float]) -> Row:
    figure = medians[case.name]
    ratio = figure / medians[case.against] if case.against else None
    verdicts: list[bool] = []
    targets: list[str] = []
    if case.at_most is not None and ratio is not None:
        targets.append(f"≤ {case.at_most:g} ×")
        verdicts.append(ratio <= case.at_most)
    if case.at_least is not None and ratio is not None:
        targets.append(f"≥ {case.at_least:g} ×")
        verdicts.append(ratio >= case.at_least)
    if case.milliseconds_at_most is not None:
        targets.append(f"≤ {case.milliseconds_at_most:g} ms")
        verdicts.append(figure <= case.milliseconds_at_most)
    return Row(
        name=case.name,
        figure=round(figure, 4),
        unit="ms",
        ratio=None if ratio is None else round(ratio, 3),
        target=", ".join(targets),
        met=all(verdicts) if verdicts else None,
    )
