"""What both pages share: the finished page, its words, and when none may be made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import ChecklistTexts, Review
from imh_desktop.core.reading import Reading
from imh_desktop.flows.field_labels import label_of
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.store.vault import Vault
from imh_desktop.store.waiting import waiting
from imh_desktop.words import LANGUAGES, Words


@dataclass(frozen=True, slots=True)
class Page:
    """A finished PDF. ``file_name`` holds no name of a person. ``warnings``: sentences to show
    before printing, such as a support number long unchecked. ``review``: who stands behind the
    checklist's words on it. ``reading``: how it reads, where that is measured."""

    content: bytes
    file_name: str
    warnings: tuple[str, ...] = ()
    review: Review | None = None
    reading: Reading | None = None


def page_file_name(kind: str, on: date, record_id: str) -> str:
    """Return a file name that holds a day and the end of a random id, never a name."""
    letters = "".join(letter for letter in record_id if letter.isascii() and letter.isalnum())
    return f"{kind}-{on.isoformat()}-{letters[-6:].lower()}.pdf"


def require_settled(vault: Vault, record_ids: Iterable[str], words: Words) -> None:
    """Refuse a page that would need a field two laptops wrote differently (design.md 1).

    Raises:
        PageRefused: naming the fields in plain words, and where to decide.
    """
    needed = set(record_ids)
    found = (each for each in waiting(vault) if each.conflicts and each.record_id in needed)
    fields = {label_of(w.record_type, field, None, words) for w in found for field in w.asked}
    if fields:
        raise PageRefused(
            words.say(
                "Two people wrote different things here: {fields}. Please decide under “To"
                " decide” first.",
                fields=words.listed(sorted(fields)),
            )
        )


def page_texts(library: Library, checklist_id: str, language: str, words: Words) -> ChecklistTexts:
    """Return the words a page is written in.

    Raises:
        PageRefused: the checklist or the program has none in that language (FS9).
    """
    if language not in LANGUAGES or language not in library.languages(checklist_id):
        raise PageRefused(
            words.say("There is no page in this language yet: {language}.", language=language),
            place="language",
            expected=", ".join(LANGUAGES),
        )
    return library.texts(checklist_id, language)


def review_note(texts: ChecklistTexts, words: Words) -> str:
    """Return the line that stands on a page until a professional has read its words.

    It names the words, lest it read as if what was seen of the child were in doubt.
    """
    if texts.review.by_professional:
        return ""
    return words.say("The words of this page have not yet been read by a professional.")
