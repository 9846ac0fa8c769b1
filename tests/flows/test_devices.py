"""Who may carry: nobody is believed but by a coordinator's word, and she by her six words."""

import msgspec
import pytest

from imh_desktop.errors import ImhError, InputError
from imh_desktop.flows import devices
from tests.flows.team import DAY, Team


def test_the_keys_of_a_device_stay_when_it_asks_again(team: Team):
    laptop = team.laptops[0]
    first, second = (devices.request(laptop, name, DAY) for name in ("One", "Two"))
    assert first.fingerprint == second.fingerprint
    assert first.signed_with(first.signing_key)
    assert devices.words(first, "en") == devices.words(second, "en")
    assert devices.words(first, "es") != devices.words(first, "en")
    seed, identity = laptop.papers.keys()
    for paper in (first, *devices.trust(laptop).certificates):
        assert seed.hex() not in paper.to_bytes().decode()
        assert identity not in paper.to_bytes().decode()


def test_only_a_coordinators_device_certifies_and_revokes(team: Team):
    one, other = team.laptops
    asked = devices.request(other, "Other", DAY).to_bytes()
    with pytest.raises(InputError, match="Only a coordinator"):
        devices.certify(one, asked, "request", "visitor")
    with pytest.raises(InputError, match="Only a coordinator"):
        devices.revoke(one, other.device_id, "why not")
    with pytest.raises(InputError, match="already"):
        devices.certify_self(one, "Me too", DAY)


def test_a_paper_that_could_not_be_written_out_can_be_asked_for_again(team: Team):
    assert devices.certify_self(team.desk, "Desk", DAY) == team.root
    first = devices.revoke(team.desk, team.laptops[0].device_id, "lost")
    assert devices.revoke(team.desk, team.laptops[0].device_id, "lost, I said") == first


def test_a_second_coordinators_word_counts_where_the_firsts_does(team: Team):
    second, newcomer = team.vault("second"), team.vault("newcomer")
    team.join(second, "coordinator")
    asked = devices.request(newcomer, "New", DAY).to_bytes()
    paper = devices.certify(second, asked, "request", "visitor").to_bytes()
    with pytest.raises(InputError, match="No coordinator"):
        devices.accept(newcomer, paper, "paper")
    devices.accept(newcomer, team.root.to_bytes(), "root", team.root.fingerprint)
    with pytest.raises(InputError, match="No coordinator"):
        devices.accept(newcomer, paper, "paper")  # who stands behind the second is not here yet
    standing = [c for c in devices.trust(second).certificates if c.device_id == second.device_id]
    devices.accept(newcomer, standing[0].to_bytes(), "second")
    devices.accept(newcomer, paper, "paper")


def bent(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def test_no_paper_with_one_bit_turned_is_taken(team: Team):
    laptop = team.vault("fresh")
    asked = devices.request(laptop, "Fresh", DAY).to_bytes()
    for place in range(0, len(asked), 7):
        with pytest.raises(ImhError):
            devices.certify(team.desk, bent(asked, place), "request", "visitor")
    for paper in (team.root.to_bytes(), team.spare.to_bytes()):
        for place in range(0, len(paper), 7):
            with pytest.raises(ImhError):
                devices.accept(team.laptops[0], bent(paper, place), "paper")
    for data in (b"", b"{}", b"[]", b"\xff" * 40, b"{" * 5000, b"x" * 2_000_000):
        with pytest.raises(InputError):
            devices.accept(laptop, data, "paper")
    assert devices.trust(laptop).roots == ()


def test_other_keys_for_a_known_device_are_refused(team: Team):
    stranger = Team(team.place / "elsewhere", laptops=0)
    theirs = msgspec.structs.replace(
        devices.request(stranger.desk, "Desk", DAY), device_id=team.laptops[0].device_id
    )
    mine = devices.keys(stranger.desk)
    mine.device_id = theirs.device_id
    forged = msgspec.structs.replace(theirs, signature=theirs.signed(mine)).to_bytes()
    with pytest.raises(InputError, match="other keys"):
        devices.certify(team.desk, forged, "request", "visitor")
    stranger.close()


def test_a_revocation_counts_only_from_a_coordinator_and_needs_a_reason(team: Team):
    one, other = team.laptops
    with pytest.raises(InputError, match="why"):
        devices.revoke(team.desk, one.device_id, " ")
    with pytest.raises(InputError, match="No device"):
        devices.revoke(team.desk, team.desk.journal.new_id(), "x")
    with pytest.raises(InputError, match="by hand"):
        devices.revoke(team.desk, team.desk.device_id, "x")
    paper = devices.revoke(team.desk, one.device_id, "left the programme")
    own = msgspec.structs.replace(
        paper, device_id=team.root.device_id, issuer_id=other.device_id, signature=""
    )
    forged = msgspec.structs.replace(own, signature=own.signed(devices.keys(other)))
    with pytest.raises(InputError, match="No coordinator"):
        devices.accept(other, forged.to_bytes(), "revocation")
    devices.accept(other, paper.to_bytes(), "revocation")
    with pytest.raises(InputError, match="device"):
        team.make(other, (team.papers[0], team.spare))
