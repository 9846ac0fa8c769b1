"""What is said of work that waits to be carried."""

from collections.abc import Iterator

from imh_desktop.core.people import Role
from imh_desktop.flows.carrying import Lack, Reader, WorkWaiting
from imh_desktop.ui.role_words import role_said
from imh_desktop.ui.sayings import local_time
from imh_desktop.words import Words


def what(words: Words, work: WorkWaiting) -> Iterator[str]:
    """Say what waits, and since when."""
    visits = words.count("{n} visit", "{n} visits", work.visits)
    children = words.count("{n} child", "{n} children", work.children)
    if work.since:
        day = words.date(local_time(work.since).date())
        said = words.say("{visits} and {children}, written since {day}",
                         visits=visits, children=children, day=day)  # fmt: skip
    elif work.visits or work.children:
        said = words.say("{visits} and {children}, written on other laptops",
                         visits=visits, children=children)  # fmt: skip
    else:
        said = words.say("Nothing new: everyone who gets your work has said that they have it.")
    yield said
    if work.last_made_at:
        day = words.date(local_time(work.last_made_at).date())
        yield words.say("Last carried on {day}", day=day)


def reader(words: Words, one: Reader) -> str:
    """Say who gets the work, what of it, and when something was heard."""
    parts = [named(words, one.name, one.device_id, one.role)]
    if one.heard_at:
        day = words.date(local_time(one.heard_at).date())
        parts.append(words.say("told us on {day} what it has", day=day))
    else:
        parts.append(words.say("nothing heard yet"))
    if one.g:
        parts.append(words.say("also what adults said in private"))
    if one.v:
        parts.append(words.say("also what was said of violence"))
    return words.abreast(parts)


def named(words: Words, name: str, device_id: str, role: Role) -> str:
    """Name a laptop and say what it is for."""
    known = name or words.say("Laptop {end}", end=device_id[-6:])
    return words.say("{laptop} ({role})", laptop=known, role=role_said(words, role))


def lack(words: Words, lacks: Lack) -> str:
    """Say what is still needed before work can be carried; empty when nothing is."""
    return {
        "": "",
        "certificate": words.say(
            "This laptop has not joined the programme yet. Ask your coordinator to let it join."
        ),
        "readers": words.say("Choose who gets your work: your coordinator, and a second person."),
        "second": words.say(
            "The first time, two laptops must get your work. If one of them is lost, the other"
            " can still open it."
        ),
    }[lacks]
