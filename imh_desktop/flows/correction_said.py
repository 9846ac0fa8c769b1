"""What was corrected in a finished visit, in words."""

from collections.abc import Iterator
from datetime import date

from imh_desktop.errors import InputError
from imh_desktop.flows.ages import read_gestation
from imh_desktop.store.entry import Scalar
from imh_desktop.words import Words


def correction_said(value: dict[str, Scalar], words: Words) -> str:
    """Say a correction, as ``birth_corrections`` and ``moving_visits`` keep it. Which other child
    a visit stood with is not told: this stands on a family's papers."""
    return words.clauses(_parts(value, words))


def _parts(value: dict[str, Scalar], words: Words) -> Iterator[str]:
    said = {key: str(each) for key, each in value.items() if each not in (None, "")}
    if "born_now" in said:
        was, now = (_days(said.get(key, ""), words) for key in ("born_was", "born_now"))
        yield words.say("Birth date: {was}, corrected to {now}", was=was, now=now)
    if "weeks_was" in said or "weeks_now" in said:
        was, now = (_weeks(said.get(key, ""), words) for key in ("weeks_was", "weeks_now"))
        yield words.say("Weeks of pregnancy: {was}, corrected to {now}", was=was, now=now)
    if "moved_from" in said:
        yield words.say("This visit was recorded with another child by mistake")
    if "pages" in said:
        yield words.say("Pages given before it: {codes}", codes=said["pages"])


def _days(text: str, words: Words) -> str:
    days = []
    for part in text.split("/"):
        try:
            days.append(words.date(date.fromisoformat(part)))
        except ValueError:
            return text
    if len(days) == 1:
        return days[0]
    return words.say("Between {first} and {last}", first=days[0], last=days[-1])


def _weeks(text: str, words: Words) -> str:
    try:
        days = read_gestation(text)
    except InputError:
        return text
    if days is None:
        return words.say("not known")
    return words.say("{weeks} weeks and {days} days", weeks=days // 7, days=days % 7)
