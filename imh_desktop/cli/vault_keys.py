"""imh-desktop vault worker, passphrase, recovery: who gets in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from imh_desktop.cli.output import print_json, tell
from imh_desktop.cli.progress import progress_option, tell_after
from imh_desktop.cli.vaults import (
    folder_of,
    json_option,
    opened,
    passphrase,
    secret,
    secret_option,
    vault_options,
)
from imh_desktop.core.progress import within
from imh_desktop.errors import InputError

if TYPE_CHECKING:
    from imh_desktop.core.people import Role
    from imh_desktop.core.progress import Progress
    from imh_desktop.flows.revoking import Revoked
    from imh_desktop.store.vault import Vault

_ROLES = click.Choice(["visitor", "staff", "coordinator"])
_who = click.argument("worker_id", metavar="WORKER")
_new = secret_option("new-passphrase", "the new passphrase")
_code = secret_option("code", "the recovery code")
_card_1 = secret_option("card-1", "the text of one recovery card")
_card_2 = secret_option("card-2", "the text of another")
_NEW = ("--new-passphrase-fd", "the new passphrase")


@click.group()
def worker() -> None:
    """Let people work with this vault, each with a passphrase of her own, and revoke them."""


@worker.command()
@vault_options
@_new
@click.option("--name", required=True, help="Who it is.")
@click.option("--role", type=_ROLES, default="visitor", show_default=True)
def add(
    folder: Path | None, handle: int | None, new_passphrase: int | None, name: str, role: str
) -> None:
    """Add a person; print her id as JSON. Only a coordinator can, or the first worker while there
    is none."""
    from imh_desktop.flows import workers

    with opened(folder, handle) as vault, _places():
        new = secret(new_passphrase, *_NEW, new=True)
        made = workers.add(vault, name, cast("Role", role), new)
    print_json({"worker_id": made})


@worker.command(name="list")
@vault_options
@json_option
def list_(folder: Path | None, handle: int | None, as_json: bool) -> None:
    """Show who works with this vault."""
    import msgspec

    from imh_desktop.flows import workers

    with opened(folder, handle) as vault:
        found = workers.people(vault)
    lines = [f"{one.worker_id}  {one.role}  {one.name}" for one in found]
    tell(msgspec.to_builtins(found), lines, as_json=as_json)


@worker.command()
@vault_options
@json_option
@_who
@click.argument("role", type=_ROLES)
def role(folder: Path | None, handle: int | None, as_json: bool, worker_id: str, role: str) -> None:
    """Say what a person is here."""
    from imh_desktop.flows import workers

    with opened(folder, handle) as vault, _places():
        workers.set_role(vault, worker_id, cast("Role", role))
    tell({"worker_id": worker_id, "role": role}, ["done"], as_json=as_json)


@worker.command()
@vault_options
@json_option
@progress_option
@_who
def revoke(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress", worker_id: str
) -> None:
    """Take a person's way in: a backup is made, then the vault gets a new key that she has not."""
    from imh_desktop.flows import revoking

    with opened(folder, handle) as vault, _places():
        told = revoking.revoke(vault, worker_id, within(progress, "backup"))
    _tell_revoked(progress, told, "revoked", as_json=as_json)


@click.command(name="renew-key")
@vault_options
@json_option
@progress_option
def renew_key(folder: Path | None, handle: int | None, as_json: bool, progress: "Progress") -> None:
    """Give the vault a new key, and everyone who works with it: a changed passphrase or a replaced
    paper may have been seen."""
    from imh_desktop.flows import revoking

    with opened(folder, handle) as vault:
        told = revoking.renew_key(vault, within(progress, "backup"))
    _tell_revoked(progress, told, "renewed", as_json=as_json)


def _tell_revoked(progress: "Progress", told: "Revoked", what: str, *, as_json: bool) -> None:
    import msgspec

    said = f"{what}; backups closed: {told.backups_closed}, left open: {told.left_open}"
    tell_after(progress, msgspec.to_builtins(told), [said], as_json=as_json)


@click.group(name="passphrase")
def passphrase_group() -> None:
    """Change a passphrase, or set a forgotten one anew."""


@passphrase_group.command()
@vault_options
@json_option
@_new
def change(
    folder: Path | None, handle: int | None, as_json: bool, new_passphrase: int | None
) -> None:
    """Change one's own passphrase."""
    from imh_desktop.flows import workers
    from imh_desktop.flows.unlocking import unlock

    home, old = folder_of(folder), passphrase(handle)
    new = secret(new_passphrase, *_NEW, new=True)
    with unlock(home, old) as vault, _places():
        workers.change_passphrase(vault, old, new)
    tell({"changed": True}, ["changed"], as_json=as_json)


@passphrase_group.command()
@vault_options
@json_option
@_new
@_code
@_card_1
@_card_2
@_who
def reset(
    folder: Path | None, handle: int | None, as_json: bool, new_passphrase: int | None,
    code: int | None, card_1: int | None, card_2: int | None, worker_id: str,
) -> None:  # fmt: skip
    """Set a person's passphrase anew: as a coordinator, or as that person with the recovery code
    or two cards."""
    from imh_desktop.flows import workers

    new = secret(new_passphrase, *_NEW, new=True)
    with _opened_by(folder, handle, code, card_1, card_2) as vault, _places():
        if vault.by_recovery:
            workers.be(vault, worker_id)
        workers.reset_passphrase(vault, worker_id, new)
    tell({"worker_id": worker_id, "reset": True}, ["set anew"], as_json=as_json)


@click.group()
def recovery() -> None:
    """Make the papers that open a vault when a passphrase is forgotten, and rehearse them."""


@recovery.command()
@vault_options
def new(folder: Path | None, handle: int | None) -> None:
    """Print a new recovery code as JSON. It stands instead of the former one, and is kept
    nowhere."""
    from imh_desktop.flows import recovery as papers

    with opened(folder, handle) as vault:
        made = papers.new_code(vault)
    print_json({"recovery_code": made})


@recovery.command()
@vault_options
@click.option("--instead-of-code", is_flag=True, help="The recovery code opens no more.")
def cards(folder: Path | None, handle: int | None, instead_of_code: bool) -> None:
    """Print three cards as JSON, any two of which open the vault. They are kept nowhere."""
    from imh_desktop.flows import recovery as papers

    with opened(folder, handle) as vault:
        made = papers.new_cards(vault, instead_of_code=instead_of_code)
    print_json({"cards": list(made)})


@recovery.command(name="rehearse")
@vault_options
@json_option
@_code
@_card_1
@_card_2
def rehearse_(
    folder: Path | None, handle: int | None, as_json: bool, code: int | None,
    card_1: int | None, card_2: int | None,
) -> None:  # fmt: skip
    """Prove that the recovery code, or two cards, open this vault; nothing is used up."""
    from imh_desktop.flows import recovery as papers

    two = _two_cards(card_1, card_2)
    with opened(folder, handle) as vault:
        said = "" if two else secret(code, "--code-fd", "the recovery code")
        papers.rehearse(vault, said, two)
    tell({"opens": True}, ["it opens this vault"], as_json=as_json)


@contextmanager
def _opened_by(
    folder: Path | None, handle: int | None, code: int | None, card_1: int | None,
    card_2: int | None,
) -> "Iterator[Vault]":  # fmt: skip
    """Open the vault with a passphrase, or with the papers where they are given."""
    from imh_desktop.flows import unlocking

    two = _two_cards(card_1, card_2)
    if code is None and two is None:
        with opened(folder, handle) as vault:
            yield vault
        return
    home = folder_of(folder)
    if two:
        found = unlocking.find_key_by_cards(home, two)
    else:
        said = secret(code, "--code-fd", "the recovery code")
        found = unlocking.find_key_by_code(home, said)
    with unlocking.enter(home, found) as vault:
        yield vault


def _two_cards(card_1: int | None, card_2: int | None) -> tuple[str, str] | None:
    if (card_1 is None) != (card_2 is None):
        raise InputError("Two cards are needed.", place="--card-1-fd, --card-2-fd")
    if card_1 is None:
        return None
    return secret(card_1, "--card-1-fd", "a card"), secret(card_2, "--card-2-fd", "a card")


@contextmanager
def _places() -> Iterator[None]:
    """Name a fault's field by its option."""
    options = {
        "worker_name": "--name", "role": "--role", "passphrase": "--new-passphrase-fd",
        "old": "--passphrase-fd",
    }  # fmt: skip
    try:
        yield
    except InputError as fault:
        fault.place = options.get(fault.place, fault.place)
        raise
