"""Where care ended: says so, and asks why, before a paper is made or a visit is begun."""

from collections.abc import Callable

from imh_desktop.core.care import Care
from imh_desktop.flows import care_doors
from imh_desktop.flows.begun_forms import About
from imh_desktop.store import standing
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.reason_panel import ReasonPanel


def when_wished(bench: Bench, child_id: str, then: Callable[[], object]) -> None:
    """Go on with a paper about a child; first ask why, in front of the page, where that waits."""
    care = standing.care_of(bench.vault, child_id)
    if care_doors.may_have_paper(care):
        bench.safely(then)
        return
    say = bench.words.say

    def keep(reason: str) -> None:
        care_doors.ask_for_paper(bench.vault, child_id, reason, bench.words)
        then()

    about = About("care_paper", child_id)
    _ask(bench, care, about, say("Make a paper all the same?"), keep)


def with_reason(bench: Bench, child_id: str, then: Callable[[str], object]) -> None:
    """Go on to a visit with the reason why there is one although care ended; an empty one where
    care goes on."""
    care = standing.care_of(bench.vault, child_id)
    if not care.ended:
        bench.safely(lambda: then(""))
        return
    say = bench.words.say
    about = About("care_visit", child_id)
    _ask(bench, care, about, say("Visit this family all the same?"), then)


def _ask(
    bench: Bench, care: Care, about: About, title: str, then: Callable[[str], object]
) -> None:  # fmt: skip
    front, say = bench.window.page, bench.words.say
    if front is None:
        return
    lines = [
        care_doors.ended_said(care, bench.words), care.reason,
        say("Your reason stays in the record. The visits stay ended."),
    ]  # fmt: skip
    panel = ReasonPanel(
        bench.look, front, bench.words, title, [line for line in lines if line], agree=say("Go on")
    )
    begun = BegunForm(bench, panel, about)
    panel.answered.connect(lambda reason: begun.save(lambda: then(reason)))
    panel.show_panel()
