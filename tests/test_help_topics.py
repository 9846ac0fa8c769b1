"""Help cannot go stale: the same topics in every language, and every button it names is there."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords

from imh_desktop.content.help_files import help_folder, read_topic, topic_ids
from imh_desktop.core.help import HelpTopic
from imh_desktop.core.wording import JUDGING
from imh_desktop.flows.helping import NAMED, open_help
from imh_desktop.words import LANGUAGES, Words

TOP = Path(__file__).parents[1]
WRITTEN = ("en", "es", "ar")
JARGON = {
    "en": "click database server cloud sync backup encryption password user app json csv pdf"
    " checkbox dropdown dialog vault journal hash".split(),
    "es": "clic servidor nube cifrado contraseña usuario json csv pdf".split(),
    "ar": "خادم سحابة تشفير".split(),
}
LONGEST = 30
"""Words of a sentence."""


def topic(language: str, topic_id: str) -> HelpTopic:
    found = read_topic(language, topic_id)
    assert found is not None, (language, topic_id)
    return found


def named(kind: str) -> set[str]:
    return {
        name for topic_id in topic_ids() for text in topic("en", topic_id).texts
        for of, name in NAMED.findall(text) if of == kind
    }  # fmt: skip


def shape(one: HelpTopic) -> list[tuple[int, int, bool]]:
    return [(len(part.paragraphs), len(part.points), part.numbered) for part in one.parts]


@pytest.mark.parametrize("topic_id", topic_ids())
def test_a_topic_says_the_same_in_every_language(topic_id: str) -> None:
    english = topic("en", topic_id)
    assert english.parts
    for language in WRITTEN:
        other = topic(language, topic_id)
        assert shape(other) == shape(english), language
        found = [NAMED.findall(text) for text in other.texts]
        assert list(map(sorted, found)) == [sorted(NAMED.findall(text)) for text in english.texts]


def test_no_file_is_left_over() -> None:
    for language in WRITTEN:
        files = {path.stem for path in (help_folder() / language).iterdir()}
        assert files == set(topic_ids())
    assert {path.name for path in help_folder().iterdir() if path.is_dir()} == set(WRITTEN)


def test_every_button_that_is_named_is_a_word_of_a_screen() -> None:
    inside = [("cli/**", "ignore"), ("exchange/**", "ignore"), ("**.py", "python")]
    keywords = parse_keywords(["say", "say_for:1c,2", "count:1,2"])
    found = extract_from_dir(TOP / "imh_desktop", inside, keywords=keywords)
    known = {said for _, _, said, _, _ in found if isinstance(said, str)}
    assert len(named("say")) > 50
    assert sorted(named("say") - known) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_has_no_bracket_left_and_nothing_is_borrowed(language: str) -> None:
    for one in open_help(Words(language)).topics:
        assert one.language == language
        assert not any(set("{}*_`#") & set(text) for text in one.texts)


@pytest.mark.parametrize("language", WRITTEN)
def test_no_word_of_help_judges_or_is_jargon_and_sentences_are_short(language: str) -> None:
    for topic_id in topic_ids():
        for text in topic(language, topic_id).texts:
            plain = NAMED.sub("x", text)
            for banned in (*JUDGING[language], *JARGON[language]):
                assert not re.search(rf"\b{re.escape(banned)}\b", plain, re.IGNORECASE), (
                    topic_id, banned
                )  # fmt: skip
            for sentence in re.split(r"[.!?؟:]\s", plain):
                assert len(sentence.split()) <= LONGEST, (topic_id, sentence)


@pytest.mark.parametrize(
    ("language", "typed", "first"),
    [
        ("en", "stick", "archive"), ("en", "STIKC", "archive"), ("en", "battery", "power"),
        ("en", "twins", "twins"), ("en", "print many", "many-pages"),
        ("es", "BATERIA", "power"), ("es", "codigo respuesta", "slip"), ("es", "gemelo", "twins"),
        ("ar", "توامان", "twins"), ("ar", "البطارية", "power"),
    ],
)  # fmt: skip
def test_a_topic_is_found_whatever_the_accents_and_slips(
    language: str, typed: str, first: str
) -> None:
    assert open_help(Words(language)).found(typed)[0].topic_id == first


def test_nothing_is_found_where_nothing_fits_and_all_where_nothing_is_typed() -> None:
    help_ = open_help(Words("en"))
    assert help_.found("zzyzx") == ()
    for nothing in ("", "  ", "?!", "<img src=x>" * 0):
        assert help_.found(nothing) == help_.topics
    assert help_.found("x" * 2000) == ()


def test_a_topic_that_a_language_lacks_is_borrowed(monkeypatch: pytest.MonkeyPatch) -> None:
    import imh_desktop.flows.helping as helping

    real = helping.read_topic
    monkeypatch.setattr(
        helping, "read_topic", lambda language, name: None if language == "es" else real("en", name)
    )
    topics = open_help(Words("es")).topics
    assert {one.language for one in topics} == {"en"}
    assert any("“Nueva visita”" in text for one in topics for text in one.texts)
