"""A day the visitor chose never hides an earlier one of the rules: each list says both."""

from datetime import date, timedelta

import pypdfium2
import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.next_visit import NextVisit
from imh_desktop.documents.checking.check import check
from imh_desktop.flows.care import due_said, set_next_visit
from imh_desktop.flows.caseload import Caseload, CaseRow
from imh_desktop.flows.contacting import log_contact
from imh_desktop.flows.referral_steps import AttemptForm
from imh_desktop.flows.reviewing import close
from imh_desktop.flows.today import today_board
from imh_desktop.flows.today_words import beside_said, since_said, what_said, why_there
from imh_desktop.flows.visit_calendar import coming
from imh_desktop.flows.visiting import start
from imh_desktop.flows.visits_due import next_due
from imh_desktop.flows.week_plan import week_plan, week_plan_page
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.case_lines import line_of
from imh_desktop.ui.today_lines import filtered, listed_line
from imh_desktop.words import Words

from .export_vault import ON, child_of, visit_of

WORDS = Words("en")
AGAIN = ON + timedelta(days=42)
"""What was seen at ``ON`` is looked at again by then; the rhythm of the age says the same day."""
OWN = AGAIN + timedelta(days=20)
BOTH = "Your day: 11 Aug. The rule says by 22 Jul."
NAME = "<img src=x> =1+1"


def seen(vault: Vault, library: Library, name: str, on: date = ON) -> str:
    visit = visit_of(vault, library, child_of(vault, name), on)
    close(visit)
    return visit.child.child_id


def calm(vault: Vault, library: Library, name: str) -> str:
    """A child of whom the usual rhythm alone says when."""
    visit = start(vault, library, child_of(vault, name), on=ON)
    vault.journal.close(visit.visit.visit_id, {"open_level": "N0"})
    return visit.child.child_id


def own(vault: Vault, child_id: str, on: date = OWN) -> None:
    set_next_visit(vault, child_id, on, "Away until then", WORDS, today=ON)


def rows(vault: Vault, library: Library, on: date) -> tuple[CaseRow, ...]:
    return Caseload(vault, on, library).rows()


def board(vault: Vault, library: Library, on: date) -> list[tuple[str, ...]]:
    return [
        (row.child.name, what_said(row, on, WORDS), why_there(row, WORDS), beside_said(row, WORDS),
         since_said(row, on, WORDS))
        for row in today_board(vault, Caseload(vault, on, library).every, on)
    ]  # fmt: skip


def test_what_was_seen_comes_onto_the_board_on_its_own_day_and_says_both(
    vault: Vault, library: Library
) -> None:
    own(vault, seen(vault, library, NAME))

    assert board(vault, library, AGAIN - timedelta(days=1)) == []
    why = "What was seen is looked at again"
    told = (NAME, "Your day\u00a0· 11 Aug", BOTH, why, "")
    assert board(vault, library, AGAIN) == board(vault, library, OWN - timedelta(days=1)) == [told]
    (late,) = board(vault, library, OWN + timedelta(days=1))
    assert late == (NAME, "Look again\u00a0· was due 21 days ago", BOTH, why, "")


def test_a_board_goes_by_what_was_left_alone_the_longest_also_behind_a_later_day(
    vault: Vault, library: Library
) -> None:
    own(vault, first := seen(vault, library, "First"))
    seen(vault, library, "Second", ON + timedelta(days=2))

    day = AGAIN + timedelta(days=5)
    assert [told[0] for told in board(vault, library, day)] == ["First", "Second"]
    tried = AttemptForm(on=(day - timedelta(days=1)).isoformat(), how="phone", came="")
    log_contact(vault, first, tried, WORDS, today=day)
    names, beside = zip(*((told[0], told[3]) for told in board(vault, library, day)), strict=True)
    assert names == ("Second", "First")
    assert "What was seen is looked at again" in beside[1]
    assert "Tried once, on 26 July 2026" in beside[1]


def test_the_usual_rhythm_gives_way_to_her_day_and_is_said_all_the_same(
    vault: Vault, library: Library
) -> None:
    child_id = calm(vault, library, "Calm")
    own(vault, child_id)

    assert board(vault, library, OWN - timedelta(days=1)) == []
    (told,) = board(vault, library, OWN)
    assert told[1:] == ("Look again today", BOTH, "The usual rhythm at this age", "")
    (row,) = rows(vault, library, OWN - timedelta(days=1))
    assert row.state == "waiting"


def test_the_list_says_both_sorts_by_the_earlier_and_paints_it_calmly(
    vault: Vault, library: Library
) -> None:
    own(vault, seen(vault, library, "Away"))
    seen(vault, library, "Later", ON + timedelta(days=2))

    found = rows(vault, library, AGAIN)
    assert [(row.child.name, row.state) for row in found] == [("Away", "due"), ("Later", "waiting")]
    line = line_of(WORDS, found[0], AGAIN)
    assert (line.chip, line.tone, line.when) == (
        "Your day\u00a0· 11 Aug",
        "plain",
        BOTH.rstrip("."),
    )
    (listed,) = today_board(vault, found, AGAIN)
    shown = listed_line(WORDS, listed, AGAIN)
    assert (shown.chip, shown.tone, shown.ages) == (line.chip, "plain", BOTH.rstrip("."))
    day = AGAIN + timedelta(days=1)
    assert filtered(today_board(vault, rows(vault, library, day), day), "overdue", day)


def test_the_childs_page_says_both_with_the_rule_and_her_reason(
    vault: Vault, library: Library
) -> None:
    child_id = seen(vault, library, "Away")
    child = records.child(vault, child_id)
    assert child is not None
    own(vault, child_id)

    due = next_due(vault, library, child)

    assert due == NextVisit(OWN, "set_by_visitor", NextVisit(AGAIN, "look_again"))
    assert due is not None
    lines = due_said(due, "Away until then", WORDS)
    both = "Your day: 11 August 2026. The rule says by 22 July 2026."
    assert lines == (both, "What was seen is looked at again", "Away until then")
    own(vault, child_id, AGAIN)
    due = next_due(vault, library, child)
    assert due is not None
    assert due_said(due, "Sooner", WORDS) == ("Next visit by 22 July 2026", "Sooner")


@pytest.mark.parametrize("was", ["seen", "calm"])
def test_the_week_on_paper_says_both_and_not_whether_something_was_seen(
    vault: Vault, library: Library, was: str
) -> None:
    own(vault, {"seen": seen, "calm": calm}[was](vault, library, NAME))

    early = week_plan(vault, library, AGAIN - timedelta(days=7), "en")
    assert early.later == ()
    for day, to_fit_in in ((AGAIN, ()), (OWN, ()), (OWN + timedelta(days=7), (NAME,))):
        plan = week_plan(vault, library, day, "en")
        (one,) = plan.later
        assert (one.given_name, one.on, one.rule_on) == (NAME, OWN, AGAIN)
        assert plan.to_fit_in == to_fit_in
    assert {one.on: one.given_names for one in week_plan(vault, library, OWN, "en").days}[OWN]
    page = week_plan_page(vault, library, AGAIN, "en")
    assert check(page.content) == ()
    sheets = pypdfium2.PdfDocument(page.content)
    text = " ".join(" ".join(one.get_textpage().get_text_bounded().split()) for one in sheets)
    assert f"{NAME}: your day is 11 August 2026, the rule says by 22 July 2026" in text
    assert not [word for word in ("Away", "seen", "rhythm") if word in text]


def test_the_calendar_keeps_her_own_day(vault: Vault, library: Library) -> None:
    own(vault, seen(vault, library, "Away"))
    (visit,), over = coming(vault, library, AGAIN + timedelta(days=1), "none", WORDS)
    assert (visit.on, over) == (OWN, 0)
