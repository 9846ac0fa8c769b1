"""What a vault with an anchor writes, keeps and finds."""

import shutil
from pathlib import Path

from imh_desktop.store.vault import Vault
from tests.store.conftest import KEY

PARTS = ("vault.db",)


def write(vault: Vault, count: int = 1) -> str:
    child = vault.journal.new_id()
    for number in range(count):
        vault.journal.write("child", child, {"number": str(number)})
    return child


def kinds(vault: Vault) -> list[str]:
    return [found.kind for found in vault.found]


def opened(folder: Path, key: bytes = KEY) -> Vault:
    return Vault.open_with_key(folder, key)


def kept(folder: Path, to: Path, names: tuple[str, ...] = PARTS) -> Path:
    to.mkdir(exist_ok=True)
    for name in names:
        shutil.copy(folder / name, to / name)
    return to


def events(vault: Vault) -> list[str]:
    rows = vault.open_connection().execute("SELECT kind FROM event ORDER BY record_no").fetchall()
    return [kind for (kind,) in rows]


def chain_ids(vault: Vault) -> set[str]:
    return {tip.chain.chain_id for tip in vault.journal.tips()}
