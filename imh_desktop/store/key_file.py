"""The key file beside the vault: what it may hold, and how it is read and replaced.

It opens the vault and decides nothing: whose a slot is, the vault itself says (``slots``).
"""

from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from imh_desktop.core.canonical import canonical
from imh_desktop.store.faults import REFUSED, UNWRITABLE, KeysDamaged, StorageFault
from imh_desktop.store.folder import KEYS, UNFINISHED, disk, sync_folder, write_whole

FORMAT, FIRST_FORMAT = 2, 1
TWIN = KEYS + ".bak"
MOST_SLOTS = 64
MOST_STEPS = 100
"""New keys in a row that one slot can be handed without being used."""
_LARGEST_FILE = 4_194_304

Kind = Literal["passphrase", "recovery", "cards"]
"""What a person types: her passphrase, the printed code, or two of three printed cards."""
Id = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f-]{1,64}\Z")]
Salt = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{32}\Z")]
Hash = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Argon2id's parameters: memory in KiB, passes, lanes."""

    memory_kib: int
    passes: int
    lanes: int

    def within(self, low: "Cost", high: "Cost") -> bool:
        """Tell whether every parameter lies between the two, both included, and Argon2 takes
        them: it wants 8 KiB for each lane."""
        if self.memory_kib < 8 * self.lanes:
            return False
        mine = msgspec.structs.astuple(self)
        bounds = zip(msgspec.structs.astuple(low), msgspec.structs.astuple(high), strict=True)
        return all(a <= value <= b for value, (a, b) in zip(mine, bounds, strict=True))


FLOOR = Cost(64 * 1024, 3, 1)
CEILING = Cost(1024 * 1024, 10, 8)
"""Key files weaker or hungrier than these are refused unread (security.md D2)."""


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A new data key, handed over by someone who does not know the slot's secret. ``key``: sealed
    to the slot's public key (HPKE, 80 bytes); ``proof``: that whoever sealed it knew the data key
    before (HMAC-SHA256). Both in hex."""

    key: Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{160}\Z")]
    proof: Hash


class Slot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way in. ``public``: its X25519 key; ``sealed``: a 12-byte nonce, its private key and
    the data key when the secret was last typed (64 bytes), a 16-byte tag; ``steps``: the data
    keys since, oldest first. In hex, small letters only, so that no other spelling passes."""

    slot_id: Id
    kind: Kind
    public: Hash
    sealed: Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{184}\Z")]
    steps: Annotated[tuple[Step, ...], msgspec.Meta(max_length=MOST_STEPS)] = ()


class OldSlot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A slot of the first format: it seals the data key itself, so that no other key can be
    handed to it. ``sealed``: a 12-byte nonce, the data key, a 16-byte tag."""

    slot_id: Id
    kind: Literal["passphrase", "recovery"]
    cost: Cost
    salt: Salt
    sealed: Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{120}\Z")]

    def bound(self, vault_id: str) -> bytes:
        """Return what the seal is bound to."""
        facts = {"format": FIRST_FORMAT, "vault": vault_id, "slot": self.slot_id, "kind": self.kind}
        return canonical(facts | msgspec.structs.asdict(self.cost) | {"salt": self.salt})


class KeyFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Losing it, and its copies, loses everything.

    ``cost``, ``salt``: of every slot, so that a typed secret is derived once however many slots
    there are. ``following``: the slots as they will be once a new data key is in force; there only
    while the vault is being re-keyed. ``old``: slots of the first format whose secret was not
    typed since.
    """

    format: int
    vault_id: Id
    cost: Cost
    salt: Salt
    slots: Annotated[tuple[Slot, ...], msgspec.Meta(max_length=MOST_SLOTS)]
    following: Annotated[tuple[Slot, ...], msgspec.Meta(max_length=MOST_SLOTS)] = ()
    old: Annotated[tuple[OldSlot, ...], msgspec.Meta(max_length=2)] = ()

    def bound(self, slot: Slot) -> bytes:
        """Return what a slot's seals are bound to."""
        facts = {"format": FORMAT, "vault": self.vault_id, "slot": slot.slot_id, "kind": slot.kind}
        known = {"salt": self.salt, "public": slot.public}
        return canonical(facts | msgspec.structs.asdict(self.cost) | known)

    @property
    def kinds(self) -> frozenset[Kind]:
        """Return what opens it, slots of the first format included."""
        first: frozenset[Kind] = frozenset(slot.kind for slot in self.old)
        return first | {slot.kind for slot in self.slots}

    @property
    def slot_ids(self) -> frozenset[str]:
        """Return the ids of all slots that open the data key in force."""
        return frozenset(s.slot_id for s in self.slots) | {s.slot_id for s in self.old}


class FirstKeyFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A key file of the first format."""

    format: int
    vault_id: Id
    slots: Annotated[tuple[OldSlot, ...], msgspec.Meta(min_length=1, max_length=2)]


def read_keys(folder: Path, *, floor: Cost | None = None) -> KeyFile:
    """Read the key file; its twin stands in when it is missing or damaged. One of the first
    format reads as one of today's without slots, whose ``salt`` is not used yet.

    Raises:
        KeysDamaged: neither is sound.
        StorageFault: the disk refuses to tell.
    """
    refused: OSError | None = None
    for name in (KEYS, TWIN):
        try:
            if (keys := _read(folder / name, floor or FLOOR)) is not None:
                return keys
        except OSError as error:
            refused = error
    if refused is not None:
        raise StorageFault(REFUSED) from refused
    raise KeysDamaged(
        "The key of your file is missing or damaged. Your file was left as it is: keep the whole "
        "folder, and put the key of a backup beside it."
    )


def write_keys(folder: Path, keys: KeyFile) -> None:
    """Put a key file in place of the former, read it back, and make its twin the same.

    The twin is no history: a former key file would let a former passphrase in.

    Raises:
        StorageFault: the disk refused; the former file stands. A twin that could not be written
            is mended at the next opening.
    """
    data = encode_keys(keys)
    write_whole(folder / KEYS, data)
    if (folder / KEYS).read_bytes() != data:
        raise StorageFault(UNWRITABLE)
    with suppress(StorageFault):
        write_whole(folder / TWIN, data)


def mend_twin(folder: Path, *, floor: Cost | None = None) -> None:
    """Make the twin the same as a sound key file, after a power cut between the two."""
    with disk():
        data = (folder / KEYS).read_bytes() if (folder / KEYS).is_file() else b""
        twin = (folder / TWIN).read_bytes() if (folder / TWIN).is_file() else b""
    if twin != data and _decode(data, floor or FLOOR) is not None:
        write_whole(folder / TWIN, data)


def write_new_keys(folder: Path, keys: KeyFile) -> None:
    """Write the key file of a vault in the making, which takes its name by ``name_new_keys``."""
    write_whole(folder / (KEYS + UNFINISHED), encode_keys(keys))


def name_new_keys(folder: Path) -> None:
    """Give a new vault's key file its name, with its twin beside it."""
    unfinished = folder / (KEYS + UNFINISHED)
    if unfinished.exists():
        write_whole(folder / TWIN, unfinished.read_bytes())
        unfinished.replace(folder / KEYS)
        sync_folder(folder)


def encode_keys(keys: KeyFile | FirstKeyFile) -> bytes:
    """Return the key file's bytes; there is one way to write one."""
    return msgspec.json.format(msgspec.json.encode(keys), indent=1) + b"\n"


def _read(path: Path, floor: Cost) -> KeyFile | None:
    try:
        with path.open("rb") as file:
            return _decode(file.read(_LARGEST_FILE), floor)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None


def _decode(data: bytes, floor: Cost) -> KeyFile | None:
    """Return what the bytes of a key file hold; None when it is not sound."""
    try:
        read = msgspec.json.decode(data, type=_Format).format
        shape: type[KeyFile | FirstKeyFile] = FirstKeyFile if read == FIRST_FORMAT else KeyFile
        keys = msgspec.json.decode(data, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if keys.format not in (FORMAT, FIRST_FORMAT) or encode_keys(keys) != data:
        return None
    if isinstance(keys, FirstKeyFile):
        keys = _as_today(keys)
    costs = (keys.cost, *(slot.cost for slot in keys.old))
    ids = [slot.slot_id for slot in keys.slots] + [slot.slot_id for slot in keys.old]
    sound = all(cost.within(floor, CEILING) for cost in costs) and len(ids) == len(set(ids))
    return keys if sound and ids else None


def _as_today(keys: FirstKeyFile) -> KeyFile:
    return KeyFile(
        format=FIRST_FORMAT, vault_id=keys.vault_id, cost=keys.slots[0].cost,
        salt=keys.slots[0].salt, slots=(), old=keys.slots,
    )  # fmt: skip


class _Format(msgspec.Struct):
    format: int
