"""Printing the pages of many families: asked, made in a child process, printed or saved."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import msgspec

from imh_desktop.flows import printing
from imh_desktop.flows.printing_batch import Due, Job, due
from imh_desktop.flows.printing_recipients import recipients
from imh_desktop.flows.roles import role_of
from imh_desktop.store import records
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.day_page import DayPage
from imh_desktop.ui.job_page import JobPage
from imh_desktop.ui.work_page import carry_out


class DayPages:
    """Makes the pages; ``leave`` shows where the person came from."""

    def __init__(
        self, bench: Bench, leave: Callable[[], None], show_child: Callable[[str], None]
    ) -> None:
        """Work at a bench, from today on; ``show_child``: in front of the page."""
        self._show_child = show_child
        self._bench, self._leave, self._on = bench, leave, bench.today()
        self._jobs = 0

    def show(self) -> None:
        """Show the families of the day."""
        bench, found = self._bench, due(self._bench.vault, self._on)
        at_desk = role_of(bench.vault) == "staff"
        page = DayPage(
            bench.look, bench.words, self._on, found, at_desk=at_desk,
            alone={} if at_desk else self._alone(found),
        )  # fmt: skip
        page.left.connect(bench.guarded(lambda: self._leave()))
        page.day_asked.connect(lambda days: bench.safely(lambda: self._go(days)))
        page.child_asked.connect(bench.guarded(lambda child_id: self._show_child(child_id)))
        page.made.connect(bench.guarded(lambda answers: self._make(found, answers)))
        bench.window.show_page(page)

    def _go(self, days: int) -> None:
        self._on = max(self._on + timedelta(days=days), date(1990, 1, 1))
        self.show()

    def _alone(self, found: tuple[Due, ...]) -> dict[str, str]:
        """Return those of whom not everybody may receive a page."""
        words, vault = self._bench.words, self._bench.vault
        said = words.say("Print this one by itself: not everybody may receive a page.")
        people = {each.child_id: recipients(vault, each.child_id) for each in found}
        return {
            child_id: said
            for child_id, listed in people.items()
            if any(each.refused is not None for each in listed)
        }

    def _make(self, found: tuple[Due, ...], answers: dict[str, str]) -> None:
        """Let a child process draw; her own "no" goes with it, to be kept."""
        bench = self._bench
        self._jobs += 1
        file = bench.scratch / f"pages-{self._on.isoformat()}-{self._jobs}.pdf"
        names = {each.child_id: each.name for each in found}
        at_desk = role_of(bench.vault) == "staff"
        asked = [each for each, said in answers.items() if not (at_desk and said == "no")]
        command = ["document", "print-all", "--on", self._on.isoformat(), "--out", str(file)]
        for child_id in asked:
            command += ["--children", child_id, "--answer", f"{child_id}={answers[child_id]}"]

        def done(report: dict[str, Any]) -> None:
            job = msgspec.convert({k: v for k, v in report.items() if k != "file"}, Job)
            wanted = {c: name for c, name in names.items() if answers.get(c) != "no"}
            page = JobPage(
                bench.look, bench.words, job, file, wanted,
                paper=records.programme(bench.vault).paper,
            )  # fmt: skip
            self._watch(page, job, at_desk=at_desk)
            bench.window.show_page(page)

        carry_out(bench, command, bench.words.say("Making the pages"), done=done, back=self.show)

    def _watch(self, page: JobPage, job: Job, *, at_desk: bool) -> None:
        """Keep, once the page is left, that pages nobody printed or saved did not come out."""
        bench, state = self._bench, {"used": False}
        page.used.connect(lambda: state.update(used=True))
        page.unused.connect(lambda: state.update(used=False))

        def left() -> None:
            if not state["used"] and not at_desk and job.put:
                ids = [each.record_id for each in job.put]
                bench.safely(lambda: printing.did_not_come_out(bench.vault, *ids))
            self.show()

        page.left.connect(bench.guarded(left))
