"""imh-desktop vault: making one from a script, and looking after it."""

from pathlib import Path

import click

from imh_desktop.cli.output import print_json
from imh_desktop.cli.vault_backup import backup, backups, rehearse, restore
from imh_desktop.cli.vault_keys import passphrase_group, recovery, renew_key, worker
from imh_desktop.cli.vault_log import log
from imh_desktop.cli.vault_support import support
from imh_desktop.cli.vault_verify import verify
from imh_desktop.cli.vaults import passphrase, vault_options
from imh_desktop.errors import EnvironmentFault, InputError
from imh_desktop.flows.places import default_folder

_OPTIONS = {"worker_name": "--worker", "passphrase": "--passphrase-fd"}


@click.group()
def vault() -> None:
    """Make a vault, check it, back it up and go back to a backup."""


for _command in (
    backup, backups, log, passphrase_group, recovery, rehearse, renew_key,
    restore, support, verify, worker,
):  # fmt: skip
    vault.add_command(_command)


@vault.command()
@vault_options
@click.option("--worker", required=True, metavar="NAME", help="Who works with it.")
def create(folder: Path | None, handle: int | None, worker: str) -> None:
    """Make a vault and print its recovery code as JSON. The code is kept nowhere."""
    from imh_desktop.flows.unlocking import set_up

    home = folder or default_folder()
    if home.exists() and not home.is_dir():
        raise InputError("is no folder", place=f"--vault {home}", expected="a folder")
    try:
        made = set_up(home, worker, passphrase(handle, new=True))
    except InputError as fault:
        fault.place = _OPTIONS.get(fault.place, fault.place or f"--vault {home}")
        raise
    made.vault.close()
    try:
        print_json({"recovery_code": made.recovery_code})
    except OSError as error:
        raise EnvironmentFault(
            f"The vault was made, but its recovery code could not be written: {error.strerror}."
            " Only the passphrase opens it."
        ) from None
