"""A family's page as it was made: seen once more, and nothing of it is to be chosen."""

from imh_desktop.core.summary import FamilySummary
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.summary_page import SummaryPage


def frozen_page(bench: Bench, summary: FamilySummary) -> SummaryPage:
    """Return the page with whose it is and of which day; what is printed is still to be shown."""
    say = bench.words.say
    line = say("{name}  ·  {day}", name=summary.given_name, day=bench.words.date(summary.on))
    care = say("A saved copy is not locked. Delete it once the family has its page.")
    return SummaryPage(
        bench.look, bench.words, say("Family page"), line, care=care,
        language=summary.language, paper=summary.paper, scratch=bench.scratch, frozen=True,
    )  # fmt: skip
