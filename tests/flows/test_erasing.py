"""Erased is erased: not a word is left in any page, WAL, anchor or new backup, and nobody else's
record changes by it."""

from datetime import UTC, datetime, timedelta

import pytest

from imh_desktop.errors import InputError
from imh_desktop.flows import (
    enrolling,
    erasing,
    printing,
)
from imh_desktop.flows import erasing_preview as previews
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.erasing import What
from imh_desktop.flows.printing_log import given_pages
from imh_desktop.flows.visiting import start
from imh_desktop.store import anchors, backups, records
from tests.store.raw_pages import clear_pages

from .conftest import BORN, ON
from .item_ids import K3, R1, R2, T1
from .marked_family import (
    KEY,
    LATER,
    WORDS,
    Family,
    everywhere,
    furnish,
    others,
    pieces,
    pressed,
    sound,
    vault_of,
)
from .told_alone import FORM as OWN


@pytest.fixture(scope="module")
def furnished(library, tmp_path_factory):
    return furnish(tmp_path_factory.mktemp("furnished") / "vault", library)


@pytest.fixture
def family(furnished):
    return furnished[1]


@pytest.fixture
def vault(request, tmp_path, monkeypatch):
    yield from vault_of(request, tmp_path / "vault", monkeypatch)


def test_of_an_erased_child_no_word_is_left_anywhere(vault, library, family, tmp_path):
    neighbour = Family(vault, library, "Neighbour")
    mark, small = family.mark.encode(), pressed(vault)
    rows = erasing.plan(vault, library, What(kind="child", record_id=family.child.child_id), WORDS)
    gone = {row.record_id for row in rows.rows}
    before, pages = others(vault, gone), everywhere(vault)
    assert pages.count(mark) > 40  # the hunt finds what is there
    assert OWN.help.encode() in pages
    kept = others(vault, set())

    done = erasing.erase(vault, library, rows.what, "family", WORDS)

    assert done.entries > 20
    found = everywhere(vault)
    assert mark not in found
    assert b"Neighbour given" in found
    assert others(vault, gone) == before
    assert others(vault, set()) != kept
    raw, theirs = clear_pages(vault.folder, KEY), b" ".join(pressed(vault))
    assert all(piece in raw for block in pressed(vault) for piece in pieces(block))
    assert not [p for block in small for p in pieces(block) if p in raw and p not in theirs]
    assert Caseload(vault, ON, library).rows()[0].child.child_id == neighbour.child.child_id
    sound(vault)
    backup = backups.back_up(vault, datetime(2026, 11, 26, tzinfo=UTC))
    assert mark not in clear_pages(backup, KEY)
    read = anchors._read(vault, vault.folder)
    assert mark not in repr(read).encode()
    for path in vault.folder.rglob("*"):
        assert path.is_dir() or mark not in path.read_bytes()


def test_of_an_erased_visit_no_word_is_left_and_the_others_stand(vault, library, family):
    what = What(kind="visit", record_id=family.visit_id)
    rows = erasing.plan(vault, library, what, WORDS).rows
    before = others(vault, {row.record_id for row in rows})
    assert b"Zyxqmarked closed" in everywhere(vault)
    erasing.erase(vault, library, what, "family", WORDS)
    found = everywhere(vault)
    for told in ("closed", "amended", "why", "wonder"):
        assert f"Zyxqmarked {told}".encode() not in found
    for told in ("given", "mother", "open note", "open alone", "draft", "trashed"):
        assert f"Zyxqmarked {told}".encode() in found
    assert others(vault, {row.record_id for row in rows}) == before
    assert records.visit(vault, family.visit_id) is None
    assert given_pages(vault, family.child.child_id) == ()
    sound(vault)


@pytest.mark.parametrize("item_id", [R1, R2, K3, T1])
def test_of_an_erased_answer_no_word_is_left_and_the_visit_stands_without_it(
    vault, library, family, item_id
):
    visit = records.visit(vault, family.visit_id)
    what = What(kind="answer", record_id=family.visit_id, item_id=item_id)
    erasing.erase(vault, library, what, "mistake", WORDS)
    now, found = records.visit(vault, family.visit_id), everywhere(vault)
    theirs = {R1: ("closed first note", "closed note"), R2: ("closed other", "amended", "why"),
              K3: ("closed alone", "closed action"), T1: ("closed harm",)}  # fmt: skip
    for told in theirs[item_id]:
        assert f"Zyxqmarked {told}".encode() not in found
    for other in theirs:
        for told in theirs[other] if other != item_id else ():
            assert f"Zyxqmarked {told}".encode() in found
    assert now.closed_at == visit.closed_at
    assert now.answers == {i: a for i, a in visit.answers.items() if i != item_id}
    assert now.notes == {i: n for i, n in visit.notes.items() if i != item_id}
    assert (now.moments, now.steps) == (visit.moments, visit.steps)
    assert item_id not in repr(vault.journal.closed(family.visit_id))
    traced = [
        vault.journal.closed(row.record_id) for row in vault.journal.shelf.records_of("private")
        if vault.journal.record(row.record_id).fields["visit_id"] == family.visit_id
    ]  # fmt: skip
    assert (item_id == T1) == (T1 not in repr(traced))
    sound(vault)


def test_an_answer_of_an_open_visit_goes_with_its_draft(vault, library, family):
    visit_id = family.open_id
    erasing.erase(vault, library, What(kind="answer", record_id=visit_id, item_id=R1), "law", WORDS)
    now = records.visit(vault, visit_id)
    assert (R1 in now.answers, R2 in now.answers, now.closed_at) == (False, True, "")
    found = everywhere(vault)
    for told in ("open note", "open first note", "draft"):
        assert f"Zyxqmarked {told}".encode() not in found
    assert b"Zyxqmarked closed note" in found
    sound(vault)


def test_the_page_that_was_given_stays_in_the_list_and_is_named(vault, library, family):
    what = What(kind="answer", record_id=family.visit_id, item_id=R1)
    shown = previews.preview(vault, library, what, WORDS)
    (page,) = given_pages(vault, family.child.child_id)
    assert shown.pages == (f"Page {page.printed.code}, given on {WORDS.date(ON)}",)
    erasing.erase(vault, library, what, "family", WORDS)
    assert previews.preview(
        vault, library, What(kind="visit", record_id=family.visit_id), WORDS
    ).pages == shown.pages  # fmt: skip
    (line,) = given_pages(vault, family.child.child_id)
    assert (line.printed.code, line.state) == (page.printed.code, "erased")
    with pytest.raises(InputError):
        printing.reprint(vault, page.printed.print_id, "print", LATER)


def test_a_preview_changes_nothing_and_tells_nothing_said_alone(vault, library, family, tmp_path):
    quiet = enrolling.add_child(
        vault, ChildForm(given_name="Quiet", born_earliest=BORN.isoformat()),
        (CaregiverForm(name="Ana"),), today=ON,
    )  # fmt: skip
    visit = start(vault, library, quiet.child_id, on=ON).visit
    before = list(vault.journal.entries())
    spoken, silent = (
        previews.preview(vault, library, What(kind="visit", record_id=id_), WORDS)
        for id_ in (family.away_id, visit.visit_id)
    )
    assert spoken.goes == silent.goes
    assert "Zyxqmarked" not in repr((spoken.goes, spoken.stays))
    assert list(vault.journal.entries()) == before


@pytest.mark.parametrize("what", [
    What(kind="child", record_id="nobody"), What(kind="visit", record_id=""),
    What(kind="answer", record_id="x", item_id=R1),
])  # fmt: skip
def test_what_is_not_here_is_not_erased(vault, library, what):
    before = list(vault.journal.entries())
    with pytest.raises(InputError):
        erasing.erase(vault, library, what, "family", WORDS)
    assert list(vault.journal.entries()) == before


def test_no_reason_in_words_of_ones_own_is_kept(vault, library, family):
    """Words would name what is to be forgotten."""
    what = What(kind="child", record_id=family.child.child_id)
    before = list(vault.journal.entries())
    with pytest.raises(InputError):
        erasing.erase(vault, library, what, "because of Zyxqmarked", WORDS)
    assert list(vault.journal.entries()) == before


def test_a_home_goes_with_the_last_who_lives_there(vault, library, child):
    sister = ChildForm(given_name="Sister", born_earliest=BORN.isoformat())
    first = enrolling.add_child(vault, sister, (CaregiverForm(name="Ines"),), today=ON)
    home = vault.journal.new_id()
    vault.journal.write("household", home, {"address": "Zyxqmarked lane"})
    for child_id in (child.child_id, first.child_id):
        vault.journal.write("child", child_id, {"household_id": home})
    erasing.erase(vault, library, What(kind="child", record_id=child.child_id), "family", WORDS)
    assert b"Zyxqmarked lane" in everywhere(vault)
    erasing.erase(vault, library, What(kind="child", record_id=first.child_id), "family", WORDS)
    assert b"Zyxqmarked lane" not in everywhere(vault)
    assert records.children(vault) == []


def test_what_two_people_disagree_on_and_what_was_taken_back_goes_too(vault, library, child):
    first, second = (
        start(vault, library, child.child_id, on=ON + timedelta(days=n)).visit for n in (1, 2)
    )
    row = vault.journal.shelf.record(first.visit_id)
    with vault.journal.transaction():
        vault.journal._pen.put_beside(row, {"child_id": vault.journal.new_id()}, "")
    vault.journal.write("visit", second.visit_id, {"notes.R1": "Zyxqmarked"})
    for entry in reversed(vault.journal.history(second.visit_id)):
        vault.journal.undoing.undo(entry.entry_id)
    what = What(kind="child", record_id=child.child_id)
    ids = {row.record_id for row in erasing.plan(vault, library, what, WORDS).rows}
    assert {first.visit_id, second.visit_id} <= ids
