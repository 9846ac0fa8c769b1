"""What a closed record showed, worked out again with some of its fields changed.

It is kept with the decision or amendment that changes them: a closed visit carries its results,
and nothing else ever makes them again (clinical.md H4).
"""

from imh_desktop.content.library import Library
from imh_desktop.flows.candidate_readings import Supposed
from imh_desktop.flows.closing import open_results, private_results
from imh_desktop.flows.visit_state import VisitState
from imh_desktop.store.entry import Changes, Value
from imh_desktop.store.record import Record
from imh_desktop.store.records import private_id
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

_BESIDE = frozenset(
    "notes moments strengths strategies steps actions interpreter language worker_id"
    " corrections lower_asked care_reason followed follow_notes".split()
)
"""Fields that no rule and no count reads."""


def bears(field: str) -> bool:
    """Tell whether results may depend on a field of a visit."""
    return field.partition(".")[0] not in _BESIDE


def results_with(
    vault: Vault, library: Library, record: Record, changes: Changes, words: Words
) -> dict[str, Value]:
    """Return the results of a closed record as they are with changes made to it. Raises as
    ``results_supposing``."""
    return results_supposing(vault, library, record, {record.record_id: changes}, words)


def results_supposing(
    vault: Vault, library: Library, record: Record, supposed: Supposed, words: Words
) -> dict[str, Value]:
    """Return the results of a closed record as they are with changes made to some records.

    Raises:
        InputError: the checklist the visit was made with is not here.
    """
    if record.record_type == "visit":
        return open_results(VisitState(vault, library, record.record_id, words, supposed))
    visit = VisitState(vault, library, str(record.fields.get("visit_id")), words, supposed)
    for talk in visit.private:
        if private_id(talk.visit_id, talk.caregiver_id, talk.sensitivity) == record.record_id:
            return private_results(visit, talk)
    raise ValueError("a private record is not among its visit's")
