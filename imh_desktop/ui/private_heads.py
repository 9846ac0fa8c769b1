"""What stands above cards asked in private: the gate, or with whom the visitor is alone."""

from collections.abc import Callable

from imh_desktop.errors import InputError
from imh_desktop.flows.enrolling import CaregiverForm
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.visit_state import gated
from imh_desktop.ui.alone_gate import AloneGate
from imh_desktop.ui.domain_page import DomainPage
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Notice
from imh_desktop.words import Words


class PrivateHeads:
    """Puts the right head on each domain's page, and takes the gate's answers to the visit."""

    def __init__(
        self,
        look: Look,
        words: Words,
        visit: OpenVisit,
        changed: Callable[[], None],
        put_off: Callable[[], None],
    ) -> None:
        """Keep what to call when somebody is alone, or the talk is put off."""
        self._look, self._words, self._visit = look, words, visit
        self._changed, self._put_off = changed, put_off
        checklist, items = visit.checklist, visit.items().values()
        self._domains = {checklist.domain_of(i).domain_id for i in items if gated(i)}
        self._shown: dict[str, str | None] = {}

    def show(self, page: DomainPage, domain_id: str) -> None:
        """Show the gate, or with whom the visitor is alone, where a domain needs it."""
        alone = self._visit.alone
        shown = domain_id in self._shown and self._shown[domain_id] == alone
        if shown or domain_id not in self._domains:
            return
        self._shown[domain_id] = alone
        page.show_head(self._gate() if alone is None else self._alone_with(alone))

    def _gate(self) -> AloneGate:
        gate = AloneGate(self._look, self._words, self._visit.caregivers)
        gate.confirmed.connect(self._on_confirmed)
        gate.added.connect(lambda form: self._on_added(gate, form))
        gate.put_off.connect(self._put_off)
        return gate

    def _alone_with(self, caregiver_id: str) -> Notice:
        words = self._words
        name = next((c.name for c in self._visit.caregivers if c.caregiver_id == caregiver_id), "")
        said = words.say("You are alone with {name}. Someone comes in? Press F12.", name=name[:80])
        notice = Notice(self._look, said, action=words.say("Not alone any more"))
        notice.acted.connect(lambda: self._on_confirmed(None))
        return notice

    def _on_confirmed(self, caregiver_id: str | None) -> None:
        self._visit.alone_with(caregiver_id)
        self._changed()

    def _on_added(self, gate: AloneGate, form: CaregiverForm) -> None:
        try:
            caregiver = self._visit.add_caregiver(form)
        except InputError as error:
            gate.say_fault(error.message)
        else:
            self._on_confirmed(caregiver.caregiver_id)
