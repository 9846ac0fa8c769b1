"""What a visit file must hold beyond its shape: known items, right codes, and private answers
kept apart from open ones."""

from collections.abc import Iterator
from datetime import datetime

from imh_desktop.core.ages import BANDS, POLICIES, BeforeBirth, bands_touched
from imh_desktop.core.checklist import Checklist, Item
from imh_desktop.core.consent import HOWS, KINDS
from imh_desktop.core.people import Programme
from imh_desktop.core.referral import LINES, Consent, ReferralRequest
from imh_desktop.core.summary import MOST_STRATEGIES
from imh_desktop.core.visit import Answer, Visit
from imh_desktop.core.wording import same_words, says_something
from imh_desktop.errors import InputError
from imh_desktop.exchange.answer_checks import (
    item_faults,
    open_answer_faults,
    raise_faults,
    talk_faults,
)
from imh_desktop.exchange.faults import Fault, one_of, twice
from imh_desktop.exchange.people_checks import people_faults, programme_faults
from imh_desktop.exchange.visit_file import VisitFile

_NO_ANSWER = Answer(code="")


def check(file: VisitFile, checklist: Checklist, name: str) -> None:
    """Hold a visit file to its checklist.

    Raises:
        InputError: the first fault, with file, place and what was expected.
    """
    for place, said, expected in _faults(file, checklist):
        raise InputError(said, place=f"{name}: {place}", expected=expected)


def check_programme(programme: Programme, name: str) -> None:
    """Hold a programme's settings to what the rules can work with. Raises as ``check``."""
    for place, said, expected in programme_faults(programme):
        raise InputError(said, place=f"{name}: {place}", expected=expected)


def policy_id(programme: Programme | None, checklist: Checklist) -> str:
    """Return the age policy that holds: the programme's own, else the checklist's."""
    if programme and programme.age_policy != "default" and programme.age_policy in POLICIES:
        return programme.age_policy
    return checklist.age_policy


def _faults(file: VisitFile, checklist: Checklist) -> Iterator[Fault]:
    yield from people_faults(file)
    for place, visit in _visits(file):
        if visit.on < file.child.birth.earliest:
            yield f"{place}.on", "is before the birth", "a day on or after the birth"
    seen: set[str] = set()
    for place, visit in _visits(file):
        if visit.visit_id in seen:
            yield f"{place}.visit_id", "stands twice in this file", "an id of its own"
        seen.add(visit.visit_id)
        yield from _visit_faults(file, checklist, visit, place)
    for number, talk in enumerate(file.private):
        yield from talk_faults(file, checklist, talk, f"private[{number}]")
    talks = ((talk.visit_id, talk.caregiver_id, talk.sensitivity) for talk in file.private)
    yield from twice("private[{}]", talks, "one talk for each visit, caregiver and class")
    yield from _referral_faults(file, checklist)
    if file.programme:
        for place, said, expected in programme_faults(file.programme):
            yield f"programme.{place}", said, expected


def _visits(file: VisitFile) -> tuple[tuple[str, Visit], ...]:
    earlier = ((f"earlier_visits[{n}]", visit) for n, visit in enumerate(file.earlier_visits))
    return *earlier, ("visit", file.visit)


def _visit_faults(
    file: VisitFile, checklist: Checklist, visit: Visit, place: str
) -> Iterator[Fault]:
    if visit.child_id != file.child.child_id:
        yield f"{place}.child_id", "is another child's", file.child.child_id
    if visit.checklist_id != checklist.checklist_id:
        known = checklist.checklist_id
        yield f"{place}.checklist_id", f"`{visit.checklist_id}` is not here", known
    if place != "visit" and visit.on >= file.visit.on:
        yield f"{place}.on", "is not earlier than the visit", f"a day before {file.visit.on}"
    if visit.closed_at and not _is_instant(visit.closed_at):
        yield f"{place}.closed_at", "is no instant", "a time such as 2026-03-04T15:00:00Z"
    if place == "visit":
        yield from _band_faults(file, checklist, visit)
    elif visit.band not in (band.band_id for band in BANDS):
        bands = one_of(band.band_id for band in BANDS)
        yield f"{place}.band", f"`{visit.band}` is no band", bands
    yield from open_answer_faults(file, checklist, visit, place)
    yield from raise_faults(visit.raised, f"{place}.raised")
    yield from _page_faults(checklist, visit, place)


def _is_instant(text: str) -> bool:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return False
    return read.tzinfo is not None


def _band_faults(file: VisitFile, checklist: Checklist, visit: Visit) -> Iterator[Fault]:
    """Yield what is wrong with the present visit's band: any the child's age touches will do."""
    policy = POLICIES[policy_id(file.programme, checklist)]
    try:
        touched = bands_touched(file.child.birth, file.child.gestation_days, visit.on, policy)
    except BeforeBirth:
        return
    if not touched:
        yield "visit.on", "the child is 72 months or older", "a visit before the 6th birthday"
    elif visit.band not in touched:
        yield "visit.band", f"`{visit.band}` is not the band on that day", one_of(touched)
    elif visit.band not in checklist.bands:
        ready = one_of(checklist.bands)
        yield "visit.band", f"the checklist is not written for `{visit.band}`", ready


def _page_faults(checklist: Checklist, visit: Visit, place: str) -> Iterator[Fault]:
    """Yield what is wrong with what was chosen and written for the family's page."""
    items = {item.item_id: item for item in checklist.in_band(visit.band)}
    for number, key in enumerate(visit.strengths):
        where = f"{place}.strengths[{number}]"
        yield from item_faults(items, key, visit.band, where)
        if visit.answers.get(key, _NO_ANSWER).code not in ("often", "sometimes"):
            yield where, f"`{key}` was not seen", "an answer often or sometimes"
    known = [strategy.strategy_id for strategy in checklist.strategies]
    for number, key in enumerate(visit.strategies):
        if key not in known:
            yield f"{place}.strategies[{number}]", f"`{key}` is no strategy", one_of(known)
    if len(visit.strategies) > MOST_STRATEGIES:
        where = f"{place}.strategies[{MOST_STRATEGIES}]"
        yield where, "is one too many", f"at most {MOST_STRATEGIES} strategies"
    yield from twice(f"{place}.strengths[{{}}]", visit.strengths, "each strength once")
    yield from twice(f"{place}.strategies[{{}}]", visit.strategies, "each strategy once")
    yield from _written_faults(visit, place)


def _written_faults(visit: Visit, place: str) -> Iterator[Fault]:
    written = [(f"moments[{n}].text", moment.text) for n, moment in enumerate(visit.moments)]
    written += [(f"steps[{n}].what", step.what) for n, step in enumerate(visit.steps)]
    for where, text in written:
        if not says_something(text):
            yield f"{place}.{where}", "says nothing", "a few words"
    moments = (same_words(moment.text) for moment in visit.moments)
    yield from twice(f"{place}.moments[{{}}].text", moments, "each moment once")
    ids = (moment.moment_id for moment in visit.moments)
    yield from twice(f"{place}.moments[{{}}].moment_id", ids, "an id of its own")
    ids = (step.step_id for step in visit.steps)
    yield from twice(f"{place}.steps[{{}}].step_id", ids, "an id of its own")


def _referral_faults(file: VisitFile, checklist: Checklist) -> Iterator[Fault]:
    """A consent may cover items of other bands; a referral tells this visit's."""
    everywhere = {item.item_id: item for item in checklist.items}
    here = {item.item_id: item for item in checklist.in_band(file.visit.band)}
    asked: list[tuple[str, Consent | ReferralRequest, dict[str, Item]]] = [
        (f"consents[{number}]", each, everywhere) for number, each in enumerate(file.consents)
    ]
    if file.referral:
        asked.append(("referral", file.referral, here))
    for number, consent in enumerate(file.consents):
        if consent.kind not in KINDS:
            yield f"consents[{number}].kind", f"`{consent.kind}` is no kind", ", ".join(KINDS)
        if consent.how not in ("", *HOWS):
            yield f"consents[{number}].how", f"`{consent.how}` is no way", ", ".join(HOWS)
    for place, told, items in asked:
        for number, line in enumerate(told.lines):
            if line not in LINES:
                yield f"{place}.lines[{number}]", f"`{line}` is no line", ", ".join(LINES)
        for number, key in enumerate(told.items):
            where = f"{place}.items[{number}]"
            yield from item_faults(items, key, file.visit.band, where)
