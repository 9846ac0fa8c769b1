"""The laptops of the programme, as they are known here."""

from typing import Literal

import msgspec

from imh_desktop.core.people import Role
from imh_desktop.errors import InputError
from imh_desktop.flows import devices
from imh_desktop.flows.device_names import device_names
from imh_desktop.flows.merge_report import gaps_of
from imh_desktop.flows.trusting import certificate_of, directory_of, own_certificate
from imh_desktop.store.vault import Vault

Standing = Literal["nobody", "asked", "joined", "first"]
"""This laptop: has no keys, has asked, is certified, is the first coordinator's."""


class KnownLaptop(msgspec.Struct, frozen=True, kw_only=True):
    """``name``: empty where only its keys are known. ``last_made_at``: of its latest archive that
    was merged here, by its own clock. ``missing``: how many entries of open records of it are
    missing between those that are here."""

    device_id: str
    name: str
    role: Role
    last_made_at: str
    missing: int
    revoked: bool
    own: bool


def standing(vault: Vault) -> Standing:
    """Return how far this laptop has come."""
    trust = devices.trust(vault)
    if any(root.device_id == vault.device_id for root in trust.roots):
        return "first"
    try:
        own = devices.keys(vault)
    except InputError:
        return "nobody"
    return "joined" if own_certificate(directory_of(trust, "the vault"), own) else "asked"


def known_laptops(vault: Vault) -> tuple[KnownLaptop, ...]:
    """Return every laptop with a certificate known here: coordinators, print desks, visitors."""
    trust, names = devices.trust(vault), device_names(vault)
    directory = directory_of(trust, "the vault")
    last: dict[str, str] = {}
    for note in vault.carriage.merged():
        last[note.device_id] = max(note.made_at, last.get(note.device_id, ""))
    missing: dict[str, int] = {}
    for gap in gaps_of(vault):
        count = gap.last - gap.first + 1
        missing[gap.device_id] = missing.get(gap.device_id, 0) + count
    found = []
    for one in {one.device_id: one for one in (*trust.certificates, *trust.roots)}.values():
        counts = certificate_of(directory, one.device_id) or one
        found.append(
            KnownLaptop(
                device_id=one.device_id, name=names.get(one.device_id, ""), role=counts.role,
                last_made_at=last.get(one.device_id, ""), missing=missing.get(one.device_id, 0),
                revoked=directory.revoked(one.device_id), own=one.device_id == vault.device_id,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.role, one.name.casefold(), one.device_id)))
