"""Somebody in the trash whom a finished visit, an agreement or a referral of the family names: put
there by one who did not know of it. They are shown as in the trash, and can be brought back."""

from collections.abc import Iterator

import msgspec

from imh_desktop.core.referral import Consent
from imh_desktop.core.referral_loop import is_open
from imh_desktop.flows.cutting import cut
from imh_desktop.flows.trash import day_away
from imh_desktop.store import records
from imh_desktop.store.trash import PutAway, people_away
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class NamedAway(msgspec.Struct, frozen=True, kw_only=True):
    """A caregiver in the trash. ``since``: the day in words; ``where``: what names this person."""

    caregiver_id: str
    name: str
    since: str
    where: tuple[str, ...]

    def said(self, words: Words) -> str:
        """Say it in one sentence."""
        return words.say(
            "{name} is in the trash since {day}, and is named here: {where}.",
            name=self.name, day=self.since, where=words.listed(self.where),
        )  # fmt: skip


def named_away(vault: Vault, child_id: str, words: Words) -> tuple[NamedAway, ...]:
    """Return who of a child's people is in the trash and named all the same. Of what was said
    alone nothing is looked at."""
    found = []
    for one in people_away(vault, child_id):
        name = str(one.fields.get("name") or "")
        if where := tuple(dict.fromkeys(_where(vault, child_id, one, name, words))):
            found.append(
                NamedAway(
                    caregiver_id=one.record_id, name=cut(name), since=day_away(one, words),
                    where=where,
                )
            )  # fmt: skip
    return tuple(found)


def names_away(vault: Vault, child_id: str) -> dict[str, str]:
    """Return caregiver id -> name of a child's people in the trash: what they told is theirs."""
    return {
        one.record_id: str(one.fields.get("name") or "") for one in people_away(vault, child_id)
    }


def _where(vault: Vault, child_id: str, one: PutAway, name: str, words: Words) -> Iterator[str]:
    for visit in records.visits(vault, child_id):
        if any(answer.informant == one.record_id for answer in visit.answers.values()):
            yield words.say("Visit of {day}", day=words.date(visit.on))
    signed = {
        consent.consent_id
        for consent in records.consents(vault, child_id)
        if _signed(consent, name)
    }
    if signed:
        yield words.say("What the family agreed to")
    referrals = records.referrals(vault, child_id)
    if any(each.consent_id in signed and is_open(each.state) for each in referrals):
        yield words.say("Referral")


def _signed(consent: Consent, name: str) -> bool:
    """Tell whether a person signed an agreement that holds: it names people by name alone."""
    same = consent.signer.strip().casefold() == name.strip().casefold()
    return bool(name.strip()) and same and not consent.revoked_on
