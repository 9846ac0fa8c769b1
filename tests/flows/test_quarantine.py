"""An archive of a revoked laptop: refused, looked at, then taken with a reason or declined."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from imh_desktop.errors import InputError
from imh_desktop.exchange.archive.faults import SenderRevoked
from imh_desktop.flows import answering, devices, enrolling, quarantine
from imh_desktop.flows.enrolling import ChildForm
from imh_desktop.store import records
from imh_desktop.store.faults import StorageFault
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
    answering.take_up(other, taken.papers, "paper")
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
    for order in ((first, taken.revocations[0]), (taken.revocations[0], first)):
        other = team.copy(team.copy_later(team.laptops[1]), f"copy-{order[0] is first}")
        for paper in order:
            devices.accept(other, paper.to_bytes(), "paper")
        team.take(other, file)
        assert names(other) == {"Before", "After"}


def test_all_who_were_shut_out_are_handed_over_in_one_file(tmp_path: Path) -> None:
    team = Team(tmp_path / "three", laptops=3)
    one, two, other = team.laptops
    for laptop in team.laptops:
        for paper in team.papers:
            devices.accept(laptop, paper.to_bytes(), "paper")
    for laptop, name in ((one, "A1"), (two, "B1")):
        enrol(laptop, name)
        team.take(team.desk, team.carry(laptop))
    gone = [devices.revoke(team.desk, each.device_id, "stolen") for each in (one, two)]
    answering.take_up(other, quarantine.paper_file(gone), "shut-out")
    enrol(one, "A2")
    enrol(two, "B2")
    team.take(two, team.make(one, (team.papers[1], team.spare)))
    file = team.make(two, (team.root, team.spare))
    assert len(quarantine.look(team.desk, file).devices) == 2
    taken = quarantine.take(team.desk, file, "both found again")
    ids = [each.device_id for each in taken.revocations]
    assert ids == sorted((one.device_id, two.device_id))
    answering.take_up(other, taken.papers, "paper")
    team.take(other, team.make(team.desk, (team.papers[2], team.spare)))
    assert names(other) == names(team.desk) == {"A1", "A2", "B1", "B2"}
    team.close()


STEPS = {"revoking": (devices, "accept_more"), "remembering": (quarantine, "_keep")}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("end", ["fault", "kill"])
def test_taking_is_one_whole(
    team: Team, late: Path, step: str, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise StorageFault("The disk is full.")

    before = told(team.desk)
    if end == "kill":
        kill_while_taking(team, late, step)
    else:
        with monkeypatch.context() as broken:
            broken.setattr(*STEPS[step], stop)
            with pytest.raises(StorageFault):
                quarantine.take(team.desk, late, "it was hers")
    assert told(team.desk) == before
    assert team.desk.journal.verify() == ()
    taken = quarantine.take(team.desk, late, "it was hers")
    assert len(taken.revocations) == len(quarantine.decisions(team.desk)) == 1
    assert names(team.desk) == {"Before", "After"}


_CHILD = """
import os, sys
from pathlib import Path
from imh_desktop.flows import quarantine
from imh_desktop.store.vault import Vault
from tests.flows.test_quarantine import STEPS
setattr(*STEPS[sys.argv[3]], lambda *_: os._exit(9))
with Vault.open_with_key(Path(sys.argv[1]), bytes(range(32))) as vault:
    quarantine.take(vault, Path(sys.argv[2]), "it was hers")
"""


def kill_while_taking(team: Team, file: Path, step: str) -> None:
    """Take it in a process that dies on the way; the desk's vault lies closed meanwhile."""
    team.desk.suspend()
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, team.desk.folder, file, step], cwd=root, check=False
    )
    assert done.returncode == 9
    team.desk.resume()


def told(vault: Vault) -> object:
    """What a vault says, and whom it believes."""
    papers = vault.papers.papers("Revocation"), vault.papers.papers("Certificate")
    return vault.journal.dump(), vault.carriage.merged(), papers, quarantine.decisions(vault)


def test_the_last_word_stands_though_the_clock_went_back(
    team: Team, late: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quarantine.decline(team.desk, late, "made up by a thief")
    back = datetime(2020, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(team.desk.journal._pen, "_clock", lambda: back)
    quarantine.take(team.desk, late, "it was hers")
    assert [one.taken for one in quarantine.decisions(team.desk)] == [False, True]
    assert quarantine.look(team.desk, late).decided == quarantine.TAKEN


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
