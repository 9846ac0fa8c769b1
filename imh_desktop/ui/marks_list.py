"""What was seen at a closed visit: each construct under its mark, in words alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.reviewing import DomainMarks
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Chip, PlainLabel, column, row
from imh_desktop.words import Words


class MarksList(QWidget):
    """Domains in order; in each, the constructs of one mark on one line."""

    def __init__(self, look: Look, words: Words, domains: tuple[DomainMarks, ...]) -> None:
        """Lay out the marks."""
        super().__init__()
        items = column(self, gap=look.px(10))
        for domain in domains:
            items.addWidget(_domain(look, words, domain))
        if domains:
            said = words.say("This is what we noticed together. It is not a test or a diagnosis.")
            items.addWidget(PlainLabel(look, said, size=13, colour="muted", wrap=True))


def _domain(look: Look, words: Words, domain: DomainMarks) -> QWidget:
    holder = QWidget()
    items = column(holder, gap=look.px(2))
    items.addWidget(PlainLabel(look, domain.title, size=15, bold=True))
    if not domain.marks:
        nothing = words.say("No sign was noted.")
        items.addWidget(PlainLabel(look, nothing, size=14, colour="muted"))
    by_mark: dict[str, list[str]] = {}
    for mark in domain.marks:
        by_mark.setdefault(mark.said, []).append(mark.title)
    for said, titles in by_mark.items():
        line = row(gap=look.px(8))
        line.addWidget(Chip(look, said), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(PlainLabel(look, words.abreast(titles), size=14, wrap=True), 1)
        items.addLayout(line)
    return holder
