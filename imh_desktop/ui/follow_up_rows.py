"""How it went with what was agreed: one row a thing, with an answer and a short note."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal

from imh_desktop.flows import following_up
from imh_desktop.flows.codes_said import follow_answers
from imh_desktop.flows.following_up import FollowUp
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.ui.folding_choice import FoldingChoice
from imh_desktop.ui.keeper import Keeper
from imh_desktop.ui.note_block import NoteBlock
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Card, PlainLabel, column
from imh_desktop.words import Words


class FollowUpRow(Card):
    """One thing agreed. Emits ``answered`` with a code, ``drafted`` and ``noted`` with a text."""

    answered = Signal(str)
    drafted = Signal(str)
    noted = Signal(str)

    def __init__(self, look: Look, words: Words, one: FollowUp, draft: str) -> None:
        """Ask about it, with what was answered and noted so far."""
        super().__init__(look)
        items = column(self, margins=look.px(14), gap=look.px(8))
        asked = (
            words.say("You were going to try: {what}", what=one.what)
            if one.idea
            else words.say("It was agreed: {what}", what=one.what)
        )
        items.addWidget(PlainLabel(look, asked, size=16, bold=True, wrap=True))
        if one.who:
            items.addWidget(PlainLabel(look, one.who, size=14, colour="muted", wrap=True))
        how = words.say("How did it go? {what}", what=one.what)
        self.choice = FoldingChoice(look, how, follow_answers(words))
        self.choice.choose(one.code or None)
        self.choice.chosen.connect(self.answered)
        items.addWidget(self.choice)
        name = words.say("Note on how it went: {what}", what=one.what)
        self.note = NoteBlock(look, name, words.say("A short note, if you like"), lines=1)
        self.note.show_text(draft or one.note, draft=bool(draft))
        self.note.drafted.connect(self.drafted)
        self.note.left.connect(self.noted)
        items.addWidget(self.note)


class FollowUpRows:
    """The rows of a visit, each kept as it is answered. Plain Python around widgets."""

    def __init__(
        self, look: Look, words: Words, visit: OpenVisit, keeper: Keeper,
        changed: Callable[[], object] = lambda: None,
    ) -> None:  # fmt: skip
        """Make a row for each thing; ``changed`` is told of each answer."""
        self._visit, self._keeper, self._changed = visit, keeper, changed
        drafts = following_up.drafts(visit)
        found: Sequence[FollowUp] = following_up.follow_ups(visit)
        self.rows: Mapping[str, FollowUpRow] = {
            one.key: self._row(FollowUpRow(look, words, one, drafts.get(one.key, "")), one.key)
            for one in found
        }

    def finish(self) -> None:
        """Keep what was being typed."""
        for row in self.rows.values():
            row.note.finish()

    def _row(self, row: FollowUpRow, key: str) -> FollowUpRow:
        visit = self._visit
        row.answered.connect(
            lambda code: self._keep(f"follow {key}", lambda: following_up.answer(visit, key, code))
        )
        row.drafted.connect(
            lambda text: self._keep(
                f"follow draft {key}", lambda: following_up.draft_note(visit, key, text)
            )
        )
        row.noted.connect(
            lambda text: self._keep(
                f"follow note {key}", lambda: following_up.keep_note(visit, key, text)
            )
        )
        return row

    def _keep(self, what: str, action: Callable[[], object]) -> None:
        if self._keeper.keep(what, action):
            self._changed()
