"""The gate every export passes: who may, of which children, how much, and that it was done.

What leaves here is protected no more. Only a coordinator's laptop writes it; class P and C alone
stand in it; a partner gets what the families allowed; and the journal keeps that it was done,
without a name, before the file has its name.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec

from imh_desktop.errors import InputError, to_tell
from imh_desktop.flows.apart import require_real
from imh_desktop.flows.export_consents import WHOLE, Cover, covers
from imh_desktop.flows.export_refusals import why_nobody
from imh_desktop.flows.export_targets import unfinished
from imh_desktop.flows.roles import role_of
from imh_desktop.store import records
from imh_desktop.store.entry import Changes, Value
from imh_desktop.store.export_sources import child_marks, settled_consents
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

_COORDINATORS_ONLY = to_tell(
    "Exports are made on a coordinator's laptop, and this is not one. Carry your work to your"
    " coordinator and ask for the export there."
)
NO_CONSENT, MADE_UP, UNREADABLE = "no_consent", "made_up", "unreadable"
"""Why a child is left out: no consent for this partner is valid on this day; the child is for
demonstration and the others are not; its birth is not known here."""


def leaves_protection(words: Words) -> str:
    """Say what exporting means for whoever's words these are."""
    return words.say(
        "What you export leaves the protection of your file: anyone who has it can read it. Keep it"
        " where only the right people can, and delete it when it is no longer needed."
    )


class Permit(msgspec.Struct, frozen=True, kw_only=True):
    """What one export may hold.

    ``purpose``: in the person's words, kept in the journal. ``partner_id``: empty for the
    programme's own use. ``made_up``: this is a demonstration, and nothing in it is real.
    ``covers``: child id -> what may leave of it, in the order children came here.
    ``left_out``: reason -> how many children.
    """

    format: str
    on: date
    purpose: str
    partner_id: str
    made_up: bool
    covers: dict[str, Cover]
    left_out: dict[str, int]


class Tally(msgspec.Struct, kw_only=True):
    """What an export holds, counted as it is written. ``private``: it is the file of adults' own
    answers, whose count is kept nowhere."""

    rows: int = 0
    children: int = 0
    private: bool = False


class Finished(msgspec.Struct, frozen=True, kw_only=True):
    """An export that has its name."""

    path: Path
    rows: int
    children: int
    left_out: dict[str, int]


def permit(
    vault: Vault, format_: str, *, on: date, purpose: str = "", partner_id: str = ""
) -> Permit:
    """Say what an export may hold.

    Args:
        format_: "csv", "fhir" ...: the export's command.
        on: today; consents are to be valid on it.
    Raises:
        InputError: this is the demo or no coordinator's device, or the partner is not known.
    """
    require_real(vault)
    if role_of(vault) != "coordinator":
        raise InputError(_COORDINATORS_ONLY)
    consented = _consented(vault, partner_id, on) if partner_id else None
    fictional = records.programme(vault).fictional
    allowed, left_out = dict[str, Cover](), Counter[str]()
    for mark in child_marks(vault):
        cover = WHOLE if consented is None else consented.get(mark.child_id)
        if mark.made_up and not fictional:
            left_out[MADE_UP] += 1
        elif not mark.readable:
            left_out[UNREADABLE] += 1
        elif cover is None:
            left_out[NO_CONSENT] += 1
        else:
            allowed[mark.child_id] = cover
    return Permit(
        format=format_, on=on, purpose=purpose.strip(), partner_id=partner_id, made_up=fictional,
        covers=allowed, left_out=dict(left_out),
    )  # fmt: skip


@contextmanager
def leaving(vault: Vault, allowed: Permit, target: Path) -> Iterator[tuple[Path, Tally]]:
    """Give a temporary place to write to, and a tally to fill. When the block ends, what was
    written is synced, the journal keeps that it was, and it takes its name; when it raises,
    nothing is left.

    The block makes a file or a folder at the place given.

    Raises:
        InputError: there is something at the target, it lies within a vault, or no family has a
            consent for the partner that is valid on the day.
        EnvironmentFault: the disk refused; nothing was left at the target.
    """
    if allowed.partner_id and not allowed.covers and allowed.left_out.get(NO_CONSENT):
        raise InputError(why_nobody(vault, allowed.partner_id, allowed.on), place="--partner")
    with unfinished(target, vault.folder) as (place, name_it):
        tally = Tally()
        yield place, tally
        name_it(lambda: note(vault, allowed, tally))


def note(vault: Vault, allowed: Permit, tally: Tally) -> None:
    """Keep in the journal that an export was made: no name, and of private answers no count."""
    counts = {} if tally.private else {"rows": tally.rows, "children": tally.children}
    said: dict[str, Value] = {
        **counts, "purpose": allowed.purpose, "partner_id": allowed.partner_id,
        "made_up": allowed.made_up, "private": tally.private,
    }  # fmt: skip
    entry: Changes = {"kind": "exported", "subject": allowed.format}
    entry |= {f"details.{field}": value for field, value in said.items() if value != ""}
    vault.journal.write("event", vault.journal.new_id(), entry)


def finished(allowed: Permit, tally: Tally, target: Path) -> Finished:
    """Return what is told of an export that is done."""
    return Finished(
        path=target, rows=tally.rows, children=tally.children, left_out=allowed.left_out
    )


def _consented(vault: Vault, partner_id: str, on: date) -> dict[str, Cover]:
    for partner in records.partners(vault):
        if partner.partner_id == partner_id:
            return covers(settled_consents(vault, partner_id), partner, on)
    raise InputError(
        "No partner is known by this id.", place="--partner", expected="the id of a partner"
    )
