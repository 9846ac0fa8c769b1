"""A visit begun from the panel that asks what its first entry needs."""

from collections.abc import Callable
from datetime import date

from imh_desktop.core.checklist import VisitKind
from imh_desktop.errors import InputError
from imh_desktop.flows import visiting
from imh_desktop.flows.care_doors import CareEnded
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.care_gate import with_reason
from imh_desktop.ui.start_visit_panel import StartVisitPanel


def offer_bands(bench: Bench, panel: StartVisitPanel, child_id: str, day: date) -> None:
    """Show in a panel which checklists fit the age of a child on a day."""
    try:
        panel.offer(visiting.bands_for(bench.vault, bench.library, child_id, day))
    except InputError as error:
        panel.say_fault(bench.words.told(error), on_day=True)


class VisitStart:
    """Answers one panel; ``show`` takes the visit it begins."""

    def __init__(
        self, bench: Bench, panel: StartVisitPanel, child_id: str,
        show: Callable[[OpenVisit], object], *, from_paper: bool, care_reason: str,
    ) -> None:  # fmt: skip
        """``care_reason``: why there is a visit although care ended, where that is known."""
        self._bench, self._panel, self._child_id = bench, panel, child_id
        self._show, self._from_paper, self._care_reason = show, from_paper, care_reason
        # Bound methods are held weakly: this object would be gone by then.
        panel.day_given.connect(bench.guarded(lambda day: offer_bands(bench, panel, child_id, day)))
        panel.start_asked.connect(lambda *said: bench.safely(lambda: self._start(*said)))
        panel.dismissed.connect(panel.put_away)

    def _start(
        self, day: date, kind: VisitKind, language: str, band: str, reason: str,
        why: str | None = None,
    ) -> None:  # fmt: skip
        """``why``: as ``care_reason``, once it was asked for."""
        bench, panel = self._bench, self._panel
        try:
            visit = visiting.start(
                bench.vault, bench.library, self._child_id, on=day, kind=kind,
                language=language, band=band or None, reason=reason, words=bench.words,
                interpreter=panel.interpreter(), from_paper=self._from_paper,
                today=bench.today(), care_reason=self._care_reason if why is None else why,
            )  # fmt: skip
        except CareEnded:
            with_reason(
                bench, self._child_id,
                lambda why: self._start(day, kind, language, band, reason, why),
            )  # fmt: skip
            return
        except InputError as error:
            panel.say_fault(bench.words.told(error))
            return
        self._show(visit)
