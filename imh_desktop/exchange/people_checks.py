"""What a visit file must hold of the child, the people around it, and the programme."""

from collections.abc import Iterator

from imh_desktop.core.ages import POLICIES
from imh_desktop.core.care import AGE_LIMITS
from imh_desktop.core.languages import is_language
from imh_desktop.core.limits import is_number
from imh_desktop.core.people import Programme
from imh_desktop.exchange.faults import Fault, twice
from imh_desktop.exchange.visit_file import VisitFile

_LANGUAGE = "a language code such as en, es or ht"
_NUMBER = "a phone number with digits, or an empty text"


def people_faults(file: VisitFile) -> Iterator[Fault]:
    """Yield what is wrong with the child, its caregivers and consents."""
    yield from _birth_faults(file)
    yield from _language_faults(file)
    if not file.child.given_name.strip():
        yield "child.given_name", "is empty", "the child's first name"
    child_id = file.child.child_id
    for number, caregiver in enumerate(file.caregivers):
        if caregiver.child_id != child_id:
            yield f"caregivers[{number}].child_id", "is another child's", child_id
    for number, consent in enumerate(file.consents):
        if consent.child_id != child_id:
            yield f"consents[{number}].child_id", "is another child's", child_id
    ids = (caregiver.caregiver_id for caregiver in file.caregivers)
    yield from twice("caregivers[{}].caregiver_id", ids, "an id of its own")
    ids = (consent.consent_id for consent in file.consents)
    yield from twice("consents[{}].consent_id", ids, "an id of its own")


def _birth_faults(file: VisitFile) -> Iterator[Fault]:
    birth, days = file.child.birth, file.child.gestation_days
    if birth.latest < birth.earliest:
        yield "child.birth", "ends before it starts", "earliest on or before latest"
    if days is not None and not 22 * 7 <= days < 45 * 7:
        yield "child.gestation_days", f"{days} is no gestation in days", "154 to 314, or null"


def _language_faults(file: VisitFile) -> Iterator[Fault]:
    if not is_language(file.child.page_language):
        yield "child.page_language", "is no language", _LANGUAGE
    for number, code in enumerate(file.child.languages):
        if not is_language(code):
            yield f"child.languages[{number}]", "is no language", _LANGUAGE
    earlier = ((f"earlier_visits[{n}]", visit) for n, visit in enumerate(file.earlier_visits))
    for place, visit in (*earlier, ("visit", file.visit)):
        if not is_language(visit.language):
            yield f"{place}.language", "is no language", _LANGUAGE


def programme_faults(programme: Programme) -> Iterator[Fault]:
    """Yield what is wrong with a programme's settings: place, what, and what was expected."""
    if programme.age_policy not in POLICIES:
        yield "age_policy", f"`{programme.age_policy}` is no age policy", ", ".join(POLICIES)
    for number, days in enumerate(programme.reobserve_days):
        if not 1 <= days <= 90:
            yield f"reobserve_days[{number}]", f"{days} is not allowed", "1 to 90 days"
    if not 1 <= programme.carry_days <= 90:
        yield "carry_days", f"{programme.carry_days} is not allowed", "1 to 90 days"
    if programme.ages_out_months not in AGE_LIMITS:
        yield "ages_out_months", f"{programme.ages_out_months} is not allowed", "36, 48, 60 or 72"
    if programme.phone and not is_number(programme.phone):
        yield "phone", "is no phone number", _NUMBER
    for number, line in enumerate(programme.support):
        if line.number and not is_number(line.number):
            yield f"support[{number}].number", "is no phone number", _NUMBER
