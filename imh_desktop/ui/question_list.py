"""What waits to be decided, as a list: a heading for each child, its questions below."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from imh_desktop.flows.deciding import Question
from imh_desktop.ui.style import Look
from imh_desktop.words import Words, dotted

_ID = Qt.ItemDataRole.UserRole
_UNDER = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_LINE, _BELOW, _MARGIN = 22, 20, 10
"""Heights at 100 %: a line of a question, the line below it, the room above and below both."""
_NARROW = 340
"""A list of less width at 100 % gives a question one line more."""


class QuestionList(QListView):
    """Emits ``chosen`` with a question's id when the keyboard or a click goes to it."""

    chosen = Signal(str)

    def __init__(self, look: Look, words: Words) -> None:
        """Make an empty list."""
        super().__init__()
        self._words, self._filling = words, False
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(look, self))
        self.setAccessibleName(words.say("To decide"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Show other questions, none of them chosen."""
        words, above = self._words, None
        rows: list[str | Question] = []
        for each in questions:
            heading = each.child or words.say("Programme and partners")
            if each.private:
                heading = words.say("Said in private")
            if heading != above:
                rows.append(heading)
                above = heading
            rows.append(each)
        self._filling = True  # rows that go make others current, which nobody chose
        self._model.show(rows)
        self._filling = False

    def choose(self, question_id: str) -> None:
        """Choose a question's row; the first one when it is not here."""
        row = self._model.row_of(question_id)
        if row is not None:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._model.index(row, 0), flag)

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if not self._filling and now.isValid() and now.data(_ID):
            self.chosen.emit(str(now.data(_ID)))


class _Model(QAbstractListModel):
    """Headings (texts) and questions. A row is put into words when it comes into sight, so that
    thousands of questions cost no more than a screenful."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[str | Question] = ()

    def show(self, rows: Sequence[str | Question]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_of(self, question_id: str) -> int | None:
        """Return a question's place; else that of the first one, None when there is none."""
        asked = {at: row for at, row in enumerate(self._rows) if not isinstance(row, str)}
        at = next((at for at, row in asked.items() if row.question_id == question_id), None)
        return next(iter(asked), None) if at is None else at

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if isinstance(row, str):
            return row if role == Qt.ItemDataRole.DisplayRole else None
        return _SAID[role](row) if role in _SAID else None


def _under(question: Question) -> str:
    if question.private:
        return dotted((question.child, question.where))
    return question.where


def _spoken(question: Question) -> str:
    return ". ".join(filter(None, (question.child, question.where, question.label)))


_SAID: dict[int, Callable[[Question], str]] = {
    Qt.ItemDataRole.DisplayRole: lambda question: question.label,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    _ID: lambda question: question.question_id,
    _UNDER: _under,
}


def in_lines(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Break a text at its words into lines of a width in pixels; what is over stands, cut, in the
    last of the ``most`` lines there may be."""
    text, lines, begun = " ".join(text.split()), list[str](), 0
    layout = QTextLayout(text, font)
    layout.beginLayout()
    while len(lines) < most - 1 and (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        begun = line.textStart() + line.textLength()
        lines.append(text[line.textStart() : begun].strip())
    layout.endLayout()
    if rest := text[begun:]:
        cut = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, max(width, 1))
        lines.append(cut)
    return lines


class _Delegate(QStyledItemDelegate):
    """Paints every question in a row of the same height, so that none is laid out unseen."""

    def __init__(self, look: Look, parent: QListView) -> None:
        super().__init__(parent)
        self._look, self._list = look, parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        tall = self._most() * _LINE + _BELOW + 2 * _MARGIN + 6 if index.data(_ID) else 44
        return QSize(self._look.px(260), self._look.px(tall))

    def _most(self) -> int:
        return 3 if self._list.viewport().width() < self._look.px(_NARROW) else 2

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, px, state = self._look, self._look.px, option.state
        area = QRect(option.rect).adjusted(px(3), px(3), -px(3), -px(3))
        painter.save()
        painter.setLayoutDirection(option.direction)
        if not index.data(_ID):
            box = area.adjusted(px(4), 0, -px(4), 0)
            self._text(painter, [str(index.data())], box, size=14, bold=True, colour="muted")
            painter.restore()
            return
        on = bool(state & QStyle.StateFlag.State_Selected)
        fill, line = ("accent_soft", "accent") if on else ("surface", "line")
        look.outline(painter, QRectF(area), fill=fill, line=line, width=2 if on else 1, radius=10)
        self._words(painter, area.adjusted(px(14), px(_MARGIN), -px(14), -px(_MARGIN)), index)
        if state & QStyle.StateFlag.State_HasFocus:
            look.outline(painter, QRectF(area), line="focus", width=px(2.5), radius=10)
        painter.restore()

    def _words(self, painter: QPainter, inner: QRect, index: _Index) -> None:
        """Draw the question and where it waits, in the middle of the row."""
        px, bold = self._look.px, self._look.font(15, bold=True)
        lines = in_lines(str(index.data()), bold, inner.width(), self._most())
        spare = inner.height() - px(len(lines) * _LINE + _BELOW)
        top, low = inner.adjusted(0, spare // 2, 0, 0), QRect(inner)
        top.setHeight(px(len(lines) * _LINE))
        low.setTop(top.bottom() + 1)
        low.setHeight(px(_BELOW))
        self._text(painter, lines, top, size=15, bold=True, colour="text")
        self._text(painter, [str(index.data(_UNDER))], low, size=13, bold=False, colour="muted")

    def _text(
        self, painter: QPainter, lines: Sequence[str], box: QRect, *, size: float, bold: bool,
        colour: str,
    ) -> None:  # fmt: skip
        painter.setFont(self._look.font(size, bold=bold))
        painter.setPen(self._look.colour(colour))
        start = QStyle.visualAlignment(painter.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        tall = box.height() // len(lines) if lines else 0
        for at, text in enumerate(lines):
            place = QRect(box.left(), box.top() + at * tall, box.width(), tall)
            cut = painter.fontMetrics().elidedText(
                " ".join(text.split()), Qt.TextElideMode.ElideRight, box.width()
            )
            painter.drawText(place, start | Qt.AlignmentFlag.AlignVCenter, cut)
