"""No handler of a signal can forget to say what the disk refuses: a lint over the window's code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import imh_desktop.ui

PACKAGE = Path(imh_desktop.ui.__file__).parent
GUARDS = (".guarded(", "safely(", "begun.save(")
OWN_WAYS = {
    "begun_form.py": "what is half typed is kept without a word, and again in two seconds",
    "backup_rhythm.py": "a backup nobody asked for is told in the strip alone",
    "key_work.py": "what it ends with is told by whoever began it",
    "long_work.py": "what it ends with is told by whoever began it",
    "program.py": "closes and locks whatever fails; the rest is told by the last resort",
    "taking_back.py": "tells by itself, and locks",
}
"""Rooms at a bench whose handlers say faults in ways of their own."""
HARMLESS = (".emit", ".put_away", ".deleteLater", ".go_back", ".stop", ".dismissed")
"""How handlers end that touch the window alone."""
SHOWN = {
    "setattr", "state.update", "self._warn", "self._answer", "self._on_another", "self._on_same",
    "self._done.setEnabled", "self._page.show_code", "self._page.show_share", "self._page.say",
    "page.show_progress",
}  # fmt: skip
"""Handlers that touch the window alone, as they are called."""


def unguarded(code: str) -> Iterator[str]:
    """Yield each handler that is connected without a guard."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".connect"):
            handler = ast.unparse(node.args[0])
            guarded = any(way in handler for way in GUARDS) or handler.endswith(".take_in")
            if not guarded and not _harmless(node.args[0], handler):
                yield handler


def _harmless(node: ast.expr, handler: str) -> bool:
    """Tell whether a handler hands on a signal, or changes nothing but what is shown."""
    body = node.body if isinstance(node, ast.Lambda) else node
    called = body.func if isinstance(body, ast.Call) else body
    said = ast.unparse(called)
    return said.endswith((*HARMLESS, "_asked", "_view")) or said in SHOWN


@pytest.mark.parametrize("file", sorted(PACKAGE.glob("*.py")), ids=lambda file: file.name)
def test_a_handler_at_a_bench_is_guarded(file: Path) -> None:
    code = file.read_text("utf-8")
    if "bench" in code and file.name not in OWN_WAYS:
        assert list(unguarded(code)) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("page.left.connect(self._leave)", True),
        ("page.kept.connect(lambda why: keep(vault, why))", True),
        ("page.left.connect(bench.guarded(self._leave))", False),
        ("page.kept.connect(lambda why: bench.safely(lambda: keep(why)))", False),
        ("button.clicked.connect(panel.put_away)", False),
        ("button.clicked.connect(lambda: self.asked.emit(kind))", False),
    ],
)
def test_the_lint_finds_what_it_looks_for(line: str, found: bool) -> None:
    assert bool(list(unguarded(line))) is found
