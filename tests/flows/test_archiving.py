"""What an archive carries, for whom, and until when; a lost stick loses nothing."""

from pathlib import Path

import msgspec
import pytest

from imh_desktop.errors import InputError
from imh_desktop.flows import archiving, devices, merging
from imh_desktop.flows.archiving import recipients_of
from imh_desktop.store.vault import Vault
from tests.flows.team import G, Team, V, begin


def carried(vault: Vault, file: Path) -> dict[str, int]:
    """Return how many entries an archive holds for who opens it, by class."""
    parts = merging.verify(vault, file).parts
    return {part.value: told.tally.whole for part, told in parts.items()}


def test_a_lost_stick_loses_nothing_and_a_receipt_ends_the_repeating(team: Team):
    laptop = team.laptops[0]
    begin(laptop)
    begin(laptop, G)
    lost = team.carry(laptop)
    repeated = team.carry(laptop)
    assert carried(team.desk, repeated) == carried(team.desk, lost)
    assert carried(team.desk, repeated)["G"] == 1

    team.take(team.desk, repeated)
    still = team.carry(laptop)
    assert carried(team.desk, still) == carried(team.desk, lost)  # nobody has said so yet
    team.take(laptop, team.answer(laptop))
    assert carried(team.desk, team.carry(laptop)) == {"open": 0, "G": 0, "V": 0}

    begin(laptop)
    assert carried(team.desk, team.carry(laptop)) == {"open": 1, "G": 0, "V": 0}


def test_what_one_of_two_recipients_has_not_confirmed_is_carried_again(team: Team):
    laptop = team.laptops[0]
    begin(laptop)
    team.take(team.desk, team.carry(laptop))
    team.take(laptop, team.answer(laptop))
    again = team.make(laptop, (team.root, team.spare), (team.root, team.spare))
    assert carried(team.desk, again)["open"] >= 3  # worker, device, visit


def test_private_parts_reach_only_those_they_were_sealed_for(team: Team):
    laptop = team.laptops[0]
    talk, secret = begin(laptop, G), begin(laptop, V)
    made = archiving.make_archive(
        laptop, team.place / "x.imha", recipients_of([team.root, team.spare], g=[team.root])
    )
    assert (made.carried, made.left) == (2, ("V",)), "of private words no count is told"
    assert carried(team.desk, team.place / "x.imha") == {"open": 2, "G": 1}
    team.take(team.desk, team.place / "x.imha")
    assert team.desk.journal.record(talk) is not None
    assert team.desk.journal.record(secret) is None
    certified = [
        {one.device_id for one in merging.verify(team.desk, file).certificates}
        for file in (team.place / "x.imha", team.carry(team.laptops[1], private=False))
    ]
    assert [len(each) for each in certified] == [2, 2]  # its own and the desk's, G or no G
    openly = team.make(team.desk, (team.papers[1], team.spare))
    team.take(team.laptops[1], openly)
    assert team.laptops[1].journal.record(talk) is None


def test_the_first_archive_needs_two_recipients_and_none_goes_to_a_print_desk(team: Team):
    laptop, print_desk = team.laptops[0], team.vault("print")
    target = team.place / "x.imha"
    with pytest.raises(InputError, match="two recipients"):
        archiving.make_archive(laptop, target, recipients_of([team.root]))
    staff = team.join(print_desk, "staff")
    with pytest.raises(InputError, match="print desk"):
        archiving.make_archive(laptop, target, recipients_of([team.root, team.spare, staff]))
    promoted = msgspec.structs.replace(staff, role="visitor")
    with pytest.raises(InputError, match="stands behind"):
        archiving.make_archive(laptop, target, recipients_of([team.root, team.spare, promoted]))
    with pytest.raises(InputError, match=r"\*\.imha"):
        archiving.make_archive(
            laptop, laptop.folder / "vault.db", recipients_of([team.root, team.spare])
        )
    assert not target.exists()
    assert laptop.carriage.made() == []


def test_a_revoked_device_is_believed_up_to_what_had_arrived(team: Team):
    laptop = team.laptops[0]
    begin(laptop)
    team.take(team.desk, team.carry(laptop))
    revoked = devices.revoke(team.desk, laptop.device_id, "stolen")
    begin(laptop)
    with pytest.raises(InputError, match="revoked"):
        team.take(team.desk, team.carry(laptop))
    other = team.laptops[1]
    devices.accept(other, revoked.to_bytes(), "revocation")
    team.take(other, team.answer(other))  # what was accepted is still carried on
    assert other.journal.dump()["visit"] == team.desk.journal.dump()["visit"] != []


def test_who_holds_more_of_a_revoked_device_carries_only_what_was_accepted(team: Team):
    stolen, other = team.laptops
    accepted = begin(stolen)
    first = team.make(stolen, (team.root, team.papers[1], team.spare))
    team.take(team.desk, first)
    team.take(other, first)
    never = begin(stolen)
    team.take(other, team.make(stolen, (team.papers[1],)))
    revoked = devices.revoke(team.desk, stolen.device_id, "stolen")
    with pytest.raises(InputError, match="revoked"):
        team.take(team.desk, team.carry(other))
    devices.accept(other, revoked.to_bytes(), "revocation")
    mine = begin(other)
    team.take(team.desk, team.carry(other))
    journal = team.desk.journal
    assert journal.record(accepted)
    assert journal.record(mine)
    assert journal.record(never) is None
    assert other.journal.record(never) is not None  # hidden from nobody, and deleted nowhere
