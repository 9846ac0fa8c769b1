"""Giving families to another laptop: as cover for a time, or for good.

Nothing leaves the laptop that gives: both may go on, and they meet again in a merge.
"""

from datetime import date
from pathlib import Path

import msgspec

from imh_desktop.core.handover import Handover, HandoverKind
from imh_desktop.core.limits import NOTE_LIMIT, clean
from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.progress import Progress, quiet
from imh_desktop.errors import InputError
from imh_desktop.exchange.archive import Recipients
from imh_desktop.exchange.archive.papers import Certificate
from imh_desktop.flows.archiving import Made, make_archive, require_sound
from imh_desktop.flows.selecting import families_of
from imh_desktop.store import records
from imh_desktop.store.vault import Vault


class Giving(msgspec.Struct, frozen=True, kw_only=True):
    """What is given: ``children`` by id, to the device of ``to``. Days are days here."""

    children: tuple[str, ...]
    to: Certificate
    kind: HandoverKind
    reason: str
    from_on: date
    until_on: date | None = None


def give(
    vault: Vault, target: Path, giving: Giving, recipients: Recipients, progress: Progress = quiet
) -> Made:
    """Write an archive of these families alone, with a note that they were given.

    The note is kept first, for it travels in the archive; giving again after a fault keeps no
    second one.

    Args:
        recipients: the device of ``giving.to`` among them; G and V go to those named for them.
    Raises:
        InputError: no family, no reason, a day before the first, a device that is no recipient;
            or as ``make_archive``.
    """
    giving = _cleaned(vault, giving, recipients)
    only = families_of(vault, giving.children)
    require_sound(vault, target, recipients, only)
    known = {_said(one) for one in records.handovers(vault)}
    said = (_fields(vault, giving, child_id) for child_id in giving.children)
    new = [fields for fields in said if _key(fields) not in known]
    vault.journal.write_many(
        [("handover", vault.journal.new_id(), {**one}, ChainClass.OPEN) for one in new],
        reason=giving.reason,
    )
    vault.journal.retracting.repeat(families_of(vault, giving.children).records)
    return make_archive(
        vault, target, recipients, progress, only=families_of(vault, giving.children)
    )


def caseload_of(vault: Vault) -> tuple[str, ...]:
    """Return the ids of all children here: the whole caseload."""
    return tuple(child.child_id for child in records.children(vault))


def holding(vault: Vault, on: date) -> dict[str, Handover]:
    """Return child id -> the handover that holds on a day, the last one where there are several."""
    found = sorted(records.handovers(vault), key=lambda one: (one.from_on, one.handover_id))
    return {one.child_id: one for one in found if one.holds(on)}


def _cleaned(vault: Vault, giving: Giving, recipients: Recipients) -> Giving:
    """Return what is given, each child once and the reason as notes are kept."""
    if not giving.children:
        raise InputError("Choose a family.", place="children")
    reason = clean(giving.reason, "reason", NOTE_LIMIT)
    if not reason:
        raise InputError("Say why, in a few words.", place="reason")
    if giving.until_on is not None and giving.until_on < giving.from_on:
        raise InputError("The last day comes before the first.", place="until")
    if giving.to.device_id == vault.device_id:
        raise InputError("This is the laptop the families are on.", place="to")
    if giving.to not in recipients.open:
        raise ValueError("who is given a family gets the archive")
    return msgspec.structs.replace(
        giving, children=tuple(dict.fromkeys(giving.children)), reason=reason
    )


def _fields(vault: Vault, giving: Giving, child_id: str) -> dict[str, str]:
    said = {
        "child_id": child_id, "from_worker": vault.worker_id, "from_device": vault.device_id,
        "to_device": giving.to.device_id, "kind": giving.kind,
        "from_on": giving.from_on.isoformat(),
    }  # fmt: skip
    return said | ({"until_on": giving.until_on.isoformat()} if giving.until_on else {})


_Key = tuple[str, str, str, str, str]


def _key(fields: dict[str, str]) -> _Key:
    return (
        fields["child_id"], fields["to_device"], fields["kind"], fields["from_on"],
        fields.get("until_on", ""),
    )  # fmt: skip


def _said(one: Handover) -> _Key:
    until = one.until_on.isoformat() if one.until_on else ""
    return one.child_id, one.to_device, one.kind, one.from_on.isoformat(), until
