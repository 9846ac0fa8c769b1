"""What does not fit between a vault and its anchor, in words: what happened, what is safe, what to
do."""

from datetime import datetime

import msgspec

from imh_desktop.store.anchors import Finding
from imh_desktop.words import Words


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """``title``: what happened. ``lines``: what is safe, and what to do."""

    title: str
    lines: tuple[str, ...]


def said(finding: Finding, words: Words) -> Said:
    """Say a finding."""
    title = {
        "put_back": words.say("Your file is an older one"),
        "restored": words.say("A backup was put in place"),
        "copied": words.say("Your file was moved or copied"),
        "cut": words.say("Something is missing in your file"),
        "missing": words.say("The note beside your file is not there"),
        "damaged": words.say("The note beside your file cannot be read"),
        "spare": words.say("A spare key beside your file was damaged"),
    }[finding.kind]
    safe = _safe_as_ever(words) if finding.kind == "spare" else _safe(words)
    return Said(title=title, lines=(_happened(finding, words), safe, _do(finding, words)))


def _happened(finding: Finding, words: Words) -> str:
    since = _instant(finding.since, words)
    lost = _lost(finding.lost, words)
    return {
        "put_back": words.say(
            "It was newer when this program last wrote a note beside it ({since}). {lost}",
            since=since, lost=lost,
        ),
        "restored": words.say(
            "What was written after the backup is not in it ({since}). {lost}",
            since=since, lost=lost,
        ),
        "copied": words.say(
            "It was used in another folder or on another laptop before ({since}).", since=since
        ),
        "cut": words.say(
            "The note of {since} knows more than the file holds, or other things. {lost}",
            since=since, lost=lost,
        ),
        "missing": words.say(
            "This program keeps a small note of where your file stood. It is gone, so it cannot be"
            " told whether this file is the newest one."
        ),
        "damaged": words.say(
            "This program keeps a small note of where your file stood. It is damaged, so it cannot"
            " be told whether this file is the newest one."
        ),
        "spare": words.say(
            "This program keeps a small note of where your file stood, and a spare key for it. The"
            " note is whole. Only the spare key was damaged."
        ),
    }[finding.kind]  # fmt: skip


def _safe(words: Words) -> str:
    return words.say(
        "Everything in the file is safe and nothing was deleted. New work is kept apart from what"
        " another copy may have written, so that both can be brought together."
    )


def _safe_as_ever(words: Words) -> str:
    return words.say("Everything in the file is safe. {lost}", lost=_lost(0, words))


def _do(finding: Finding, words: Words) -> str:
    return {
        "put_back": words.say(
            "If there is a newer copy, use that one. What was carried to your coordinator comes"
            " back with the next archive from there."
        ),
        "restored": words.say(
            "What was carried to your coordinator comes back with the next archive from there."
            " What stood here before was set aside."
        ),
        "copied": words.say(
            "If you moved it, there is nothing to do. If the other one is still used, tell your"
            " coordinator: two laptops need a file each."
        ),
        "cut": words.say("Check your file, and tell your coordinator before you work on."),
        "missing": words.say(
            "If you did not put a backup in place or move the file, tell your coordinator."
        ),
        "damaged": words.say("A new note was written. If this comes again, check the disk."),
        "spare": words.say("It was made anew. If this comes again, check the disk."),
    }[finding.kind]


def _lost(count: int, words: Words) -> str:
    if not count:
        return words.say("Nothing is missing.")
    return words.count("{n} entry is missing.", "{n} entries are missing.", count)


def _instant(text: str, words: Words) -> str:
    try:
        when = datetime.fromisoformat(text).astimezone()
    except ValueError:
        return words.say("not known when")
    return words.say("{day}, {time}", day=words.date(when.date()), time=f"{when:%H:%M}")
