"""Tries to reach a family between visits: nobody at home, a call, a message; one entry each."""

from collections.abc import Collection
from datetime import date

from imh_desktop.core.contact_log import CONTACTS, Tries, tries_since
from imh_desktop.core.limits import NAME_LIMIT, NOTE_LIMIT, clean
from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.flows.fields import day, one_of
from imh_desktop.flows.loading import child_of
from imh_desktop.flows.referral_steps import AttemptForm
from imh_desktop.flows.starting_together import to_visit
from imh_desktop.store import records
from imh_desktop.store.contact_log import contacts
from imh_desktop.store.entry import Scalar
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


def log_contact(
    vault: Vault, child_id: str, form: AttemptForm, words: Words, *, today: date,
    also: Collection[str] = (),
) -> str:  # fmt: skip
    """Record a try to reach a child's family; return its id. ``form.how``: one of ``CONTACTS``;
    ``also``: siblings whose visits go on, of whom it is kept too, in the same transaction.

    Raises:
        InputError: no such child, kind or day, a day to come, a text that is too long, or a child
            that is no such sibling.
    """
    child_of(vault, child_id)
    if not {*also} <= {sibling.child_id for sibling in to_visit(vault, child_id)}:
        raise InputError(words.say("Please choose one of the list."), place="also")
    said: dict[str, Scalar] = {
        "on": day(form.on, "on", words, until=today).isoformat(),
        "how": one_of(form.how, CONTACTS, "how", words),
        "who": clean(form.who, "who", NAME_LIMIT) or records.worker(vault).name,
        "came": clean(form.came, "came", NOTE_LIMIT),
    }
    ids = {each: vault.journal.new_id() for each in (child_id, *sorted(also))}
    vault.journal.write_many(
        [("child", each, {f"attempts.{ids[each]}": said}, ChainClass.OPEN) for each in ids]
    )
    return ids[child_id]


def tried(vault: Vault, child_id: str) -> Tries | None:
    """Return the tries that led to no visit and no talk yet; None when there are none."""
    closed = (visit.on for visit in records.visits(vault, child_id) if visit.closed_at)
    return tries_since(contacts(vault, child_id), max(closed, default=None))
