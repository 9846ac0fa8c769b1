"""Adding a child and the adults who care for it, and correcting what was written."""

import re
from datetime import date

import msgspec

from imh_desktop.core.limits import NAME_LIMIT, NOTE_LIMIT, clean
from imh_desktop.core.people import Birth, Caregiver, Child
from imh_desktop.errors import InputError
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import LANGUAGES, Words

GESTATION_DAYS = range(22 * 7, 45 * 7)
"""22w0d to 44w6d (clinical.md 5.3, DQ2)."""
RELATIONS = ("mother", "father", "grandparent", "foster", "sibling", "other_family", "other")
SEXES = ("", "female", "male", "other")
_GESTATION = re.compile(r"\s*(\d{1,2})\s*(?:w\s*(?:(\d)\s*d?)?|\+\s*(\d))?\s*", re.IGNORECASE)
_LONGEST_RANGE = 366


class ChildForm(msgspec.Struct, frozen=True, kw_only=True):
    """A child as a form holds it. Days are ISO texts; ``born_latest`` empty = the day is known;
    ``gestation`` "32w0d", "32" (weeks) or empty = not known."""

    given_name: str = ""
    family_name: str = ""
    born_earliest: str = ""
    born_latest: str = ""
    gestation: str = ""
    sex: str = ""
    number: str = ""
    languages: tuple[str, ...] = ()
    page_language: str = "en"
    interpreter: bool = False
    conditions_known: bool | None = None
    custody_note: str = ""
    health_provider: str = ""
    services_now: str = ""


class CaregiverForm(msgspec.Struct, frozen=True, kw_only=True):
    """A caregiver as a form holds it; ``caregiver_id`` empty = a new one."""

    caregiver_id: str = ""
    name: str = ""
    relation: str = "other"
    phone: str = ""
    address: str = ""
    best_time: str = ""


def gestation_text(days: int | None) -> str:
    """Write a gestation as weeks and days ("32w0d"); empty when not known."""
    return "" if days is None else f"{days // 7}w{days % 7}d"


def read_gestation(text: str, words: Words | None = None) -> int | None:
    """Read a gestation into completed days; None when the text is empty.

    Raises:
        InputError: it is not weeks and days, or not between 22w0d and 44w6d.
    """
    if not text.strip():
        return None
    found = _GESTATION.fullmatch(text)
    days = int(found[1]) * 7 + int(found[2] or found[3] or 0) if found else 0
    if days not in GESTATION_DAYS or int((found and (found[2] or found[3])) or 0) > 6:
        raise InputError(
            (words or Words("en")).say("Please write weeks and days, such as 38w2d."),
            place="gestation",
            expected="22w0d to 44w6d",
        )
    return days


def child_form(child: Child) -> ChildForm:
    """Return the form of a child already enrolled."""
    return ChildForm(
        given_name=child.given_name,
        family_name=child.family_name,
        born_earliest=child.birth.earliest.isoformat(),
        born_latest="" if child.birth.exact else child.birth.latest.isoformat(),
        gestation=gestation_text(child.gestation_days),
        sex=child.sex,
        number=child.number,
        languages=child.languages,
        page_language=child.page_language,
        interpreter=child.interpreter,
        conditions_known=child.conditions_known,
        custody_note=child.custody_note,
        health_provider=child.health_provider,
        services_now=child.services_now,
    )


def caregiver_form(caregiver: Caregiver) -> CaregiverForm:
    """Return the form of a caregiver already known."""
    return CaregiverForm(
        caregiver_id=caregiver.caregiver_id,
        name=caregiver.name,
        relation=caregiver.relation,
        phone=caregiver.phone,
        address=caregiver.address,
        best_time=caregiver.best_time,
    )


def add_child(
    vault: Vault,
    form: ChildForm,
    caregivers: tuple[CaregiverForm, ...] = (),
    *,
    today: date | None = None,
    words: Words | None = None,
) -> Child:
    """Enrol a child with its caregivers, in one transaction.

    Raises:
        InputError: a field will not do (``place`` is the field's name, for a caregiver
            "caregivers.<number from 0>.<field>"); nothing was written.
    """
    raise NotImplementedError


def edit_child(
    vault: Vault,
    child_id: str,
    form: ChildForm,
    caregivers: tuple[CaregiverForm, ...] = (),
    *,
    today: date | None = None,
    words: Words | None = None,
) -> Child:
    """Write what the form changed, as one transaction; caregivers not named stay.

    Raises:
        InputError: as ``add_child``; or the field is in conflict and waits for a decision.
    """
    raise NotImplementedError


def add_caregiver(
    vault: Vault, child_id: str, form: CaregiverForm, *, words: Words | None = None
) -> Caregiver:
    """Add one caregiver to a child, for instance from the alone-gate of a visit.

    Raises:
        InputError: a field will not do.
    """
    raise NotImplementedError
