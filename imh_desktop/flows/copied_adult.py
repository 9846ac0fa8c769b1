"""What one adult said alone, in words, for that adult: class G and no other."""

from collections.abc import Iterator
from datetime import date

from imh_desktop.content.library import Library
from imh_desktop.core.family_copy import AdultAnswer, AdultClass, AdultCopy
from imh_desktop.core.people import Caregiver, Paper
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.visit import PrivateTalk, Visit
from imh_desktop.flows.loading import checklist_of
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
        demo=records.programme(vault).fictional,
    )


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
