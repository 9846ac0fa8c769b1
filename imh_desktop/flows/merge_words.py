"""What a merge does, or would do, in plain words: for the window, and for the terminal.

The report tells ids and counts; what they are about is looked up in the vault that is open here.
Of class G and V nothing is told: what waits there is shown to who may see it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from imh_desktop.errors import ImhError
from imh_desktop.flows.merge_report import Gap, MergeReport, Refused, Told
from imh_desktop.flows.record_words import record_said
from imh_desktop.store.uniting import Meeting
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class FileLine(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was given. ``sound``: it will be taken in, or was before; ``shut_out``: it is
    not, because a computer in it was shut out."""

    name: str
    said: str
    sound: bool
    shut_out: bool = False


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to know of a merge: what it is, and its list. ``waits``: a person is to look."""

    key: str
    title: str
    lines: tuple[str, ...] = ()
    waits: bool = False


def file_lines(report: MergeReport, words: Words) -> tuple[FileLine, ...]:
    """Tell of each file from whom it is and when it was made, or why it is refused."""
    told = (
        FileLine(name=name, said=_file_said(one, words, again=at > 0), sound=True)
        for one in report.archives for at, name in enumerate(one.files)
    )  # fmt: skip
    names = {one.sender: one.sender_name for one in report.archives if one.sender_name}
    names |= {gap.device_id: gap.device_name for gap in report.gaps if gap.device_name}
    refused = (
        FileLine(
            name=one.file, said=refusal_said(one, names, words), sound=False, shut_out=one.shut_out
        )
        for one in report.refused
    )
    return (*told, *refused)


def refusal_said(refused: Refused, names: Mapping[str, str], words: Words) -> str:
    """Tell why a file is refused; ``names``: device id -> what it is called."""
    if refused.shut_out:
        return words.say(
            "It holds work of a laptop that was shut out. Nothing was taken. Keep the archive: a"
            " coordinator can look at it."
        )
    values = {name: names.get(value, value) for name, value in refused.values.items()}
    return words.told(ImhError(refused.sentence, **values))


def groups(
    vault: Vault, report: MergeReport, words: Words, now: datetime, *, done: bool
) -> tuple[Group, ...]:
    """Tell what comes, or came (``done``), and what a person is to look at."""
    said = _Groups(vault, report, words, now)
    return tuple(said.came(done=done)) + tuple(said.waiting())


def gap_said(gap: Gap, words: Words, now: datetime) -> str:
    """Tell what is missing of a device, and how old the last news of it is."""
    name = device_said(gap.device_name, words)
    missing = words.count(
        "change {first} is missing", "changes {first} to {last} are missing",
        gap.last - gap.first + 1, first=gap.first, last=gap.last,
    )  # fmt: skip
    if not gap.last_made_at:
        return words.say(
            "{device}: no archive from it has come yet; {missing}", device=name, missing=missing
        )
    days = max((now - datetime.fromisoformat(gap.last_made_at)).days, 0)
    age = words.count("{n} day ago", "{n} days ago", days) if days else words.say("today")
    return words.say(
        "{device}: last archive made {age}; {missing}", device=name, age=age, missing=missing
    )


def device_said(name: str, words: Words) -> str:
    """Return what a device is called, or that this is not known."""
    return name or words.say("A laptop whose name is not known here")


def _file_said(one: Told, words: Words, *, again: bool) -> str:
    made = words.date(datetime.fromisoformat(one.made_at).date())
    said = words.say(
        "From {device}, made on {date}.", device=device_said(one.sender_name, words), date=made
    )
    if again:
        return said + " " + words.say("The same archive is in the list twice. That is harmless.")
    if one.before:
        return said + " " + words.say("Taken in before. Nothing is taken twice.")
    return said


class _Groups:
    def __init__(self, vault: Vault, report: MergeReport, words: Words, now: datetime) -> None:
        self._vault, self._report, self._words, self._now = vault, report, words, now

    def came(self, *, done: bool) -> Iterator[Group]:
        words, report = self._words, self._report
        new = tuple(self._new())
        if new:
            title = words.say("New: this came") if done else words.say("New: this will come")
            yield Group(key="new", title=title, lines=new)
        else:
            title = words.say("Nothing is new: all of this is here already")
            yield Group(key="new", title=title)
        if report.known:
            title = words.count(
                "Here already: {n} change. Older or repeated archives are harmless.",
                "Here already: {n} changes. Older or repeated archives are harmless.",
                report.known,
            )
            yield Group(key="known", title=title)

    def waiting(self) -> Iterator[Group]:
        words = self._words
        conflicts = [one for one in self._report.meetings if one.conflicts]
        late = [one for one in self._report.meetings if one.late]
        if count := sum(len(one.conflicts) for one in conflicts):
            title = words.count(
                "{n} place where two people wrote different things",
                "{n} places where two people wrote different things", count,
            )  # fmt: skip
            yield Group(key="conflicts", title=title, lines=self._records(conflicts), waits=True)
        if count := sum(len(one.late) for one in late):
            title = words.count(
                "{n} answer that came after its visit was closed",
                "{n} answers that came after their visit was closed", count,
            )  # fmt: skip
            yield Group(key="late", title=title, lines=self._records(late), waits=True)
        yield from self._twins()
        yield from self._missing()

    def _twins(self) -> Iterator[Group]:
        if self._report.duplicates:
            title = self._words.count(
                "{n} child who may be here twice", "{n} children who may be here twice",
                self._report.duplicates,
            )  # fmt: skip
            yield Group(key="duplicates", title=title, waits=True)

    def _missing(self) -> Iterator[Group]:
        words = self._words
        if gaps := self._report.gaps:
            title = words.count(
                "{n} laptop from which something is missing",
                "{n} laptops from which something is missing",
                len({gap.device_id for gap in gaps}),
            )
            yield Group(
                key="gaps", title=title, lines=tuple(gap_said(g, words, self._now) for g in gaps)
            )
        if self._report.forks:
            title = words.say(
                "A file was restored or copied, and both went on. Both are kept, and nothing is"
                " lost."
            )
            yield Group(key="forks", title=title)

    def _new(self) -> Iterator[str]:
        begun = dict(self._report.begun)
        for kind in ("child", "caregiver", "visit", "referral"):
            if count := begun.pop(kind, 0):
                yield counted(kind, count, self._words)
        others = sum(begun.values())
        if others:
            yield self._words.count("{n} other record", "{n} other records", others)
        if self._report.grown:
            yield self._words.count(
                "More on {n} record that is here", "More on {n} records that are here",
                self._report.grown,
            )  # fmt: skip

    def _records(self, meetings: Sequence[Meeting]) -> tuple[str, ...]:
        words, vault = self._words, self._vault
        return tuple(record_said(vault, one.record_type, one.record_id, words) for one in meetings)


def counted(kind: str, n: int, words: Words) -> str:
    """Count children, caregivers, visits or referrals (``kind``: a record type)."""
    match kind:
        case "child":
            return words.count("{n} child", "{n} children", n)
        case "caregiver":
            return words.count("{n} caregiver", "{n} caregivers", n)
        case "visit":
            return words.count("{n} visit", "{n} visits", n)
        case _:
            return words.count("{n} referral", "{n} referrals", n)
