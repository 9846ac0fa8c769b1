"""Erased is erased: not a word is left in any page, WAL, anchor or new backup; nobody else's record
changes by it; and nothing that comes back brings it back."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from imh_desktop.errors import InputError
from imh_desktop.flows import (
    enrolling,
    erasing,
    last_acts,
    merging,
    printing,
    programme,
    trash,
    wondering,
)
from imh_desktop.flows import erasing_preview as previews
from imh_desktop.flows.amending import Amendment, amend
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.closing import close
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.erasing import What
from imh_desktop.flows.own_referring import write_own_referral
from imh_desktop.flows.page_choices import add_moment, add_step
from imh_desktop.flows.printing import Giving
from imh_desktop.flows.printing_log import given_pages
from imh_desktop.flows.visiting import start
from imh_desktop.store import anchors, backups, records, wiping
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.store.raw_pages import clear_pages

from .conftest import BORN, ON
from .test_own_referral import FORM as OWN

KEY = b"k" * 32
WORDS = Words("en")
LATER = ON + timedelta(days=3)
R1, R2, T1, K3 = "r1-more-and-enough", "r2-comes-when-hurt", "t1-thoughts-of-harm", "k3-heavy-days"
O1 = "o1-any-worry"


class Family:
    """A child of whom every kind of record holds marked words. ``mark``: stands in all of them."""

    def __init__(self, vault: Vault, library, mark: str) -> None:
        self.vault, self.library, self.mark = vault, library, mark
        child = ChildForm(
            given_name=self.said("given"), family_name=self.said("family"), number=self.said("no"),
            born_earliest=BORN.isoformat(), custody_note=self.said("custody"),
            health_provider=self.said("provider"),
        )  # fmt: skip
        people = (
            CaregiverForm(name=self.said("mother"), relation="mother", phone="555-0142"),
            CaregiverForm(name=self.said("uncle"), address=self.said("street")),
        )
        self.child = enrolling.add_child(vault, child, people, today=ON)
        closed = self._visit(ON, "closed")
        close(closed)
        self.visit_id = closed.visit.visit_id
        said = {"note": self.said("amended"), "reason": self.said("why")}
        amended = Amendment(item_id=R2, code="often", known="seen", **said)
        amend(vault, library, self.visit_id, amended, WORDS)
        printing.give(vault, library, Giving(visit_id=self.visit_id, safe="print", way="print"), ON)
        self.open_id = self._visit(LATER, "open").visit.visit_id
        vault.desk.keep_draft(f"{self.open_id}/{R1}", self.said("draft"))
        wondering.keep(vault, self.visit_id, self.said("wonder"))
        away = start(vault, library, self.child.child_id, on=LATER + timedelta(days=1))
        away.use_known("seen")
        away.keep_note(R1, self.said("trashed"))
        self.away_id = away.visit.visit_id
        trash.put(vault, self.away_id, self.said("trash reason"), WORDS)

    def _visit(self, on, about: str):
        vault, library = self.vault, self.library
        visit = start(vault, library, self.child.child_id, on=on)
        visit.use_known("seen")
        visit.answer(O1, "a_lot")
        for code in ("often", "sometimes"):
            visit.answer(R1, code)
        visit.keep_note(R1, self.said(f"{about} first note"))
        visit.keep_note(R1, self.said(f"{about} note"))
        visit.answer(R2, "not_yet")
        visit.keep_note(R2, self.said(f"{about} other"))
        who = visit.caregivers[0].caregiver_id
        visit.alone_with(who)
        visit.answer(T1, "yes")
        visit.record_action(T1, self.said(f"{about} harm"))
        visit.answer(K3, "a_lot")
        visit.keep_note(K3, self.said(f"{about} alone"))
        visit.record_action(K3, self.said(f"{about} action"))
        for when in ("morning", "noon", "evening"):
            add_moment(visit, self.said(f"{about} {when}"))
        add_step(visit, self.said(f"{about} step"), by=LATER, phone="555-0100")
        write_own_referral(vault, library, visit.visit.visit_id, who, OWN, today=ON)
        return visit

    def said(self, what: str) -> str:
        return f"{self.mark} {what}"


@pytest.fixture(scope="module")
def furnished(library, tmp_path_factory):
    """A vault with one family, made once: its folder, and the family."""
    folder = tmp_path_factory.mktemp("furnished") / "vault"
    with Vault.create_with_key(folder, KEY, "Visitor") as vault:
        programme.save(vault, demo_programme(ON, WORDS), today=ON)
        return folder, Family(vault, library, "Zyxqmarked")


@pytest.fixture
def family(furnished):
    return furnished[1]


@pytest.fixture
def vault(request, tmp_path, monkeypatch):
    """Holds the family where a test asks for one; taken for the vault it was copied from."""
    monkeypatch.setattr(anchors, "place_of", lambda folder: folder.name)
    folder = tmp_path / "vault"
    if "family" in request.fixturenames:
        shutil.copytree(request.getfixturevalue("furnished")[0], folder)
        vault = Vault.open_with_key(folder, KEY)
    else:
        vault = Vault.create_with_key(folder, KEY, "Visitor")
        programme.save(vault, demo_programme(ON, WORDS), today=ON)
    yield vault
    vault.close()


def everywhere(vault: Vault) -> bytes:
    """Return all that lies in the vault's files in the clear, and all the program can read of it:
    packs and small rows are pressed, and words in them are no words in a page."""
    folder = vault.folder
    read = repr((list(vault.journal.entries()), vault.journal.dump(), vault.desk.drafts()))
    return clear_pages(folder, KEY) + read.encode()


def pressed(vault: Vault) -> list[bytes]:
    """Return what is pressed: the parts of packs, and closed records."""
    execute = vault.open_connection().execute
    blocks = [body for (body,) in execute("SELECT body FROM pack").fetchall()]
    for table in ("closed", "private_closed"):
        blocks += [fields for (fields,) in execute(f"SELECT fields FROM {table}").fetchall()]
    return blocks


def pieces(block: bytes) -> list[bytes]:
    return [block[at : at + 24] for at in range(0, len(block) - 24, 24)]


def others(vault: Vault, gone: set[str]) -> dict:
    """Return what is projected of all records but these, their erasures and what is said anew."""
    ids = {record_id.replace("-", "") for record_id in gone}
    ids |= {row.record_id.replace("-", "") for row in vault.journal.shelf.records_of("erasure")}
    dump = vault.journal.dump()
    return {table: [row for row in rows if row[0] not in ids] for table, rows in dump.items()}


def sound(vault: Vault) -> None:
    before = vault.journal.dump()
    vault.journal.replaying.rebuild()
    assert vault.journal.dump() == before
    assert vault.journal.verify() == ()
    assert anchors.check(vault) == ()


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


def test_an_erasure_is_never_undone(vault, library, family):
    what = What(kind="answer", record_id=family.open_id, item_id=R1)
    erasing.erase(vault, library, what, "mistake", WORDS)
    (row,) = vault.journal.shelf.records_of("erasure")[:1]
    (entry,) = vault.journal.history(row.record_id)
    with pytest.raises(InputError, match="cannot come back"):
        vault.journal.undoing.undo(entry.entry_id)
    told = next(a for a in last_acts.last_acts(vault, library, WORDS) if a.act_id == entry.entry_id)
    assert (told.said, told.restores) == ("Erased for good", "")
    assert told.refused == "What was erased cannot come back."
    before = list(vault.journal.entries())
    with pytest.raises(InputError):
        last_acts.take_back(vault, library, told.act_id, WORDS)
    assert list(vault.journal.entries()) == before


def test_a_program_that_stops_before_the_file_is_written_anew_goes_on_when_opened(
    vault, library, family, monkeypatch
):
    monkeypatch.setattr(wiping, "_anew", lambda _connection: None)
    what = What(kind="child", record_id=family.child.child_id)
    erasing.erase(vault, library, what, "family", WORDS)
    vault.close()
    monkeypatch.undo()
    with Vault.open_with_key(vault.folder, KEY) as again:
        assert b"Zyxqmarked" not in everywhere(again)
        assert (
            not again.open_connection()
            .execute("SELECT 1 FROM local WHERE name = 'wipe'")
            .fetchall()
        )


def test_the_hunt_sees_free_pages_and_slack_and_a_file_written_anew_has_none(
    vault, library, family, monkeypatch
):
    """A control: where the disk's own cleaning fails, writing the file anew is what is left."""
    anew = wiping._anew
    monkeypatch.setattr(wiping, "_anew", lambda _connection: False)
    vault.open_connection().execute("PRAGMA secure_delete = OFF").fetchall()
    what = What(kind="child", record_id=family.child.child_id)
    erasing.erase(vault, library, what, "family", WORDS)
    vault.open_connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert b"Zyxqmarked" in clear_pages(vault.folder, KEY)
    assert "Zyxqmarked" not in repr(list(vault.journal.entries()))
    monkeypatch.setattr(wiping, "_anew", anew)
    vault.journal.erasing.wipe()
    assert b"Zyxqmarked" not in everywhere(vault)


def test_an_older_file_put_back_is_erased_again(vault, library, family, tmp_path):
    backup = backups.back_up(vault, datetime(2026, 11, 26, tzinfo=UTC))
    assert b"Zyxqmarked" in clear_pages(backup, KEY)
    what = What(kind="child", record_id=family.child.child_id)
    erasing.erase(vault, library, what, "family", WORDS)
    vault.close()
    shutil.copy(backup / "vault.db", vault.folder / "vault.db")
    with Vault.open_with_key(vault.folder, KEY) as back:
        assert [each.kind for each in back.found] == ["put_back"]
        assert b"Zyxqmarked" not in everywhere(back)
        assert records.children(back) == []
        sound(back)


def test_a_backup_that_is_restored_is_erased_again_before_it_is_in_place(
    vault, library, family, tmp_path
):
    backup = backups.back_up(vault, datetime(2026, 11, 26, tzinfo=UTC))
    what = What(kind="answer", record_id=family.visit_id, item_id=R1)
    erasing.erase(vault, library, what, "family", WORDS)
    present = records.visit(vault, family.visit_id)
    vault.close()
    made = tmp_path / "restoring.new"
    made.mkdir()
    shutil.copy(backup / "vault.db", made / "vault.db")
    with Vault.open_with_key(made, KEY) as back:
        assert back.found == ()
        anchors.restored(back, vault.folder)
        found = everywhere(back)
        assert b"Zyxqmarked closed note" not in found
        assert b"Zyxqmarked closed other" in found
        assert R1 not in records.visit(back, family.visit_id).answers
        assert back.journal.verify() == ()
    for name in ("vault.db", "anchor"):
        shutil.move(made / name, vault.folder / name)
    with Vault.open_with_key(vault.folder, KEY) as back:
        assert back.found == ()
        sound(back)
        left = records.visit(back, family.visit_id)
        assert (left.answers, left.notes) == (present.answers, present.notes)


def test_what_was_erased_stays_away_from_an_archive_and_is_confirmed_elsewhere(team):
    laptop, desk = team.laptops[0], team.desk
    child = laptop.journal.new_id()
    said = laptop.journal.write("child", child, {"given_name": "Zyxqmarked"})
    other = laptop.journal.write("child", laptop.journal.new_id(), {"given_name": "Other"})
    old = team.carry(laptop)
    team.take(desk, old)
    back = team.answer(laptop)
    team.take(laptop, back)
    part = laptop.journal.erasing.whole(laptop.journal.shelf.record(child))
    laptop.journal.erasing.erase([part], {"kind": "child", "subject": child, "why": "family"})
    news = team.carry(laptop)

    report = team.take(desk, news)
    assert report.erasures == (said.entry_id,)
    assert desk.journal.record(child).fields["given_name"] == "Zyxqmarked"
    report = merging.merge(desk, [news], {said.entry_id, other.entry_id})
    assert (report.erasures, report.erased) == ((), (said.entry_id,))
    assert desk.journal.record(child) is None
    assert desk.journal.record(other.record_id).fields["given_name"] == "Other"
    assert b"Zyxqmarked" not in clear_pages(desk.folder, bytes(range(32)))
    for vault, old_one in ((laptop, back), (desk, old)):
        assert team.take(vault, old_one).new == 0
        assert vault.journal.record(child) is None
        assert vault.journal.verify() == ()
