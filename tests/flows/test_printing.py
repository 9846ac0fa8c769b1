"""Giving a page: asked first, kept first, the same bytes again, and never betraying a home."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from imh_desktop.core.privacy import ChainClass, Sensitivity
from imh_desktop.flows import printed_pages, printing, printing_recipients, programme, summarising
from imh_desktop.flows.closing import close
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.page_choices import add_moment, add_step, choose_strategy, strategies
from imh_desktop.flows.printing import Giving
from imh_desktop.flows.printing_log import given_pages, to_renew
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.flows.visiting import start
from imh_desktop.store import records
from imh_desktop.words import Words

from .conftest import ON

LATER = ON + timedelta(days=3)


@pytest.fixture
def closed(vault, visit):
    programme.save(vault, demo_programme(ON, Words("en")), today=ON)
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    add_step(visit, "Ask the nurse", by=LATER, phone="555-0100")
    close(visit)
    return visit.visit.visit_id


def giving(visit_id, **said):
    return Giving(**{"visit_id": visit_id, "safe": "print", "way": "print", **said})


def test_what_is_given_is_what_was_seen_and_stands_in_the_list(vault, library, closed, child):
    given = printing.give(vault, library, giving(closed), ON)
    seen = summarising.family_page(vault, library, closed, "en", today=ON)
    assert given.page.content == seen.content
    (line,) = given_pages(vault, child.child_id)
    assert (line.state, line.printed.on, line.printed.way) == ("newest", ON, "print")
    assert line.printed.by == vault.worker_id


def test_a_page_given_again_has_the_same_bytes_and_a_line_of_its_own(vault, library, closed, child):
    first = printing.give(vault, library, giving(closed, language="es"), ON)
    programme.save(vault, demo_programme(LATER, Words("es")), today=LATER)
    again = printing.reprint(vault, first.printed.print_id, "print", LATER)
    assert again.page.content == first.page.content
    assert again.printed.again_of == first.printed.print_id
    assert [line.printed.on for line in given_pages(vault, child.child_id)] == [LATER, ON]


def test_another_version_says_so_and_keeps_the_code(vault, library, closed, monkeypatch):
    from imh_desktop.documents.file_text import file_text

    first = printing.give(vault, library, giving(closed), ON)
    monkeypatch.setattr(printed_pages, "__version__", "0.12.0")
    again = printing.reprint(vault, first.printed.print_id, "print", LATER)
    text = " ".join(file_text(again.page.content).split())
    assert f"Page code: {first.printed.code}. Made again by version A-BC-A." in text
    assert again.printed.code == first.printed.code
    assert again.page.content != first.page.content


@pytest.mark.parametrize("safe", ["print", "strengths", "no"])
def test_every_answer_is_kept_where_few_may_read_and_none_in_the_open(vault, library, closed, safe):
    open_before = list(vault.journal.dump()["visit"])
    if safe == "no":
        printing.decline(vault, closed, ON)
    else:
        printing.give(vault, library, giving(closed, safe=safe), ON)
    record = vault.journal.record(records.private_id(closed, "", Sensitivity.V))
    assert record.chain_class is ChainClass.V
    (said,) = (v for f, v in record.fields.items() if f.startswith("leave_behind."))
    assert (said["answer"], said["on"]) == (safe, ON.isoformat())
    assert vault.journal.dump()["visit"] == open_before
    assert records.private_talks(vault, closed) == ()
    for entry in vault.journal.entries():
        if entry.record_type != "private":
            assert "leave_behind" not in str(entry.changes)


def test_not_printing_leaves_nothing_that_others_see(vault, library, closed, child):
    count = len([e for e in vault.journal.entries() if e.record_type != "private"])
    printing.decline(vault, closed, ON)
    with pytest.raises(PageRefused, match="not printed"):
        printing.give(vault, library, giving(closed, safe="no"), ON)
    assert given_pages(vault, child.child_id) == ()
    assert len([e for e in vault.journal.entries() if e.record_type != "private"]) == count


def test_no_answer_changes_a_page_or_a_file_name(vault, library, closed):
    """FS7: what was said before pages left is of class V, so no page can depend on it."""
    before = summarising.family_page(vault, library, closed, "en", today=ON)
    for day in (ON, LATER):
        printing.decline(vault, closed, day)
    assert summarising.family_page(vault, library, closed, "en", today=ON) == before


def test_the_open_record_cannot_tell_a_chosen_short_page_from_an_answer(vault, library, closed):
    """Whether it is safe at home is of class V; the short page is anybody's to choose."""
    chosen = printing.give(vault, library, giving(closed, part="strengths"), ON)
    answered = printing.give(vault, library, giving(closed, safe="strengths"), ON)
    both = giving(closed, part="strengths", safe="strengths")
    again = printing.give(vault, library, both, ON)
    assert chosen.page == answered.page == again.page
    told = [e.changes for e in vault.journal.entries() if e.record_type == "print"]
    assert told[0] == told[1] == told[2]
    record = vault.journal.record(records.private_id(closed, "", Sensitivity.V))
    said = [v["answer"] for f, v in sorted(record.fields.items()) if f.startswith("leave_behind.")]
    assert said == ["print", "strengths", "strengths"]


def test_the_short_page_holds_one_thing_to_try_and_no_next_step(vault, library, visit):
    programme.save(vault, demo_programme(ON, Words("en")), today=ON)
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    first, second = (each.id for each in strategies(visit)[:2])
    for each in (first, second):
        choose_strategy(visit, each)
    add_step(visit, "Ask the nurse", by=LATER, phone="555-0100")
    close(visit)
    whole = printing.give(vault, library, giving(visit.visit.visit_id), ON)
    short = printing.give(vault, library, giving(visit.visit.visit_id, part="strengths"), ON)
    ideas = printed_pages.summary_of(whole.printed).strategies
    assert len(ideas) == 2
    assert printed_pages.summary_of(short.printed).strategies == ideas[:1]
    assert printed_pages.summary_of(short.printed).steps == ()


def test_strengths_only_leaves_out_what_comes_next(vault, library, visit, closed, child):
    whole = printing.give(vault, library, giving(closed), ON)
    part = printing.give(vault, library, giving(closed, safe="strengths"), ON)
    summary = printed_pages.summary_of(part.printed)
    assert summary.steps == ()
    assert len(summary.strategies) <= 1
    assert summary.moments == printed_pages.summary_of(whole.printed).moments
    assert part.printed.code != whole.printed.code
    with pytest.raises(PageRefused):
        printing.reprint(vault, whole.printed.print_id, "strengths", ON)
    assert printing.reprint(vault, part.printed.print_id, "print", ON).page == part.page


def test_who_may_not_receive_a_page_is_refused_without_the_reason(vault, library, closed, child):
    mother, other = records.caregivers(vault, child.child_id)
    printing_recipients.refuse(vault, child.child_id, other.caregiver_id, "A judge said so")
    before = vault.journal.dump()
    with pytest.raises(PageRefused, match="may not receive a page") as refused:
        printing.give(vault, library, giving(closed, to=(other.caregiver_id,)), ON)
    assert "judge" not in str(refused.value), "who is refused may be looking on"
    with pytest.raises(PageRefused, match="who receives it"):
        printing.give(vault, library, giving(closed), ON)
    with pytest.raises(PageRefused, match="no caregiver"):
        printing.give(vault, library, giving(closed, to=("<img src=x>",)), ON)
    assert vault.journal.dump() == before
    printing.give(vault, library, giving(closed, to=(mother.caregiver_id,)), ON)
    (line,) = given_pages(vault, child.child_id)
    assert line.names == ("Ines",)
    printing_recipients.allow(vault, child.child_id, other.caregiver_id)
    printing.give(vault, library, giving(closed, to=(other.caregiver_id,)), ON)


def test_a_page_not_for_everybody_is_sent_to_no_print_desk(vault, library, closed, child):
    """What travels names no caregiver, so a desk would give it to whoever asks."""
    mother, other = records.caregivers(vault, child.child_id)
    printing_recipients.refuse(vault, child.child_id, other.caregiver_id, "A judge said so")
    before = vault.journal.dump()
    with pytest.raises(PageRefused, match="give it yourself"):
        printing.send(vault, library, giving(closed, way="desk", to=(mother.caregiver_id,)), ON)
    assert vault.journal.dump() == before


def test_a_page_that_is_hard_to_read_needs_a_reason(vault, library, closed, monkeypatch):
    from imh_desktop.core import reading

    monkeypatch.setattr(reading, "MOST_GRADE", -30.0)
    before = vault.journal.dump()
    with pytest.raises(PageRefused, match="hard to read"):
        printing.give(vault, library, giving(closed, reading_reason="  "), ON)
    assert vault.journal.dump() == before
    given = printing.give(vault, library, giving(closed, reading_reason="She asked for it"), ON)
    assert given.printed.reading_reason == "She asked for it"


def test_a_page_whose_visit_was_amended_is_named_and_a_new_one_heals_it(
    vault, library, closed, child
):
    printing.give(vault, library, giving(closed), ON)
    moment = next(iter(records.visit(vault, closed).moments)).moment_id
    vault.journal.amend(closed, {f"moments.{moment}": "She slept well"}, "a slip")
    (line,) = given_pages(vault, child.child_id)
    assert (line.state, line.outdated) == ("visit_changed", True)
    assert to_renew(given_pages(vault, child.child_id)) == (line,)
    printing.give(vault, library, giving(closed), LATER)
    assert to_renew(given_pages(vault, child.child_id)) == ()
    assert [each.state for each in given_pages(vault, child.child_id)] == [
        "newest", "visit_changed",
    ]  # fmt: skip


def test_new_numbers_of_the_programme_make_a_page_outdated(vault, library, closed, child):
    printing.give(vault, library, giving(closed), ON)
    form = replace(demo_programme(ON, Words("en")), phone="555-0177")
    programme.save(vault, form, today=ON)
    (line,) = given_pages(vault, child.child_id)
    assert line.state == "details_changed"


def test_a_later_visit_s_page_makes_the_one_before_older(vault, library, closed, child):
    printing.give(vault, library, giving(closed), ON)
    later = start(vault, library, child.child_id, on=LATER)
    for when in ("morning", "noon", "evening"):
        add_moment(later, f"She sang in the {when}")
    close(later)
    assert [line.state for line in given_pages(vault, child.child_id)] == ["newest"]
    printing.give(vault, library, giving(later.visit.visit_id), LATER)
    lines = given_pages(vault, child.child_id)
    assert [line.state for line in lines] == ["newest", "older"]
    assert to_renew(lines) == ()


def test_what_did_not_come_out_is_said_and_asks_for_nothing(vault, library, closed, child):
    given = printing.give(vault, library, giving(closed), ON)
    printing.did_not_come_out(vault, given.printed.print_id)
    lines = given_pages(vault, child.child_id)
    assert [line.state for line in lines] == ["failed"]
    assert to_renew(lines) == ()


def test_the_list_is_kept_before_the_page_leaves(vault, library, closed, child, tmp_path):
    """Whoever stops the program after ``give`` returned finds the page in the list."""
    from imh_desktop.store.vault import Vault

    printing.give(vault, library, giving(closed), ON)
    vault.close()
    with Vault.open_with_key(tmp_path / "vault", b"k" * 32) as opened:
        assert [line.state for line in given_pages(opened, child.child_id)] == ["newest"]


def test_a_page_that_is_not_here_is_told(vault):
    with pytest.raises(Exception, match="not given from here"):
        printing.reprint(vault, "<img src=x>", "print", date(2026, 1, 1))
