"""The programme's settings: its name, its support numbers, paper, age policy and intervals."""

from datetime import date

import msgspec

from imh_desktop.core.ages import POLICIES
from imh_desktop.core.care import AGE_LIMITS
from imh_desktop.core.limits import NAME_LIMIT, NOTE_LIMIT, Limit, clean
from imh_desktop.core.people import Programme
from imh_desktop.errors import InputError
from imh_desktop.flows.clock import local_today
from imh_desktop.flows.fields import day, one_of
from imh_desktop.flows.wording import name_fault, number_fault
from imh_desktop.store import records
from imh_desktop.store.entry import Changes, Scalar
from imh_desktop.store.records import PROGRAMME_ID
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

PAPERS = ("a4", "letter")
KINDS = ("emergency", "day_and_night", "reporting", "other")
MOST_LINES = 6
LONGEST_INTERVAL = 90


class SupportForm(msgspec.Struct, frozen=True, kw_only=True):
    """One support number as a form holds it. ``kind`` as in ``SupportLine``; ``checked_on``: ISO
    day, empty = never checked."""

    kind: str = "other"
    number: str = ""
    name: str = ""
    checked_on: str = ""


class ProgrammeForm(msgspec.Struct, frozen=True, kw_only=True):
    """The settings as a form holds them; ``reobserve_days``, ``carry_days``, ``ages_out_months`` as
    in ``Programme``."""

    name: str = ""
    phone: str = ""
    contact: str = ""
    support: tuple[SupportForm, ...] = ()
    paper: str = "a4"
    age_policy: str = "default"
    reobserve_days: tuple[int, int, int] = (28, 42, 60)
    fictional: bool = False
    carry_days: int = 14
    ages_out_months: int = 72
    part2_notice: str = ""


def read(vault: Vault) -> Programme:
    """Return the settings; defaults while nothing was saved."""
    return records.programme(vault)


def form_of(programme: Programme) -> ProgrammeForm:
    """Return the settings as a form."""
    return ProgrammeForm(
        name=programme.name,
        phone=programme.phone,
        contact=programme.contact,
        support=tuple(
            SupportForm(
                kind=line.kind,
                number=line.number,
                name=line.name,
                checked_on=line.checked_on.isoformat() if line.checked_on else "",
            )
            for line in programme.support
        ),
        paper=programme.paper,
        age_policy=programme.age_policy,
        reobserve_days=programme.reobserve_days,
        fictional=programme.fictional,
        carry_days=programme.carry_days,
        ages_out_months=programme.ages_out_months,
        part2_notice=programme.part2_notice,
    )


def save(
    vault: Vault, form: ProgrammeForm, *, today: date | None = None, words: Words | None = None
) -> Programme:
    """Check and write what the form changed, as one entry.

    Raises:
        InputError: a field will not do; ``place`` names it ("support.1.number").
    """
    wanted = _fields(form, today or local_today(), words or Words("en"))
    record = vault.journal.record(PROGRAMME_ID)
    present = record.fields if record else {}
    gone = {f: None for f in present if f.startswith("support.") and f not in wanted}
    changes: Changes = {f: v for f, v in {**gone, **wanted}.items() if present.get(f) != v}
    if changes:
        vault.journal.write("setting", PROGRAMME_ID, changes)
    return records.programme(vault)


def _fields(form: ProgrammeForm, today: date, words: Words) -> Changes:
    one_of(form.paper, PAPERS, "paper", words)
    one_of(form.age_policy, tuple(POLICIES), "age_policy", words)
    for number, days in enumerate(form.reobserve_days):
        _interval(days, f"reobserve_days.{number}", words)
    _interval(form.carry_days, "carry_days", words)
    if form.ages_out_months not in AGE_LIMITS:
        raise InputError(words.say("Please choose one of the list."), place="ages_out_months")
    lines = [_line(each, n, today, words) for n, each in enumerate(form.support)]
    if sum(line["kind"] != "reporting" for line in lines) > MOST_LINES:
        raise InputError(
            words.say("At most {most} numbers fit on a page.", most=MOST_LINES), place="support"
        )
    return {
        "name": _for_the_page(form.name, "name", NAME_LIMIT, words) or None,
        "phone": _number(form.phone, "phone", words) or None,
        "contact": _for_the_page(form.contact, "contact", NOTE_LIMIT, words) or None,
        "paper": form.paper,
        "age_policy": form.age_policy,
        "fictional": form.fictional or None,
        "carry_days": form.carry_days,
        "ages_out_months": form.ages_out_months,
        "part2_notice": clean(form.part2_notice, "part2_notice", NOTE_LIMIT) or None,
        **{f"reobserve.{n}": days for n, days in enumerate(form.reobserve_days)},
        **{f"support.{n}": line for n, line in enumerate(lines)},
    }


def _interval(days: int, place: str, words: Words) -> None:
    if not 1 <= days <= LONGEST_INTERVAL:
        raise InputError(
            words.say("Please give a number of days from 1 to {most}.", most=LONGEST_INTERVAL),
            place=place,
        )


def _line(form: SupportForm, number: int, today: date, words: Words) -> dict[str, Scalar]:
    at = f"support.{number}"
    one_of(form.kind, KINDS, f"{at}.kind", words)
    fields: dict[str, Scalar] = {
        "kind": form.kind,
        "number": _number(form.number, f"{at}.number", words),
        "name": _title(form, f"{at}.name", words),
        "checked_on": _checked(form, at, today, words),
        "order": number,
    }
    return {field: value for field, value in fields.items() if value != ""}


def _title(form: SupportForm, place: str, words: Words) -> str:
    if form.kind == "reporting":
        return clean(form.name, place, NAME_LIMIT)
    return _for_the_page(form.name, place, NAME_LIMIT, words)


def _for_the_page(text: str, place: str, limit: Limit, words: Words) -> str:
    said = clean(text, place, limit)
    if fault := name_fault(said, words):
        raise InputError(fault, place=place)
    return said


def _number(text: str, place: str, words: Words) -> str:
    said = clean(text, place, NAME_LIMIT)
    if said and (fault := number_fault(said, words)):
        raise InputError(fault, place=place)
    return said


def _checked(form: SupportForm, at: str, today: date, words: Words) -> str:
    if not form.checked_on.strip():
        return ""
    return day(form.checked_on, f"{at}.checked_on", words, until=today).isoformat()
