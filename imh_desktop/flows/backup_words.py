"""Backups in words: how they stand, when and why one was made, what it holds."""

from datetime import datetime
from typing import NamedTuple

from imh_desktop.flows.backing_up import DAY, WEEK, Standing
from imh_desktop.flows.going_back import Preview
from imh_desktop.flows.time_since import since
from imh_desktop.words import Words


class BackupLine(NamedTuple):
    """``calm``: there is nothing to do."""

    said: str
    calm: bool


def line(stood: Standing, now: datetime, words: Words) -> BackupLine:
    """Say when the last backup was made, and what is missing; of what was not changed since, an
    old backup is as good as a new one."""
    if stood.at is None:
        return BackupLine(words.say("No backup yet"), calm=not stood.changed)
    last = words.say("Last backup {ago}", ago=since(stood.at, now, words))
    if stood.changed and now - stood.at >= DAY:
        return BackupLine(words.say("{last}: please make one", last=last), calm=False)
    if not stood.second:
        return BackupLine(last, calm=True)
    if stood.second_at is None or now - stood.second_at >= WEEK:
        return BackupLine(
            words.say("{last}; outside this laptop none for a week", last=last), calm=False
        )
    return BackupLine(last, calm=True)


def when(made_at: datetime, words: Words) -> str:
    """Say the day and the time a backup was made, by the clock here."""
    local = made_at.astimezone()
    return words.say(
        "{day} at {clock}", day=words.date(local.date()), clock=local.strftime("%H:%M")
    )


def reason(why: str, words: Words) -> str:
    """Say why a backup was made."""
    return {
        "hourly": words.say("made while you worked"),
        "quit": words.say("made when the program closed"),
        "asked": words.say("asked for"),
        "merge": words.say("made before archives were taken in"),
        "upgrade": words.say("made before a new release began"),
        "rekey": words.say("made before the keys were changed"),
        "restore": words.say("made before going back"),
    }.get(why, "")


def size_said(size: int, words: Words) -> str:
    """Say how large something is."""
    return words.say("{n} MB", n=max(round(size / 1_000_000), 1))


def held_lines(seen: Preview, words: Words) -> list[str]:
    """Say what a backup holds."""
    lines = [_counts(seen.held.children, seen.held.visits, seen.held.entries, words)]
    if seen.held.last_at is not None:
        lines.append(words.say("Last written to: {when}", when=when(seen.held.last_at, words)))
    return lines


def missing_lines(seen: Preview, words: Words) -> list[str]:
    """Say what of today's file is not in a backup."""
    if seen.missing is None:
        return [words.say("Your file as it is now cannot be read, so this cannot be told.")]
    lost = seen.missing
    if not lost.entries:
        return [words.say("Nothing: it holds all that is here now.")]
    return [
        _counts(lost.children, lost.visits, lost.entries, words),
        words.say("They stay in the file that is set aside, and in archives you have carried."),
    ]


def _counts(children: int, visits: int, entries: int, words: Words) -> str:
    return words.abreast(
        (
            words.count("{n} child", "{n} children", children),
            words.count("{n} visit", "{n} visits", visits),
            words.count("{n} thing written", "{n} things written", entries),
        )
    )
