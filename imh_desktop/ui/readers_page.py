"""Who gets this laptop's work, and who also gets what was said in private."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from imh_desktop.exchange.archive.papers import Certificate
from imh_desktop.flows.carrying import Reader
from imh_desktop.ui import carry_words
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import Notice, PlainLabel, Tick
from imh_desktop.words import Words


class ReadersPage(ToldPage):
    """Three ticks a laptop. ``chosen``: ids for the open work, for class G, for class V."""

    chosen = Signal(set, set, set)
    _saved = Signal()

    def __init__(
        self, look: Look, words: Words, laptops: Sequence[Certificate],
        names: dict[str, str], kept: Sequence[Reader],
    ) -> None:  # fmt: skip
        """Show who may get it, and who does."""
        super().__init__(look, words, words.say("Choose who gets it"))
        said = words.say(
            "Tick your coordinator and a second person. What was said in private is a part of its"
            " own: tick it only for those who may read it."
        )
        self.cards.addWidget(PlainLabel(look, said, size=15, colour="muted", wrap=True))
        self._ticks: dict[str, tuple[Tick, Tick, Tick]] = {}
        now = {one.device_id: one for one in kept}
        for one in laptops:
            self._add(one, names.get(one.device_id, ""), now.get(one.device_id))
        if not laptops:
            none = words.say("No other laptop is known here yet. Let one join first.")
            self.cards.addWidget(Notice(look, none, tone="warn"))
        save = self.button(words.say("Save"), self._saved, kind="primary")
        self._saved.connect(self._choose)
        save.setEnabled(bool(laptops))
        self.land_on(next((ticks[0] for ticks in self._ticks.values()), save))

    def _add(self, one: Certificate, name: str, kept: Reader | None) -> None:
        look, words = self._look, self._words
        title = carry_words.named(words, name, one.device_id, one.role)
        card = TitledCard(look, title, gap=4)
        ticks = (
            Tick(look, words.say("Gets my work")),
            Tick(look, words.say("Also what adults said in private about themselves")),
            Tick(look, words.say("Also what was said of violence, harm or danger")),
        )
        for tick, on in zip(ticks, (kept, kept and kept.g, kept and kept.v), strict=True):
            tick.setAccessibleDescription(title)
            tick.setChecked(bool(on))
            card.items.addWidget(tick)
        ticks[0].toggled.connect(lambda on, more=ticks[1:]: _allow(more, on))
        _allow(ticks[1:], ticks[0].isChecked())
        self._ticks[one.device_id] = ticks
        self.cards.addWidget(card)

    def _choose(self) -> None:
        chosen = [
            {id_ for id_, ticks in self._ticks.items() if ticks[at].isChecked()} for at in range(3)
        ]
        self.chosen.emit(*chosen)


def _allow(ticks: Sequence[Tick], on: bool) -> None:
    for tick in ticks:
        tick.setEnabled(on)
        if not on:
            tick.setChecked(False)
