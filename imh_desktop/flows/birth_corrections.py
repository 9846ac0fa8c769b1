"""A birth date or its weeks corrected after visits: what it changes, and who is told.

No finished visit is silently worked out anew (clinical.md H4): each gets an amendment with the
reason, what was corrected, the pages that are outdated by it, and its results as they are now.
The band a visit was made in stays.
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.ages import POLICIES, AgeReading
from imh_desktop.core.limits import NOTE_LIMIT, clean
from imh_desktop.core.people import Child
from imh_desktop.core.printed import Printed
from imh_desktop.core.visit import Visit
from imh_desktop.errors import InputError
from imh_desktop.flows import enrolling
from imh_desktop.flows.ages import gestation_text
from imh_desktop.flows.child_forms import CaregiverForm, ChildForm
from imh_desktop.flows.loading import child_of, reading_for
from imh_desktop.flows.results_anew import results_supposing
from imh_desktop.store import records
from imh_desktop.store.ancestry import RESULTS
from imh_desktop.store.entry import Changes, Scalar, Value
from imh_desktop.store.records import private_id
from imh_desktop.store.supposing import child_as
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

Results = dict[str, Value]


class VisitEffect(msgspec.Struct, frozen=True, kw_only=True):
    """What a correction changes for one visit. ``then``, ``now``: the ages on its day; ``stored``,
    ``anew``: its open results, None where it is open or its checklist is not here. ``pages``: those
    given, that no longer say what is true; ``letters``: partners a referral of it names."""

    visit: Visit
    then: AgeReading
    now: AgeReading
    stored: Results | None
    anew: Results | None
    pages: tuple[Printed, ...]
    letters: tuple[str, ...]

    @property
    def other_band(self) -> bool:
        """Tell whether the age now calls for another band than the visit was made in."""
        return self.now.band != self.visit.band


def effects(
    vault: Vault, library: Library, child_id: str, form: ChildForm, *,
    today: date | None = None, words: Words | None = None,
) -> tuple[VisitEffect, ...]:  # fmt: skip
    """Return what a form would change for each visit by another birth date or other weeks, the
    earliest first; none when it leaves them as they are.

    Raises:
        InputError: as ``enrolling.edit_child``, or a visit would lie before the birth.
    """
    words = words or Words("en")
    changes = enrolling.edits(vault, child_id, form, today=today, words=words)
    born = enrolling.born_changes(child_id, changes)
    return tuple(_effects(vault, library, child_id, born, words)) if born else ()


def correct(
    vault: Vault, library: Library, child_id: str, form: ChildForm,
    caregivers: tuple[CaregiverForm, ...], reason: str, *, today: date | None = None,
    words: Words | None = None,
) -> Child:  # fmt: skip
    """Write what the form changed and amend every finished visit, in one transaction.

    Raises:
        InputError: as ``effects``, or no reason.
    """
    words = words or Words("en")
    said = clean(reason, "reason", NOTE_LIMIT)
    if not said:
        raise InputError(words.say("Please say why, in a few words."), place="reason")
    changes = enrolling.edits(vault, child_id, form, caregivers, today=today, words=words)
    born = enrolling.born_changes(child_id, changes)
    found = list(_effects(vault, library, child_id, born, words)) if born else []
    what, amendments = _what(vault, child_id, born), dict[str, Changes]()
    for effect in found:
        if effect.visit.closed_at:
            pages = ", ".join(dict.fromkeys(page.code for page in effect.pages if page.code))
            named: dict[str, Scalar] = {**what, "pages": pages} if pages else {**what}
            amendments[effect.visit.visit_id] = {
                f"corrections.{vault.journal.new_id()}": named,
                **different(effect.stored, effect.anew),
            }
            amendments |= _private(vault, library, effect.visit, {child_id: born}, words)
    vault.journal.amend_many(amendments, said, changes)
    return child_of(vault, child_id)


def different(stored: Results | None, anew: Results | None) -> Changes:
    """Return the results to be kept anew; none when they came out as they were."""
    if stored is None or anew is None or all(stored.get(k) == v for k, v in anew.items()):
        return {}
    return {RESULTS + name: value for name, value in anew.items()}


def _effects(
    vault: Vault, library: Library, child_id: str, born: Changes, words: Words
) -> Iterator[VisitEffect]:
    before, after = child_of(vault, child_id), child_as(vault, child_id, born)
    names = {one.partner_id: one.name for one in records.partners(vault)}
    letters: dict[str, list[str]] = {}
    for one in records.referrals(vault, child_id):
        letters.setdefault(one.visit_id, []).append(names.get(one.partner_id, ""))
    for visit in records.visits(vault, child_id):
        if after is None or visit.on < after.birth.earliest:
            raise InputError(
                words.say(
                    "There is a visit on {day}, which would lie before the birth.",
                    day=words.date(visit.on),
                ),
                place="born_earliest",
            )
        given = records.printed(vault, "visit_id", visit.visit_id)
        yield VisitEffect(
            visit=visit,
            then=age_at(vault, before, visit), now=age_at(vault, after, visit),
            stored=records.results(vault, visit.visit_id),
            anew=results_of(vault, library, visit, {child_id: born}, words),
            pages=tuple(page for page in given if not page.failed),
            letters=tuple(letters.get(visit.visit_id, ())),
        )  # fmt: skip


def age_at(vault: Vault, child: Child, visit: Visit) -> AgeReading:
    """Return the ages of a child on the day of a visit, by the policy the visit was made with."""
    record = vault.journal.record(visit.visit_id)
    kept = record.fields.get("age_policy") if record else None
    policy = POLICIES.get(str(kept)) or POLICIES[records.programme(vault).age_policy]
    return reading_for(child, visit.on, policy)


def results_of(
    vault: Vault, library: Library, visit: Visit, supposed: dict[str, Changes], words: Words
) -> Results | None:
    """Return the open results of a finished visit with some records as supposed; None while it is
    open, or where its checklist is not here."""
    record = vault.journal.record(visit.visit_id)
    if record is None or not visit.closed_at:
        return None
    try:
        return results_supposing(vault, library, record, supposed, words)
    except InputError:
        return None


def _private(
    vault: Vault, library: Library, visit: Visit, supposed: dict[str, Changes], words: Words
) -> dict[str, Changes]:
    """Return what is kept anew of the private results of a visit, in their own records."""
    found = {}
    for talk in records.private_talks(vault, visit.visit_id):
        record_id = private_id(talk.visit_id, talk.caregiver_id, talk.sensitivity)
        record = vault.journal.record(record_id)
        stored = vault.journal.closed(record_id)
        if record is not None and stored is not None and talk.spoken:
            anew = results_supposing(vault, library, record, supposed, words)
            if changed := different(stored, anew):
                found[record_id] = changed
    return found


def _what(vault: Vault, child_id: str, born: Changes) -> dict[str, Scalar]:
    """Return what is corrected, from what and to what, as flat texts."""
    before, after = child_of(vault, child_id), child_as(vault, child_id, born)
    what: dict[str, Scalar] = {}
    if after is not None and after.birth != before.birth:
        what |= {"born_was": _days(before), "born_now": _days(after)}
    if after is not None and after.gestation_days != before.gestation_days:
        what |= {
            "weeks_was": gestation_text(before.gestation_days),
            "weeks_now": gestation_text(after.gestation_days),
        }
    return what


def _days(child: Child) -> str:
    first, last = child.birth.earliest.isoformat(), child.birth.latest.isoformat()
    return first if first == last else f"{first}/{last}"
