"""The answer to a request travels in the open: whoever carries it can add papers to it."""

from collections.abc import Callable
from itertools import permutations

import msgspec
import pytest

from imh_desktop.errors import InputError
from imh_desktop.exchange.archive import DeviceKeys
from imh_desktop.exchange.archive import papers as deeds
from imh_desktop.exchange.archive.papers import Certificate
from imh_desktop.flows import answering, carrying, devices
from imh_desktop.store.vault import Vault
from tests.flows.team import DAY, Team


def itself(keys: DeviceKeys, device_id: str = "", serial: int = 1) -> Certificate:
    """A coordinator's certificate that nobody but its own device stands behind."""
    keys.device_id = device_id or keys.device_id
    return deeds.certify(keys, deeds.request(keys, "x", DAY), "coordinator", serial)


def signed(keys: DeviceKeys, one: Certificate, **other: object) -> Certificate:
    bare = msgspec.structs.replace(one, signature="", **other)
    return msgspec.structs.replace(bare, signature=bare.signed(keys))


class Thief:
    """Carries the answer, and has keys of his own."""

    def __init__(self, team: Team) -> None:
        self.team = team
        self.keys = DeviceKeys.generate(team.desk.journal.new_id())
        self.root = itself(self.keys)

    def desk_with_his_keys(self) -> Certificate:
        return itself(DeviceKeys.generate("x"), self.team.desk.device_id)

    def laptop_with_his_keys(self, joiner: Vault) -> Certificate:
        return itself(DeviceKeys.generate("x"), joiner.device_id)

    def below_him(self) -> Certificate:
        spy = DeviceKeys.generate(self.team.desk.journal.new_id())
        asked = deeds.request(spy, "Spy", DAY)
        return deeds.certify(self.keys, asked, "coordinator", 2)


@pytest.fixture
def joiner(team: Team) -> Vault:
    vault = team.vault("joiner")
    answering.join(vault, "Luz", DAY)
    return vault


@pytest.fixture
def answer(team: Team, joiner: Vault) -> list[bytes]:
    asked = devices.request(joiner, "Luz", DAY).to_bytes()
    return answering.answer(team.desk, asked, "request", "visitor").splitlines()


def held(vault: Vault) -> list[object]:
    kinds = ("Certificate", "Revocation", "DeviceRequest")
    return [vault.papers.papers(kind) for kind in kinds] + [vault.journal.dump()]


def refused(vault: Vault, lines: list[bytes], heard: str, match: str | None = None) -> None:
    before = held(vault)
    with pytest.raises(InputError, match=match):
        answering.take_up(vault, b"\n".join(lines), "answer", heard)
    assert held(vault) == before, "nothing of the file was kept"


def test_the_words_of_the_one_who_becomes_root_are_asked_for(team, joiner, answer):
    seen = answering.read(joiner, b"\n".join(answer), "answer")
    assert seen.root == team.root
    refused(joiner, answer, "", "six words")
    refused(joiner, answer, Thief(team).root.fingerprint, "six words")
    answering.take_up(joiner, b"\n".join(answer), "answer", team.root.fingerprint)
    assert devices.trust(joiner).roots == (team.root,)
    assert answering.read(joiner, b"\n".join(answer), "answer").root is None
    before = held(joiner)
    answering.take_up(joiner, b"\n".join(answer), "answer")
    assert held(joiner) == before, "a file opened twice changes nothing"


ADDED: dict[str, Callable[[Thief, Vault], list[Certificate]]] = {
    "a second root": lambda thief, _: [thief.root],
    "a second root and who is below": lambda thief, _: [thief.root, thief.below_him()],
    "a coordinator below nobody": lambda thief, _: [thief.below_him()],
    "the desk's name with other keys": lambda thief, _: [thief.desk_with_his_keys()],
    "this laptop's name with other keys": lambda thief, to: [thief.laptop_with_his_keys(to)],
    "a role that was changed": lambda thief, _: [
        msgspec.structs.replace(thief.team.papers[0], role="coordinator")
    ],
    "a root that others issued": lambda thief, _: [
        signed(thief.keys, thief.root, issuer_id=thief.team.desk.device_id)
    ],
    "the desk's keys, signed by him": lambda thief, _: [
        signed(thief.keys, thief.team.root, serial=9)
    ],
}


@pytest.mark.parametrize("slip", ADDED)
@pytest.mark.parametrize("known", [False, True])
def test_what_was_added_on_the_way_refuses_the_file(team, joiner, answer, slip, known):
    if known:
        answering.take_up(joiner, b"\n".join(answer), "answer", team.root.fingerprint)
    added = [one.to_bytes() for one in ADDED[slip](Thief(team), joiner)]
    heard = team.root.fingerprint
    for lines in ([*answer, *added], [*added, *answer], [*answer[:1], *added, *answer[1:]]):
        refused(joiner, lines, "" if known else heard)
        refused(joiner, lines, Thief(team).root.fingerprint)
    readers = {one.device_id for one in carrying.possible_readers(joiner)} if known else set()
    assert readers <= {one.device_id for one in (team.root, team.spare, *team.papers)}


def test_lines_in_any_order_and_twice_are_one_file(team, answer):
    for number, lines in enumerate(permutations(answer[:3])):
        vault = team.vault(f"fresh-{number}")
        answering.join(vault, "Fresh", DAY)
        some = [line for line in (*lines, *lines) if b'"role"' in line]
        answering.take_up(vault, b"\n".join(some), "answer", team.root.fingerprint)
        assert devices.trust(vault).roots == (team.root,)


def test_who_was_shut_out_becomes_no_root_though_her_words_are_heard(team):
    second, laptop = team.vault("second"), team.laptops[0]
    devices.accept(laptop, team.join(second, "coordinator").to_bytes(), "second")
    gone = devices.revoke(team.desk, second.device_id, "lost")
    devices.accept(laptop, gone.to_bytes(), "shut-out")
    root = itself(devices.keys(second), serial=2)
    refused(laptop, [root.to_bytes()], root.fingerprint, "shut out")
    with pytest.raises(InputError, match="shut out"):
        devices.accept(laptop, root.to_bytes(), "root", root.fingerprint)


def test_one_more_root_needs_its_own_words(team):
    laptop, thief = team.laptops[0], Thief(team)
    with pytest.raises(InputError, match="six words"):
        devices.accept(laptop, thief.root.to_bytes(), "root")
    refused(laptop, [thief.root.to_bytes()], team.root.fingerprint, "six words")
    devices.accept(laptop, thief.root.to_bytes(), "root", thief.root.fingerprint)
    joiner = team.vault("third")
    given = answering.papers_for(laptop, laptop.device_id)
    answering.join(joiner, "Third", DAY)
    assert answering.read(joiner, given, "answer").root == team.root, "one root's papers a file"
