"""Family pages for a print desk: the page and nothing else, drawn to the same bytes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.core.printed import Safe
from imh_desktop.errors import InputError
from imh_desktop.exchange.archive import Recipients
from imh_desktop.flows import (
    archiving,
    carrying,
    print_desk,
    printing,
    printing_recipients,
    programme,
    summarising,
)
from imh_desktop.flows.closing import close
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.page_choices import add_step
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.flows.selecting import Selection, family_pages
from imh_desktop.store import records
from imh_desktop.store.shapes import SHAPES
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.flows.export_vault import child_of, visit_of
from tests.flows.sent import agreed_to_print, send
from tests.flows.team import Team

DAY = date(2026, 11, 25)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    team = Team(tmp_path)
    yield team
    team.close()


def closed_visit(vault: Vault, library: Library, name: str = "Mara") -> str:
    programme.save(vault, demo_programme(DAY, Words("en")), today=DAY)
    visit = visit_of(vault, library, child_of(vault, name, family_name="Secretname"))
    visit.alone_with(visit.caregivers[0].caregiver_id)
    for item in visit.items().values():
        if item.sensitivity.private and "no" in item.codes:
            visit.answer(item.item_id, "no")
            visit.keep_note(item.item_id, "private words")
    visit.alone_with(None)
    add_step(visit, "Ask the nurse")
    close(visit)
    return visit.visit.visit_id


def carried(team: Team, vault: Vault, desk: Vault, only: Selection) -> Path:
    paper = next(one for one in team.papers if one.device_id == desk.device_id)
    team.made += 1
    target = team.place / f"pages-{team.made}.imha"
    archiving.make_archive(vault, target, Recipients(open=(paper,)), only=only)
    return target


@pytest.fixture
def desk(team: Team) -> Vault:
    """A print desk, known to the first laptop."""
    vault = team.vault("print")
    team.laptops.append(vault)
    team.papers.append(team.join(vault, role="staff"))
    return vault


def test_a_page_goes_out_and_comes_back_printed_and_handed_over(
    team: Team, desk: Vault, library: Library
) -> None:
    laptop = team.laptops[0]
    visit_id = closed_visit(laptop, library)
    sent = send(laptop, library, visit_id, "en", DAY)
    assert send(laptop, library, visit_id, "en", DAY) == sent, "not sent twice"
    team.take(desk, carried(team, laptop, desk, family_pages(laptop)))
    (page,) = print_desk.pages(desk)
    own = summarising.family_page(laptop, library, visit_id, "en", today=DAY)
    assert print_desk.drawn(page).content == own.content
    print_desk.mark_printed(desk, page.page_id, DAY, copies=2)
    print_desk.mark_handed(desk, page.page_id, DAY, "the grandmother")
    team.take(team.desk, team.make(desk, (team.root, team.spare)))
    team.take(team.desk, team.carry(laptop))
    team.take(laptop, team.answer(laptop))
    (back,) = print_desk.of_visit(laptop, visit_id)
    assert [(mark.on, mark.copies) for mark in back.prints] == [(DAY, 2)]
    assert [mark.to for mark in back.handed] == ["the grandmother"]


def test_a_print_desk_holds_pages_and_nothing_else(
    team: Team, desk: Vault, library: Library
) -> None:
    laptop = team.laptops[0]
    visit_id = closed_visit(laptop, library)
    closed_visit(laptop, library, "Unsent")
    send(laptop, library, visit_id, "en", DAY)
    before = {row.record_id for row in desk.journal.shelf.records()}
    team.take(desk, carried(team, laptop, desk, family_pages(laptop)))
    new = [row for row in desk.journal.shelf.records() if row.record_id not in before]
    assert {row.record_type for row in new} == {"page"}
    said = repr([entry.changes for entry in desk.journal.entries()])
    checklist = library.checklist("observation")
    for word in ("Secretname", "private words", "Mother of", "Sleeps little", "Unsent",
                 "555-0101", *(item.item_id for item in checklist.items)):  # fmt: skip
        assert word not in said
    assert records.children(desk) == []
    assert {kind for kind, rows in desk.journal.dump().items() if rows and kind in SHAPES} <= {
        "page", "worker", "checklist", "device", "setting", "event",
    }  # fmt: skip


@pytest.mark.parametrize("answer", ["no", "strengths"])
def test_a_page_that_was_stopped_is_carried_to_no_desk(
    team: Team, desk: Vault, library: Library, answer: Safe
) -> None:
    laptop = team.laptops[0]
    visit_id, other = closed_visit(laptop, library), closed_visit(laptop, library, "Unsent")
    for each in records.children(laptop):
        agreed_to_print(laptop, each.child_id, DAY)
    ask = printing.Giving(visit_id=visit_id, safe="print", way="desk")
    whole = printing.send(laptop, library, ask, DAY)
    goes = printing.send(laptop, library, replace(ask, visit_id=other), DAY)
    if answer == "no":
        printing.decline(laptop, visit_id, DAY)
    else:
        part = printing.send(laptop, library, replace(ask, safe=answer), DAY)
    expected = {goes.page_id} if answer == "no" else {goes.page_id, part.page_id}
    team.take(desk, carried(team, laptop, desk, family_pages(laptop)))
    assert {page.page_id for page in print_desk.pages(desk)} == expected
    printing.send(laptop, library, ask, DAY)
    team.take(desk, carried(team, laptop, desk, family_pages(laptop)))
    assert {page.page_id for page in print_desk.pages(desk)} == expected | {whole.page_id}


def test_a_page_stays_here_once_somebody_may_receive_none(
    team: Team, desk: Vault, library: Library
) -> None:
    laptop = team.laptops[0]
    visit_id = closed_visit(laptop, library)
    sent = send(laptop, library, visit_id, "en", DAY)
    print_desk.require_going(laptop, sent)
    person = records.caregivers(laptop, sent.child_id)[0].caregiver_id
    printing_recipients.refuse(laptop, sent.child_id, person, "A judge said so")
    assert family_pages(laptop).records == frozenset()
    with pytest.raises(PageRefused) as refused:
        print_desk.require_going(laptop, sent)
    assert "judge" not in str(refused.value)


def test_a_print_desk_gets_nothing_but_pages(team: Team, desk: Vault, library: Library) -> None:
    laptop = team.laptops[0]
    closed_visit(laptop, library)
    staff = team.papers[-1]
    target = team.place / "whole.imha"
    for recipients in (
        Recipients(open=(staff, team.spare)), Recipients(open=(team.root, staff)),
    ):  # fmt: skip
        with pytest.raises(InputError, match="pages"):
            archiving.make_archive(laptop, target, recipients)
    with pytest.raises(InputError, match="private"):
        archiving.make_archive(
            laptop, target, Recipients(open=(staff,), g=(staff,)), only=family_pages(laptop)
        )
    assert not target.exists()


def test_pages_carried_are_not_the_first_archive(team: Team, desk: Vault, library: Library) -> None:
    laptop = team.laptops[0]
    send(laptop, library, closed_visit(laptop, library), "en", DAY)
    carrying.choose_readers(laptop, {team.root.device_id}, set(), set())
    now = datetime(2027, 6, 1, tzinfo=UTC)
    late = carrying.days_late(laptop, now)
    assert late > 0
    carried(team, laptop, desk, family_pages(laptop))
    assert carrying.days_late(laptop, now) == late, "the visits were carried to nobody"
    waiting = carrying.waiting(laptop)
    assert (waiting.last_made_at, waiting.lacks) == ("", "second")
    with pytest.raises(InputError, match="two recipients"):
        team.make(laptop, (team.root,))


@pytest.mark.parametrize("body", ["{", "{}", "[]", '{"given_name": 1}'])
def test_a_body_that_is_no_page_is_told_and_harms_no_other(
    team: Team, library: Library, body: str
) -> None:
    laptop = team.laptops[0]
    good = send(laptop, library, closed_visit(laptop, library), "en", DAY)
    bad = laptop.journal.new_id()
    laptop.journal.write("page", bad, {"body": body, "made_on": DAY.isoformat()})
    with pytest.raises(InputError, match="newer release"):
        print_desk.drawn(print_desk.page_of(laptop, bad))
    assert print_desk.drawn(good).content
    assert {page.page_id for page in print_desk.pages(laptop)} == {good.page_id, bad}


def test_two_desks_that_print_one_page_do_not_disagree(
    team: Team, desk: Vault, library: Library
) -> None:
    laptop, other = team.laptops[0], team.vault("print-2")
    team.laptops.append(other)
    team.papers.append(team.join(other, role="staff"))
    visit_id = closed_visit(laptop, library)
    send(laptop, library, visit_id, "en", DAY)
    for each in (desk, other):
        team.take(each, carried(team, laptop, each, family_pages(laptop)))
        (page,) = print_desk.pages(each)
        print_desk.mark_printed(each, page.page_id, DAY)
        team.take(team.desk, team.make(each, (team.root, team.spare)))
    (page,) = print_desk.pages(team.desk)
    assert len(page.prints) == 2


@pytest.mark.parametrize("slip", ["nobody", "no copy", "no one"])
def test_a_slip_at_the_desk_changes_nothing(team: Team, library: Library, slip: str) -> None:
    laptop = team.laptops[0]
    sent = send(laptop, library, closed_visit(laptop, library), "en", DAY)
    before = laptop.journal.dump()
    act = {
        "nobody": lambda: print_desk.mark_printed(laptop, "<img src=x>", DAY),
        "no copy": lambda: print_desk.mark_printed(laptop, sent.page_id, DAY, copies=0),
        "no one": lambda: print_desk.mark_handed(laptop, sent.page_id, DAY, "  "),
    }[slip]
    with pytest.raises(InputError):
        act()
    assert laptop.journal.dump() == before
