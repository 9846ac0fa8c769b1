"""What would come with some archives, before; and what came, after."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from imh_desktop.flows.erased_elsewhere import Erasure
from imh_desktop.flows.merge_words import FileLine, Group
from imh_desktop.ui.fold import Fold
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import (
    Button,
    Notice,
    PlainLabel,
    Tick,
)
from imh_desktop.words import Words


class _GatherPage(ToldPage):
    def _add_files(self, files: Sequence[FileLine]) -> None:
        title = self._words.count("{n} archive", "{n} archives", len(files))
        card = TitledCard(self._look, title)
        for file in files:
            name = PlainLabel(self._look, file.name, bold=True, elide=True)
            colour = "text" if file.sound else "warn"
            card.items.addWidget(name)
            card.items.addWidget(
                PlainLabel(self._look, file.said, size=14, colour=colour, wrap=True)
            )
        self.cards.addWidget(card)

    def _add_groups(self, title: str, groups: Sequence[Group]) -> None:
        card = TitledCard(self._look, title, gap=4)
        for group in groups:
            fold = Fold(self._look, self._words, group.title, group.lines, warn=group.waits)
            card.items.addWidget(fold)
        self.cards.addWidget(card)


class PreviewPage(_GatherPage):
    """What would come. ``taken`` carries the ids of erasures that were ticked, ``shut_out_asked``
    the name of a file of a computer that was shut out."""

    taken = Signal(list)
    files_asked = Signal()
    shut_out_asked = Signal(str)

    def __init__(
        self, look: Look, words: Words, files: Sequence[FileLine], groups: Sequence[Group],
        erasures: Sequence[Erasure], *, coordinates: bool = False,
    ) -> None:  # fmt: skip
        """Show it; with no sound file there is nothing to take in. ``coordinates``: the person may
        look at what a computer that was shut out wrote."""
        super().__init__(look, words, words.say("Take in archives"))
        self._coordinates = coordinates
        sound = any(file.sound for file in files)
        if not all(file.sound for file in files):
            said = words.say("Some archives will not do and stay out. The others can be taken in.")
            if not sound:
                said = words.say("None of these archives can be taken in. Nothing was changed.")
            self.cards.addWidget(Notice(look, said, tone="warn"))
        self._add_files(files)
        held = self._add_shut_out([file.name for file in files if file.shut_out])
        if sound:
            self._add_groups(words.say("What will come"), groups)
        self._ticks = [(Tick(look, one.said), one.entries) for one in erasures]
        if erasures:
            self._add_erasures()
        more = self.button(words.say("Choose other archives"), self.files_asked)
        self.land_on(held or more)
        if sound:
            take = Button(look, words.say("Take in"), kind="primary", icon="download-simple")
            take.clicked.connect(lambda: self.taken.emit(self._confirmed()))
            self.foot.buttons.add(take)
            self.land_on(take)

    def _add_shut_out(self, names: Sequence[str]) -> Button | None:
        """Offer to look at such files; return the first button."""
        words, first = self._words, None
        for name in names if self._coordinates else ():
            said = words.say("See what {file} holds, then decide if it comes in.", file=name)
            notice = Notice(self._look, said, action=words.say("See what it holds"))
            notice.acted.connect(lambda name=name: self.shut_out_asked.emit(name))
            self.cards.addWidget(notice)
            first = first or notice.button
        return first

    def _add_erasures(self) -> None:
        words = self._words
        card = TitledCard(
            self._look, words.say("Erased on another laptop"),
            help_text=words.say(
                "Tick what may be erased here too. It cannot be brought back. What you do not tick"
                " stays as it is, and is asked about again next time."
            ),
            gap=4,
        )  # fmt: skip
        for tick, _ in self._ticks:
            card.items.addWidget(tick)
        self.cards.addWidget(card)

    def _confirmed(self) -> list[str]:
        return [id_ for tick, ids in self._ticks if tick.isChecked() for id_ in ids]


class ReportPage(_GatherPage):
    """What came, and what waits for a person. ``waiting_asked``: she wants to see that."""

    waiting_asked = Signal()

    def __init__(
        self, look: Look, words: Words, groups: Sequence[Group], backup: str, *, changed: bool
    ) -> None:
        """Show it. ``backup``: the name of the copy made before; empty when none was needed."""
        super().__init__(look, words, words.say("Take in archives"))
        said = words.say("Done. All of it is in your file.")
        if not changed:
            said = words.say("All of this was here already. Your file is as it was.")
        self.cards.addWidget(Notice(look, said, tone="ok"))
        self._add_groups(words.say("What came"), groups)
        waits = [group for group in groups if group.waits]
        if waits:
            notice = Notice(
                look, words.say("Some of it waits for you to decide. Nothing is lost meanwhile."),
                tone="warn", action=words.say("See what waits"),
            )  # fmt: skip
            notice.acted.connect(self.waiting_asked)
            self.cards.addWidget(notice)
        if backup:
            kept = words.say(
                "A backup of your file, as it was before, lies under “{page}”.",
                page=words.of_screen("Backups and health of your file"),
            )
            self.cards.addWidget(PlainLabel(look, kept, size=14, colour="muted", wrap=True))
        self.land_on(self.button(words.say("Done"), self.left, kind="primary"))
