"""One entry of the journal: what it holds, what it hashes to, and what it must look like."""

import hashlib
import re

import msgspec

from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError

SCHEMA = 1
"""The number of what an entry may hold; archives tell it."""

Scalar = str | int | bool | None
Value = Scalar | dict[str, Scalar]
Changes = dict[str, Value]

encode = msgspec.json.Encoder(order="sorted").encode
"""The same bytes as ``core.canonical`` for every value an entry may hold, ten times as fast;
a test compares the two over every character."""
_encode_content = msgspec.json.Encoder(order="deterministic").encode
"""As ``encode`` for what stands in the order of its names already."""

_ONE = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_ID, _IDS = re.compile(_ONE), re.compile(f"{_ONE}(?: {_ONE})*")
_ID_LENGTH = 36
_SALT = re.compile(r"[0-9a-f]{32}")
_HASH = re.compile(r"[0-9a-f]{64}")
_WORD = re.compile(r"[a-z][a-z0-9_]{0,63}")
_LARGEST_INTEGER = 2**53 - 1
_LONGEST_FIELD = 200
_LARGEST_ENTRY = 4_000_000


class Chain(msgspec.Struct, frozen=True):
    """A device's chain of one class; both are told with every entry that is carried."""

    chain_id: str
    device_id: str
    chain_class: ChainClass


class Content(msgspec.Struct, frozen=True):
    """What the content hash of an entry is taken over: all but chain and seq. The fields stand in
    the order of their names, so that they need not be sorted for every entry."""

    changes: Changes
    entry_id: str
    parents: tuple[str, ...]
    reason: str
    record_id: str
    record_type: str
    recorded_at: str
    salt: str
    worker_id: str

    @property
    def digest(self) -> bytes:
        """Return the SHA-256 over the canonical JSON.

        Raises:
            ValueError: a text has no canonical form.
        """
        return hashlib.sha256(_encode_content(self)).digest()


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One change someone made (design.md 1). ``recorded_at`` is shown, never sorted by; ``salt``
    is 16 random bytes in hex; ``parents`` are sorted. ``erased``: the content hash (hex) of an
    entry whose values are gone; it has ids, parents and place, and no word more."""

    entry_id: str
    chain: Chain
    seq: int
    record_type: str
    record_id: str
    changes: Changes
    parents: tuple[str, ...]
    worker_id: str
    recorded_at: str
    reason: str = ""
    salt: str
    erased: str = ""

    @property
    def digest(self) -> bytes:
        """Return the SHA-256 over the canonical JSON of all but chain and seq.

        Raises:
            ValueError: a text has no canonical form.
        """
        if self.erased:
            return bytes.fromhex(self.erased)
        return Content(
            self.changes, self.entry_id, self.parents, self.reason, self.record_id,
            self.record_type, self.recorded_at, self.salt, self.worker_id,
        ).digest  # fmt: skip

    @property
    def content(self) -> str:
        """Return the content hash in hex, as it is shown and acknowledged."""
        return self.digest.hex()


def digest_of(entry: Entry) -> bytes:
    """Return the content hash of an entry that somebody writes now.

    Raises:
        InputError: a text of it holds half a character.
    """
    try:
        return entry.digest
    except ValueError as error:
        raise InputError(
            "This text holds half a character. Nothing was changed.", place=entry.record_type
        ) from error


def erased_entry(
    entry_id: str, chain: Chain, seq: int, record_type: str, record_id: str,
    parents: tuple[str, ...], content: str,
) -> Entry:  # fmt: skip
    """Return an entry whose values are gone; ``content``: its hash, in hex."""
    return Entry(
        entry_id=entry_id, chain=chain, seq=seq, record_type=record_type, record_id=record_id,
        changes={}, parents=parents, worker_id="", recorded_at="", salt="", erased=content,
    )  # fmt: skip


def first_link(chain_id: str) -> bytes:
    """Return what stands before a chain's first entry."""
    return hashlib.sha256(chain_id.encode()).digest()


def next_link(link: bytes, seq: int, digest: bytes) -> bytes:
    """Return the chain's link at ``seq``: SHA-256 over the former link, seq and content."""
    return hashlib.sha256(link + seq.to_bytes(8, "big") + digest).digest()


def check_changes(changes: Changes, place: str) -> None:
    """Refuse what no entry may hold: lists, nesting, floats, NUL, numbers JSON cannot carry.

    Raises:
        InputError: naming the field.
    """
    if not changes:
        raise InputError("An entry changes at least one field.", place=place)
    for field, value in changes.items():
        if not 0 < len(field) <= _LONGEST_FIELD:
            raise InputError("A field has a short name.", place=place)
        parts = (field, *value, *value.values()) if isinstance(value, dict) else (field, value)
        for part in parts:
            if not _holds(part):
                raise InputError(
                    "This value cannot be kept. Nothing was changed.",
                    place=field,
                    expected="text without NUL, a whole number, yes or no, or a flat object of"
                    " these",
                )


def _holds(value: object) -> bool:
    if isinstance(value, str):
        return "\0" not in value
    if isinstance(value, int):
        return -_LARGEST_INTEGER <= value <= _LARGEST_INTEGER
    return value is None


def check_entry(entry: Entry) -> None:
    """Refuse an entry that is not built as one, wherever it came from.

    Raises:
        InputError: naming the entry.
    """
    place = f"entry {entry.entry_id}" if is_id(entry.entry_id) else "an entry"
    texts = (entry.worker_id, entry.recorded_at, entry.reason, entry.record_type, entry.salt)
    if not all(isinstance(text, str) and "\0" not in text for text in (*texts, entry.erased)):
        raise InputError("An entry's facts are texts.", place=place)
    if not _stands_well(entry):
        raise InputError("This is not an entry of the journal.", place=place)
    if entry.erased:
        _check_erased(entry, place)
        return
    sound = (
        is_id(entry.worker_id)
        and _SALT.fullmatch(entry.salt)
        and len(entry.recorded_at) <= 40
        and isinstance(entry.changes, dict)
        and all(isinstance(field, str) for field in entry.changes)
    )
    if not sound:
        raise InputError("This is not an entry of the journal.", place=place)
    check_changes(entry.changes, place)
    _check_hashable(entry, place)


def _stands_well(entry: Entry) -> bool:
    """Tell whether ids, parents and place are such."""
    ids = (entry.entry_id, entry.record_id, entry.chain.chain_id, entry.chain.device_id)
    return (
        _are_ids((*ids, *entry.parents))
        and list(entry.parents) == sorted(set(entry.parents))
        and type(entry.seq) is int
        and 0 < entry.seq <= _LARGEST_INTEGER
        and _WORD.fullmatch(entry.record_type) is not None
        and isinstance(entry.chain.chain_class, ChainClass)
    )


def _check_erased(entry: Entry, place: str) -> None:
    left = (entry.changes, entry.worker_id, entry.recorded_at, entry.reason, entry.salt)
    if any(left) or not _HASH.fullmatch(entry.erased):
        raise InputError("This is not an erased entry of the journal.", place=place)


def _check_hashable(entry: Entry, place: str) -> None:
    try:
        size = len(encode(entry.changes)) + len(encode(entry.reason))
        encode(entry.recorded_at)
    except ValueError as error:
        raise InputError("A text holds half a character.", place=place) from error
    if size > _LARGEST_ENTRY:
        raise InputError("This entry is too large.", place=place, expected="at most 4 MB")


def _are_ids(texts: tuple[object, ...]) -> bool:
    """Tell whether all of them are ids, by one look: a blank inside one would be one too many."""
    if not all(isinstance(text, str) for text in texts):
        return False
    joined = " ".join(texts)  # type: ignore[arg-type]
    length = (_ID_LENGTH + 1) * len(texts) - 1
    return len(joined) == length and _IDS.fullmatch(joined) is not None


def is_id(text: object) -> bool:
    """Tell whether this is an id in its 36-character form."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None
