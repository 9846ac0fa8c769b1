"""Choosing what to export, and how: cards first, then language, purpose and for whom."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from imh_desktop.errors import EnvironmentFault
from imh_desktop.flows.export_kinds import ANALYST_ABSENT, ExportKind
from imh_desktop.flows.exporting import leaves_protection
from imh_desktop.ui.row_button import RowButton
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import (
    Button,
    LabelledField,
    Notice,
    Select,
    TextField,
)
from imh_desktop.words import Words


class KindsPage(ToldPage):
    """The cards. Emits ``chosen`` with the id of a kind."""

    chosen = Signal(str)

    def __init__(self, look: Look, words: Words, kinds: Sequence[ExportKind]) -> None:
        """Show the cards."""
        super().__init__(look, words, words.say("Export"))
        self.foot.hide()
        self.cards.addWidget(Notice(look, leaves_protection(words), tone="warn"))
        buttons = [RowButton(look, kind.icon, kind.title, kind.said) for kind in kinds]
        for button, kind in zip(buttons, kinds, strict=True):
            button.clicked.connect(lambda _=False, name=kind.kind_id: self.chosen.emit(name))
            self.cards.addWidget(button)
        self.land_on(buttons[0])


class DetailsPage(ToldPage):
    """How it is written. Emits ``looked_at`` when the person wants to see what would leave, and
    ``tables_asked`` where a package is missing and she takes tables for a spreadsheet instead."""

    looked_at = Signal()
    tables_asked = Signal()

    def __init__(
        self, look: Look, words: Words, kind: ExportKind, languages: Sequence[tuple[str, str]],
        partners: Sequence[tuple[str, str]],
    ) -> None:  # fmt: skip
        """Show the fields. ``languages``, ``partners``: code or id, and name."""
        super().__init__(look, words, kind.title, width=620)
        self._kind, say = kind, words.say
        card = self._asked(look, words, languages, partners)
        lack = words.told(EnvironmentFault(ANALYST_ABSENT))
        self._lack = Notice(look, lack, tone="warn", action=say("Tables for a spreadsheet instead"))
        self._lack.acted.connect(self.tables_asked)
        self.cards.addWidget(self._lack)
        self.cards.addWidget(card)
        self._go = Button(look, say("See what would leave"), kind="primary", icon="eye")
        self._go.clicked.connect(self.looked_at)
        self.foot.buttons.add(self._go)
        self._way.picked.connect(self._say_what_lacks)
        self._say_what_lacks()
        self.land_on(self._lack.button if self._go.isHidden() and self._lack.button else self._go)

    def _asked(
        self, look: Look, words: Words, languages: Sequence[tuple[str, str]],
        partners: Sequence[tuple[str, str]],
    ) -> TitledCard:  # fmt: skip
        """Return the card of what is asked: how, in which language, for whom and what for."""
        kind, say = self._kind, words.say
        card = TitledCard(look, kind.title, help_text=kind.said, gap=14)
        self._way = Select(
            look, say("How it is written"), [(w.command, w.title) for w in kind.ways]
        )
        self._language = Select(look, say("Language of the words in it"), languages)
        self._language.choose(words.language)
        own = ("", say("For our own programme"))
        self._partner = Select(look, say("For whom"), (own, *partners))
        self._purpose = TextField(look, say("What it is for"), hint=say("Such as: yearly report"))
        if len(kind.ways) > 1:
            card.items.addWidget(LabelledField(look, say("How it is written"), self._way))
        card.items.addWidget(
            LabelledField(look, say("Language of the words in it"), self._language)
        )
        if kind.for_partner and partners:
            help_text = say("A partner gets only children whose family has agreed, and only that.")
            card.items.addWidget(
                LabelledField(look, say("For whom"), self._partner, help_text=help_text)
            )
        kept = say("Your file keeps that it was exported, when, and what for.")
        card.items.addWidget(
            LabelledField(look, say("What it is for"), self._purpose, help_text=kept)
        )
        return card

    def command(self) -> str:
        """Return the chosen command."""
        return self._way.code()

    def options(self) -> list[str]:
        """Return what was chosen, as options of the command."""
        said = ["--language", self._language.code()]
        if purpose := self._purpose.text().strip():
            said += ["--purpose", purpose]
        if partner := self._partner.code():
            said += ["--partner", partner]
        return said

    def show_chosen(self, command: str, options: Sequence[str]) -> None:
        """Show what was chosen before. ``options``: as ``options`` gave them."""
        chosen = dict(zip(options[::2], options[1::2], strict=True))
        self._way.choose(command)
        self._say_what_lacks()
        self._language.choose(chosen["--language"])
        self._purpose.setText(chosen.get("--purpose", ""))
        self._partner.choose(chosen.get("--partner", ""))

    def _say_what_lacks(self) -> None:
        """Say a missing package now: told after all is chosen, it would waste what was done."""
        lacks = self._kind.way(self.command()).lacks
        self._lack.setVisible(lacks)
        self._go.setVisible(not lacks)
