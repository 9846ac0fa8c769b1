"""What waits to be decided, as a list: a heading for each child, its questions below."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from imh_desktop.flows.deciding import Question
from imh_desktop.ui.style import Look
from imh_desktop.words import Words

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
        self._model = QStandardItemModel(self)
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
        self._filling = True  # rows that go make others current, which nobody chose
        self._model.clear()
        for each in questions:
            heading = each.child or words.say("Programme and partners")
            if each.private:
                heading = words.say("Said in private")
            if heading != above:
                self._model.appendRow(_heading(heading))
                above = heading
            under = f"{each.child}  ·  {each.where}" if each.private else each.where
            self._model.appendRow(_line(each, under))
        self._filling = False

    def choose(self, question_id: str) -> None:
        """Choose a question's row; the first one when it is not here."""
        rows = [at for at in range(self._model.rowCount()) if self._id(at)]
        row = next((at for at in rows if self._id(at) == question_id), rows[0] if rows else None)
        if row is not None:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._model.index(row, 0), flag)

    def _id(self, row: int) -> str:
        return str(self._model.index(row, 0).data(_ID) or "")

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if not self._filling and now.isValid() and now.data(_ID):
            self.chosen.emit(str(now.data(_ID)))


def _heading(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def _line(question: Question, under: str) -> QStandardItem:
    item = QStandardItem(question.label)
    item.setData(question.question_id, _ID)
    item.setData(under, _UNDER)
    spoken = ". ".join(filter(None, (question.child, question.where, question.label)))
    item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
    item.setEditable(False)
    return item


class _Delegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QListView) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        px = self._look.px
        return QSize(px(260), px(68 if index.data(_ID) else 40))

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
