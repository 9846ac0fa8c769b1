"""Each of the twenty checks by which the program is accepted is held by a test of the normal run.

A test says with ``@pytest.mark.check(n)`` which check it holds. ``pytest tests/test_checks.py -s``
lists where; ``pytest -m check`` runs them all.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent
CHECKS = range(1, 21)
_APART = {"benchmark", "release", "soak"}


def _marks(decorators: list[ast.expr]) -> Iterator[tuple[str, list[ast.expr]]]:
    """Yield the name and the arguments of each ``pytest.mark.name`` or ``pytest.mark.name(...)``"""
    for one in decorators:
        call = one if isinstance(one, ast.Call) else None
        named = call.func if call else one
        if isinstance(named, ast.Attribute) and ast.unparse(named.value) == "pytest.mark":
            yield named.attr, call.args if call else []


def _of_the_module(tree: ast.Module) -> list[ast.expr]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
            return node.value.elts if isinstance(node.value, ast.List) else [node.value]
    return []


def held(file: Path) -> Iterator[tuple[int, str, bool]]:
    """Yield the number, the test and whether it is in the normal run, of each mark in a file."""
    tree = ast.parse(file.read_text("utf-8"))
    around = _of_the_module(tree)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            marks = list(_marks(node.decorator_list + around))
            normal = not _APART & {name for name, _ in marks}
            for name, given in marks:
                if name == "check":
                    yield ast.literal_eval(given[0]), f"{file.name}::{node.name}", normal


def test_each_of_the_twenty_checks_is_held() -> None:
    where: dict[int, list[str]] = defaultdict(list)
    normal = set()
    for file in sorted(TESTS.rglob("test_*.py")):
        for number, test, in_the_normal_run in held(file):
            where[number].append(test)
            if in_the_normal_run:
                normal.add(number)
    for number in sorted(where):
        print(f"{number:>2} {', '.join(where[number])}")
    assert sorted(where) == list(CHECKS)
    assert sorted(normal) == list(CHECKS)
