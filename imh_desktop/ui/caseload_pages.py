"""The caseload put together: who is in it, what waits, and what stands above the list."""

from imh_desktop.flows import carrying
from imh_desktop.flows.caseload import Caseload, CaseRow
from imh_desktop.flows.printing_day import not_given
from imh_desktop.flows.today import today_board
from imh_desktop.store import records
from imh_desktop.ui import sayings
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.caseload_page import CaseloadPage
from imh_desktop.ui.child_view import view_child

_LONGEST_OFFERED = 24
"""Letters of a name on a button."""


def caseload_page(bench: Bench, view: str) -> tuple[CaseloadPage, Caseload]:
    """Return the page and whom it lists; what its signals lead to is left to the caller.
    ``view``: as the page's."""
    caseload = Caseload(bench.vault, bench.today(), bench.library)
    rows = {row.child.child_id: row for row in caseload.every}
    name = records.worker(bench.vault).name
    board = today_board(bench.vault, caseload.every, bench.today())
    page = CaseloadPage(bench.look, bench.words, caseload, name, bench.now(), board, view)
    page.child_chosen.connect(bench.guarded(lambda chosen: _fill_panel(bench, page, rows[chosen])))
    if late := carrying.days_late(bench.vault, bench.now()):
        page.remind_to_carry(late)
    page.offer_day(not_given(bench.vault, bench.today()))
    return page, caseload


def offer_to_continue(bench: Bench, page: CaseloadPage, caseload: Caseload) -> None:
    """Offer, above the list, the visit that was interrupted, if there is one."""
    if row := caseload.interrupted():
        name = row.child.given_name[:_LONGEST_OFFERED]
        last = bench.vault.journal.history(row.open_visit_id)[-1].recorded_at
        said = sayings.interrupted(bench.words, row, sayings.local_time(last), bench.today())
        page.offer_to_continue(name, said, row.open_visit_id)


def _fill_panel(bench: Bench, page: CaseloadPage, row: CaseRow) -> None:
    from imh_desktop.flows.past_visits import closed_marks, closed_steps

    child_id = row.child.child_id
    view = view_child(bench.vault, child_id, bench.today())
    last = view.last_closed
    marks = closed_marks(bench.vault, bench.library, child_id, bench.words)
    said = marks.get(last.visit_id, ()) if last else ()
    step = closed_steps(bench.vault, child_id, bench.words).get(last.visit_id) if last else None
    page.panel.show_child(view, max(row.total - row.answered, 0), said, step)
    if row.outgrown:
        page.panel.propose_leaving(child_id)
