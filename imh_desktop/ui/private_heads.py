"""What stands above cards asked in private: the gate, or with whom the visitor is alone."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from imh_desktop.core.people import Caregiver
from imh_desktop.flows.child_forms import CaregiverForm
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.visit_state import gated
from imh_desktop.ui.alone_gate import AloneGate
from imh_desktop.ui.domain_page import DomainPage
from imh_desktop.ui.keeper import Keeper
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Ground, Notice, column
from imh_desktop.words import Words


class PrivateHeads:
    """Puts the right head on each domain's page, and takes the gate's answers to the visit."""

    def __init__(
        self,
        look: Look,
        words: Words,
        visit: OpenVisit,
        keeper: Keeper,
        changed: Callable[[], None],
        put_off: Callable[[], None],
        refer: Callable[[str], None],
    ) -> None:
        """Keep what to call when somebody is alone, the talk is put off, or the adult asks for a
        referral of their own (``refer``, with the adult's id)."""
        self._look, self._words, self._visit, self._keeper = look, words, visit, keeper
        self._changed, self._put_off, self._refer = changed, put_off, refer
        checklist, items = visit.checklist, visit.items().values()
        self._domains = {checklist.domain_of(i).domain_id for i in items if gated(i)}
        self._today = checklist.domain_of(visit.lost_skills).domain_id
        self._shown: dict[str, str | None] = {}

    def show(self, page: DomainPage, domain_id: str) -> None:
        """Show the gate, or with whom the visitor is alone, where a domain needs it."""
        alone = self._visit.alone
        shown = domain_id in self._shown and self._shown[domain_id] == alone
        if shown or domain_id not in self._domains:
            return
        self._shown[domain_id] = alone
        if alone is None:  # what is always one tap away stands before the gate
            page.show_head(self._gate(domain_id), last=True)
        else:
            page.show_head(self._alone_with(alone), last=False)

    def _gate(self, domain_id: str) -> AloneGate:
        words = self._words
        own = words.say(
            "What you saw or heard yourself is written there too: choose whom it is about, when"
            " nobody else can see the screen."
        )
        hint = own if domain_id == self._today else ""
        gate = AloneGate(self._look, words, self._visit.caregivers, hint=hint)
        gate.confirmed.connect(self._on_confirmed)
        gate.added.connect(lambda form: self._on_added(gate, form))
        gate.put_off.connect(self._put_off)
        return gate

    def _alone_with(self, caregiver_id: str) -> Ground:
        words = self._words
        name = next((c.name for c in self._visit.caregivers if c.caregiver_id == caregiver_id), "")
        said = words.say("You are alone with {name}. Someone comes in? Press F12.", name=name[:80])
        notice = Notice(self._look, said, action=words.say("Not alone any more"))
        notice.acted.connect(lambda: self._on_confirmed(None))
        head = Ground(self._look)
        items = column(head, gap=self._look.px(8))
        items.addWidget(notice)
        own = Button(self._look, words.say("A referral for this adult"), icon="file-text")
        own.clicked.connect(lambda: self._refer(caregiver_id))
        items.addWidget(own, 0, Qt.AlignmentFlag.AlignLeft)
        return head

    def _on_confirmed(self, caregiver_id: str | None) -> None:
        self._visit.alone_with(caregiver_id)
        self._changed()

    def _on_added(self, gate: AloneGate, form: CaregiverForm) -> None:
        words = self._words
        added: list[Caregiver] = []
        self._keeper.keep(
            "caregiver",
            lambda: added.append(self._visit.add_caregiver(form)),
            lambda error: gate.say_fault(words.told(error)),
        )
        if added:
            self._on_confirmed(added[0].caregiver_id)
