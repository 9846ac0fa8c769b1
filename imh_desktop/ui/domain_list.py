"""The domains at the reading side: where the visit stands, and one tap to any of them."""

from collections.abc import Sequence
from itertools import accumulate, takewhile

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QStyle, QWidget

from imh_desktop.flows.cards import DomainView
from imh_desktop.ui.style import TARGET, Look
from imh_desktop.ui.whole_rows import WholeRows
from imh_desktop.ui.widgets import (
    BoxRadio,
    Ground,
    PlainLabel,
    ProgressBar,
    ScrollColumn,
    column,
    paint_ring,
)
from imh_desktop.ui.widgets.buttons import paint_focus
from imh_desktop.words import Words

WIDTH = 268
_GAP = 2
QWIDGETSIZE_MAX = (1 << 24) - 1
BADGE_WIDTH = WIDTH - 36
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


class DomainRow(BoxRadio):
    """One domain: ring, title, and how far it is in words."""

    def __init__(self, look: Look, view: DomainView, said: str) -> None:
        """Make the row."""
        super().__init__(look, view.title)
        self.view, self.said = view, said
        # as wide as the list without its margins: a scroll bar then takes the margin's place
        self.setFixedSize(look.px(WIDTH - 24), self.height_for(tight=False))
        self.setAccessibleDescription(said)

    def show_view(self, view: DomainView, said: str) -> None:
        """Show how far the domain is now."""
        if (view, said) != (self.view, self.said):
            self.view, self.said = view, said
            self.setAccessibleDescription(said)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, edge, ring and words."""
        look, painter, on = self.look, QPainter(self), self.isChecked()
        if on or self.underMouse():
            fill = "accent_soft" if on else "ground"
            look.outline(painter, QRectF(self.rect()), fill=fill, radius=8)
        if on:
            edge = self._mirrored(0, look.px(8), look.px(3), self.height() - look.px(16))
            painter.fillRect(edge, look.colour("accent"))
        size = look.px(38)
        ring = self._mirrored(look.px(12), (self.height() - size) // 2, size, size)
        share = self.view.answered / self.view.total if self.view.total else 0
        done = self.view.complete and self.view.total > 0
        paint_ring(painter, look, QRectF(ring), share, self.view.icon, done=done)
        self._paint_words(painter, on)
        paint_focus(self, look, painter, radius=8)

    def height_for(self, *, tight: bool) -> int:
        """Return the height its words need; ``tight``: no more than a finger needs."""
        look, room = self.look, self.look.px(WIDTH - 24 - 62)
        title = QFontMetrics(look.font(15)).boundingRect(0, 0, room, 1000, _WRAP, self.label)
        around, least = (20, TARGET) if tight else (22, 50)
        return max(title.height() + look.px(around), look.px(least))

    def _paint_words(self, painter: QPainter, on: bool) -> None:
        look = self.look
        area = self._mirrored(look.px(60), 0, self.width() - look.px(62), self.height())
        plain = QFontMetrics(look.font(15)).boundingRect(area, _WRAP, self.label).height()
        painter.setFont(look.font(15, bold=on))
        title = painter.fontMetrics().boundingRect(area, _WRAP, self.label).height()
        if title > plain:  # bold words that would need a line more are drawn a little smaller
            painter.setFont(look.font(13.5, bold=True))
            title = painter.fontMetrics().boundingRect(area, _WRAP, self.label).height()
        small = look.px(19)
        top = (self.height() - title - small) // 2
        painter.setPen(look.colour("text"))
        painter.drawText(area.adjusted(0, top, 0, 0), _WRAP, self.label)
        painter.setPen(look.colour("muted"))
        painter.setFont(look.font(13))
        painter.drawText(area.adjusted(0, top + title, 0, 0), _WRAP, self.said)

    def _mirrored(self, x: int, y: int, width: int, height: int) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(x, y, width, height))


class DomainList(Ground):
    """All domains and the whole visit's bar. Emits ``chosen`` with a domain's id, and
    ``picked`` when one is pressed, also that which is open."""

    chosen = Signal(str)
    picked = Signal()

    def __init__(self, look: Look, words: Words, *, apart: str) -> None:
        """Make an empty list; ``apart`` is the domain kept apart from the rest, always at hand."""
        super().__init__(look, "side")
        self._look, self._words, self._apart = look, words, apart
        self.rows: dict[str, DomainRow] = {}
        self._first = 0
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(lambda _line: self.picked.emit())
        self.setFixedWidth(look.px(WIDTH))
        items = column(self)
        items.setContentsMargins(0, look.px(8 - _GAP), 0, 0)
        self._list = ScrollColumn(look, margins=12, gap=_GAP, colour="side")
        gap = look.px(_GAP)  # around the rows as between them: scrolled by rows, it ends at rows
        self._list.items.setContentsMargins(look.px(12), gap, look.px(12), gap)
        self._list.items.addStretch(1)
        self._room = WholeRows(self._list, self._fit)
        items.addWidget(self._room, 1)
        foot = column(gap=look.px(5))
        foot.setContentsMargins(look.px(18), look.px(4), look.px(18), look.px(12))
        self._foot = foot
        self._urgent = column()
        self._urgent.setContentsMargins(look.px(12), 0, look.px(12), 0)
        items.addLayout(self._urgent)
        self.total = PlainLabel(look, size=13, colour="muted")
        self._bar = ProgressBar(look)
        foot.addWidget(self.total)
        foot.addWidget(self._bar)
        items.addLayout(foot)

    def show_at_foot(self, part: QWidget) -> None:
        """Show something below the bar; what hides there takes no room."""
        self._foot.addSpacing(self._look.px(3))
        self._foot.addWidget(part)

    def show_compact(self, compact: bool) -> None:
        """Take the page's whole width, or stand beside the cards."""
        self.setMaximumWidth(QWIDGETSIZE_MAX if compact else self._look.px(WIDTH))

    def show_domains(
        self, views: Sequence[DomainView], current: str, counted: tuple[int, int], *, alone: bool
    ) -> None:
        """Show every domain as it stands, which one is open, and how many of all cards to answer
        (``counted``) hold an answer."""
        for view in views:
            said = self._said(view, alone)
            if view.domain_id in self.rows:
                self.rows[view.domain_id].show_view(view, said)
            else:
                self._add(view, said)
        if current in self.rows and not self.rows[current].isChecked():
            self.rows[current].blockSignals(True)
            self.rows[current].setChecked(True)
            self.rows[current].blockSignals(False)
            self._room.refit()
        answered, total = counted
        self.total.setText(
            self._words.say("{answered} of {total} answered", answered=answered, total=total)
        )
        self._bar.set_share(answered / total if total else 0)

    def take_focus(self, domain_id: str) -> None:
        """Put the keyboard on a domain's row."""
        self.rows[domain_id].setFocus(Qt.FocusReason.TabFocusReason)

    def said(self, domain_id: str) -> str:
        """Return a domain's title and how far it is, in words."""
        line = self.rows[domain_id]
        title, far = (f"\u2068{part}\u2069" for part in (line.label, line.said))
        return self._words.say("{domain} · {far}", domain=title, far=far)

    def _add(self, view: DomainView, said: str) -> None:
        line = DomainRow(self._look, view, said)
        self._group.addButton(line)
        line.toggled.connect(lambda on, name=view.domain_id: self._on_toggled(name, on))
        self.rows[view.domain_id] = line
        if view.domain_id == self._apart:
            self._urgent.addWidget(line)
        else:
            self._list.items.insertWidget(self._list.items.count() - 1, line)
            self._room.refit()

    def _listed(self) -> list[DomainRow]:
        return [line for name, line in self.rows.items() if name != self._apart]

    def _fit(self, room: int) -> tuple[int, int]:
        """Return the height of as many whole rows as there is room for, and how far the list is
        scrolled: to the open domain, no further than needed. Where some would not be seen, all of
        them stand closer."""
        rows, gap = self._listed(), self._look.px(_GAP)
        tight = gap + sum(line.height_for(tight=False) + gap for line in rows) > room
        for line in rows:
            line.setFixedHeight(line.height_for(tight=tight))
        each = [line.height() + gap for line in rows]
        shown = next((at for at, line in enumerate(rows) if line.isChecked()), self._first)
        self._first = min(self._first, shown)
        while self._first and gap + sum(each[self._first - 1 :]) <= room:
            self._first -= 1
        while self._first < shown and gap + sum(each[self._first : shown + 1]) > room:
            self._first += 1
        fitting = takewhile(lambda used: used <= room, accumulate(each[self._first :], initial=gap))
        used = max(fitting, default=gap)
        return used if used > gap else room, sum(each[: self._first])

    def _said(self, view: DomainView, alone: bool) -> str:
        if view.domain_id == self._apart:
            return self._words.say("Any time")
        if view.needs_alone and not alone:
            return self._words.say("Asked in private")
        if view.veiled:
            return self._words.say("Kept private")
        if view.complete:
            return self._words.say("Complete")
        return self._words.say("{answered} of {total}", answered=view.answered, total=view.total)

    def _on_toggled(self, domain_id: str, on: bool) -> None:
        if on:
            self.chosen.emit(domain_id)
