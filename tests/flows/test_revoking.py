"""A person who goes: the file gets a new key, and everyone but she is given it."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from imh_desktop.errors import InputError
from imh_desktop.flows import begun_forms, recovery, revoking, unlocking, workers
from imh_desktop.flows.begun_forms import About
from imh_desktop.flows.workers import Refused
from imh_desktop.store import keys, records, slots, ways_in
from imh_desktop.store.backups import backups_of
from imh_desktop.store.faults import KeysDamaged, WrongPassphrase
from imh_desktop.store.vault import Vault
from tests.store import key_steps
from tests.store.key_steps import EVA, LUZ, NEW, ROSA

pytestmark = pytest.mark.usefixtures("cheap_keys")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def made(folder: Path) -> Iterator[tuple[Vault, str]]:
    """Rosa's laptop, on which Luz and Eva work too; and its recovery code."""
    code = key_steps.make(folder)
    with unlocking.unlock(folder, ROSA) as vault:
        yield vault, code


def worker_id_of(vault: Vault, name: str) -> str:
    return next(one.worker_id for one in workers.people(vault) if one.name == name)


def luz_of(vault: Vault) -> str:
    return worker_id_of(vault, "Luz")


def who(folder: Path, passphrase: str) -> str:
    with unlocking.unlock(folder, passphrase) as vault:
        assert not vault.journal.verify()
        return records.worker(vault).name


def test_what_she_half_typed_into_forms_goes_with_her(made):
    vault, _code = made
    luz, about = luz_of(vault), About("contact", "x")
    begun_forms.keep(vault, about, {"came": "hers stays"})
    rosa = vault.worker_id
    vault.act_as(luz)
    begun_forms.keep(vault, about, {"came": "goes"})
    vault.act_as(rosa)
    revoking.revoke(vault, luz)
    assert list(vault.desk.drafts()) == [f"form/{rosa}/contact/x"]


def test_the_revoked_open_no_more_and_the_others_do(made, folder):
    vault, code = made
    before, luz = vault.key(), luz_of(vault)
    revoking.revoke(vault, luz)
    assert vault.key() != before
    assert [one.name for one in workers.people(vault)] == ["Eva", "Rosa"]
    assert records.events(vault)[-1][1:] == ("worker_revoked", luz)
    assert len(vault.journal.dump()["partner"]) == 1
    assert slots.former_keys(vault.open_connection()) == (before,)
    vault.close()
    assert not (folder / "rekey.new").exists()
    assert who(folder, ROSA) == "Rosa"
    assert who(folder, EVA) == "Eva"
    with pytest.raises(WrongPassphrase):
        unlocking.unlock(folder, LUZ)
    with unlocking.recover(folder, code) as again:
        assert len(again.journal.dump()["partner"]) == 1


def test_an_old_copy_of_the_key_file_gives_the_revoked_nothing_new(made, folder):
    vault, _ = made
    copy = (folder / "keys.json").read_bytes()
    revoking.revoke(vault, luz_of(vault))
    vault.close()
    for name in ("keys.json", "keys.json.bak"):
        (folder / name).write_bytes(copy)
    with pytest.raises(Exception, match="cannot be read with its key"):
        unlocking.unlock(folder, LUZ)


def test_keys_handed_over_again_and_again_are_followed(made, folder):
    vault, code = made
    for _ in range(3):
        revoking.renew_key(vault)
    file = keys.read_keys(folder)
    assert {len(slot.steps) for slot in file.slots} == {3}
    vault.close()
    assert who(folder, EVA) == "Eva"
    steps = {slot.slot_id: len(slot.steps) for slot in keys.read_keys(folder).slots}
    assert sorted(steps.values()) == [0, 3, 3, 3]  # Eva's holds the key in force again
    assert (folder / "keys.json").read_bytes() == (folder / "keys.json.bak").read_bytes()
    unlocking.recover(folder, code).close()


def test_a_planted_slot_is_given_no_new_key(made, folder):
    vault, _ = made
    file = keys.read_keys(folder)
    root = keys.stretched(file, keys.passphrase_secret(NEW))
    planted = keys.new_slot(file, "ab" * 16, "passphrase", root, vault.key(), bytes)
    keys.write_keys(folder, msgspec.structs.replace(file, slots=(*file.slots, planted)))
    vault.suspend()
    with pytest.raises(KeysDamaged, match="nobody"):
        unlocking.unlock(folder, NEW)
    vault.resume()
    revoking.revoke(vault, luz_of(vault))
    vault.close()
    with pytest.raises(WrongPassphrase):
        unlocking.unlock(folder, NEW)


def test_a_public_key_put_in_place_of_another_stops_the_new_key(made, folder):
    vault, _ = made
    file, before = keys.read_keys(folder), vault.key()
    other = msgspec.structs.replace(file.slots[-1], public=file.slots[0].public)
    keys.write_keys(folder, msgspec.structs.replace(file, slots=(*file.slots[:-1], other)))
    with pytest.raises(KeysDamaged):
        revoking.renew_key(vault)
    assert vault.key() == before
    assert not any(kind == "key_renewed" for _, kind, _ in records.events(vault))


def test_nobody_slips_in_a_key_without_having_known_the_one_before(made, folder):
    vault, _ = made
    file, eva = keys.read_keys(folder), ways_in.slots_of(vault, kind="passphrase")[-1]
    slot = next(one for one in file.slots if one.slot_id == eva)
    forged = keys.hand_over(file, slot, slot.public, b"not the key", b"f" * 32)
    left = tuple(one for one in file.slots if one.slot_id != eva)
    keys.write_keys(folder, msgspec.structs.replace(file, slots=(*left, forged)))
    with pytest.raises(KeysDamaged, match="altered"):
        keys.unseal(folder, EVA, "passphrase")


def test_who_may_not_or_must_not_be_revoked(made, folder):
    vault, _ = made
    with pytest.raises(InputError, match="your own"):
        revoking.revoke(vault, vault.worker_id)
    with pytest.raises(InputError, match="Nobody"):
        revoking.revoke(vault, vault.journal.new_id())
    rosa = vault.worker_id
    vault.close()
    with unlocking.unlock(folder, LUZ) as hers, pytest.raises(Refused):
        revoking.revoke(hers, rosa)


def test_backups_of_this_laptop_open_for_her_no_more(made):
    vault, _ = made
    workers.reset_passphrase(vault, luz_of(vault), NEW)
    told = revoking.revoke(vault, luz_of(vault))
    (backup,) = backups_of(vault)
    assert (told.backups_closed, told.left_open, backup.note.why) == (1, 0, "rekey")
    assert who(backup.path, EVA) == "Eva"
    for hers in (LUZ, NEW):
        with pytest.raises(WrongPassphrase):
            unlocking.unlock(backup.path, hers)


def test_another_process_gives_the_file_the_key_that_was_chosen_here(made, folder):
    vault, _ = made
    luz = luz_of(vault)
    revoking.prepare(vault)
    line = unlocking.handed_key(vault)
    vault.suspend()
    with unlocking.unlock_with_handed(folder, line.decode()) as child:
        revoking.revoke(child, luz)
    vault.resume()
    assert records.events(vault)[-1][1:] == ("worker_revoked", luz)
    assert not vault.coming_key


def test_a_process_that_did_nothing_leaves_the_key_as_it_was(made):
    vault, _ = made
    before = vault.key()
    revoking.prepare(vault)
    vault.suspend()
    vault.resume()
    assert vault.key() == before
    vault.journal.write("partner", vault.journal.new_id(), {"name": "Clinic"})


def test_without_a_paper_that_opens_nobody_is_revoked(made, folder):
    vault, _ = made
    (code,) = ways_in.slots_of(vault, kind="recovery")
    slots.forget(vault.open_connection(), code)
    with pytest.raises(InputError, match="recovery code or set of cards"):
        revoking.revoke(vault, luz_of(vault))
    recovery.new_cards(vault)
    revoking.revoke(vault, luz_of(vault))


def test_a_flip_in_any_byte_of_a_key_handed_over_opens_nothing(made, folder):
    vault, _ = made
    revoking.renew_key(vault)
    eva = ways_in.slots_of(vault, worker_id=worker_id_of(vault, "Eva"))[0]
    whole = (folder / "keys.json").read_bytes()
    step = next(one for one in keys.read_keys(folder).slots if one.slot_id == eva).steps[0]
    for text in (step.key, step.proof):
        begin = whole.index(text.encode())
        for place in range(begin, begin + len(text)):
            flipped = bytearray(whole)
            flipped[place] ^= 1 << place % 8
            for name in ("keys.json", "keys.json.bak"):
                (folder / name).write_bytes(flipped)
            with pytest.raises((KeysDamaged, WrongPassphrase)):
                keys.unseal(folder, EVA, "passphrase")
    (folder / "keys.json").write_bytes(whole)
    assert keys.unseal(folder, EVA, "passphrase").raw_key == vault.key()


def test_keys_handed_over_swapped_doubled_or_left_out_do_not_open_the_file(made, folder):
    vault, _ = made
    for _ in range(2):
        revoking.renew_key(vault)
    file = keys.read_keys(folder)
    steps = {slot.slot_id: slot.steps for slot in file.slots}
    eva = ways_in.slots_of(vault, worker_id=worker_id_of(vault, "Eva"))[0]
    luz = ways_in.slots_of(vault, worker_id=worker_id_of(vault, "Luz"))[0]
    one, two = steps[eva]
    for wrong in (
        (two, one),
        (one, two, two),
        (one,),
        (two,),
        (),
        steps[luz],
        (one, steps[luz][1]),
    ):
        slots_now = tuple(
            msgspec.structs.replace(s, steps=wrong) if s.slot_id == eva else s for s in file.slots
        )
        keys.write_keys(folder, msgspec.structs.replace(file, slots=slots_now))
        try:
            opened = keys.unseal(folder, EVA, "passphrase").raw_key
        except (KeysDamaged, WrongPassphrase):
            continue
        assert opened != vault.key()
