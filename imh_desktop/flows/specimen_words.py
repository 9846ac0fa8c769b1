"""The words of a language that only the specimen pages speak (resources/specimens)."""

import tomllib
from datetime import date

import msgspec

from imh_desktop import assets
from imh_desktop.core.checklist import ChecklistTexts, ItemText, Review
from imh_desktop.words import Words


class Spoken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of words. ``words``: English sentence -> the same in the language."""

    language: str
    author: str
    months: tuple[str, ...]
    date: str
    words: dict[str, str]
    domains: dict[str, str]
    strengths: dict[str, str]
    strategies: dict[str, str]


def spoken(language: str) -> Spoken:
    """Return the words of a language."""
    path = assets.resources() / "specimens" / f"{language}.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Spoken)


def texts_of(said: Spoken, checklist_id: str) -> ChecklistTexts:
    """Return as much of a checklist's words as the specimen pages need."""
    return ChecklistTexts(
        language=said.language,
        review=Review(status="draft", author=said.author),
        title=checklist_id,
        domains=said.domains,
        constructs={},
        choices={},
        items={key: ItemText(text=text, strength=text) for key, text in said.strengths.items()},
        strategies=said.strategies,
    )


class SpecimenWords(Words):
    """Words of a language without a catalogue. A sentence that it lacks is never said in another
    language: that is a KeyError."""

    def __init__(self, said: Spoken) -> None:
        """Take the words of a file."""
        super().__init__("en")
        self.language = said.language
        self._said = said

    def _found(self, message: str) -> str:
        return self._said.words[message]

    def date(self, day: date) -> str:
        """Return a day in full."""
        month = self._said.months[day.month - 1]
        return self._said.date.format(day=day.day, month=month, year=day.year)
