"""What a look at the vault found, in words a visitor understands: how it stands, what to do."""

from datetime import datetime
from typing import NamedTuple, cast

from imh_desktop.errors import EnvironmentFault
from imh_desktop.flows import anchor_words
from imh_desktop.flows.health import Health, Part
from imh_desktop.flows.time_since import since
from imh_desktop.store.anchors import Finding, Kind
from imh_desktop.words import Words

_MUCH_MB = 10 * 1024


class Said(NamedTuple):
    """``title``: what was looked at; ``said``: how it stands; ``to_do``: empty where nothing is."""

    title: str
    said: str
    to_do: str = ""


def verdict(health: Health, words: Words) -> str:
    """Say how all of it stands, in one sentence."""
    if health.refusal:
        return words.told(EnvironmentFault(health.refusal))
    if not health.sound:
        return words.say(
            "Something is not as it should be. Nothing was changed or removed by looking."
        )
    if any(part.state == "note" for part in health.parts):
        return words.say("Your file is whole. There is something you can do to keep it safe.")
    return words.say("Your file is whole, and there is nothing to do.")


def told(part: Part, now: datetime, words: Words) -> Said:
    """Say what was found about one thing."""
    sayings = {
        "file": _file, "entries": _entries, "lists": _lists, "anchor": _anchor, "keys": _keys,
        "backup": _backup, "second": _second, "rehearsal": _rehearsal, "room": _room,
        "reserve": _reserve,
        "speed": _speed, "disk": _disk, "set_aside": _set_aside,
    }  # fmt: skip
    said = sayings[part.code](part, now, words)
    return said._replace(to_do="") if part.state == "good" else said


def _file(part: Part, _now: datetime, words: Words) -> Said:
    whole = words.say("Every page of it is as it was written.")
    return Said(
        words.say("The file"),
        whole if part.state == "good" else words.say("It is damaged. It was left as it is."),
        words.say("Keep it, and go back to your last backup."),
    )


def _entries(part: Part, _now: datetime, words: Words) -> Said:
    found = words.say("Some of it is not what was written, or is missing.")
    whole = words.say("Each one is what was written, and none is missing.")
    return Said(
        words.say("What was written"), whole if part.state == "good" else found,
        words.say("Tell your programme and show them this page. A backup may still have it."),
    )  # fmt: skip


def _lists(part: Part, _now: datetime, words: Words) -> Said:
    differs = words.say("Something shown differs from what was written. What was written is kept.")
    return Said(
        words.say("What you see on the screen"),
        words.say("It is what was written.") if part.state == "good" else differs,
        words.say("Tell your programme and show them this page."),
    )


def _anchor(part: Part, _now: datetime, words: Words) -> Said:
    title = words.say("The newest file")
    if part.state == "good":
        return Said(title, words.say("It is the newest one that this laptop has written."))
    found = anchor_words.said(Finding(cast(Kind, part.why), part.count), words)
    return Said(title, words.abreast((found.title, found.lines[0])), found.lines[-1])


def _keys(part: Part, _now: datetime, words: Words) -> Said:
    ways = words.count(
        "There is {n} way to open your file.", "There are {n} ways to open your file.", part.count
    )
    return Said(
        words.say("Ways in"),
        ways if part.count else words.say("The keys of your file are missing or damaged."),
        words.say(
            "If one more is lost, nobody can open it. Ask your programme for a new recovery code."
        )
        if part.count
        else words.say("Keep the whole folder, and go back to your last backup."),
    )


def _backup(part: Part, now: datetime, words: Words) -> Said:
    none = words.say("There is no backup yet.")
    ago = words.say("Last one {ago}.", ago=since(part.at, now, words)) if part.at else none
    return Said(words.say("Backup"), ago, words.say("Make one now."))


def _second(part: Part, now: datetime, words: Words) -> Said:
    title = words.say("Backup outside this laptop")
    ago = since(part.at, now, words) if part.at else ""
    if part.why == "unset":
        return Said(
            title, words.say("There is none: if this laptop is lost, its backups go with it."),
            words.say("Choose a second place, such as a stick."),
        )  # fmt: skip
    last = words.say("Last one {ago}.", ago=ago) if ago else words.say("There is none yet.")
    if part.why == "absent":
        return Said(title, last, words.say("Put the stick in, and make a backup."))
    return Said(title, last, words.say("Make one now."))


def _rehearsal(part: Part, now: datetime, words: Words) -> Said:
    title = words.say("A backup tried out")
    if part.at is None:
        said = words.say("None yet. It happens by itself, once a week.")
    elif part.state == "bad":
        said = words.say("{ago}, and it was not whole.", ago=since(part.at, now, words))
    else:
        said = words.say("{ago}, and it was whole.", ago=since(part.at, now, words))
    if part.state != "bad":
        return Said(title, said)
    return Said(title, said, words.say("Make a new backup, and have the disk looked at."))


def _room(part: Part, _now: datetime, words: Words) -> Said:
    free = words.say("{n} MB are free.", n=part.count)
    if part.count >= _MUCH_MB:
        free = words.say("{n} GB are free.", n=part.count // 1024)
    return Said(
        words.say("Room on the disk"), free,
        words.say("Make some room: take away films, pictures or programs you do not need."),
    )  # fmt: skip


def _reserve(part: Part, _now: datetime, words: Words) -> Said:
    held = words.say("8 MB are held back, so that a visit can be closed on a full disk.")
    return Said(
        words.say("Reserve"),
        held if part.state == "good" else words.say("It was used, or there was no room for it."),
        words.say("Make some room. It is laid down again by itself."),
    )


def _speed(part: Part, _now: datetime, words: Words) -> Said:
    return Said(
        words.say("How fast an answer is saved"),
        words.count("In {n} millisecond.", "In {n} milliseconds.", part.count),
        words.say(
            "This disk is slow. What says “Saved” is safe, but you may have to wait for it. If"
            " your file lies on a stick or a card, ask for it to be moved to the laptop’s own disk."
        ),
    )


def _disk(part: Part, _now: datetime, words: Words) -> Said:
    closed = words.say("All of it is encrypted.")
    only = words.say("Your file is encrypted, but the disk is not.")
    return Said(
        words.say("The disk of this laptop"), closed if part.state == "good" else only,
        words.say(
            "Pages and tables you save can be read by whoever finds the laptop. Ask your programme"
            " to encrypt the disk."
        ),
    )  # fmt: skip


def _set_aside(part: Part, _now: datetime, words: Words) -> Said:
    return Said(
        words.say("Set aside"),
        words.count(
            "{n} former file is kept whole beside yours, in {name}.",
            "{n} former files are kept whole beside yours, the latest in {name}.",
            part.count, name=part.why,
        ),
        words.say("It stays until your programme says that it can go."),
    )  # fmt: skip
