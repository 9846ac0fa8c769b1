"""Adding a child and the adults who care for it, and correcting what was written."""

from datetime import date

from imh_desktop.core.people import Caregiver, Child
from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.flows.child_fields import Fields, caregiver_fields, child_fields
from imh_desktop.flows.child_forms import CaregiverForm, ChildForm, caregiver_form, child_form
from imh_desktop.flows.clock import local_today
from imh_desktop.flows.loading import child_of
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

_TONGUES = ("languages", "speaks", "reads")
"""Elements a form shows all of: what it does not name any more is taken off."""
BIRTH_FIELDS = frozenset({"born_earliest", "born_latest", "gestation_days"})
"""What ages, bands and results stand on."""

Write = tuple[str, str, Fields, ChainClass]


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
    fields = caregiver_fields(form, None, words or Words("en"))
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
    child = child_fields(form, today or local_today(), words)
    return child, [caregiver_fields(each, n, words) for n, each in enumerate(caregivers)]


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
            return child_fields(child_form(child_of(vault, child_id)), local_today(), words)
        adults = records.caregivers(vault, child_id)
        adult = next(each for each in adults if each.caregiver_id == caregiver_id)
        return caregiver_fields(caregiver_form(adult), None, words)
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
