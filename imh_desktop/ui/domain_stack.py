"""The pages of all domains, each built when it is entered, or before while nobody waits."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.ui.card_signals import pass_on
from imh_desktop.ui.domain_page import DomainPage
from imh_desktop.ui.style import Look
from imh_desktop.words import Words


class DomainStack(QStackedWidget):
    """Pages by domain; the signals of all of them are those of ``ItemCard``."""

    answered = Signal(str, str)
    cleared = Signal(str)
    drafted = Signal(str, str)
    noted = Signal(str, str)
    loss_answered = Signal(str, str)
    entered = Signal(str)
    scrolled = Signal()

    def __init__(self, look: Look, words: Words, visit: OpenVisit) -> None:
        """Make an empty stack."""
        super().__init__()
        self._look, self._words, self._visit = look, words, visit
        self._pages: dict[str, DomainPage] = {}

    def __iter__(self) -> Iterator[DomainPage]:
        """Walk the pages made so far."""
        return iter(self._pages.values())

    def page(self, domain_id: str) -> DomainPage:
        """Return a domain's page, made now if need be."""
        if domain_id not in self._pages:
            page = DomainPage(self._look, self._words, self._visit.texts.choices)
            pass_on(page, self)
            page.verticalScrollBar().valueChanged.connect(self.scrolled)
            self._pages[domain_id] = page
            self.addWidget(page)
        return self._pages[domain_id]

    def prepare_one(self, domain_id: str, drafts: Mapping[str, str]) -> bool:
        """Build one missing card of a domain; False when none is missing."""
        return self.page(domain_id).prepare_one(self._visit.cards(domain_id), drafts)

    def finish(self) -> None:
        """Hand over the notes that were being typed."""
        for page in self:
            page.finish()
