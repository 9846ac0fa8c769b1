"""Adding a child and the adults who care for it, and correcting what was written."""

import re
from datetime import date

import msgspec

from imh_desktop.core.limits import NAME_LIMIT, NOTE_LIMIT, clean
from imh_desktop.core.people import Birth, Caregiver, Child
from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.flows.ages import gestation_text, read_gestation
from imh_desktop.flows.clock import local_today
from imh_desktop.flows.fields import day, one_of
from imh_desktop.flows.loading import child_of
from imh_desktop.store import records
from imh_desktop.store.entry import Value
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

RELATIONS = ("mother", "father", "grandparent", "foster", "sibling", "other_family", "other")
SEXES = ("", "female", "male", "other")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LONGEST_RANGE = 366
_TONGUES = ("languages", "speaks", "reads")
"""Elements a form shows all of: what it does not name any more is taken off."""
BIRTH_FIELDS = frozenset({"born_earliest", "born_latest", "gestation_days"})
"""What ages, bands and results stand on."""

Fields = dict[str, Value]
Write = tuple[str, str, Fields, ChainClass]


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
    child_id, changes = new_child(vault, form, caregivers, today=today, words=words)
    vault.journal.write_many(changes)
    return child_of(vault, child_id)


def new_child(
    vault: Vault,
    form: ChildForm,
    caregivers: tuple[CaregiverForm, ...],
    *,
    today: date | None,
    words: Words | None,
) -> tuple[str, list[Write]]:
    """Return the id of a new child and what enrols it, unwritten. Raises as ``add_child``."""
    child_id = vault.journal.new_id()
    fields, adults = _checked(form, caregivers, today, words)
    ids = [vault.journal.new_id() for _ in adults]
    fields |= _refusals(caregivers, ids)
    changes: list[Write] = [("child", child_id, _filled(fields), ChainClass.OPEN)]
    for id_, adult in zip(ids, adults, strict=True):
        filled = _filled({"child_id": child_id, **adult})
        changes.append(("caregiver", id_, filled, ChainClass.OPEN))
    return child_id, changes


def edit_child(
    vault: Vault,
    child_id: str,
    form: ChildForm,
    caregivers: tuple[CaregiverForm, ...] = (),
    *,
    today: date | None = None,
    words: Words | None = None,
) -> Child:
    """Write what the form changed, as one transaction; caregivers not named stay, and so does a
    field in conflict that the form left as it was shown.

    Raises:
        InputError: as ``add_child``; or the field is in conflict and waits for a decision; or
            the birth or its weeks are changed after a visit was finished, which
            ``birth_corrections`` does.
    """
    changes = edits(vault, child_id, form, caregivers, today=today, words=words)
    finished = any(visit.closed_at for visit in records.visits(vault, child_id))
    if finished and born_changes(child_id, changes):
        raise InputError(
            "Visits were finished with this birth date. Say why it is corrected.",
            place="born_earliest",
        )
    if changes:
        vault.journal.write_many(changes)
    return child_of(vault, child_id)


def edits(
    vault: Vault,
    child_id: str,
    form: ChildForm,
    caregivers: tuple[CaregiverForm, ...] = (),
    *,
    today: date | None = None,
    words: Words | None = None,
) -> list[Write]:
    """Return what ``edit_child`` would write. Raises as ``add_child``."""
    fields, adults = _checked(form, caregivers, today, words)
    ids = [each.caregiver_id or vault.journal.new_id() for each in caregivers]
    fields |= _refusals(caregivers, ids)
    changes = _difference(vault, "child", child_id, fields, _shown(vault, child_id))
    for each, id_, adult in zip(caregivers, ids, adults, strict=True):
        if each.caregiver_id:
            shown = _shown(vault, child_id, id_)
            changes += _difference(vault, "caregiver", id_, adult, shown)
        else:
            filled = _filled({"child_id": child_id, **adult})
            changes.append(("caregiver", id_, filled, ChainClass.OPEN))
    return changes


def born_changes(child_id: str, changes: list[Write]) -> Fields:
    """Return what is changed of a child's birth and its weeks."""
    of_child = (fields for _, record_id, fields, _ in changes if record_id == child_id)
    return {f: v for fields in of_child for f, v in fields.items() if f in BIRTH_FIELDS}


def add_caregiver(
    vault: Vault, child_id: str, form: CaregiverForm, *, words: Words | None = None
) -> Caregiver:
    """Add one caregiver to a child, for instance from the alone-gate of a visit.

    Raises:
        InputError: a field will not do.
    """
    fields = _caregiver_fields(form, None, words or Words("en"))
    caregiver_id = vault.journal.new_id()
    vault.journal.write("caregiver", caregiver_id, _filled({"child_id": child_id, **fields}))
    return next(
        each for each in records.caregivers(vault, child_id) if each.caregiver_id == caregiver_id
    )


def _checked(
    form: ChildForm, caregivers: tuple[CaregiverForm, ...], today: date | None, words: Words | None
) -> tuple[Fields, list[Fields]]:
    """Return what is kept of a child and of each caregiver, the child's faults first."""
    words = words or Words("en")
    child = _child_fields(form, today or local_today(), words)
    return child, [_caregiver_fields(each, n, words) for n, each in enumerate(caregivers)]


def _child_fields(form: ChildForm, today: date, words: Words) -> Fields:
    birth = _birth(form, today, words)
    one_of(form.sex, SEXES, "sex", words)
    name = clean(form.given_name, "given_name", NAME_LIMIT)
    if not name:
        raise InputError(words.say("Please write the child's first name."), place="given_name")
    return {
        "given_name": name,
        "family_name": clean(form.family_name, "family_name", NAME_LIMIT),
        "born_earliest": birth.earliest.isoformat(),
        "born_latest": birth.latest.isoformat(),
        "gestation_days": read_gestation(form.gestation, words),
        "sex": form.sex,
        "number": clean(form.number, "number", NAME_LIMIT),
        **{f"languages.{code}": True for code in _languages(form.languages, words)},
        "page_language": _language(form.page_language, "page_language", words),
        **_interpreter(form, words),
        "conditions_known": form.conditions_known,
        "custody_note": clean(form.custody_note, "custody_note", NOTE_LIMIT),
        "health_provider": clean(form.health_provider, "health_provider", NAME_LIMIT),
        "services_now": clean(form.services_now, "services_now", NOTE_LIMIT),
        "vision": clean(form.vision, "vision", NAME_LIMIT),
        "vision_on": _checked_on(form.vision_on, "vision_on", today, words),
        "hearing": clean(form.hearing, "hearing", NAME_LIMIT),
        "hearing_on": _checked_on(form.hearing_on, "hearing_on", today, words),
    }


def _interpreter(form: ChildForm, words: Words) -> Fields:
    """Return what is kept of the interpreter: of one that is not needed, nothing."""
    code = form.interpreter_language
    if code:
        _language(code, "interpreter_language", words)
    name = clean(form.interpreter_name, "interpreter_name", NAME_LIMIT)
    return {
        "interpreter": form.interpreter or None,
        "interpreter_language": code if form.interpreter else "",
        "interpreter_name": name if form.interpreter else "",
    }


def _checked_on(text: str, place: str, today: date, words: Words) -> str:
    return day(text, place, words, until=today).isoformat() if text.strip() else ""


def _birth(form: ChildForm, today: date, words: Words) -> Birth:
    asking = words.say("Please give the day of birth.")
    earliest = day(form.born_earliest, "born_earliest", words, asking=asking)
    latest = earliest
    if form.born_latest:
        latest = day(form.born_latest, "born_latest", words, asking=asking)
    if latest < earliest or (latest - earliest).days > _LONGEST_RANGE:
        raise InputError(
            words.say("The last possible day must come after the first, within a year."),
            place="born_latest",
        )
    if latest > today:
        raise InputError(words.say("This day is in the future."), place="born_latest")
    return Birth(earliest, latest)


def _languages(codes: tuple[str, ...], words: Words) -> tuple[str, ...]:
    return tuple(_language(code, "languages", words) for code in codes)


def _language(code: str, place: str, words: Words) -> str:
    if not _LANGUAGE.fullmatch(code):
        raise InputError(words.say("We do not know this language."), place=place, expected="en, es")
    return code


def _caregiver_fields(form: CaregiverForm, number: int | None, words: Words) -> Fields:
    at = "" if number is None else f"caregivers.{number}."
    one_of(form.relation, RELATIONS, f"{at}relation", words)
    name = clean(form.name, f"{at}name", NAME_LIMIT)
    if not name:
        raise InputError(words.say("Please write the caregiver's name."), place=f"{at}name")
    why_not = clean(form.why_not, f"{at}why_not", NAME_LIMIT)
    if form.receives is False and not why_not:
        raise InputError(words.say("Say why this person receives no page."), place=f"{at}why_not")
    return {
        "name": name,
        "relation": form.relation,
        "phone": clean(form.phone, f"{at}phone", NAME_LIMIT),
        "address": clean(form.address, f"{at}address", NOTE_LIMIT),
        "best_time": clean(form.best_time, f"{at}best_time", NAME_LIMIT),
        **{f"speaks.{_language(code, f'{at}speaks', words)}": True for code in form.speaks},
        **{f"reads.{_language(code, f'{at}reads', words)}": True for code in form.reads},
    }


def _refusals(caregivers: tuple[CaregiverForm, ...], ids: list[str]) -> Fields:
    """Return what the child's record keeps of who may receive a page; empty = may."""
    return {
        f"recipients.{id_}": "" if each.receives else each.why_not.strip()
        for each, id_ in zip(caregivers, ids, strict=True)
        if each.receives is not None
    }


def _filled(fields: Fields) -> Fields:
    """Leave out what says nothing, so that an entry holds no empty field."""
    return {field: value for field, value in fields.items() if value not in (None, "")}


def _shown(vault: Vault, child_id: str, caregiver_id: str = "") -> Fields:
    """Return the fields of a child or caregiver as a form shows them; none when they would not
    do, as what came from elsewhere may not."""
    words = Words("en")
    try:
        if not caregiver_id:
            return _child_fields(child_form(child_of(vault, child_id)), local_today(), words)
        adults = records.caregivers(vault, child_id)
        adult = next(each for each in adults if each.caregiver_id == caregiver_id)
        return _caregiver_fields(caregiver_form(adult), None, words)
    except (InputError, StopIteration):
        return {}


def _difference(
    vault: Vault, record_type: str, record_id: str, wanted: Fields, shown: Fields
) -> list[Write]:
    """Return what must be written for a record to hold the wanted fields, if anything.

    ``shown``: the fields as the form had them, a conflict's candidates side by side.
    """
    record = vault.journal.record(record_id)
    present = record.fields if record else {}
    gone = {f: None for f in present if f.partition(".")[0] in _TONGUES and f not in wanted}
    kept = {field: value if value != "" else None for field, value in wanted.items()}
    undecided = record.conflicts.keys() if record else frozenset[str]()
    left = {f for f in undecided & wanted.keys() if wanted[f] == shown.get(f)}
    differs = {f: v for f, v in {**gone, **kept}.items() if present.get(f) != v}
    changes = {f: v for f, v in differs.items() if f not in left}
    return [(record_type, record_id, changes, ChainClass.OPEN)] if changes else []
