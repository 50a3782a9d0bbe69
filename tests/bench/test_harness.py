"""The measuring itself: turns, medians, ratios and verdicts."""

import json
import time

import pytest

from bench import harness
from bench.harness import Case


def test_cases_take_turns_and_the_first_round_does_not_count() -> None:
    """So that a slow moment of the machine hits all cases alike."""
    ran: list[str] = []
    harness.measure([Case("a", lambda: ran.append("a")), Case("b", lambda: ran.append("b"))], rounds=2)
    assert ran == ["a", "b"] * 3


def test_ratio_and_verdicts() -> None:
    """A ratio is to the case it is compared with; each kind of target has its verdict."""
    rows = harness.measure(
        [
            Case("base", lambda: time.sleep(0.002)),
            Case("slower", lambda: time.sleep(0.02), against="base", at_most=2),
            Case("much slower, as hoped", lambda: time.sleep(0.02), against="base", at_least=3),
            Case("quick enough", lambda: None, milliseconds_at_most=50),
        ],
        rounds=3,
    )
    assert [row.met for row in rows] == [None, False, True, True]
    assert rows[1].ratio is not None
    assert rows[1].ratio > 3
    assert [row.target for row in rows] == ["", "≤ 2 ×", "≥ 3 ×", "≤ 50 ms"]


def test_only_the_case_itself_is_timed() -> None:
    """Not what has to happen before and after it; and a repeated case is timed per run."""
    slow = lambda: time.sleep(0.03)  # noqa: E731
    (row,) = harness.measure([Case("a", lambda: None, before=slow, after=slow, repeat=10)], rounds=1)
    assert row.figure < 5


def test_mistakes_are_noticed() -> None:
    """Rather than compared with nothing."""
    with pytest.raises(ValueError, match="not there"):
        harness.measure([Case("a", lambda: None, against="b")], rounds=1)
    with pytest.raises(ValueError, match="same name"):
        harness.measure([Case("a", lambda: None), Case("a", lambda: None)], rounds=1)


def test_report(capsys: pytest.CaptureFixture[str]) -> None:
    """A table for people, a list of rows for machines."""
    rows = harness.measure([Case("a", lambda: None, milliseconds_at_most=0)], rounds=1)
    assert harness.report("Title", rows) == 1
    assert "0 of 1 targets met; missed: a" in capsys.readouterr().out
    harness.report("Title", rows, as_json=True)
    (row,) = json.loads(capsys.readouterr().out)
    assert row.keys() == {"name", "figure", "unit", "ratio", "target", "met"}
    assert row["met"] is False


def test_sizes_are_options() -> None:
    """With the full size as the default, so that a quick run is possible."""
    parser = harness.options("Title", pages=100_000, rule_count=1_000)
    assert vars(parser.parse_args(["--pages", "10"])) == {
        "rounds": 15,
        "json": False,
        "pages": 10,
        "rule_count": 1_000,
    }
