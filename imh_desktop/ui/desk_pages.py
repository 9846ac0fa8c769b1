"""What the print desk does: print a page, save it, hand it over."""

from collections.abc import Callable

from imh_desktop.core.languages import spoken_languages
from imh_desktop.core.print_desk import PrintPage
from imh_desktop.errors import InputError
from imh_desktop.flows import print_desk
from imh_desktop.flows.begun_forms import About
from imh_desktop.store import records
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.desk_page import DeskPage, DeskRow
from imh_desktop.ui.frozen_page import frozen_page
from imh_desktop.ui.handed_panel import HandedPanel
from imh_desktop.ui.summary_page import SummaryPage
from imh_desktop.words import Words


class DeskPages:
    """Makes the desk's pages; ``lock`` and ``show_together`` lead on."""

    def __init__(
        self, bench: Bench, show_together: Callable[[], None], lock: Callable[[], None]
    ) -> None:
        """Work at a bench."""
        self._bench, self._show_together, self._lock = bench, show_together, lock

    def show(self) -> None:
        """Show what waits."""
        bench = self._bench
        rows = [_row(page, bench.words) for page in print_desk.pages(bench.vault)]
        name = records.worker(bench.vault).name
        page = DeskPage(bench.look, bench.words, rows, name)
        page.page_asked.connect(bench.guarded(lambda page_id: self.open(page_id)))
        page.together_asked.connect(bench.guarded(lambda: self._show_together()))
        page.lock_asked.connect(bench.guarded(lambda: self._lock()))
        bench.window.show_page(page)

    def open(self, page_id: str) -> None:
        """Show one page as it will be printed."""
        self._bench.safely(lambda: self._open(page_id))

    def _open(self, page_id: str) -> None:
        bench, say = self._bench, self._bench.words.say
        sent = print_desk.page_of(bench.vault, page_id)
        page = frozen_page(bench, print_desk.summary_of(sent))
        page.left.connect(bench.guarded(lambda: self.show()))
        page.given.connect(
            bench.guarded(lambda: print_desk.mark_printed(bench.vault, page_id, bench.today()))
        )
        handed = page.add_action(say("Handed over"), "hand")
        handed.clicked.connect(bench.guarded(lambda: self._ask_whom(page, page_id)))
        bench.window.show_page(page)
        page.show_page(print_desk.drawn(sent))

    def _ask_whom(self, page: SummaryPage, page_id: str) -> None:
        bench = self._bench
        panel = HandedPanel(bench.look, page, bench.words)

        def keep(whom: str) -> None:
            print_desk.mark_handed(bench.vault, page_id, bench.today(), whom)
            self.show()

        begun = BegunForm(bench, panel, About("handed", page_id))
        panel.answered.connect(lambda whom: begun.save(lambda: keep(whom)))
        panel.show_panel()


def _row(page: PrintPage, words: Words) -> DeskRow:
    language = spoken_languages(words).get(page.language, page.language)
    printed, handed = map(print_desk.last_mark, (page.prints, page.handed))
    state = words.say("To print")
    if handed:
        state = words.date(handed.on)
    elif printed:
        state = words.say("Printed")
    try:
        summary = print_desk.summary_of(page)
    except InputError as error:  # one page that cannot be read hides none of the others
        title, said = words.date(page.made_on), words.told(error)
    else:
        day, title = words.date(summary.on), summary.given_name
        said = words.say("{day}  ·  {language}", day=day, language=language)
    return DeskRow(page.page_id, title, said, state, waits=handed is None)
