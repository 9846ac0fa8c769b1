"""Who may receive a page about a child: the record's own list, which custody may shorten."""

from collections.abc import Collection
from dataclasses import dataclass

from imh_desktop.core.limits import NAME_LIMIT, clean
from imh_desktop.errors import InputError
from imh_desktop.flows.loading import child_of
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


@dataclass(frozen=True, slots=True)
class Recipient:
    """A caregiver; ``refused``: why this person receives no page, None where one may be given."""

    caregiver_id: str
    name: str
    refused: str | None = None


def recipients(vault: Vault, child_id: str, words: Words | None = None) -> tuple[Recipient, ...]:
    """Return a child's caregivers, each with what the record says of pages."""
    said = records.recipients(vault, child_id)
    unsettled = (words or Words("en")).say("two people wrote different things; please decide first")
    return tuple(
        Recipient(each.caregiver_id, each.name, unsettled if why == "" else why)
        for each in records.caregivers(vault, child_id)
        for why in (said.get(each.caregiver_id),)
    )


def allow(vault: Vault, child_id: str, caregiver_id: str) -> None:
    """Keep that a caregiver may receive pages again.

    Raises:
        InputError: this is no caregiver of the child.
    """
    _keep(vault, child_id, caregiver_id, "")


def refuse(vault: Vault, child_id: str, caregiver_id: str, reason: str) -> None:
    """Keep that a caregiver receives no page, and why.

    Raises:
        InputError: this is no caregiver of the child, or no reason is given.
    """
    why = clean(reason, "reason", NAME_LIMIT)
    if not why:
        raise InputError("Say why this person receives no page.", place="reason")
    _keep(vault, child_id, caregiver_id, why)


def require_recipients(vault: Vault, child_id: str, to: Collection[str], words: Words) -> None:
    """Hold a giving to the record's list; nobody named is the whole family.

    Raises:
        PageRefused: somebody named is no caregiver or receives no page, without the reason: that
            person may be looking on; or nobody is named where not everybody may receive one.
    """
    listed = {each.caregiver_id: each for each in recipients(vault, child_id, words)}
    for caregiver_id in to:
        person = listed.get(caregiver_id)
        if person is None:
            raise PageRefused(words.say("This person is no caregiver of the child."), place="to")
        if person.refused is not None:
            said = words.say(
                "This person may not receive a page. Why is said under “Pages and who may receive"
                " them”. Nothing was given."
            )
            raise PageRefused(said, place=f"caregiver {caregiver_id}")
    if not to and any(each.refused is not None for each in listed.values()):
        raise PageRefused(
            words.say(
                "Not everybody may receive a page of this child. Please say who receives it."
            ),
            place="to",
        )


def require_everybody(vault: Vault, child_id: str, words: Words) -> None:
    """Hold a page to its child's caregivers where nobody can be named: a print desk knows none.

    Raises:
        PageRefused: somebody receives no page.
    """
    if any(each.refused is not None for each in recipients(vault, child_id, words)):
        raise PageRefused(
            words.say(
                "Not everybody may receive a page of this child, and a print desk cannot know who."
                " Please give it yourself. Nothing was sent."
            ),
            place="to",
        )


def _keep(vault: Vault, child_id: str, caregiver_id: str, why: str) -> None:
    known = {
        each.caregiver_id for each in records.caregivers(vault, child_of(vault, child_id).child_id)
    }
    if caregiver_id not in known:
        raise InputError(
            "This person is no caregiver of the child.", place=f"caregiver {caregiver_id}"
        )
    field = f"recipients.{caregiver_id}"
    vault.journal.write("child", child_id, {field: why or None})
