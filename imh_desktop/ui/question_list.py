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
from PySide6.QtGui import QPainter
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


class _Delegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QListView) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        px = self._look.px
        return QSize(px(260), px(68 if index.data(_ID) else 44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, px, state = self._look, self._look.px, option.state
        area = QRect(option.rect).adjusted(px(3), px(3), -px(3), -px(3))
        painter.save()
        painter.setLayoutDirection(option.direction)
        if not index.data(_ID):
            box = area.adjusted(px(4), 0, -px(4), 0)
            self._text(painter, str(index.data()), box, size=14, bold=True, colour="muted")
            painter.restore()
            return
        on = bool(state & QStyle.StateFlag.State_Selected)
        fill, line = ("accent_soft", "accent") if on else ("surface", "line")
        look.outline(painter, QRectF(area), fill=fill, line=line, width=2 if on else 1, radius=10)
        inner = area.adjusted(px(14), px(8), -px(14), -px(8))
        top, low = QRect(inner), QRect(inner)
        top.setHeight(inner.height() // 2)
        low.setTop(top.bottom() + 1)
        self._text(painter, str(index.data()), top, size=15, bold=True, colour="text")
        self._text(painter, str(index.data(_UNDER)), low, size=13, bold=False, colour="muted")
        if state & QStyle.StateFlag.State_HasFocus:
            look.outline(painter, QRectF(area), line="focus", width=px(2.5), radius=10)
        painter.restore()

    def _text(
        self, painter: QPainter, text: str, box: QRect, *, size: float, bold: bool, colour: str
    ) -> None:
        painter.setFont(self._look.font(size, bold=bold))
        painter.setPen(self._look.colour(colour))
        cut = painter.fontMetrics().elidedText(
            " ".join(text.split()), Qt.TextElideMode.ElideRight, box.width()
        )
        start = QStyle.visualAlignment(painter.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.drawText(box, start | Qt.AlignmentFlag.AlignVCenter, cut)
