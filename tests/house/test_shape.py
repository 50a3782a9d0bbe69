"""Functions and files stay small, and every module says what it is for."""

import ast

from tests.house.tree import parsed, python_files

LONGEST_FUNCTION = 60
LONGEST_FILE = 500
LONGEST_SETTINGS = 300
# A file that is longer for a good reason says so in a comment: "# long: the reason".
REASON = "# long: "


def test_functions_are_short() -> None:
    """Sixty lines fit on a screen; a longer one has its reason in the file."""
    too_long = [
        f"{path}:{node.lineno} {node.name}: {lines} lines"
        for path, text in python_files()
        if REASON not in text
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not too_long, "\n".join(too_long)


def test_files_are_short() -> None:
    """A longer file is usually two."""
    too_long = [
        f"{path}: {lines} lines"
        for path, text in python_files()
        if REASON not in text and (lines := text.count("\n")) > LONGEST_FILE
    ]
    assert not too_long, "\n".join(too_long)


def test_settings_are_short() -> None:
    """Settings that need scrolling are settings nobody reads."""
    too_long = [
        f"{path}: {lines} lines"
        for path, text in python_files()
        if path.parts[:2] == ("portal", "settings") and (lines := text.count("\n")) > LONGEST_SETTINGS
    ]
    assert not too_long, "\n".join(too_long)


def test_every_module_says_what_it_is_for() -> None:
    """A first line that names the purpose; empty packages have nothing to say."""
    silent = [
        str(path) for path, text in python_files() if text.strip() and not ast.get_docstring(parsed(path))
    ]
    assert not silent, "\n".join(silent)
