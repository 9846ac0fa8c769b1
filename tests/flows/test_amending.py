"""Correcting a finished visit: old and new stand, who and why, and no result is silently kept."""

import random
from datetime import timedelta

import msgspec
import pytest

from imh_desktop.errors import InputError
from imh_desktop.flows import amending, printing, programme
from imh_desktop.flows.amending import Amendment
from imh_desktop.flows.closing import close
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.page_choices import add_moment, choose_strength
from imh_desktop.flows.printing_log import given_pages, to_renew
from imh_desktop.flows.visiting import resume, start
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .conftest import ON
from .item_ids import R1, S1, SG1, T1
from .test_birth_corrections import comparable, enrol, visited

WORDS = Words("en")


def said(item_id, code, **more):
    return Amendment(
        **{"item_id": item_id, "code": code, "note": "", "reason": "I mistyped it", **more}
    )


def finish(visit):
    for when in ("morning", "noon", "evening")[len(visit.visit.moments) :]:
        add_moment(visit, f"She laughed in the {when}")
    close(visit)
    return visit.visit.visit_id


def item_in(view, item_id):
    return next(i for domain in view.domains for i in domain.items if i.item_id == item_id)


@pytest.fixture
def closed(vault, library, visit):
    programme.save(vault, demo_programme(ON, WORDS), today=ON)
    visit.answer(R1, "often")
    visit.keep_note(R1, "first")
    choose_strength(visit, R1)
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer(T1, "no")
    return finish(visit)


def test_old_and_new_stand_with_who_when_and_why(vault, library, closed):
    before = vault.journal.history(closed)
    amending.amend(vault, library, closed, said(R1, "not_yet", note="=1+1 second"), WORDS)
    view = amending.view(vault, library, closed, WORDS)
    item = item_in(view, R1)
    assert (item.code, item.note) == ("not_yet", "=1+1 second")
    (one,) = view.amended
    assert (one.by, one.reason, one.counts) == ("Visitor", "I mistyped it", True)
    assert any("Not yet" in line and "(before: Often" in line for line in one.changed)
    assert any("=1+1 second (before: first)" in line for line in one.changed)
    assert vault.journal.history(closed)[: len(before)] == before
    assert R1 not in records.visit(vault, closed).strengths, "a strength that is none any more"
    assert vault.journal.verify() == ()


def test_results_are_made_anew_as_if_it_had_been_said_so_at_once(tmp_path, library):
    """Two vaults: in one everything is answered right, in the other corrected afterwards."""
    chance = random.Random(9)
    for number in range(3):
        results = []
        seed, answer = chance.random(), chance.choice(("no", "a_little", "a_lot"))
        for name in ("at once", "later"):
            with Vault.create_with_key(tmp_path / f"{name}{number}", b"k" * 32, "R") as vault:
                child = enrol(vault, ON - timedelta(days=305))
                visit = visited(vault, library, child, ON, random.Random(seed))
                visit.answer(SG1, "a_little")
                visit.answer(S1, "a_lot" if answer != "a_lot" else "no")
                if name == "at once":
                    visit.answer(S1, answer)
                visit_id = finish(visit)
                if name == "later":
                    amending.amend(vault, library, visit_id, said(S1, answer, known="seen"), WORDS)
                results.append(comparable(records.results(vault, visit_id), visit_id))
        assert results[0] == results[1]


def test_pages_given_are_outdated_and_a_new_one_is_offered(vault, library, closed, child):
    giving = printing.Giving(visit_id=closed, safe="print", way="print")
    printed = printing.give(vault, library, giving, ON).printed
    amending.amend(vault, library, closed, said(R1, "sometimes"), WORDS)
    lines = given_pages(vault, child.child_id)
    assert [line.state for line in to_renew(lines)] == ["visit_changed"]
    view = amending.view(vault, library, closed, WORDS)
    assert [page.code for page in view.pages] == [printed.code]


def test_what_will_not_do_is_refused_and_nothing_is_written(vault, library, closed, child):
    before = vault.journal.dump()
    draft = start(vault, library, child.child_id, on=ON + timedelta(days=1)).visit.visit_id
    before = vault.journal.dump()
    for amendment, why in (
        (said(R1, "not_yet", reason="  "), "why"),
        (said(R1, "yes"), "does not belong"),
        (said(T1, "yes"), "does not belong"),
        (said(R1, "often", note="first"), "Nothing was changed"),
        (said("nothing", "often"), "not part"),
        (said(SG1, "a_little"), "seen, told"),
    ):
        with pytest.raises(InputError, match=why):
            amending.amend(vault, library, closed, amendment, WORDS)
    with pytest.raises(InputError, match="open"):
        amending.amend(vault, library, draft, said(R1, "not_yet"), WORDS)
    assert vault.journal.dump() == before


def test_nothing_said_alone_is_shown(vault, library, closed):
    view = amending.view(vault, library, closed, WORDS)
    items = {item.item_id for domain in view.domains for item in domain.items}
    private = {i.item_id for i in library.checklist("observation").items if i.sensitivity.private}
    assert items
    assert items.isdisjoint(private)
    assert b"thoughts" not in msgspec.json.encode([view.domains, view.amended]).lower()


def test_a_group_that_is_no_takes_its_signs_with_it(vault, library, visit):
    visit.answer(SG1, "a_little")
    visit.answer(S1, "a_lot")
    visit_id = finish(visit)
    amending.amend(vault, library, visit_id, said(SG1, "no"), WORDS)
    assert S1 not in records.visit(vault, visit_id).answers


def test_an_amendment_that_meets_another_is_a_question_and_not_lost(
    vault, library, closed, tmp_path
):
    with Vault.create_with_key(tmp_path / "other", b"k" * 32, "Luz") as other:
        other.journal.admit(vault.journal.entries())
        amending.amend(vault, library, closed, said(R1, "not_yet"), WORDS)
        amending.amend(other, library, closed, said(R1, "sometimes"), WORDS)
        vault.journal.admit(other.journal.entries())
        assert f"answers.{R1}" in vault.journal.record(closed).conflicts
        with pytest.raises(InputError, match="To decide"):
            amending.amend(vault, library, closed, said(R1, "often", known="seen"), WORDS)


def test_a_correction_that_calls_for_something_at_once_asks_what_was_done(vault, library, child):
    visit = start(vault, library, child.child_id, on=ON)
    visit.use_known("seen")
    urgent = None
    for item in visit.items().values():
        if item.codes and not item.sensitivity.private:
            for code in item.codes:
                visit.answer(item.item_id, code)
                if visit.guidance.act_now:
                    urgent = item.item_id, code
                    break
            visit.clear(item.item_id)
        if urgent:
            break
    if urgent is None:
        pytest.skip("no open item of this band calls for something at once")
    visit_id = finish(resume(vault, library, visit.visit.visit_id))
    item_id, code = urgent
    with pytest.raises(InputError, match="what was done") as refused:
        amending.amend(vault, library, visit_id, said(item_id, code, known="seen"), WORDS)
    assert refused.value.place == "action"
    done = said(item_id, code, known="seen", action="We called the clinic.")
    amending.amend(vault, library, visit_id, done, WORDS)
    assert records.results(vault, visit_id)["open_level"] == "N3"
    assert records.visit(vault, visit_id).actions == {item_id: "We called the clinic."}
