"""An archive of a revoked laptop: refused, looked at, then taken with a reason or declined."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from imh_desktop.errors import InputError
from imh_desktop.exchange.archive.faults import SenderRevoked
from imh_desktop.flows import devices, enrolling, quarantine
from imh_desktop.flows.enrolling import ChildForm
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from tests.flows.team import Team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    team = Team(tmp_path)
    yield team
    team.close()


def enrol(vault: Vault, name: str) -> None:
    enrolling.add_child(vault, ChildForm(given_name=name, born_earliest="2025-03-08"))


@pytest.fixture
def late(team: Team) -> Path:
    """An archive the first laptop made after it was revoked."""
    laptop = team.laptops[0]
    enrol(laptop, "Before")
    team.take(team.desk, team.carry(laptop))
    devices.revoke(team.desk, laptop.device_id, "stolen from the car")
    enrol(laptop, "After")
    return team.carry(laptop)


def names(vault: Vault) -> set[str]:
    return {child.given_name for child in records.children(vault)}


def test_it_is_refused_with_a_way_to_look_at_it(team: Team, late: Path) -> None:
    before = team.desk.journal.dump()
    with pytest.raises(SenderRevoked, match="quarantine show"):
        team.take(team.desk, late)
    held = quarantine.look(team.desk, late)
    assert held.devices == (team.laptops[0].device_id,)
    assert held.records["child"] == 2, "no receipt came yet, so all is repeated"
    assert held.first_at <= held.last_at
    assert held.decided == ""
    assert team.desk.journal.dump() == before, "looking takes nothing"
    assert names(team.desk) == {"Before"}


def test_what_is_taken_counts_and_is_carried_on(team: Team, late: Path) -> None:
    taken = quarantine.take(team.desk, late, "Ana found her laptop again; it was hers")
    assert names(team.desk) == {"Before", "After"}
    other = team.laptops[1]
    devices.accept(other, taken.revocation.to_bytes(), "paper")
    team.take(other, team.answer(other))
    assert names(other) == {"Before", "After"}
    (said,) = quarantine.decisions(team.desk)
    assert (said.taken, said.reason) == (True, "Ana found her laptop again; it was hers")
    assert quarantine.look(team.desk, late).decided == quarantine.TAKEN


def test_who_is_still_revoked_can_say_no_more(team: Team, late: Path) -> None:
    quarantine.take(team.desk, late, "it was hers")
    enrol(team.laptops[0], "Later still")
    with pytest.raises(SenderRevoked):
        team.take(team.desk, team.carry(team.laptops[0]))
    assert names(team.desk) == {"Before", "After"}


def test_two_revocations_of_one_issuer_count_in_any_order(team: Team, late: Path) -> None:
    first = devices.trust(team.desk).revocations[0]
    taken = quarantine.take(team.desk, late, "it was hers")
    file = team.answer(team.laptops[1])
    for order in ((first, taken.revocation), (taken.revocation, first)):
        other = team.copy(team.copy_later(team.laptops[1]), f"copy-{order[0] is first}")
        for paper in order:
            devices.accept(other, paper.to_bytes(), "paper")
        team.take(other, file)
        assert names(other) == {"Before", "After"}


def test_what_is_declined_stays_out_and_is_remembered(team: Team, late: Path) -> None:
    said = quarantine.decline(team.desk, late, "made up by a thief")
    assert (said.taken, said.reason) == (False, "made up by a thief")
    assert names(team.desk) == {"Before"}
    assert quarantine.look(team.desk, late).decided == quarantine.DECLINED


@pytest.mark.parametrize("slip", ["no reason", "no coordinator", "not revoked", "nobody"])
def test_every_slip_is_refused(team: Team, late: Path, slip: str) -> None:
    vault, file, reason = team.desk, late, "so"
    if slip == "no reason":
        reason = " "
    elif slip == "no coordinator":
        vault = team.laptops[1]
    elif slip == "not revoked":
        file = team.carry(team.laptops[1])
    else:
        file = team.place / "nobody.imha"
    before = vault.journal.dump()
    with pytest.raises(InputError):
        quarantine.take(vault, file, reason)
    assert vault.journal.dump() == before
