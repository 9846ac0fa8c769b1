"""One HTML file that shows the children of an export: search, child, visit. Nothing is fetched.

Data stands in ``application/json`` blocks in which no letter can end a block; the page's own
script puts it in as text. A policy in the head lets no other script run and nothing be loaded.
"""

import base64
import hashlib
import html
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, TextIO

from imh_desktop import assets
from imh_desktop.exchange.tables.shape import Choice, Row, Table, Value

_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
_PARTS = (
    "children", "caregivers", "visits", "moments", "ideas", "next_steps", "follow_ups",
    "referrals", "consents",
)  # fmt: skip
_MORE = ("standing", "known", "answered_on", "note", "action")


class Question(NamedTuple):
    """An item in the export's language, and the area it stands in."""

    text: str
    domain: str


class PageWords(NamedTuple):
    """What the page says. ``words``: by key, as ``reader.js`` names them."""

    language: str
    title: str
    sentences: tuple[str, ...]
    words: Mapping[str, str]


class ReaderPage:
    """Writes children one by one, as their rows come. A context manager."""

    def __init__(
        self, path: Path, tables: Sequence[Table], said: PageWords,
        questions: Mapping[str, Question],
    ) -> None:  # fmt: skip
        """Write a file. ``questions``: by item id; one that is not there is shown by its id."""
        self._path, self._said, self._questions = path, said, questions
        self._tables = {table.name: table for table in tables}
        self._at = {
            name: {v.name: n for n, v in enumerate(table.variables)}
            for name, table in self._tables.items()
        }
        self._child: dict[str, list[Any]] = {}
        self._children: list[dict[str, Value]] = []
        self._items, self._codes = _Interned(), _Interned()
        self._file: TextIO | None = None

    def __enter__(self) -> "ReaderPage":
        self._file = self._path.open("w", encoding="utf-8", newline="\n")
        self._put(_head(self._said))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        try:
            if kind is None:
                self._finish()
        finally:
            if self._file is not None:
                self._file.close()

    def write(self, table: str, row: Row) -> None:
        """Take one row of a table; a child's own row comes before all others of it."""
        if table == "children":
            self._flush()
            self._child = {name: [] for name in (*_PARTS, "answers")}
            self._children.append(self._entry(row))
        if table == "answers":
            self._child[table].append(self._answer(row))
        elif table in _PARTS:
            kept = [v.sensitivity == "" for v in self._tables[table].variables]
            cells = [value for value, keep in zip(row, kept, strict=True) if keep]
            self._child[table].append(cells)

    def _entry(self, row: Row) -> dict[str, Value]:
        told = dict(zip(self._at["children"], row, strict=True))
        name = f"{told['given_name'] or ''} {told['family_name'] or ''}".strip()
        return {"name": name, "number": told["number"] or "", "born": told["born_earliest"] or ""}

    def _answer(self, row: Row) -> list[Value]:
        told = dict(zip(self._at["answers"], row, strict=True))
        standing = None if told["standing"] == "counts" else told["standing"]
        return [
            len(self._child["visits"]) - 1, self._items.number(told["item_id"]),
            self._codes.number(told["code"]), standing, *(told[name] for name in _MORE[1:]),
        ]  # fmt: skip

    def _flush(self) -> None:
        if self._child:
            self._put(_block(f"child-{len(self._children) - 1}", self._child))
        self._child = {}

    def _finish(self) -> None:
        self._flush()
        answers = self._tables["answers"]
        labels = _labels(answers.variable("code").choices)
        more = _labels(answers.variable("standing").choices + answers.variable("known").choices)
        items = [
            self._questions.get(str(item), Question(str(item), "")) for item in self._items.values
        ]
        about = {
            "title": self._said.title, "sentences": self._said.sentences,
            "words": dict(self._said.words), "children": self._children,
            "tables": {name: _columns(self._tables[name]) for name in _PARTS},
            "items": [item._asdict() for item in items],
            "codes": [labels.get(str(code), code) for code in self._codes.values], "more": more,
        }  # fmt: skip
        self._put(_block("about", about))
        self._put(f"<script>{_script()}</script>\n</body>\n</html>\n")

    def _put(self, text: str) -> None:
        assert self._file is not None
        self._file.write(text)


class _Interned:
    """Values by number, in the order first met."""

    def __init__(self) -> None:
        self._numbers: dict[Value, int] = {}

    def number(self, value: Value) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    @property
    def values(self) -> list[Value]:
        return list(self._numbers)


def embedded(value: Any) -> str:
    """Return a value as JSON that can stand in a script block: no letter of it ends one."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def _block(name: str, value: Any) -> str:
    return f'<script type="application/json" id="{name}">{embedded(value)}</script>\n'


def _columns(table: Table) -> list[dict[str, Any]]:
    return [
        {"name": v.name, "title": v.title, "labels": _labels(v.choices)}
        for v in table.variables
        if not v.sensitivity
    ]


def _labels(choices: Sequence[Choice]) -> dict[str, str]:
    return {choice.code: choice.label for choice in choices}


def _script() -> str:
    return (assets.resources() / "reader" / "reader.js").read_text("utf-8")


def _head(said: PageWords) -> str:
    digest = base64.b64encode(hashlib.sha256(_script().encode()).digest()).decode()
    style = (assets.resources() / "reader" / "reader.css").read_text("utf-8")
    policy = (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline';"
        " base-uri 'none'; form-action 'none'"
    )
    return f"""<!doctype html>
<html lang="{html.escape(said.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(said.title)}</title>
<style>{style}</style>
</head>
<body>
<header><h1 id="title"></h1><p id="sentence"></p></header>
<noscript><p>{html.escape(said.words["noscript"])}</p></noscript>
<div class="sides">
<nav><label id="label" for="search"></label><input id="search" type="search" autocomplete="off">
<p id="found" role="status"></p><ul id="children"></ul></nav>
<main id="page"></main>
</div>
"""
