"""The lasting tables, in steps that are only ever added to; and what guards them.

Projections are not here: they are dropped and rebuilt (``projections``). A step once released is
never edited.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from imh_desktop.store.faults import VaultTooNew
from imh_desktop.store.sqlcipher import Connection

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

SET = "imh"
_MIGRATIONS = "_sqlite_migrations"

_JOURNAL = (
    """CREATE TABLE chain (
        chain_no INTEGER PRIMARY KEY, chain_id BLOB NOT NULL UNIQUE, device_id BLOB NOT NULL,
        chain_class TEXT NOT NULL,
        own INTEGER NOT NULL CHECK (own BETWEEN 0 AND 1), seq INTEGER NOT NULL, link BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE held (
        chain_no INTEGER NOT NULL REFERENCES chain, first INTEGER NOT NULL, last INTEGER NOT NULL,
        PRIMARY KEY (chain_no, first)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE record (
        record_no INTEGER PRIMARY KEY, record_id BLOB NOT NULL UNIQUE,
        record_type TEXT NOT NULL,
        chain_class TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE entry (
        place INTEGER PRIMARY KEY, entry_id BLOB NOT NULL, chain_no INTEGER NOT NULL,
        seq INTEGER NOT NULL, presence INTEGER NOT NULL CHECK (presence BETWEEN 0 AND 2),
        body BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE pack (place INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT""",
    """CREATE TABLE located (
        entry_id BLOB PRIMARY KEY, record_no INTEGER NOT NULL REFERENCES record
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE local (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE draft (
        place TEXT PRIMARY KEY, text TEXT NOT NULL, saved_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)
"""``place`` is record number x 2^20 + order within the record, so that a record's entries lie
side by side and need no second index. ``presence``: 0 absent, 1 whole, 2 erased. ``held``: the
seqs that arrived of chains carried here. ``located``: the one index on entry ids. It and
``chain.seq`` and ``link`` lag behind what this device writes, and are brought up in idle moments,
before packing and at closing: an answer then touches two pages, not four; ``local`` says whether
they lag, and what they lack lies loose in ``entry``. ``local`` is this vault's
own and no record: its ids, its desk, the stamp of its projections. A CHECK with IN would open a
table of its own at every insert, and a text bound is memory locked: few of both (the cost of one
answer)."""

_CARRYING = (
    """CREATE TABLE device_key (
        device_id BLOB PRIMARY KEY, seed BLOB NOT NULL, identity TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE paper (
        paper_no INTEGER PRIMARY KEY, kind TEXT NOT NULL, body BLOB NOT NULL UNIQUE,
        by_hand INTEGER NOT NULL CHECK (by_hand BETWEEN 0 AND 1)
    ) STRICT""",
    """CREATE TABLE archive (
        archive_no INTEGER PRIMARY KEY, way TEXT NOT NULL, archive_id BLOB NOT NULL,
        file_hash BLOB NOT NULL, device_id BLOB NOT NULL, made_at TEXT NOT NULL,
        noted_at TEXT NOT NULL, whole INTEGER NOT NULL, erased INTEGER NOT NULL,
        withheld INTEGER NOT NULL, new INTEGER NOT NULL, UNIQUE (way, file_hash)
    ) STRICT""",
    """CREATE TABLE arrival (
        entry_id BLOB PRIMARY KEY, archive_no INTEGER NOT NULL REFERENCES archive
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE head (
        chain_no INTEGER NOT NULL REFERENCES chain, seq INTEGER NOT NULL, link BLOB NOT NULL,
        signature TEXT NOT NULL, PRIMARY KEY (chain_no, seq, link)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE receipt (
        device_id BLOB NOT NULL, chain_id BLOB NOT NULL, chain_class TEXT NOT NULL,
        first INTEGER NOT NULL, last INTEGER NOT NULL, link BLOB NOT NULL,
        PRIMARY KEY (device_id, chain_id, first)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE receipt_day (
        device_id BLOB NOT NULL, chain_class TEXT NOT NULL, made_at TEXT NOT NULL,
        PRIMARY KEY (device_id, chain_class)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE withheld (
        chain_no INTEGER NOT NULL REFERENCES chain, seq INTEGER NOT NULL, content BLOB NOT NULL,
        PRIMARY KEY (chain_no, seq)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE erased (
        entry_id BLOB PRIMARY KEY, record_no INTEGER NOT NULL REFERENCES record,
        chain_no INTEGER NOT NULL REFERENCES chain, seq INTEGER NOT NULL, parents BLOB NOT NULL,
        content BLOB NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE INDEX erased_by_record ON erased (record_no)""",
)
"""``device_key``: one row, and the only secret beside people's words. ``paper``: requests,
certificates and revocations as they were signed; ``by_hand``: taken up by a person who compared
the words. ``archive``: made and merged ones (``way``); ``new``: entries that joined. ``arrival``:
which archive first brought an entry. ``head``: links of chains that were verified under a signed
head; ``signature`` is empty where the device signed only a later one. ``receipt``: what another
device last said that it holds, by class, and when it said so. ``withheld``: the content hash of a
place whose entry was never here. ``erased``: entries without their values; apart, so that ``entry``
and packs hold whole ones alone."""


def steps() -> Migrations:
    """Return every step, oldest first."""
    from sqlite_utils import Migrations

    steps = Migrations(SET)

    @steps()
    def m0001_journal(db: Database) -> None:
        """The journal, and what is kept beside it."""
        for statement in _JOURNAL:
            db.execute(statement)

    @steps()
    def m0002_carrying(db: Database) -> None:
        """What a device must know to carry entries, and to take what others carry."""
        for statement in _CARRYING:
            db.execute(statement)

    return steps


LASTING = frozenset(
    "chain held record entry pack located local draft device_key paper archive arrival head"
    " receipt receipt_day withheld erased".split()
) | {_MIGRATIONS}
"""The tables of the steps; every other one is a projection and can be dropped."""

NAMES = ("m0001_journal", "m0002_carrying")
"""The steps by name, known without importing sqlite-utils, which would slow every start."""


def applied(connection: Connection) -> tuple[str, ...]:
    """Return the names of the steps a vault has had; none when it is empty."""
    there = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    if not connection.execute(there, (_MIGRATIONS,)).fetchone():
        return ()
    names = f"SELECT name FROM {_MIGRATIONS} WHERE migration_set = ? ORDER BY id"  # noqa: S608
    return tuple(name for (name,) in connection.execute(names, (SET,)))


def refuse_newer(done: Sequence[str], known: Sequence[str] = NAMES) -> None:
    """Refuse a vault that a later release has written.

    Raises:
        VaultTooNew: it has had a step this release does not know.
    """
    if set(done) - set(known):
        raise VaultTooNew(
            "Your file was last used with a newer release of the program. It was left exactly as "
            "it is: open it with that release or a later one."
        )
