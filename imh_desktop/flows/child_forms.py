"""A child and the adults who care for it, as a form holds them."""

import msgspec

from imh_desktop.core.people import Caregiver, Child
from imh_desktop.flows.ages import gestation_text
from imh_desktop.store import records
from imh_desktop.store.vault import Vault


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
    interpreter_language: str = ""
    interpreter_name: str = ""
    conditions_known: bool | None = None
    custody_note: str = ""
    health_provider: str = ""
    services_now: str = ""
    vision: str = ""
    vision_on: str = ""
    hearing: str = ""
    hearing_on: str = ""


class CaregiverForm(msgspec.Struct, frozen=True, kw_only=True):
    """A caregiver as a form holds it; ``caregiver_id`` empty = a new one. ``receives``: may be
    given a page of this child, None = left as it is; ``why_not``: needed where it is False."""

    caregiver_id: str = ""
    name: str = ""
    relation: str = "other"
    phone: str = ""
    address: str = ""
    best_time: str = ""
    speaks: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    receives: bool | None = None
    why_not: str = ""


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
        interpreter_language=child.interpreter_language,
        interpreter_name=child.interpreter_name,
        conditions_known=child.conditions_known,
        custody_note=child.custody_note,
        health_provider=child.health_provider,
        services_now=child.services_now,
        vision=child.vision,
        vision_on=child.vision_on.isoformat() if child.vision_on else "",
        hearing=child.hearing,
        hearing_on=child.hearing_on.isoformat() if child.hearing_on else "",
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
        speaks=caregiver.speaks,
        reads=caregiver.reads,
    )


def caregiver_forms(vault: Vault, child_id: str) -> tuple[CaregiverForm, ...]:
    """Return the forms of a child's caregivers, with who may receive a page; None where two
    laptops say different things of that."""
    said = records.recipients(vault, child_id)
    forms = []
    for each in records.caregivers(vault, child_id):
        why = said.get(each.caregiver_id)
        receives = None if why == "" else why is None
        forms.append(
            msgspec.structs.replace(caregiver_form(each), receives=receives, why_not=why or "")
        )
    return tuple(forms)
