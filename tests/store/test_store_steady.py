"""A fault of the disk passes: the same connection works again, and each is told in plain words."""

from pathlib import Path

import pytest

from imh_desktop.store import faults
from imh_desktop.store.faults import DiskFull, StorageFault, VaultBusy
from imh_desktop.store.sqlcipher import DatabaseError
from tests.store.conftest import Opener


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("disk I/O error", StorageFault),
        ("database or disk is full", DiskFull),
        ("database is locked", VaultBusy),
    ],
)
def test_an_error_that_carries_no_code_is_known_by_its_words(words: str, kind: type) -> None:
    assert type(faults.told(DatabaseError(words))) is kind


def test_an_unknown_error_of_the_database_stays_a_bug() -> None:
    assert faults.told(DatabaseError("no such table: x")) is None


def test_a_reader_that_stops_half_way_leaves_the_connection_usable(open_vault: Opener) -> None:
    connection = open_vault().open_connection()
    rows = iter(connection.execute("VALUES (1), (2), (3)"))
    assert next(rows) == (1,)
    rows.close()
    assert connection.execute("VALUES (4)").fetchall() == [(4,)]


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path: Path, monkeypatch) -> None:
    from imh_desktop.store.vault import Vault

    def refuse(*_: object, **__: object) -> bool:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "is_file", refuse)
    with pytest.raises(StorageFault):
        Vault.open_with_key(tmp_path, bytes(32))
