"""What waits to be carried, for whom, and since when.

What was said in private is not counted here: how much of it there is would be told to whoever
looks at the screen. It goes along to those who were named for it.
"""

from datetime import UTC, date, datetime
from typing import Literal

import msgspec

from imh_desktop.core.people import Role
from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.exchange.archive import Recipients
from imh_desktop.exchange.archive.papers import Certificate
from imh_desktop.flows import devices
from imh_desktop.flows.archiving import recipients_of
from imh_desktop.flows.device_names import device_names
from imh_desktop.flows.trusting import (
    accepted_heads,
    certificate_of,
    directory_of,
    own_certificate,
)
from imh_desktop.store import records
from imh_desktop.store.vault import Vault

Lack = Literal["", "certificate", "readers", "second"]
"""What an archive still needs: this laptop's certificate, somebody to read it, a second one."""

_PATIENCE = 2


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """A laptop that gets this one's work. ``name``: empty where only its keys are known here.
    ``heard_at``: when it last said what it holds, by its
    own clock; empty = nothing was heard. ``g``, ``v``: it gets that class too."""

    device_id: str
    name: str
    role: Role
    heard_at: str
    g: bool
    v: bool


class WorkWaiting(msgspec.Struct, frozen=True, kw_only=True):
    """``visits`` and ``children`` with something that not every reader has confirmed;
    ``since``: when the oldest of it was written here; ``last_made_at``: of the last archive."""

    visits: int
    children: int
    since: str
    readers: tuple[Reader, ...]
    last_made_at: str
    lacks: Lack


def days_late(vault: Vault, now: datetime) -> int:
    """Return how old this laptop's oldest work is that no receipt has confirmed, in days; 0 while
    the programme allows that (``carry_days``). Work that went along lately waits for its receipt
    twice as long before one is reminded of it again."""
    people = [one.device_id for one in readers(vault)]
    written = vault.carriage.oldest_unconfirmed(people)
    if not written:
        return 0
    today = now.astimezone(UTC).date()
    age = (today - _day(written)).days
    carried = [_day(note.noted_at) for note in vault.carriage.made()]
    quiet = (today - max(carried)).days if carried else age
    allowed = records.programme(vault).carry_days
    return age if age > allowed and (quiet > allowed or age > _PATIENCE * allowed) else 0


def waiting(vault: Vault) -> WorkWaiting:
    """Return what waits to be carried."""
    people = readers(vault)
    ids = [one.device_id for one in people] or [""]
    trust = devices.trust(vault)
    accepted = accepted_heads(directory_of(trust, "the vault"), trust)
    load = vault.carriage.lacking({ChainClass.OPEN: ids}, accepted)
    found: dict[str, set[str]] = {"visit": set(), "child": set()}
    for row in load.records():
        found.get(row.record_type, set()).add(row.record_id)
    made = [note.noted_at for note in vault.carriage.made()]
    return WorkWaiting(
        visits=len(found["visit"]), children=len(found["child"]), since=load.oldest(),
        readers=people, last_made_at=max(made, default=""), lacks=_lacks(vault, people),
    )  # fmt: skip


def readers(vault: Vault) -> tuple[Reader, ...]:
    """Return who gets this laptop's work, of those who may still get it."""
    kept, heard, names = vault.carriage.readers(), vault.carriage.heard(), device_names(vault)
    return tuple(
        Reader(
            device_id=one.device_id, name=names.get(one.device_id, ""), role=one.role,
            heard_at=heard.get(one.device_id, ""), g=one.device_id in kept[ChainClass.G],
            v=one.device_id in kept[ChainClass.V],
        )
        for one in possible_readers(vault) if one.device_id in kept[ChainClass.OPEN]
    )  # fmt: skip


def possible_readers(vault: Vault) -> tuple[Certificate, ...]:
    """Return the laptops that may get this one's work, coordinators first: not print desks, not
    revoked ones."""
    trust = devices.trust(vault)
    directory = directory_of(trust, "the vault")
    known = {one.device_id for one in (*trust.roots, *trust.certificates)} - {vault.device_id}
    found = (certificate_of(directory, device_id) for device_id in known)
    return tuple(
        sorted(
            (one for one in found if one and one.role != "staff" and directory.stands_behind(one)),
            key=lambda one: (one.role, one.device_id),
        )
    )


def choose_readers(vault: Vault, everyone: set[str], g: set[str], v: set[str]) -> None:
    """Remember who gets this laptop's work; G and V only with the rest.

    Raises:
        InputError: one of them may not get it.
    """
    allowed = {one.device_id for one in possible_readers(vault)}
    if not everyone <= allowed or not (g | v) <= everyone:
        raise InputError("This laptop cannot get the work. Choose another.", place="readers")
    vault.carriage.keep_readers({ChainClass.OPEN: everyone, ChainClass.G: g, ChainClass.V: v})


def recipients(vault: Vault) -> Recipients:
    """Return for whom an archive is made when nobody is named.

    Raises:
        InputError: nobody was chosen yet.
    """
    papers = {one.device_id: one for one in possible_readers(vault)}
    chosen = readers(vault)
    if not chosen:
        raise InputError("Choose first who gets your work.", place="readers")
    return recipients_of(
        [papers[one.device_id] for one in chosen],
        [papers[one.device_id] for one in chosen if one.g],
        [papers[one.device_id] for one in chosen if one.v],
    )


def file_name(vault: Vault, on: datetime, kind: str = "work") -> str:
    """Return a name for an archive: a day and the end of the device's id, nobody's name."""
    return f"{kind}-{on.date().isoformat()}-{vault.device_id[-6:]}.imha"


def _day(instant: str) -> date:
    return datetime.fromisoformat(instant).astimezone(UTC).date()


def _lacks(vault: Vault, people: tuple[Reader, ...]) -> Lack:
    try:
        own = devices.keys(vault)
    except InputError:
        return "certificate"
    if own_certificate(directory_of(devices.trust(vault), "the vault"), own) is None:
        return "certificate"
    if not people:
        return "readers"
    return "second" if len(people) < 2 and not vault.carriage.made() else ""
