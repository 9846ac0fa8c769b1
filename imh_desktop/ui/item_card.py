"""One item: question, answers, guidance, note. It says what the person did and decides nothing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from imh_desktop.core.languages import inside, spoken_languages
from imh_desktop.flows.cards import CardView
from imh_desktop.ui.answer_row import AnswerRow
from imh_desktop.ui.guidance_block import GuidanceBlock
from imh_desktop.ui.note_block import NoteBlock
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Button,
    Card,
    Chip,
    IconButton,
    Notice,
    PlainLabel,
    column,
    fold_states,
    row,
)
from imh_desktop.words import Words

_LOSS_CODES = ("yes", "no", "not_sure", "prefers_not")


class ItemCard(QWidget):
    """A card. Signals carry the item's id first.

    ``answered`` (code), ``cleared``, ``drafted`` and ``noted`` (text), ``loss_answered`` (code
    for "was this skill lost?"), ``entered`` when the person turns to this card, ``unfolded`` when
    its guidance or note has opened.
    """

    answered = Signal(str, str)
    cleared = Signal(str)
    drafted = Signal(str, str)
    noted = Signal(str, str)
    loss_answered = Signal(str, str)
    entered = Signal(str)
    unfolded = Signal(str)

    def __init__(self, look: Look, words: Words, view: CardView, choices: dict[str, str]) -> None:
        """Build the card for a view; ``choices`` are the words of all answer codes."""
        super().__init__()
        self._look, self._words, self._choices = look, words, choices
        self.item_id = view.item_id
        self.view: CardView | None = None
        self.note: NoteBlock | None = None
        self.guidance: GuidanceBlock | None = None
        self._chip: Chip | None = None
        self._loss: QWidget | None = None
        self._veil: Button | None = None
        outer = row(self)
        if view.group_id:
            outer.addSpacing(look.px(36))
        self.body = Card(look)
        outer.addWidget(self.body)
        self._items = column(self.body, gap=look.px(8))
        self._items.setContentsMargins(look.px(18), look.px(14), look.px(18), look.px(14))
        self._top = self._make_top(view)
        self._items.addLayout(self._top)
        if view.written_in:
            self._items.addWidget(self._make_lent(view.written_in))
        self.answers: AnswerRow | None = None
        if view.choices:
            self.answers = AnswerRow(look, view.choices, view.text.text)
            self.answers.chosen.connect(lambda code: self.answered.emit(self.item_id, code))
            for button in self.answers.buttons.values():
                button.pressed.connect(self._enter)
            self._items.addWidget(self.answers)
        else:
            self._open_note(focus=False)
            if view.item.sensitivity.private:
                self._veil = self._make_veil()
        self.show_view(view)

    def show_view(self, view: CardView) -> None:
        """Show what is stored now."""
        if view == self.view:
            if self.answers is not None:
                self.answers.show_answer(view.answer, view.last_time)
            return
        before, self.view = self.view, view
        self.number.setText(str(view.number) if view.number else "")
        if before is None or (before.last_time, before.greyed) != (view.last_time, view.greyed):
            self._show_chip(view)
        self.question.set_colour("muted" if view.greyed else "text")
        if self.answers is not None:
            self.answers.setEnabled(not view.greyed)
            self.answers.show_answer(view.answer, view.last_time)
        if self.guidance is not None:
            self.guidance.clear.setVisible(view.answer is not None)
        self._show_note(view.note)

    def show_draft(self, text: str) -> None:
        """Show a half-typed note as it was left."""
        self._open_note(focus=False)
        if self.note is not None:
            self.note.show_text(text, draft=True)
        self._veil_note()

    def ask_loss(self, asked: bool) -> None:
        """Ask, or no longer ask, whether the family has seen this skill go."""
        if asked and self._loss is None:
            self._loss = self._make_loss()
            self._items.addWidget(self._loss)
        elif not asked and self._loss is not None:
            self._loss.hide()
            self._loss.deleteLater()
            self._loss = None

    def press(self, key: int) -> bool:
        """Answer by a key from 1 on; False when the card has no such answer."""
        return self.answers is not None and self.answers.press(key)

    def take_focus(self) -> None:
        """Put the keyboard on this card."""
        if self.answers is not None and self.answers.isEnabled():
            self.answers.take_focus()
        else:  # not the note itself: a key that should move on must not be written into it
            self.info.setFocus(Qt.FocusReason.TabFocusReason)

    def open_note(self) -> None:
        """Open the note and put the keyboard into it."""
        self._open_note(focus=True)

    def finish(self) -> None:
        """Hand over a note that was being typed."""
        if self.note is not None:
            self.note.finish()
        self._veil_note(left=True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Turn to this card by a press anywhere on it."""
        self._enter()
        super().mousePressEvent(event)

    def _enter(self) -> None:
        self.entered.emit(self.item_id)

    def _make_top(self, view: CardView) -> QHBoxLayout:
        look, words, asked = self._look, self._words, view.text.text
        top = row(gap=look.px(12))
        self.number = PlainLabel(look, colour="muted")
        self.number.setFixedWidth(look.px(22))
        self.question = PlainLabel(look, asked, size=17, wrap=True)
        folds = fold_states(words)
        self.info = IconButton(look, "info", words.say("Guidance: {item}", item=asked), folds=folds)
        self.info.toggled.connect(self._on_info)
        name = words.say("Note: {item}", item=asked)
        self.note_button = IconButton(look, "note-blank", name, folds=folds)
        self.note_button.toggled.connect(self._on_note)
        top.addWidget(self.number)
        top.addWidget(self.question, 1)
        top.addWidget(self.info)
        top.addWidget(self.note_button)
        # only ever hidden here: to show a widget that has no parent yet would open a window
        text = view.text
        if not view.choices:
            self.note_button.hide()
        if not (text.how or text.why or text.others or text.culture):
            self.info.hide()
        return top

    def _make_lent(self, language: str) -> PlainLabel:
        name = inside(spoken_languages(self._words)[language], self._words)
        said = self._words.say("These words are still in {language}.", language=name)
        return PlainLabel(self._look, said, size=13, colour="muted", wrap=True)

    def _show_chip(self, view: CardView) -> None:
        if self._chip is not None:
            self._top.removeWidget(self._chip)
            self._chip.deleteLater()
            self._chip = None
        if view.greyed:
            self._chip = Chip(self._look, self._words.say("Not needed now"))
        elif view.last_time:
            said = self._words.say(
                "Last time: {answer}", answer=self._choices.get(view.last_time, view.last_time)
            )
            self._chip = Chip(self._look, said, dot=True)
        if self._chip is not None:
            self._top.insertWidget(2, self._chip)

    def _on_info(self, on: bool) -> None:
        self._enter()
        if self.guidance is None and self.view is not None:
            self.guidance = GuidanceBlock(self._look, self._words, self.view.text)
            self.guidance.clear_wanted.connect(lambda: self.cleared.emit(self.item_id))
            self.guidance.clear.setVisible(self.view.answer is not None)
            self._items.insertWidget(1, self.guidance)
        if self.guidance is not None:
            self.guidance.setVisible(on)
        if on:
            self.unfolded.emit(self.item_id)

    def _on_note(self, on: bool) -> None:
        self._enter()
        if on:
            self._open_note(focus=True)
        elif self.note is not None:
            self.note.finish()
            self.note.hide()

    def _open_note(self, *, focus: bool) -> None:
        if self.note is None:
            self.note = self._make_note()
            self._items.addWidget(self.note)
        self.note.show()
        if self._veil is not None:
            self._veil.hide()
        self.note_button.blockSignals(True)
        self.note_button.setChecked(True)
        self.note_button.blockSignals(False)
        if focus:
            self.note.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.unfolded.emit(self.item_id)

    def _make_note(self) -> NoteBlock:
        asked = self.question.whole_text()
        note = NoteBlock(
            self._look,
            self._words.say("Note: {item}", item=asked),
            self._words.say("What you saw or heard, in plain words"),
        )
        note.drafted.connect(lambda text: self.drafted.emit(self.item_id, text))
        note.left.connect(lambda text: self.noted.emit(self.item_id, text))
        if self.view is not None:
            note.show_text(self.view.note)
        return note

    def _show_note(self, text: str) -> None:
        self.note_button.set_marked(bool(text))
        if self.note is not None and not self.note.changed:
            self.note.show_text(text)
        self._veil_note()

    def _make_veil(self) -> Button:
        said = self._words.say("Write here, or show what was written")
        veil = Button(self._look, said, icon="lock-simple")
        veil.clicked.connect(self.open_note)
        self._items.addWidget(veil, 0, Qt.AlignmentFlag.AlignLeft)
        return veil

    def _veil_note(self, *, left: bool = False) -> None:
        """Let a private note be seen while it is written, and else only when it is asked for: who
        said it may not be alone any more, and an empty card looks like a written one. ``left``:
        she turns to another card."""
        if self._veil is None or self.note is None or (self.note.field.hasFocus() and not left):
            return
        self.note.setVisible(False)
        self._veil.setVisible(True)

    def _make_loss(self) -> QWidget:
        look, words = self._look, self._words
        block = QWidget()
        items: QVBoxLayout = column(block, gap=look.px(6))
        asked = words.say("Last time this was seen often. Has the family seen it go away?")
        items.addWidget(Notice(look, asked, tone="warn"))
        choices = [(code, self._choices[code]) for code in _LOSS_CODES]
        answers = AnswerRow(look, choices, asked)
        answers.chosen.connect(lambda code: self.loss_answered.emit(self.item_id, code))
        items.addWidget(answers)
        return block
