"""Who gets in: the right passphrase or the right recovery code, and nothing nearly right."""

import random
from time import perf_counter

import msgspec
import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from imh_desktop.errors import InputError
from imh_desktop.store import keys
from imh_desktop.store.faults import KeysDamaged, WrongPassphrase
from imh_desktop.store.recovery_code import groups, read_code, write_code
from imh_desktop.store.vault import Vault
from tests.store.conftest import snapshot

QUICK = keys.Cost(8, 1, 1)
PASSPHRASE = "blue kettle sings softly"


@pytest.fixture
def locked(tmp_path):
    """A closed vault made cheaply, and its recovery code."""
    vault, code = Vault.create(tmp_path / "vault", PASSPHRASE, "Ana", cost=QUICK)
    vault.journal.write("partner", vault.journal.new_id(), {"name": "Clinic"})
    vault.close()
    return tmp_path / "vault", code


def partners(vault: Vault) -> int:
    with vault:
        return len(vault.journal.dump()["partner"])


def test_the_passphrase_opens_and_another_does_not(locked):
    folder, _ = locked
    assert partners(Vault.unlock(folder, PASSPHRASE, floor=QUICK)) == 1
    before = snapshot(folder)
    for wrong in ("", "blue kettle sings softl", PASSPHRASE + " ", "\ud83d", "x" * 100_000):
        with pytest.raises(WrongPassphrase):
            Vault.unlock(folder, wrong, floor=QUICK)
    assert snapshot(folder) == before


def test_a_passphrase_is_the_same_however_its_accents_are_typed(tmp_path):
    made, _code = Vault.create(tmp_path / "v", "caf\u00e9 con leche caliente", "Ana", cost=QUICK)
    made.close()
    with Vault.unlock(tmp_path / "v", "cafe\u0301 con leche caliente", floor=QUICK) as opened:
        assert opened.vault_id == made.vault_id


def test_the_recovery_code_opens_after_the_passphrase_slot_is_gone(locked):
    folder, code = locked
    found = keys.read_keys(folder, floor=QUICK)
    only = tuple(slot for slot in found.slots if slot.kind == "recovery")
    keys.write_keys(folder, msgspec.structs.replace(found, slots=only))
    with pytest.raises(WrongPassphrase):
        Vault.unlock(folder, PASSPHRASE, floor=QUICK)

    with Vault.recover(folder, code.lower().replace("-", " "), floor=QUICK) as vault:
        assert len(vault.journal.dump()["partner"]) == 1
        ((_, _, kind, _),) = vault.journal.dump()["event"]
        assert kind == "recovery_used"


def test_the_code_of_another_vault_does_not_open(locked):
    folder, _ = locked
    with pytest.raises(WrongPassphrase):
        Vault.recover(folder, write_code(bytes(16)), floor=QUICK)


@pytest.mark.parametrize(
    "every_bit", [False, pytest.param(True, marks=pytest.mark.release)], ids=["bytes", "bits"]
)
def test_a_flip_in_any_byte_of_the_key_file_opens_nothing(locked, every_bit):
    folder, code = locked
    path = folder / "keys.json"
    (folder / "keys.json.bak").unlink()
    whole = path.read_bytes()
    assert len(whole) > 900
    slots = msgspec.json.decode(whole, type=keys.KeyFile).slots
    first, border = (whole.index(slot.slot_id.encode()) for slot in slots)

    def struck(place: int) -> set[str]:
        if place < first - 20:  # what is said of all slots
            return {slot.slot_id for slot in slots}
        return {slots[place >= border].slot_id}

    for place in range(len(whole)):
        for bit in range(8) if every_bit else (place % 8,):
            flipped = bytearray(whole)
            flipped[place] ^= 1 << bit
            path.write_bytes(flipped)
            opened = []
            for typed, kind in ((PASSPHRASE, "passphrase"), (code, "recovery")):
                try:
                    opened.append(keys.unseal(folder, typed, kind, floor=QUICK).slot_id)
                except (KeysDamaged, WrongPassphrase):
                    continue
            # a flip inside one slot leaves the other sound, and that one alone may open
            assert len(opened) < 2, (place, bit)
            assert not struck(place) & set(opened), (place, bit)
    path.write_bytes(whole)
    assert keys.unseal(folder, PASSPHRASE, "passphrase", floor=QUICK).raw_key


@pytest.mark.parametrize("field", ["slot_id", "kind", "public", "sealed"])
def test_slots_swapped_or_altered_open_nothing(locked, field):
    folder, code = locked
    found = keys.read_keys(folder, floor=QUICK)
    for one, other in (found.slots, found.slots[::-1]):
        mixed = msgspec.structs.replace(one, **{field: getattr(other, field)})
        keys.write_keys(folder, msgspec.structs.replace(found, slots=(mixed,)))
        for typed, kind in ((PASSPHRASE, "passphrase"), (code, "recovery")):
            with pytest.raises(WrongPassphrase):
                keys.unseal(folder, typed, kind, floor=QUICK)


@pytest.mark.parametrize(
    "said",
    [
        {"cost": keys.Cost(16, 1, 1)}, {"cost": keys.Cost(8, 2, 1)}, {"salt": "0" * 32},
        {"vault_id": "0" * 8},
    ],
)  # fmt: skip
def test_what_is_said_of_all_slots_cannot_be_altered(locked, said):
    folder, code = locked
    found = keys.read_keys(folder, floor=QUICK)
    keys.write_keys(folder, msgspec.structs.replace(found, **said))
    for typed, kind in ((PASSPHRASE, "passphrase"), (code, "recovery")):
        with pytest.raises(WrongPassphrase):
            keys.unseal(folder, typed, kind, floor=QUICK)


def test_a_slot_of_another_vault_opens_nothing(locked):
    folder, _ = locked
    found = keys.read_keys(folder, floor=QUICK)
    keys.write_keys(folder, msgspec.structs.replace(found, vault_id=found.slots[0].slot_id))
    with pytest.raises(WrongPassphrase):
        keys.unseal(folder, PASSPHRASE, "passphrase", floor=QUICK)


@pytest.mark.parametrize(
    "cost",
    [
        (8, 1, 1), (64 * 1024 - 1, 3, 1), (64 * 1024, 2, 1), (64 * 1024, 3, 0),
        (1024 * 1024 + 1, 3, 1), (2**31, 3, 1), (64 * 1024, 11, 1), (64 * 1024, 3, 255),
        (-1, 3, 1), (0, 0, 0), (64 * 1024, 2**40, 1),
    ],
)  # fmt: skip
def test_hostile_parameters_are_refused_before_anything_is_derived(locked, cost, monkeypatch):
    folder, _ = locked

    def never(*_args: object) -> bytes:
        raise AssertionError("a key was derived")

    monkeypatch.setattr("imh_desktop.store.keys._derive", never)
    found = keys.read_keys(folder, floor=QUICK)
    hostile = msgspec.structs.replace(found, cost=keys.Cost(*cost))
    for name in ("keys.json", "keys.json.bak"):
        (folder / name).write_bytes(keys.encode_keys(hostile))
    before, begun = snapshot(folder), perf_counter()
    with pytest.raises(KeysDamaged):
        keys.unseal(folder, PASSPHRASE, "passphrase")
    assert perf_counter() - begun < 0.05  # security.md S3
    with pytest.raises(KeysDamaged):
        Vault.unlock(folder, PASSPHRASE)
    assert snapshot(folder) == before


def test_what_a_new_vault_asks_of_a_guesser_is_the_floor_or_more(tmp_path, monkeypatch):
    asked = []

    class Watched:
        def __init__(self, **parameters: object) -> None:
            asked.append(parameters)
            self._real = Argon2id(**{**parameters, "memory_cost": 8, "iterations": 1})

        def derive(self, secret: bytes) -> bytes:
            return self._real.derive(secret)

    monkeypatch.setattr("cryptography.hazmat.primitives.kdf.argon2.Argon2id", Watched)
    vault, code = Vault.create(tmp_path / "v", PASSPHRASE, "Ana")
    vault.close()
    Vault.unlock(tmp_path / "v", PASSPHRASE).close()
    Vault.recover(tmp_path / "v", code).close()
    assert len(asked) == 4
    assert all(p["memory_cost"] >= 65_536 and p["iterations"] >= 3 for p in asked)
    assert len({p["salt"] for p in asked}) == 1


@pytest.mark.parametrize("damage", [b"", b"{}", b"[" * 200_000, b"\xff\xfe", b"null"])
def test_a_lost_or_damaged_key_file_is_stood_in_for_by_its_copy(locked, damage):
    folder, _ = locked
    (folder / "keys.json").write_bytes(damage)
    assert partners(Vault.unlock(folder, PASSPHRASE, floor=QUICK)) == 1
    (folder / "keys.json").unlink()
    assert partners(Vault.unlock(folder, PASSPHRASE, floor=QUICK)) == 1
    (folder / "keys.json.bak").write_bytes(damage)
    before = snapshot(folder)
    with pytest.raises(KeysDamaged, match="keep the whole folder"):
        Vault.unlock(folder, PASSPHRASE, floor=QUICK)
    assert snapshot(folder) == before


def test_a_code_can_be_typed_back_and_every_slip_is_found():
    chance = random.Random(1)
    for _ in range(300):
        secret = chance.randbytes(16)
        code = write_code(secret)
        assert [len(group) for group in groups(code)] == [5] * 7
        assert read_code(code) == secret
        assert read_code(f" {code.lower()} ".replace("O", "0").replace("I", "1")) == secret
        for _ in range(20):
            at = chance.choice([i for i, letter in enumerate(code) if letter != "-"])
            slip = chance.choice(sorted(set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") - {code[at]}))
            with pytest.raises(InputError) as fault:
                read_code(code[:at] + slip + code[at + 1 :])
            assert fault.value.values == {"number": at // 6 + 1}


def test_swapped_groups_and_wrong_lengths_are_found():
    code = write_code(bytes(range(16)))
    first, second, *rest = groups(code)
    for wrong in ("-".join((second, first, *rest)), code[:-1], code + "A", "", "-" * 41, "ä" * 35):
        with pytest.raises(InputError):
            read_code(wrong)
