"""What was erased on another laptop, in plain words, to be confirmed here one by one.

What was said alone at a visit goes with what was erased of that visit, and is not counted. Where
it is all that was erased of it, it is among what is not shown here, with what never came here: one
line for both, and a count of both, so that it tells of neither.
"""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from imh_desktop.flows.cutting import cut
from imh_desktop.flows.merge_report import MergeReport, Request
from imh_desktop.flows.record_words import record_said
from imh_desktop.store import records
from imh_desktop.store.shapes import PRIVATE_TYPES
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

_UNKNOWN = ("", "")
_Record = tuple[str, str]


class Erasure(msgspec.Struct, frozen=True, kw_only=True):
    """What one person erased elsewhere of one record, to be confirmed. ``entries``: their ids."""

    said: str
    entries: tuple[str, ...]


class _Group(msgspec.Struct):
    """``shown``: what is counted; ``along``: what goes with it and is not."""

    shown: list[str] = []
    along: list[str] = []


def erasures(vault: Vault, report: MergeReport, words: Words) -> tuple[Erasure, ...]:
    """Tell what was erased elsewhere: of what, how much, by whom and when. What is not shown here
    comes last."""
    found: dict[tuple[_Record, _Record], _Group] = {}
    private = list[tuple[str, str, _Record]]()
    for entry_id in report.erasures:
        record, whose = _record_of(vault, entry_id), _asked(report.requests.get(entry_id), words)
        if record[0] in PRIVATE_TYPES:
            private.append((entry_id, _visit_of(vault, record[1]), whose))
        else:
            found.setdefault((record, whose), _Group()).shown.append(entry_id)
    for entry_id, visit_id, whose in private:
        beside = found.get((("visit", visit_id), whose))
        if beside:
            beside.along.append(entry_id)
        else:
            found.setdefault((_UNKNOWN, whose), _Group()).shown.append(entry_id)
    ordered = sorted(found.items(), key=lambda one: one[0][0] == _UNKNOWN)
    return tuple(
        Erasure(
            said=". ".join(_said(vault, record, whose, len(each.shown), words)),
            entries=(*each.shown, *each.along),
        )
        for (record, whose), each in ordered
    )


def _record_of(vault: Vault, entry_id: str) -> _Record:
    entry = vault.journal.entry(entry_id)
    return (entry.record_type, entry.record_id) if entry else _UNKNOWN


def _visit_of(vault: Vault, record_id: str) -> str:
    record = vault.journal.record(record_id)
    return str(record.fields.get("visit_id", "")) if record else ""


def _asked(request: Request | None, words: Words) -> tuple[str, str]:
    """Return who asked, by id, and the day in words."""
    if request is None:
        return _UNKNOWN
    return request.worker_id, words.date(datetime.fromisoformat(request.at).astimezone().date())


def _said(
    vault: Vault, record: _Record, whose: tuple[str, str], count: int, words: Words
) -> Iterator[str]:
    if record == _UNKNOWN:
        yield words.count(
            "{n} thing that is not shown on this laptop",
            "{n} things that are not shown on this laptop", count,
        )  # fmt: skip
    else:
        yield words.count(
            "{what}: {n} thing written here", "{what}: {n} things written here", count,
            what=record_said(vault, *record, words),
        )  # fmt: skip
    worker_id, day = whose
    known = records.workers(vault).get(worker_id)
    if known:
        yield words.say("Erased by {name} on {date}.", name=cut(known.name), date=day)
    elif worker_id:
        yield words.say("Erased on {date} by somebody who is not known here yet.", date=day)
    else:
        yield words.say("Who erased it did not come with the archive.")
