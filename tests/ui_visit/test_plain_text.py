"""A lint: what people typed can reach the screen as plain text only (security.md D12)."""

import re
from pathlib import Path

import pytest

import imh_desktop.ui

UI = Path(imh_desktop.ui.__file__).parent
TOOLKIT = UI / "widgets"
FORBIDDEN = {
    r"\bQLabel\(": "use PlainLabel",
    r"\bsetHtml\(|\binsertHtml\(|\bappendHtml\(|\bsetMarkdown\(": "no markup",
    r"\bRichText\b|\bAutoText\b|\bMarkdownText\b": "plain text only",
    r"\bQTextEdit\b|\bQTextBrowser\b": "they take markup: use NoteField",
    r"\.setToolTip\(": "use tooltip(), which escapes",
    r"\bQMessageBox\b": "ask inside the window, with our own words",
    r"\bsetOpenExternalLinks\(|\bsetTextInteractionFlags\(": "no links",
}


ESCAPED = 'widget.setToolTip(f"<span>{escape(text)}</span>" if text else "")'


def offences(text: str) -> list[str]:
    return [why for pattern, why in FORBIDDEN.items() if re.search(pattern, text)]


@pytest.mark.parametrize(
    "file", [f for f in UI.rglob("*.py") if TOOLKIT not in f.parents], ids=lambda f: f.stem
)
def test_a_page_shows_words_through_the_toolkit_alone(file: Path) -> None:
    assert offences(file.read_text("utf-8")) == []


def test_the_lint_finds_what_it_forbids() -> None:
    planted = ("QLabel(name)", "field.setHtml(x)", "Qt.TextFormat.RichText", "w.setToolTip(name)")
    assert all(offences(line) for line in planted)


def test_the_toolkit_itself_uses_no_markup_but_an_escaped_tooltip() -> None:
    for file in TOOLKIT.glob("*.py"):
        text = file.read_text("utf-8").replace(ESCAPED, "")
        bare = re.sub(r"class \w+\(QLabel\)", "", text)
        assert [why for why in offences(bare) if why != "use PlainLabel"] == [], file
