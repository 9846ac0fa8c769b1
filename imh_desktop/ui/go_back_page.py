"""Going back to a backup: which one, and what it would mean."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from imh_desktop.flows import backup_words
from imh_desktop.flows.going_back import Preview
from imh_desktop.store.backup_copy import Backup
from imh_desktop.ui.row_button import RowButton
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import Button, Notice, PlainLabel
from imh_desktop.words import Words

_MOST = 80


class GoBackPage(ToldPage):
    """The backups that can be reached, the latest first. ``chosen`` carries the ``Backup``;
    ``folder_asked``: one lies elsewhere."""

    chosen = Signal(object)
    folder_asked = Signal()

    def __init__(
        self, look: Look, words: Words, found: Sequence[Backup], folder: Path, *, trouble: str = ""
    ) -> None:
        """Show them. ``folder``: the vault's; ``trouble``: why one is here, in one sentence."""
        super().__init__(look, words, words.say("Go back to a backup"))
        if trouble:
            self.cards.addWidget(Notice(look, trouble, tone="warn"))
        said = words.say(
            "Choose one, and see what it holds. Nothing is changed until you say so, and your file"
            " as it is now is kept whole in any case."
        )
        if not found:
            said = words.say("No backup was found on this laptop. Put the stick in and look there.")
        self.cards.addWidget(PlainLabel(look, said, size=15, colour="muted", wrap=True))
        rows = [self._row(backup, folder) for backup in found[:_MOST]]
        for each in rows:
            self.cards.addWidget(each)
        elsewhere = self.button(words.say("Look in another folder"), self.folder_asked)
        self.land_on(rows[0] if rows else elsewhere)

    def _row(self, backup: Backup, folder: Path) -> RowButton:
        words = self._words
        here = folder in backup.path.parents
        said = words.abreast(
            (
                words.say("on this laptop") if here else words.say("at the second place"),
                backup_words.size_said(backup.size, words),
                backup_words.reason(backup.note.why, words),
            )
        )
        title = backup_words.when(backup.made_at, words)
        button = RowButton(self._look, "clock-counter-clockwise", title, said)
        button.clicked.connect(lambda _=False: self.chosen.emit(backup))
        return button


class BackupPreviewPage(ToldPage):
    """What one backup holds and what would be missing. ``agreed``: she wants to go back to it."""

    agreed = Signal()

    def __init__(self, look: Look, words: Words, seen: Preview) -> None:
        """Show it."""
        title = words.say("Backup of {when}", when=backup_words.when(seen.made_at, words))
        super().__init__(look, words, title)
        if not seen.sound:
            said = words.say("This backup is damaged and cannot be used. Choose another one.")
            self.cards.addWidget(Notice(look, said, tone="warn"))
        self._add(words.say("What it holds"), backup_words.held_lines(seen, words))
        self._add(
            words.say("What is here now and not in it"), backup_words.missing_lines(seen, words)
        )
        self._add(words.say("What happens then"), self._then(seen))
        other = self.button(words.say("Choose another one"), self.left)
        self.land_on(other)
        if seen.sound:
            go = Button(look, words.say("Go back to this backup"), kind="primary")
            go.clicked.connect(self.agreed)
            self.foot.buttons.add(go)

    def _then(self, seen: Preview) -> list[str]:
        words = self._words
        lines = [
            words.say(
                "Your file as it is now is put aside, whole, beside this one. Nothing is deleted."
            )
        ]
        if not seen.keep_keys:
            lines.append(
                words.say(
                    "The passphrases of that time open it again, also those of people who have left"
                    " since. If there are such, let the keys be changed afterwards."
                )
            )
        return lines

    def _add(self, title: str, lines: Sequence[str]) -> None:
        card = TitledCard(self._look, title, gap=6)
        for line in lines:
            card.items.addWidget(PlainLabel(self._look, line, size=15, wrap=True))
        self.cards.addWidget(card)
