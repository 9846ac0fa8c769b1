"""Who works on this laptop: each with a passphrase of her own, one file for all of them.

Roles steer the window and are no wall: everyone here holds the same key. A person who goes is
revoked by a new key (``revoking``). Every change is an entry.
"""

import msgspec

from imh_desktop.core.limits import NAME_LIMIT, clean
from imh_desktop.core.people import Role, Worker
from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError, to_tell
from imh_desktop.flows.roles import role_of
from imh_desktop.flows.unlocking import find_key, passphrase_fault
from imh_desktop.store import keys, records, ways_in
from imh_desktop.store.slots import Said
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

ROLES: tuple[Role, ...] = ("visitor", "staff", "coordinator")
_NOT_HERE = to_tell("Nobody with this id works on this laptop.")
_ONLY_COORDINATORS = to_tell("Only a coordinator does this. Nothing was changed.")

_KNOWN = to_tell("The file was opened with a passphrase, and it is known whose.")


class Refused(InputError):
    """The one at the vault may not do this."""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Someone with a passphrase of her own on this laptop. ``at_vault``: it is she who opened it;
    ``first``: the laptop was set up by her."""

    worker_id: str
    name: str
    role: Role
    at_vault: bool
    first: bool


def people(vault: Vault) -> tuple[Person, ...]:
    """Return who works on this laptop, by name."""
    known = records.workers(vault)
    found = [
        Person(
            worker_id=worker_id, name=_known(known, worker_id).name, role=_role(vault, worker_id),
            at_vault=worker_id == vault.worker_id and not vault.by_recovery,
            first=worker_id == vault.first_worker_id,
        )
        for worker_id in ways_in.workers_here(vault)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.worker_id)))


def may_manage(vault: Vault) -> bool:
    """Tell whether the one at the vault may say who works here: a coordinator, and while there is
    none on this laptop, whoever set it up."""
    if vault.by_recovery:
        return False
    if role_of(vault) == "coordinator":
        return True
    coordinated = any(one.role == "coordinator" for one in people(vault))
    return not coordinated and vault.worker_id == vault.first_worker_id


def add(vault: Vault, name: str, role: Role, passphrase: str, words: Words | None = None) -> str:
    """Let another person work on this laptop; return her worker id.

    Raises:
        Refused: only a coordinator may. InputError: the name, role or passphrase will not do
            (``place`` names the field). EnvironmentFault: the disk refused. Nothing was changed.
    """
    require_manager(vault)
    said = clean(name, "worker_name", NAME_LIMIT)
    if not said:
        raise InputError("Please write a name.", place="worker_name")
    _require_role(role)
    _require_good(passphrase, words)
    _fix_own_role(vault)
    worker_id = vault.journal.new_id()
    entries: list[Said] = [
        ("worker", worker_id, {"name": said, "role": role}),
        ways_in.event(vault, "worker_added", worker_id),
    ]
    secret = keys.passphrase_secret(passphrase)
    ways_in.give(vault, "passphrase", secret, worker_id=worker_id, said=entries)
    return worker_id


def change_passphrase(vault: Vault, old: str, new: str, words: Words | None = None) -> None:
    """Change one's own passphrase.

    Raises:
        WrongPassphrase, TooSoon: the old one is wrong (``place``: old). InputError: the new one
            will not do (``place``: passphrase). EnvironmentFault: the disk refused. Nothing was
            changed.
    """
    _require_good(new, words)
    mine = ways_in.slots_of(vault, worker_id=vault.worker_id)
    require_own(vault, old, "old")
    said = [ways_in.event(vault, "passphrase_changed", vault.worker_id)]
    slot_id = ways_in.give(
        vault, "passphrase", keys.passphrase_secret(new), worker_id=vault.worker_id, instead=mine,
        said=said,
    )  # fmt: skip
    vault.act_as(vault.worker_id, slot_id)


def reset_passphrase(vault: Vault, worker_id: str, new: str, words: Words | None = None) -> None:
    """Give a new passphrase to someone who forgot hers: by a coordinator, or by herself after
    she opened the file with the recovery code or cards and said who she is.

    Raises:
        Refused, InputError, EnvironmentFault: as ``add``.
    """
    herself = vault.by_recovery and worker_id == vault.worker_id
    if not herself:
        require_manager(vault)
    require_here(vault, worker_id)
    _require_good(new, words)
    slot_id = ways_in.give(
        vault, "passphrase", keys.passphrase_secret(new), worker_id=worker_id,
        instead=ways_in.slots_of(vault, worker_id=worker_id),
        said=[ways_in.event(vault, "passphrase_reset", worker_id)],
    )  # fmt: skip
    if herself or worker_id == vault.worker_id:
        vault.act_as(worker_id, slot_id)


def set_role(vault: Vault, worker_id: str, role: Role) -> None:
    """Say what someone is on this laptop.

    Raises:
        Refused: only a coordinator may. InputError: nobody would be a coordinator any more.
            EnvironmentFault: the disk refused. Nothing was changed.
    """
    require_manager(vault)
    require_here(vault, worker_id)
    _require_role(role)
    others = [one.role for one in people(vault) if one.worker_id != worker_id]
    was = _role(vault, worker_id)
    if was == "coordinator" != role and "coordinator" not in others:
        raise InputError("Somebody must stay coordinator. Nothing was changed.", place="role")
    said: list[Said] = [
        ("worker", worker_id, {"role": role}), ways_in.event(vault, "role_changed", worker_id),
    ]  # fmt: skip
    vault.journal.write_many([(*one, ChainClass.OPEN) for one in said])


def choices_after_recovery(vault: Vault) -> tuple[Person, ...]:
    """Return whom to choose from after the file was opened by code or cards."""
    return people(vault) if vault.by_recovery else ()


def be(vault: Vault, worker_id: str) -> None:
    """Say who one is, after the file was opened by code or cards: what follows is hers.

    Raises:
        Refused: it was opened with a passphrase. InputError: nobody is known by this id.
    """
    if not vault.by_recovery:
        raise Refused(_KNOWN)
    require_here(vault, worker_id)
    vault.act_as(worker_id)
    kind, record_id, changes = ways_in.event(vault, "recovered_as", worker_id)
    vault.journal.write(kind, record_id, changes)


def require_own(vault: Vault, passphrase: str, place: str) -> None:
    """Refuse a passphrase that is not of the one at the vault. It takes part of a second.

    Raises:
        WrongPassphrase, TooSoon: it opens nothing. InputError: it is another person's. ``place``
            is the field's.
    """
    try:
        opened = find_key(vault.folder, passphrase)
    except InputError as fault:
        fault.place = place
        raise
    if opened.slot_id not in ways_in.slots_of(vault, worker_id=vault.worker_id):
        raise InputError("That is another person's passphrase.", place=place)


def require_manager(vault: Vault) -> None:
    """Refuse what only ``may_manage`` allows.

    Raises:
        Refused: the one at the vault may not.
    """
    if not may_manage(vault):
        raise Refused(_ONLY_COORDINATORS)


def require_here(vault: Vault, worker_id: str) -> None:
    """Refuse an id of nobody who works on this laptop.

    Raises:
        InputError: there is none.
    """
    if worker_id not in ways_in.workers_here(vault):
        raise InputError(_NOT_HERE, place=f"worker {worker_id}")


def _role(vault: Vault, worker_id: str) -> Role:
    if worker_id == vault.worker_id:
        return role_of(vault)
    return _known(records.workers(vault), worker_id).role


def _known(known: dict[str, Worker], worker_id: str) -> Worker:
    """Return a worker; one without a name where a restored file is older than she is."""
    return known.get(worker_id) or Worker(worker_id=worker_id, name="")


def _fix_own_role(vault: Vault) -> None:
    """Write down what the first worker is, before the laptop's certificate stops saying it."""
    own = records.worker(vault)
    if (role := role_of(vault)) != own.role:
        vault.journal.write("worker", own.worker_id, {"role": role})


def _require_role(role: str) -> None:
    if role not in ROLES:
        raise InputError("There is no such role.", place="role", expected=", ".join(ROLES))


def _require_good(passphrase: str, words: Words | None) -> None:
    if fault := passphrase_fault(passphrase, words or Words("en")):
        raise InputError(fault, place="passphrase")
