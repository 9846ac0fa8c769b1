"""What one adult said alone, in words, for that adult: class G and no other."""

from collections.abc import Iterator
from datetime import date

from imh_desktop.content.library import Library
from imh_desktop.core.family_copy import AdultAnswer, AdultClass, AdultCopy
from imh_desktop.core.own_referral import OwnReferral
from imh_desktop.core.people import Caregiver, Paper
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.visit import PrivateTalk, Visit
from imh_desktop.flows.loading import checklist_of
from imh_desktop.flows.own_referring import of_adult
from imh_desktop.flows.pages import page_texts, require_settled
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


def adult_copy(
    vault: Vault, library: Library, child_id: str, adult: Caregiver, language: str, paper: Paper,
    on: date, words: Words,
) -> AdultCopy:  # fmt: skip
    """Return the copy of an adult's own words; empty where nothing was said alone.

    Raises:
        PageRefused: two laptops wrote different things, or there is no page in this language.
    """
    answers: list[AdultAnswer] = []
    for visit in sorted(records.visits(vault, child_id), key=lambda each: each.on):
        for talk in records.private_talks(vault, visit.visit_id):
            if talk.caregiver_id == adult.caregiver_id and talk.sensitivity is Sensitivity.G:
                record_id = records.private_id(visit.visit_id, talk.caregiver_id, Sensitivity.G)
                require_settled(vault, (record_id,), words)
                answers += _answers(vault, library, visit, talk, language, words)
    return AdultCopy(
        language=language,
        paper=paper,
        adult=adult.name,
        made_on=on,
        answers=tuple(answers),
        referrals=_referrals(vault, adult, words, Words(language)),
        demo=records.programme(vault).fictional,
    )


def _referrals(vault: Vault, adult: Caregiver, words: Words, said: Words) -> tuple[str, ...]:
    found = of_adult(vault, adult.caregiver_id)
    require_settled(vault, (each.referral_id for each in found), words)
    return tuple(_referral(each, said) for each in found)


def _referral(kept: OwnReferral, words: Words) -> str:
    line = [words.say("{partner}: {purpose}", partner=kept.partner_name, purpose=kept.purpose)]
    if kept.signed_on and kept.expires_on:
        first, last = words.date(kept.signed_on), words.date(kept.expires_on)
        line.append(words.say("Agreed on {first}, valid until {last}", first=first, last=last))
    line += [words.say("The page left on {date}", date=words.date(on)) for on in kept.given]
    if kept.revoked_on:
        line.append(words.say("Withdrawn on {date}", date=words.date(kept.revoked_on)))
    return words.abreast(line)


def _answers(
    vault: Vault, library: Library, visit: Visit, talk: PrivateTalk, language: str, words: Words
) -> Iterator[AdultAnswer]:
    """Yield an item of the checklist's own class G alone, whatever record it was written into."""
    texts = page_texts(library, visit.checklist_id, language, words)
    for item in checklist_of(vault, library, visit).items:
        answer = talk.answers.get(item.item_id)
        note, done = talk.notes.get(item.item_id, ""), talk.actions.get(item.item_id, "")
        if item.sensitivity is Sensitivity.G and (answer or note or done):
            text = texts.items.get(item.item_id)
            yield AdultAnswer(
                on=visit.on,
                text=text.text if text else item.item_id,
                answer=texts.choices.get(answer.code, answer.code) if answer else "",
                note=note,
                action=done,
                source=AdultClass.G,
            )
