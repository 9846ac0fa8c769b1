"""The Spanish words a family takes home: short, easy and plain."""

import re
from datetime import date

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from imh_desktop import assets
from imh_desktop.content.library import Library
from imh_desktop.core.summary import FamilySummary
from imh_desktop.flows import demo
from imh_desktop.flows.family_summary import family_summary
from imh_desktop.flows.loading import load
from imh_desktop.flows.pages import page_texts
from imh_desktop.flows.wording import LONGEST_SENTENCE, banned_word, count_words, sentences
from imh_desktop.store import records
from imh_desktop.words import Words

CLAIM = "This is what we noticed together. It is not a test or a diagnosis."
FAMILY_FILES = tuple(
    f"imh_desktop/{room}" for room in ("documents/family", "flows/family_summary", "flows/pages")
)
EASY = 65
"""Szigriszt-Pazos at or above which Spanish is "bastante fácil" (clinical note FS4)."""
PO = assets.resources() / "locale/es/LC_MESSAGES/imh.po"


@pytest.fixture(scope="module")
def spanish() -> Catalog:
    """The Spanish words as they are committed."""
    with PO.open("rb") as file:
        return read_po(file, locale="es")


def forms(said: str | tuple[str, ...]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


def test_what_goes_home_keeps_to_short_plain_sentences(spanish: Catalog) -> None:
    home = [
        form
        for message in spanish
        if message.id
        and message.id != CLAIM
        and any(file.startswith(FAMILY_FILES) for file, _ in message.locations)
        for form in forms(message.string)
    ]

    assert len(home) > 20
    assert [text for text in home if banned_word(text, "es")] == []
    assert [s for text in home for s in sentences(text) if count_words(s) > LONGEST_SENTENCE] == []


def test_the_claim_is_the_one_fixed_sentence() -> None:
    assert sentences(Words("es").say(CLAIM))[-1] == "No es una prueba ni un diagnóstico"


@pytest.fixture(scope="module")
def spanish_page(tmp_path_factory: pytest.TempPathFactory) -> FamilySummary:
    """What the demo family takes home, in Spanish."""
    library, folder = Library(), tmp_path_factory.mktemp("demo") / "vault"
    with demo.open_demo(folder, library, date(2026, 6, 10), "es") as vault:
        (child,) = records.children(vault)
        closed = next(v for v in records.visits(vault, child.child_id) if v.closed_at)
        loaded, words = load(vault, library, closed.visit_id), Words("es")
        texts = page_texts(library, closed.checklist_id, "es", words)
        return family_summary(
            loaded.child, loaded.visit, loaded.checklist, texts, loaded.programme, words
        )


def page_lines(page: FamilySummary) -> list[str]:
    domains = [line.text for domain in page.strengths for line in domain.lines]
    rest = [line.text for line in (*page.moments, *page.strategies)]
    return [page.message.text, *domains, *rest, *(step.what.text for step in page.steps)]


def test_the_page_is_easy_to_read_in_spanish(spanish_page: FamilySummary) -> None:
    assert szigriszt(page_lines(spanish_page)) >= EASY


def test_each_opening_is_easy_to_read_in_spanish(spanish: Catalog) -> None:
    openings = [
        forms(m.string)[0].format(name="Mariana")
        for m in spanish
        if str(m.id).startswith("Thank you for sharing your day")
    ]

    assert len(openings) == 3
    assert all(szigriszt([text]) >= EASY for text in openings)


def szigriszt(lines: list[str]) -> float:
    """Return 206.835 - 62.3 x syllables a word - words a sentence (Szigriszt Pazos 1993)."""
    said = [sentence for line in lines for sentence in sentences(line)]
    words = [word for sentence in said for word in re.findall(r"[^\W\d_]+", sentence)]
    return 206.835 - 62.3 * sum(map(syllables, words)) / len(words) - len(words) / len(said)


def syllables(word: str) -> int:
    """Count the syllables of a Spanish word: runs of vowels, apart where two strong ones meet."""
    letters = re.sub(r"y$", "i", word.casefold())
    letters = re.sub(r"(?<=[gq])u(?=[eéií])", "", letters)
    runs = re.findall(r"[aeiouáéíóúü]+", letters)
    return max(sum(max(len(re.findall(r"[aeoáéóíú]", run)), 1) for run in runs), 1)


@pytest.mark.parametrize(
    ("word", "count"),
    [("que", 1), ("día", 2), ("familia", 3), ("muy", 1), ("leer", 2), ("ciudad", 2), ("y", 1),
     ("guitarra", 3), ("pingüino", 3), ("aún", 2), ("nosotros", 3), ("aprende", 3)],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count
