"""Archives go out, get lost, come in twice, meet; and the vault says what it should."""

import hashlib
from pathlib import Path

import pytest

from imh_desktop.errors import ImhError
from imh_desktop.flows import merging
from imh_desktop.store.entry import erased_entry
from imh_desktop.store.faults import StorageFault
from imh_desktop.store.vault import Vault
from tests.flows.team import KEY, OPEN, G, Team, begin


def test_two_laptops_edit_one_visit_after_a_common_archive_and_both_versions_stay(team: Team):
    one, other = team.laptops
    visit = begin(one)
    one.journal.write("visit", visit, {"answers.R1": {"code": "often"}})
    team.take(team.desk, team.carry(one))
    team.take(other, team.answer(other))
    mine = one.journal.write("visit", visit, {"answers.R1": {"code": "sometimes"}})
    theirs = other.journal.write("visit", visit, {"answers.R1": {"code": "not_yet"}})
    files = team.carry(one), team.carry(other)

    seen = merging.preview(team.desk, files)
    report = team.take(team.desk, *files)

    both = {mine.entry_id, theirs.entry_id}
    for told in (seen, report):
        (meeting,) = told.meetings
        assert meeting.record_id == visit
        assert set(meeting.conflicts["answers.R1"]) == both
        assert told.conflicts == 1
    record = team.desk.journal.record(visit)
    assert {c.entry_id for c in record.conflicts["answers.R1"]} == both
    assert {c.value["code"] for c in record.conflicts["answers.R1"]} == {"sometimes", "not_yet"}
    assert "answers.R1" not in record.fields
    assert team.desk.journal.verify() == ()


def test_merging_again_changes_nothing_and_says_so(team: Team):
    begin(team.laptops[0])
    file = team.carry(team.laptops[0])
    assert team.take(team.desk, file, file).new == 3
    before = snapshot_of(team.desk)

    again = team.take(team.desk, file)

    assert (again.changed, again.new, again.known, again.backup) == (False, 0, 3, "")
    assert again.archives[0].before
    assert snapshot_of(team.desk) == before


def test_a_preview_tells_what_a_merge_does_and_leaves_every_byte(team: Team):
    for laptop in team.laptops:
        begin(laptop)
    files = [team.carry(laptop) for laptop in team.laptops]
    before = snapshot_of(team.desk)

    seen = merging.preview(team.desk, files)

    assert snapshot_of(team.desk) == before
    report = team.take(team.desk, *files)
    assert (seen.new, seen.known, seen.meetings) == (report.new, report.known, report.meetings)
    assert report.new == 6


def test_after_every_refused_archive_the_vault_is_byte_for_byte_as_it_was(team: Team):
    one = team.laptops[0]
    begin(one)
    good, foreign = team.carry(one), team.make(team.desk, (team.papers[0], team.spare))
    data = good.read_bytes()
    (team.place / "cut.imha").write_bytes(data[:-40])
    (team.place / "bent.imha").write_bytes(data[:900] + bytes([data[900] ^ 1]) + data[901:])
    (team.place / "text.imha").write_bytes(b"nothing of the kind")
    stranger = Team(team.place / "elsewhere", laptops=1)
    uncertified = stranger.make(
        stranger.laptops[0], (stranger.root, stranger.spare), (stranger.root,)
    )
    stranger.close()
    before = snapshot_of(team.desk)
    refused = ["cut", "bent", "text", "gone"]
    for file in [*(team.place / f"{name}.imha" for name in refused), foreign, uncertified]:
        for files in ([file], [good, file], [file, good]):
            for act in (merging.merge, merging.preview):
                with pytest.raises(ImhError) as fault:
                    act(team.desk, files)
                assert "\n" not in str(fault.value)
                assert snapshot_of(team.desk) == before
    assert team.take(team.desk, good).new == 3  # and nothing is in the way


def test_without_a_backup_nothing_is_merged(team: Team):
    file = team.carry(team.laptops[0])
    (team.desk.folder / "backups").write_text("in the way")
    before = snapshot_of(team.desk)
    with pytest.raises(StorageFault):
        team.take(team.desk, file)
    assert snapshot_of(team.desk) == before
    (team.desk.folder / "backups").unlink()
    assert team.take(team.desk, file).new == 2


def test_erasures_made_elsewhere_wait_for_a_person(team: Team):
    one, other = team.laptops
    visit = begin(one)
    said = one.journal.write("visit", visit, {"notes.R1": "a secret"})
    team.take(team.desk, team.carry(one))
    team.take(other, team.answer(other))
    stand_in = erased_entry(
        said.entry_id, said.chain, said.seq, "visit", visit, said.parents, said.content
    )
    other.journal.admit([stand_in], confirmed={said.entry_id})
    file = team.carry(other)

    seen = merging.preview(team.desk, [file])
    assert seen.erasures == (said.entry_id,)
    assert team.take(team.desk, file).erasures == (said.entry_id,)
    assert team.desk.journal.record(visit).fields["notes.R1"] == "a secret"

    done = merging.merge(team.desk, [file], {said.entry_id})
    assert (done.erased, done.erasures, done.changed) == ((said.entry_id,), (), True)
    assert "notes.R1" not in team.desk.journal.record(visit).fields
    assert team.desk.journal.verify() == ()
    assert team.take(team.desk, team.carry(one)).new == 0  # the whole one comes again, in vain
    assert "notes.R1" not in team.desk.journal.record(visit).fields


def test_an_erasure_of_what_was_never_here_is_offered_until_it_is_confirmed(team: Team):
    one, other = team.laptops
    visit = begin(one)
    said = one.journal.write("visit", visit, {"notes.R1": "a secret"})
    begin(one)
    team.take(other, team.make(one, (team.papers[1], team.root)))
    stand_in = erased_entry(
        said.entry_id, said.chain, said.seq, "visit", visit, said.parents, said.content
    )
    other.journal.admit([stand_in], confirmed={said.entry_id})
    files = [team.carry(other), team.carry(other)]
    for file in files:
        report = team.take(team.desk, file)
        assert report.erasures == (said.entry_id,)
        assert report.gaps == ()
        assert team.desk.journal.verify() == ()
        team.take(other, team.answer(other))  # the receipt leaves that place out
        assert carried_erased(team.desk, team.carry(other)) == 1
    merging.merge(team.desk, files, {said.entry_id})
    team.take(other, team.answer(other))
    assert carried_erased(team.desk, team.carry(other)) == 0
    assert team.desk.journal.history(visit) == other.journal.history(visit)
    assert team.desk.journal.verify() == ()


def carried_erased(vault: Vault, file: Path) -> int:
    return merging.verify(vault, file).parts[OPEN].tally.erased


def test_a_gap_is_named_until_what_was_lost_arrives(team: Team):
    laptop = team.laptops[0]
    early = team.carry(laptop)
    team.take(team.desk, early)
    team.take(laptop, team.answer(laptop))
    begin(laptop)
    middle = team.carry(laptop)
    team.take(team.desk, middle)
    team.take(laptop, team.answer(laptop))
    begin(laptop)
    late = team.carry(laptop)
    team.desk.close()
    restored = Vault.open_with_key(team.desk.folder / "backups" / first_backup(team.desk), KEY)

    report = merging.merge(restored, [late])

    (gap,) = [gap for gap in report.gaps if gap.device_id == laptop.device_id]
    assert (gap.first, gap.last) == (1, 3)
    assert gap.last_made_at
    assert merging.merge(restored, [early, middle]).gaps == ()
    assert restored.journal.verify() == ()
    restored.close()


def test_anyone_carries_anyones_entries(team: Team):
    one, other = team.laptops
    visit = begin(one)
    to = (team.papers[1], team.root)
    team.take(other, team.make(one, to))
    report = team.take(team.desk, team.carry(other, private=False))
    assert team.desk.journal.history(visit) == one.journal.history(visit)
    assert report.gaps == ()
    assert team.desk.journal.verify() == ()


def test_late_answers_are_told(team: Team):
    one, other = team.laptops
    visit = begin(one)
    team.take(team.desk, team.carry(one))
    team.take(other, team.answer(other))
    one.journal.close(visit, {"level": "N0"})
    late = other.journal.write("visit", visit, {"answers.R1": {"code": "often"}})
    report = team.take(team.desk, team.carry(one), team.carry(other))
    (meeting,) = report.meetings
    assert meeting.late == (late.entry_id,)
    assert report.late == 1


def test_a_copied_vault_and_its_origin_both_arrive(team: Team):
    laptop = team.laptops[0]
    visit = begin(laptop)
    laptop.close()
    origin, twin = team.vault("laptop-0"), team.copy(laptop, "twin")
    origin.journal.write("visit", visit, {"notes.R1": "mine"})
    twin.journal.write("visit", visit, {"notes.R2": "theirs"})
    files = [team.carry(origin), team.carry(twin)]
    report = team.take(team.desk, *files)
    fields = team.desk.journal.record(visit).fields
    assert (fields["notes.R1"], fields["notes.R2"]) == ("mine", "theirs")
    assert team.desk.journal.verify() == ()
    assert team.take(team.desk, team.carry(origin), team.carry(twin)).new == 0
    (held,) = [h for c, h in team.desk.carriage.verified() if c.device_id == team.desk.device_id]
    assert held.last > 1
    forked = report.forks[0][0]
    assert forked not in {c.chain_id for c, _ in team.desk.carriage.verified()}
    team.laptops[0] = origin
    back = team.answer(origin)
    team.take(origin, back)
    origin.journal.write("visit", visit, {"notes.R3": "on a chain of its own"})
    assert team.take(team.desk, team.carry(origin)).new == 1
    assert report.gaps == ()
    assert report.forks == ((twin.journal.history(visit)[-1].chain.chain_id, 4),)
    for vault in (origin, team.desk):
        assert vault.journal.verify() == ()


def snapshot_of(vault: Vault) -> dict[str, str]:
    """Return the hash of every file of a vault, backups among them."""
    files = {path.relative_to(vault.folder): path for path in vault.folder.rglob("*")}
    passing = ("vault.lock", "vault.db-shm")
    return {
        str(name): hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in files.items() if path.is_file() and path.name not in passing
    }  # fmt: skip


def first_backup(vault: Vault) -> str:
    return sorted(path.name for path in (vault.folder / "backups").iterdir())[0]


def test_a_report_does_not_tell_what_is_private(team: Team) -> None:
    laptop, desk = team.laptops[0], team.desk
    begin(laptop)
    talk = begin(laptop, G)
    team.take(desk, team.carry(laptop))
    laptop.journal.write("private", talk, {"notes.R1": "one"}, chain=G)
    desk.journal.write("private", talk, {"notes.R1": "other"}, chain=G)
    report = team.take(desk, team.carry(laptop))
    assert desk.journal.record(talk).conflicts  # type: ignore[union-attr]
    assert (report.new, report.meetings, report.conflicts, report.changed) == (0, (), 0, True)
