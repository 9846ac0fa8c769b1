"""Help in the person's language: topics with the program's own words filled in, and search."""

import re
from collections.abc import Callable, Sequence

import msgspec

from imh_desktop.content.help_files import read_topic, topic_ids
from imh_desktop.core.help import HelpPart, HelpTopic
from imh_desktop.flows.searching import Index, folded
from imh_desktop.words import Words, isolated

NAMED = re.compile(r"\{(say|key):([^{}]+)\}")
"""A button (``say``), named by its English words in the code; or a key (``key``), as it is."""
_QUOTES = {"en": ("“", "”")}
_SOURCE = "en"


class Help(msgspec.Struct, frozen=True):
    """All topics as they are read, in their order; what they are searched by."""

    topics: tuple[HelpTopic, ...]

    def found(self, typed: str) -> tuple[HelpTopic, ...]:
        """Return the topics that hold every word typed, the best first; all when nothing is.

        Accents, case and one slip in a word are forgiven; a title counts more than a text.
        """
        if not folded(typed):
            return self.topics
        index = Index(((topic.title, topic.summary), topic.texts[2:]) for topic in self.topics)
        return tuple(self.topics[number] for number in index.found(typed))


def open_help(words: Words, key: Callable[[str], str] = str) -> Help:
    """Return the help in a language; a topic that it lacks is there in English. ``key``: how this
    system writes a key that is written as in the code."""
    found = [
        read_topic(words.language, topic_id) or read_topic(_SOURCE, topic_id)
        for topic_id in topic_ids()
    ]
    return Help(tuple(_filled(topic, words, key) for topic in found if topic))


def _filled(topic: HelpTopic, words: Words, key: Callable[[str], str]) -> HelpTopic:
    def said(text: str) -> str:
        return NAMED.sub(lambda found: named(found[1], found[2]), text)

    def named(kind: str, name: str) -> str:
        shown = key(name) if kind == "key" else name
        return _said(kind, shown, topic.language, words)

    def each(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(said, texts))

    parts = tuple(
        HelpPart(
            heading=said(part.heading), paragraphs=each(part.paragraphs),
            points=each(part.points), numbered=part.numbered,
        )
        for part in topic.parts
    )  # fmt: skip
    return msgspec.structs.replace(
        topic, title=said(topic.title), summary=said(topic.summary), parts=parts
    )


def _said(kind: str, name: str, language: str, words: Words) -> str:
    """Return the word as it stands on the screen, which may be in another language."""
    if kind == "key":
        return isolated(name) if words.direction == "rtl" else name
    before, after = _QUOTES.get(language, ("«", "»"))
    return f"{before}{words.of_screen(name)}{after}"
