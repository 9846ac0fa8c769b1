"""What may be told of a vault to those who mend the program: numbers, and no value of a record."""

from imh_desktop.store.shapes import PRIVATE_TYPES, SHAPES
from imh_desktop.store.vault import Vault


def numbers_of(vault: Vault) -> dict[str, int]:
    """Return how many records of each type there are; of private ones not even the number."""
    connection = vault.open_connection()
    told = sorted(SHAPES.keys() - PRIVATE_TYPES)
    count = 'SELECT count(*) FROM "{}"'
    return {name: connection.execute(count.format(name)).fetchone()[0] for name in told}


def steps_done(vault: Vault) -> list[str]:
    """Return the names of the schema's steps the vault has had."""
    from imh_desktop.store.schema import applied

    return sorted(applied(vault.open_connection()))
