"""The trash: what was begun or added by mistake disappears from everything, and can come back.

Nothing is erased by it. A finished visit is never put there: it is amended.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

import msgspec

from imh_desktop.core.limits import NOTE_LIMIT, clean
from imh_desktop.errors import InputError
from imh_desktop.flows.cutting import cut
from imh_desktop.store import records
from imh_desktop.store.acts import others_standing_on
from imh_desktop.store.ancestry import TRASHED
from imh_desktop.store.entry import Changes, Entry
from imh_desktop.store.scalars import day_of
from imh_desktop.store.trash import PutAway, any_visit, gone_on_with, of_child, put_away, said_at
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

DAYS = 30
"""How long the list shows what lies in the trash; nothing is erased after it."""
Kind = Literal["child", "visit", "caregiver"]


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """What can be put in the trash. ``refused``: why not, empty when it can."""

    record_id: str
    kind: Kind
    said: str
    refused: str


class Trashed(msgspec.Struct, frozen=True, kw_only=True):
    """One thing in the trash. ``days_left``: how long the list still shows it."""

    record_id: str
    kind: str
    said: str
    child: str
    by: str
    on: str
    reason: str
    days_left: int


def candidates(vault: Vault, child_id: str, words: Words) -> tuple[Candidate, ...]:
    """Return what of a child can be put in the trash: open visits, caregivers, the child."""
    found: list[tuple[str, Kind, str]] = [
        (visit.visit_id, "visit", words.say("Open visit of {day}", day=words.date(visit.on)))
        for visit in records.visits(vault, child_id)
        if not visit.closed_at
    ]
    found += [
        (one.caregiver_id, "caregiver", words.say("Caregiver {name}", name=cut(one.name)))
        for one in records.caregivers(vault, child_id)
    ]
    child = records.child(vault, child_id)
    if child is not None:
        found.append((child_id, "child", words.say("The child {name}", name=cut(child.name))))
    return tuple(
        Candidate(record_id=id_, kind=kind, said=said, refused=_refused(vault, id_, kind, words))
        for id_, kind, said in found
    )


def put(vault: Vault, record_id: str, reason: str, words: Words) -> None:
    """Put a record in the trash, with a child all that is begun of it; one transaction.

    Raises:
        InputError: no reason, or something stands on it; nothing was written.
    """
    said = clean(reason, "reason", NOTE_LIMIT)
    if not said:
        raise InputError(words.say("Please say why, in a few words."), place="reason")
    record = vault.journal.record(record_id)
    kinds: dict[str, Kind] = {"child": "child", "visit": "visit", "caregiver": "caregiver"}
    if record is None or record.record_type not in kinds:
        raise InputError(words.say("This is not here."), place=f"record {record_id}")
    if refused := _refused(vault, record_id, kinds[record.record_type], words):
        raise InputError(refused, place=f"record {record_id}")
    with_it = of_child(vault, record_id) if record.record_type == "child" else []
    _write(vault, [record_id, *with_it], away=True, reason=said)


def put_back(vault: Vault, record_id: str, words: Words) -> None:
    """Take a record out of the trash, with a child all that was put there of it.

    Raises:
        InputError: it does not lie there.
    """
    there = {one.record_id: one for one in put_away(vault)}
    if record_id not in there:
        raise InputError(words.say("This is not in the trash."), place=f"record {record_id}")
    with_it = [each for each in of_child(vault, record_id) if each in there]
    child_id = str(there[record_id].fields.get("child_id") or "")
    if child_id in there:
        with_it.append(child_id)
    _write(vault, [record_id, *with_it], away=False, reason="")


def in_trash(vault: Vault, now: datetime, words: Words) -> tuple[Trashed, ...]:
    """Return what was put in the trash in the last 30 days, the latest first; what went there
    with its child is told with the child."""
    there = put_away(vault)
    ids = {one.record_id for one in there}
    told = (_told(vault, one, now, words) for one in there if one.fields.get("child_id") not in ids)
    return tuple(one for one in told if one.days_left > 0)


def gone_on(vault: Vault, child_id: str, words: Words) -> tuple[str, ...]:
    """Return what of a child somebody put in the trash while somebody else went on with it: both
    are said, and it stands until one of them decides."""
    with_child = gone_on_with(vault, child_id) is not None
    shown = [
        (child_id, words.say("This child")),
        *(
            (visit.visit_id, words.say("Open visit of {day}", day=words.date(visit.on)))
            for visit in records.visits(vault, child_id) if not visit.closed_at
        ),
        *(
            (one.caregiver_id, words.say("Caregiver {name}", name=cut(one.name)))
            for one in records.caregivers(vault, child_id) if not with_child
        ),
    ]  # fmt: skip
    found = []
    for record_id, what in shown:
        if entry := gone_on_with(vault, record_id):
            by = cut(records.worker_name(vault, entry.worker_id))
            found.append(
                words.say(
                    "{what}: {name} put it in the trash ({reason}), and somebody went on with it"
                    " without knowing. So it stands here.",
                    what=what, name=by, reason=cut(entry.reason),
                )
            )  # fmt: skip
    return tuple(found)


def lies_in_trash(vault: Vault, act: Iterable[Entry], words: Words) -> str:
    """Return why an act is not undone while something of it lies in the trash; empty when nothing
    does, or the act itself put it there and nobody else did."""
    for entry in act:
        history = vault.journal.retracting.history(entry.record_id)
        if history is None or not history.put_away:
            continue
        if TRASHED not in entry.changes:
            return words.say("This lies in the trash. Please put it back first.")
        if len(history.fold().setters[TRASHED]) > 1:
            return words.say("Somebody else put this in the trash too. Please put it back there.")
    return ""


def day_away(one: PutAway, words: Words) -> str:
    """Say since when something lies in the trash."""
    return words.date(datetime.fromisoformat(one.entry.recorded_at).astimezone().date())


def _told(vault: Vault, one: PutAway, now: datetime, words: Words) -> Trashed:
    whose = vault.journal.erasing.whose(one.entry)
    at = datetime.fromisoformat(whose.recorded_at).astimezone(now.tzinfo)
    name = str(one.fields.get("name") or "")
    if one.record_type == "child":
        given, family = (str(one.fields.get(f) or "") for f in ("given_name", "family_name"))
        said = words.say("The child {name}", name=cut(f"{given} {family}"))
    elif one.record_type == "caregiver":
        said = words.say("Caregiver {name}", name=cut(name))
    else:
        day = day_of(str(one.fields.get("on") or ""))
        said = words.say("Open visit of {day}", day=words.date(day)) if day else _undated(words)
    child = records.child(vault, str(one.fields.get("child_id") or ""))
    return Trashed(
        record_id=one.record_id, kind=one.record_type, said=said,
        child=cut(child.name) if child else "",
        by=cut(records.worker_name(vault, whose.worker_id)), on=words.date(at.date()),
        reason=one.entry.reason, days_left=DAYS - (now.date() - at.date()).days,
    )  # fmt: skip


def _undated(words: Words) -> str:
    """Name a visit whose day waits to be decided, or came from elsewhere without one."""
    return words.say("Open visit")


def _write(vault: Vault, record_ids: list[str], *, away: bool, reason: str) -> None:
    writes = []
    said = [each for record_id in record_ids for each in said_at(vault, record_id)]
    for record_id in [*record_ids, *said]:
        record = vault.journal.record(record_id)
        if record is not None:
            changes: Changes = {TRASHED: True if away else None}
            writes.append((record.record_type, record_id, changes, record.chain_class))
    vault.journal.write_many(writes, reason)


def _refused(vault: Vault, record_id: str, kind: Kind, words: Words) -> str:
    """Return why a record cannot be put in the trash; empty when it can."""
    if kind == "visit":
        visit = records.visit(vault, record_id)
        if visit is None or visit.closed_at:
            return words.say("A finished visit is never put in the trash. It is corrected.")
        if any(one.visit_id == record_id for one in records.referrals(vault, visit.child_id)):
            return words.say("A referral stands on this visit.")
        return ""
    if kind == "child":
        if any(visit.closed_at for visit in records.visits(vault, record_id)):
            return words.say("A visit of this child is finished. Move it to the right child first.")
        own = {record_id, *of_child(vault, record_id)}
        if others_standing_on(vault, kind, record_id, own):
            return words.say("A referral, a page or an agreement of the family stands on it.")
        return ""
    if visits_begun(vault, record_id):
        return words.say("A visit is begun. Whoever may have told something at it stays.")
    if others_standing_on(vault, kind, record_id, frozenset()):
        return words.say("Something this person agreed to stands in the records.")
    return ""


def visits_begun(vault: Vault, caregiver_id: str) -> bool:
    """Tell whether a visit of a caregiver's child is begun. It is not asked who told something:
    the answer would tell of what was said alone."""
    record = vault.journal.record(caregiver_id)
    child_id = str(record.fields.get("child_id") or "") if record else ""
    return any_visit(vault, child_id)
