"""A family's copy of what is kept: shown, then printed or saved, and each time written down."""

from collections.abc import Callable
from pathlib import Path

from imh_desktop.core.people import Child, Paper
from imh_desktop.errors import ImhError
from imh_desktop.flows import family_copy, printing_recipients
from imh_desktop.flows.page_language import proposed_to
from imh_desktop.flows.pages import Page
from imh_desktop.store import records
from imh_desktop.ui import saving
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.copy_panel import CopyPanel
from imh_desktop.ui.summary_page import SummaryPage

Making = Callable[[str, Paper], Page]
Show = Callable[[str, str, str, Callable[[], None], Making], SummaryPage]


class FamilyCopies:
    """Asks who receives the copy of a child's record, and shows it."""

    def __init__(self, bench: Bench, show: Show, back: Callable[[], None]) -> None:
        """``show`` shows a paper; ``back`` the child's page."""
        self._bench, self._show, self._back = bench, show, back

    def ask(self, child: Child) -> None:
        """Ask, in front of the page, who receives it."""
        bench, say = self._bench, self._bench.words.say
        front, people = bench.window.page, records.caregivers(bench.vault, child.child_id)
        if front is None:
            return
        if not people:
            bench.window.tell(
                say("Nobody to give it to"),
                say("Please write down first, under “Edit details”, who cares for this child."),
            )
            return
        listed = printing_recipients.recipients(bench.vault, child.child_id, bench.words)
        receiving = {each.caregiver_id for each in listed if each.refused is None}
        panel = CopyPanel(bench.look, front, bench.words, child, people, receiving)
        panel.chosen.connect(
            bench.guarded(lambda whom, alone: self._shown(child, whom, alone=alone))
        )
        panel.dismissed.connect(panel.put_away)
        panel.open()

    def _shown(self, child: Child, whom: str, *, alone: bool) -> None:
        bench, say = self._bench, self._bench.words.say

        def made(language: str, paper: Paper) -> Page:
            return family_copy.copy_page(
                bench.vault, bench.library, child.child_id, whom, language, paper, alone=alone,
                today=bench.today(), words=bench.words,
            )  # fmt: skip

        def given() -> None:
            family_copy.note_given(bench.vault, child.child_id, whom, bench.today(), alone=alone)

        title = say("What an adult told alone") if alone else say("Everything about the child")
        care = say("It is written down that this copy was given. A saved copy is not locked.")
        page = self._show(title, "" if alone else child.name, care, self._back, made)
        page.propose(proposed_to(bench.vault, child.child_id, whom, page.choices[0]))
        page.given.connect(lambda: bench.safely(given))
        button = page.add_action(say("Save with its data files"), "folder-open")
        button.clicked.connect(
            bench.guarded(lambda: self._ask_where(page, child, whom, alone=alone))
        )

    def _ask_where(self, page: SummaryPage, child: Child, whom: str, *, alone: bool) -> None:
        bench = self._bench

        def write(path: Path) -> None:
            language, paper = page.choices
            try:
                family_copy.write_copy(
                    bench.vault, bench.library, child.child_id, whom, language, path, paper,
                    alone=alone, today=bench.today(), words=bench.words,
                )  # fmt: skip
            except ImhError as error:
                page.say(bench.words.told(error))
                return
            page.say(bench.words.say("The copy is saved."))

        name = f"copy-{bench.today().isoformat()}.zip"
        saving.ask_where(page, bench.words, name, write, ending="zip")
