"""The family's page: its order and its words, and why it may not be printed."""

import itertools
import random
import re
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import msgspec
import pypdfium2
import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import ChecklistTexts
from imh_desktop.core.people import Child, Programme
from imh_desktop.core.reading import reading
from imh_desktop.core.summary import FamilySummary, OpenClass, PageLine
from imh_desktop.core.visit import SeenMoment, Step, Visit
from imh_desktop.documents.family import family_pdf
from imh_desktop.errors import InputError
from imh_desktop.exchange.visit_file import VisitFile
from imh_desktop.flows.example import example
from imh_desktop.flows.family_summary import family_summary, support_block
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.flows.reviewing import add_moment
from imh_desktop.flows.summarising import family_page, page_warnings
from imh_desktop.flows.wording import (
    LONGEST_SENTENCE,
    banned_word,
    count_words,
    page_fault,
    sentences,
)
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .conftest import ON

LANGUAGES = ("en", "es")
NOT_A_TEST = "This is what we noticed together. It is not a test or a diagnosis."
SMALLEST = tuple(
    SeenMoment(moment_id=text, text=text) for text in ("Mara sang.", "Mara ate.", "Mara slept.")
)


@pytest.fixture
def file(library: Library) -> VisitFile:
    return example(library.checklist("observation"), "B4", date(2026, 6, 17))


def _summary(
    library: Library,
    file: VisitFile,
    language: str = "en",
    *,
    visit: Visit | None = None,
    texts: ChecklistTexts | None = None,
    programme: Programme | None = None,
    child: Child | None = None,
) -> FamilySummary:
    assert file.programme is not None
    return family_summary(
        child or file.child,
        visit or file.visit,
        library.checklist("observation"),
        texts or library.texts("observation", language),
        programme or file.programme,
        Words(language),
    )


def _page_text(summary: FamilySummary) -> str:
    document = pypdfium2.PdfDocument(BytesIO(family_pdf(summary, Words(summary.language))))
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def _visits(library: Library, file: VisitFile, count: int) -> list[Visit]:
    """Return visits with all kinds of choices for the page, the barest among them."""
    chance = random.Random(21)
    checklist = library.checklist("observation")
    able = [i.item_id for i in checklist.in_band("B4") if i.polarity == "strength"]
    ideas = [s.strategy_id for s in checklist.strategies if "B4" in s.bands]
    bare = msgspec.structs.replace(
        file.visit, strengths=(), moments=SMALLEST, strategies=(), steps=()
    )
    found = [bare]
    for number in range(count - 1):
        chosen = chance.randrange(0, 7)
        found.append(
            msgspec.structs.replace(
                bare,
                strengths=tuple(chance.sample(able, chosen)),
                moments=SMALLEST if chosen < 3 else SMALLEST[: number % 2],
                strategies=tuple(chance.sample(ideas, chance.randrange(3))),
                steps=tuple(
                    Step(step_id=f"s{n}", what="Talk it over with the nurse", who="Ines")
                    for n in range(chance.randrange(4))
                ),
            )
        )
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_hundred_words_in_short_sentences(
    library: Library, file: VisitFile, language: str
) -> None:
    for visit in _visits(library, file, 60):
        summary = _summary(library, file, language, visit=visit)
        text = _page_text(summary)
        assert count_words(text) >= 100, (len(visit.strengths), text)
        for line in _lines(summary):
            for sentence in sentences(line.text):
                assert count_words(sentence) <= LONGEST_SENTENCE, sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_easy_to_read(library: Library, file: VisitFile, language: str) -> None:
    for visit in _visits(library, file, 500):
        summary = _summary(library, file, language, visit=visit)
        found = reading("\n".join(line.text for line in _lines(summary)), language)
        assert found.easy, (found, summary)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_figures_levels_or_banned_words(
    library: Library, file: VisitFile, language: str
) -> None:
    for visit in _visits(library, file, 60):
        summary = _summary(library, file, language, visit=visit)
        for line in _lines(summary):
            assert not re.search(r"[0-9%]", line.text), line.text
            assert banned_word(line.text, language) is None, line.text
            assert "{" not in line.text
        page = " ".join(_page_text(summary).split())
        assert banned_word(page.replace(Words(language).say(NOT_A_TEST), ""), language) is None


def _lines(summary: FamilySummary) -> list[PageLine]:
    strengths = itertools.chain.from_iterable(domain.lines for domain in summary.strengths)
    steps = (step.what for step in summary.steps)
    return [summary.message, *strengths, *summary.moments, *summary.strategies, *steps]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_checklist_may_go_home(library: Library, language: str) -> None:
    """All that could ever be put on a page, not what a sample happened to hold."""
    texts = library.texts("observation", language)
    checklist = library.checklist("observation")
    lines = {f"{i}.strength": t.strength for i, t in texts.items.items() if t.strength}
    lines |= {f"{i}.step": t.step for i, t in texts.items.items() if t.step}
    lines |= {f"strategy {key}": text for key, text in texts.strategies.items()}
    counted = {d.domain_id for d in checklist.domains if d.counted}
    lines |= {f"domain {key}": texts.domains[key] for key in counted}
    assert len(lines) > 60
    faults = {key: fault for key, text in lines.items() if (fault := page_fault(text, Words("en")))}
    assert faults == {}


def test_the_file_of_words_is_whole(library: Library) -> None:
    for language in LANGUAGES:
        for word in ("abnormal", "delayed", "police", "policía", "violencia", "retraso"):
            found = banned_word(f"x {word.upper()}, y", language)
            assert (found is not None) == (banned_word(word, language) is not None)
    assert banned_word("Delayed", "en") == "delayed"
    assert banned_word("DÉFICIT", "es") == "deficit"
    assert banned_word("delayed", "es") is None
    assert banned_word("at-risk") == banned_word("at  risk") == "at risk"
    assert banned_word("the displayed picture") is None


def test_concerns_never_come_before_strengths(library: Library, file: VisitFile) -> None:
    text = _page_text(_summary(library, file))
    places = [
        text.index(part)
        for part in (
            "Amara", "Thank you", "What is going well", "Try this at home", "Next steps",
            "If you need help", "It is not a test",
        )
    ]  # fmt: skip
    assert places == sorted(places)


def test_the_same_family_page_twice_is_the_same_bytes(library: Library, file: VisitFile) -> None:
    first, second = (family_pdf(_summary(library, file), Words("en")) for _ in range(2))
    assert first == second


def test_lines_carry_open_classes_alone(library: Library, file: VisitFile) -> None:
    assert {line.source for line in _lines(_summary(library, file))} <= set(OpenClass)


def test_three_strengths_or_the_page_is_refused(library: Library, file: VisitFile) -> None:
    few = msgspec.structs.replace(file.visit, strengths=(), moments=SMALLEST[:2])
    with pytest.raises(PageRefused, match="three strengths"):
        _summary(library, file, visit=few)


@pytest.mark.parametrize("left", ["emergency", "day_and_night"])
def test_no_page_while_a_number_is_empty(library: Library, file: VisitFile, left: str) -> None:
    assert file.programme is not None
    for lines in (
        tuple(line for line in file.programme.support if line.kind == left),
        tuple(
            line if line.kind == left else msgspec.structs.replace(line, number="")
            for line in file.programme.support
        ),
    ):
        programme = msgspec.structs.replace(file.programme, support=lines)
        with pytest.raises(PageRefused) as caught:
            _summary(library, file, programme=programme)
        assert caught.value.place.startswith("programme")


@pytest.mark.parametrize("text", ["Mara has a deficit.", "Mara sang 4 songs.", "so " * 16])
def test_typed_words_are_checked_at_the_page_too(
    library: Library, file: VisitFile, text: str
) -> None:
    for visit in (
        msgspec.structs.replace(file.visit, moments=(SeenMoment(moment_id="m", text=text),)),
        msgspec.structs.replace(file.visit, steps=(Step(step_id="s", what=text),)),
        msgspec.structs.replace(file.visit, steps=(Step(step_id="s", what="Rest", who=text),)),
    ):
        with pytest.raises(PageRefused):
            _summary(library, file, visit=visit)


def test_a_missing_text_refuses_the_page_by_name(library: Library, file: VisitFile) -> None:
    texts = library.texts("observation", "es")
    item_id, idea = file.visit.strengths[0], file.visit.strategies[0]
    bare = msgspec.structs.replace(texts.items[item_id], strength="")
    domain = library.checklist("observation").domain_of(
        library.checklist("observation").item(item_id)
    )
    for spoilt, name in (
        (msgspec.structs.replace(texts, items={**texts.items, item_id: bare}), item_id),
        (msgspec.structs.replace(texts, strategies={}), idea),
        (msgspec.structs.replace(texts, domains={}), domain.domain_id),
    ):
        with pytest.raises(PageRefused, match=name):
            _summary(library, file, texts=spoilt)


def test_unreviewed_words_say_so_and_reviewed_ones_do_not(
    library: Library, file: VisitFile
) -> None:
    texts = library.texts("observation", "es")
    assert texts.review.status != "professional"
    assert _summary(library, file, "es").review_note
    reviewed = msgspec.structs.replace(texts.review, status="professional")
    texts = msgspec.structs.replace(texts, review=reviewed)
    assert _summary(library, file, texts=texts).review_note == ""


def test_numbers_long_unchecked_are_warned_of(file: VisitFile) -> None:
    programme, words = file.programme, Words("en")
    assert programme is not None
    checked = programme.support[0].checked_on
    assert checked is not None
    assert page_warnings(programme, checked + timedelta(days=180), words) == ()
    assert page_warnings(programme, checked + timedelta(days=181), words)
    never = msgspec.structs.replace(programme.support[0], checked_on=None)
    programme = msgspec.structs.replace(programme, support=(never,))
    assert page_warnings(programme, checked, words)


def test_the_support_block_knows_nothing_of_the_visit(file: VisitFile) -> None:
    assert file.programme is not None
    block = support_block(file.programme, Words("es"))
    assert [line.number for line in block] == ["555-0111", "555-0124", "555-0137"]


@pytest.mark.parametrize("name", ["<b>Mara</b>", "{name}", "{0}", "=1+1", "O'Brien", "%(x)s"])
def test_hostile_names_stand_as_they_are(library: Library, file: VisitFile, name: str) -> None:
    child = msgspec.structs.replace(file.child, given_name=name)
    summary = _summary(library, file, child=child)
    assert summary.given_name == name
    assert name in summary.message.text


@pytest.mark.usefixtures("numbers")
def test_the_page_of_a_visit_in_the_vault(vault: Vault, library: Library, visit: OpenVisit) -> None:
    with pytest.raises(PageRefused):
        family_page(vault, library, visit.visit.visit_id, "en", today=ON)
    for moment in SMALLEST:
        add_moment(visit, moment.text)
    page = family_page(vault, library, visit.visit.visit_id, "es", "letter", today=ON)
    assert page.content.startswith(b"%PDF-")
    assert "Mara" not in page.file_name
    assert page.warnings == ()
    assert family_page(
        vault, library, visit.visit.visit_id, "es", today=ON + timedelta(days=300)
    ).warnings
    for language in ("fr", "", "../es"):
        with pytest.raises(PageRefused):
            family_page(vault, library, visit.visit.visit_id, language, today=ON)
    with pytest.raises(InputError):
        family_page(vault, library, "0190a0b0-0000-7000-8000-000000000000", "en", today=ON)


@pytest.mark.usefixtures("numbers")
def test_no_page_while_two_laptops_disagree(
    tmp_path: Path, vault: Vault, library: Library, visit: OpenVisit
) -> None:
    """Another laptop changes a name that was changed here meanwhile; neither wins silently."""
    for moment in SMALLEST:
        add_moment(visit, moment.text)
    child_id = visit.child.child_id
    with Vault.create_with_key(tmp_path / "other", b"o" * 32, "Other") as other:
        other.journal.admit(vault.journal.entries())
        other.journal.write("child", child_id, {"given_name": "Marah"})
        vault.journal.write("child", child_id, {"given_name": "Maria"})
        vault.journal.admit(other.journal.history(child_id))
    with pytest.raises(PageRefused, match="First name"):
        family_page(vault, library, visit.visit.visit_id, "en", today=ON)
    vault.journal.decide(child_id, "given_name", "Maria", "Her mother says so.")
    assert family_page(vault, library, visit.visit.visit_id, "en", today=ON).content
