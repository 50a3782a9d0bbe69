""".env.example lists what the portal reads from its environment: all of it, and nothing else."""

import ast
import re

from tests.house.tree import ROOT, parsed, python_files

# Read by the libraries or the tools around the portal rather than by its own code.
BY_OTHERS = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "POSTGRES_PASSWORD", "WEB_PORT", "WEB_CONCURRENCY"}
# Told by the system, a test runner or the project's own scripts; nobody sets them by hand.
NOT_FOR_PEOPLE = {
    "PATH",
    "PYTEST_XDIST_WORKER",
    "ELASTICSEARCH_URL",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
    "KRING_SEQUENCES",
    "KRING_SEED",
}


def variables_in(tree: ast.Module) -> set[str]:
    """Names read as os.environ["X"], os.environ.get("X"), os.getenv("X") or env_list("X")."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            argument: ast.expr = node.slice
        elif (
            isinstance(node, ast.Call)
            and node.args
            and ast.unparse(node.func) in ("os.environ.get", "os.getenv", "env_list", "os.environ.setdefault")
        ):
            argument = node.args[0]
        else:
            continue
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            found.add(argument.value)
    return found


def test_every_variable_is_explained_once() -> None:
    """A variable without a line is a secret; a line without a variable is a lie."""
    read = BY_OTHERS | {name for path, _ in python_files() for name in variables_in(parsed(path))}
    lines = re.findall(r"^#?([A-Z][A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert len(lines) == len(set(lines)), "explained twice"
    assert set(lines) == read - NOT_FOR_PEOPLE
