"""Erasing for good: which child, visit or answer, and the work behind a page that shows it."""

from collections.abc import Callable

from imh_desktop.core.visit import Visit
from imh_desktop.errors import InputError
from imh_desktop.flows.amending import texts_for
from imh_desktop.flows.cutting import cut
from imh_desktop.flows.erasing import What
from imh_desktop.flows.erasing_preview import preview
from imh_desktop.store import records
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.erase_page import ErasePage
from imh_desktop.ui.work_page import carry_out


class ErasePages:
    """Makes the pages; ``leave`` shows where the person came from, or the caseload where the child
    is gone."""

    def __init__(self, bench: Bench, leave: Callable[[], None], child_id: str) -> None:
        """Work at a bench."""
        self._bench, self._leave, self._child_id = bench, leave, child_id
        self._what = What(kind="child", record_id=child_id)
        self._work: object = None

    def show(self) -> None:
        """Show what can be erased, and what erasing the chosen one takes."""
        bench, what = self._bench, self._what
        visits = {one.visit_id: one for one in records.visits(bench.vault, self._child_id)}
        items = self._items(visits[what.record_id]) if what.kind == "answer" else []
        shown = None
        if what.kind != "answer" or what.item_id:
            shown = preview(bench.vault, bench.library, what, bench.words)
        page = ErasePage(
            bench.look, bench.words, self._choices(list(visits.values())), _code(what), items,
            f"item/{what.item_id}", shown,
        )  # fmt: skip
        page.left.connect(bench.guarded(lambda: self._leave()))
        page.picked.connect(lambda code: bench.safely(lambda: self._pick(code)))
        page.erase_asked.connect(bench.guarded(self._erase))
        bench.window.show_page(page)

    def _choices(self, visits: list[Visit]) -> list[tuple[str, str]]:
        words = self._bench.words
        found = [("child", words.say("The child and everything that is kept of it"))]
        for one in reversed(visits):
            day = words.date(one.on)
            found.append((f"visit/{one.visit_id}", words.say("The visit of {day}", day=day)))
            answer = words.say("One answer of the visit of {day}", day=day)
            found.append((f"answer/{one.visit_id}", answer))
        return found

    def _items(self, visit: Visit) -> list[tuple[str, str]]:
        """Return what was answered or noted in the open; what was said alone goes with its
        visit."""
        texts = texts_for(self._bench.library, visit, self._bench.words).items
        found = dict.fromkeys((*visit.answers, *visit.notes, *visit.actions))
        said = (
            (item_id, texts[item_id].text if item_id in texts else item_id) for item_id in found
        )
        none = [("item/", self._bench.words.say("Please choose"))]
        return none + [(f"item/{item_id}", cut(text)) for item_id, text in said]

    def _pick(self, code: str) -> None:
        kind, _, id_ = code.partition("/")
        if kind == "item":
            self._what = What(kind="answer", record_id=self._what.record_id, item_id=id_)
        elif kind == "answer":
            self._what = What(kind="answer", record_id=id_)
        elif kind == "visit":
            self._what = What(kind="visit", record_id=id_)
        else:
            self._what = What(kind="child", record_id=self._child_id)
        self.show()

    def _erase(self, why: str) -> None:
        what, say = self._what, self._bench.words.say
        ids = [what.record_id, *([what.item_id] if what.item_id else [])]
        self._work = carry_out(
            self._bench, ["erase", what.kind, *ids, "--reason", why, "--yes"], say("Erasing"),
            done=lambda _report: self._tell(), back=self._after_fault,
        )  # fmt: skip

    def _tell(self) -> None:
        say = self._bench.words.say
        self._leave()
        self._bench.window.tell(
            say("It is erased"),
            say(
                "Nothing of it is left in your file. Please take back the papers that hold it, and"
                " carry an archive soon, so that the other laptops are told."
            ),
        )

    def _after_fault(self) -> None:
        """Show the page again; Cancel can come a moment too late, and then it is erased."""
        try:
            self.show()
        except InputError:
            self._leave()


def _code(what: What) -> str:
    return "child" if what.kind == "child" else f"{what.kind}/{what.record_id}"
