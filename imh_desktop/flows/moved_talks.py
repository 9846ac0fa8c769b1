"""Said alone at a visit that was moved meanwhile: whose it is with the right child, a person says.

It waits under "To decide", on the laptops alone that may read it.
"""

from collections.abc import Mapping
from string import ascii_lowercase

from imh_desktop.content.library import Library
from imh_desktop.core.people import Caregiver
from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.flows.cutting import cut
from imh_desktop.flows.question_views import Choice
from imh_desktop.flows.results_anew import results_supposing
from imh_desktop.store import own_referrals, records
from imh_desktop.store.entry import Changes, Value
from imh_desktop.store.journal import Write
from imh_desktop.store.shapes import OWN_REFERRAL
from imh_desktop.store.straying import Stray, pass_on, strays
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


def stray_of(vault: Vault, record_id: str) -> Stray:
    """Return what waits in a record.

    Raises:
        InputError: nothing does (any more).
    """
    found = next((one for one in strays(vault) if one.record.record_id == record_id), None)
    if found is None:
        raise InputError(
            "This is decided already, or was never asked here.", place=f"record {record_id}"
        )
    return found


def label(vault: Vault, record_id: str, words: Words) -> str:
    """Ask whose it is, by the name it was told under."""
    told = vault.journal.record(stray_of(vault, record_id).caregiver_id)
    name = cut(str(told.fields.get("name") or "")) if told else ""
    return words.say("Said alone by {name}, before it was known whose visit it is", name=name)


def choices(vault: Vault, record_id: str) -> tuple[Choice, ...]:
    """Return who may have said it: everybody who cares for the child the visit is with."""
    people = _people(vault, stray_of(vault, record_id))
    return tuple(Choice(choice=key, said=cut(one.name)) for key, one in people.items())


def settle(
    vault: Vault, library: Library, record_id: str, choice: str, reason: str, words: Words
) -> None:
    """Let it be told of the person chosen; nothing said is lost or written over.

    Raises:
        KeyError: there is no such choice. InputError: nothing waits here.
    """
    stray = stray_of(vault, record_id)
    whom = _people(vault, stray)[choice].caregiver_id
    if stray.record.record_type == OWN_REFERRAL:
        vault.journal.write_many(_asked_for(vault, record_id, whom), reason)
        return
    pass_on(vault, stray, whom, reason, _results(vault, library, stray, words))


def _people(vault: Vault, stray: Stray) -> dict[str, Caregiver]:
    people = sorted(records.caregivers(vault, stray.child_id), key=lambda one: one.caregiver_id)
    return dict(zip(ascii_lowercase[:-1], people, strict=False))


def _results(
    vault: Vault, library: Library, stray: Stray, words: Words
) -> Mapping[str, Value] | None:
    """Return what it shows, where the visit is finished; None while it is open."""
    visit = records.visit(vault, stray.visit_id)
    if visit is None or not visit.closed_at:
        return None
    named = {talk.caregiver_id for talk in records.private_talks(vault, stray.visit_id)}
    if stray.caregiver_id not in named:  # emptied as it was moved: that person's record is there
        return None
    return results_supposing(vault, library, stray.record, {}, words)


def _asked_for(vault: Vault, referral_id: str, whom: str) -> list[Write]:
    """Return what lets an adult's own referral, and her words, be that person's."""
    whose: Changes = {"caregiver_id": whom}
    writes: list[Write] = [(OWN_REFERRAL, referral_id, whose, ChainClass.G)]
    apart = own_referrals.words_id(referral_id)
    if vault.journal.record(apart) is not None:
        writes.append((OWN_REFERRAL, apart, whose, ChainClass.V))
    return writes
