"""Begins the visits of one sitting from one child's page."""

from collections.abc import Callable, Sequence
from datetime import date

from imh_desktop.core.checklist import VisitKind
from imh_desktop.core.people import Child
from imh_desktop.errors import InputError
from imh_desktop.flows import care_doors, visiting
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.starting_together import open_visit_on, start_together
from imh_desktop.flows.visit_days import clock_doubt
from imh_desktop.store import standing
from imh_desktop.ui import sayings
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.start_together_panel import StartTogetherPanel, SureTogetherPanel
from imh_desktop.ui.visit_start import offer_bands


def ask_to_start_together(
    bench: Bench, child: Child, siblings: Sequence[Child], show: Callable[[OpenVisit], object],
    care_reason: str = "",
) -> None:  # fmt: skip
    """Ask, in front of the page, what the visits' first entries need; ``show`` the first visit.
    ``care_reason``: why this child is visited although care ended."""
    front = bench.window.page
    if front is None:
        return
    doubt = clock_doubt(bench.vault, bench.now())
    panel = (SureTogetherPanel if doubt else StartTogetherPanel)(
        bench.look, front, bench.words, child, bench.today(), visiting.reviews(bench.library),
        bench.words.say("One sitting with {name}", name=child.given_name[:40]),
    )  # fmt: skip
    panel.take_in(siblings)
    start = _SittingStart(bench, panel, child, siblings, show, care_reason)
    if doubt and isinstance(panel, SureTogetherPanel):
        panel.doubt(doubt, bench.words)
        panel.open()
    else:
        start.offer(bench.today())
        panel.open(panel.begin)


class _SittingStart:
    """Answers the panel."""

    def __init__(
        self, bench: Bench, panel: StartTogetherPanel | SureTogetherPanel, child: Child,
        siblings: Sequence[Child], show: Callable[[OpenVisit], object], care_reason: str,
    ) -> None:  # fmt: skip
        self._bench, self._panel, self._child, self._siblings = bench, panel, child, siblings
        self._show, self._care_reason = show, care_reason
        # Bound methods are held weakly: this object would be gone by then.
        panel.day_given.connect(bench.guarded(lambda day: self.offer(day)))
        panel.start_asked.connect(lambda *said: bench.safely(lambda: self._start(*said)))
        panel.dismissed.connect(panel.put_away)

    def offer(self, day: date) -> None:
        """Show which checklist fits each of them on a day."""
        for each in self._siblings:
            line, fits = _fitting(self._bench, each, day)
            self._panel.tell(each.child_id, line, fits=fits)
        offer_bands(self._bench, self._panel, self._child.child_id, day)

    def _start(self, day: date, kind: VisitKind, language: str, band: str, reason: str) -> None:
        bench, panel = self._bench, self._panel
        try:
            visit = start_together(
                bench.vault, bench.library, (self._child.child_id, *panel.others()), on=day,
                kind=kind, language=language, interpreter=panel.interpreter(), band=band or None,
                reason=reason, words=bench.words, today=bench.today(),
                care_reason=self._care_reason,
            )  # fmt: skip
        except InputError as error:
            panel.say_fault(bench.words.told(error))
            return
        self._show(visit)


def _fitting(bench: Bench, child: Child, day: date) -> tuple[str, bool]:
    """Say which checklist fits a sibling on a day, and whether the visit can begin."""
    words = bench.words
    if open_visit_on(bench.vault, child.child_id, day):
        return words.say("This visit is open already, and goes on."), True
    if (care := standing.care_of(bench.vault, child.child_id)).ended:
        return care_doors.ended_said(care, words), False
    try:
        choices = visiting.bands_for(bench.vault, bench.library, child.child_id, day)
    except InputError as error:
        return words.told(error), False
    ready = [choice for choice in choices if choice.ready]
    if not choices:
        return words.say("The checklists end at the sixth birthday."), False
    age = sayings.ages_line(words, choices[0].reading, child)
    if not ready:
        return age, False
    if len(choices) > 1:
        return words.say("{age}: as chosen above, where the same ages fit", age=age), True
    band = sayings.band_said(words, ready[0].band)
    fits = words.say("The checklist for {band} fits.", band=band)
    return words.abreast((age, fits)), True
