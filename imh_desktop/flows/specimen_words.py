"""Words that specimen pages need of bands for which a checklist has none yet in their language."""

import tomllib

import msgspec

from imh_desktop import assets
from imh_desktop.core.checklist import ChecklistTexts, ItemText


class LentWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of words: the sentence of each strength, and of each idea, by id."""

    language: str
    author: str
    strengths: dict[str, str]
    strategies: dict[str, str]


def lent_words(language: str) -> LentWords:
    """Return the words of a language."""
    path = assets.resources() / "specimens" / f"{language}.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), LentWords)


def with_lent(texts: ChecklistTexts, lent: LentWords) -> ChecklistTexts:
    """Return a checklist's words with those in place of what it borrowed from English."""
    items = {
        key: ItemText(text=said, strength=said)
        for key, said in lent.strengths.items()
        if key in texts.borrowed
    }
    ideas = {key: said for key, said in lent.strategies.items() if key in texts.borrowed}
    return msgspec.structs.replace(
        texts,
        items=texts.items | items,
        strategies=texts.strategies | ideas,
        borrowed=texts.borrowed - items.keys() - ideas.keys(),
    )
