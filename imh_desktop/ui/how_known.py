"""How answers are known: the switch above the cards, and the question where it is not set yet."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from imh_desktop.core.visit import Known
from imh_desktop.errors import InputError
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.ui.keeper import Keeper
from imh_desktop.ui.known_bar import KnownBar, KnownPanel
from imh_desktop.ui.style import Look
from imh_desktop.words import Words


class HowKnown:
    """Takes what the visitor says on the switch ``bar`` to the visit."""

    def __init__(
        self, look: Look, words: Words, visit: OpenVisit, over: QWidget, keeper: Keeper
    ) -> None:
        """Make the switch; the question is laid over ``over``."""
        self._look, self._words, self._visit = look, words, visit
        self._over, self._keeper = over, keeper
        self.bar = KnownBar(look, words, visit.visit.kind, visit.caregivers)
        self.bar.show_known(visit.known)
        self.bar.chosen.connect(self._use)

    def ask(self, then: Callable[[], None]) -> None:
        """Ask, and go on once it is said."""
        panel = KnownPanel(self._look, self._words, self._over)

        def take(known: Known) -> None:
            panel.put_away()
            self._use(known)
            then()

        panel.chosen.connect(take)
        panel.dismissed.connect(panel.put_away)
        panel.open(panel.buttons[0])

    def _use(self, known: Known, informant: str = "") -> None:
        try:
            self._visit.use_known(known, informant)
        except InputError as error:
            self._keeper.say(self._words.told(error))
        self.bar.show_known(self._visit.known)
