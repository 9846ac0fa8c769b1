"""The family's page: its order, and why it may not be printed."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.summary import OpenClass
from imh_desktop.documents.family import family_pdf
from imh_desktop.errors import InputError
from imh_desktop.exchange.visit_file import VisitFile
from imh_desktop.flows.example import example
from imh_desktop.flows.family_summary import support_block
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.flows.reviewing import add_moment
from imh_desktop.flows.summarising import family_page, page_warnings
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .conftest import ON
from .gathered import SMALLEST, lines_of, page_text, summary_of


@pytest.fixture
def file(library: Library) -> VisitFile:
    return example(library.checklist("observation"), "B4", date(2026, 6, 17))


def test_concerns_never_come_before_strengths(library: Library, file: VisitFile) -> None:
    text = page_text(summary_of(library, file))
    places = [
        text.index(part)
        for part in (
            "Amara", "Thank you", "What is going well", "Try this at home", "Next steps",
            "If you need help", "It is not a test",
        )
    ]  # fmt: skip
    assert places == sorted(places)


def test_the_same_family_page_twice_is_the_same_bytes(library: Library, file: VisitFile) -> None:
    first, second = (family_pdf(summary_of(library, file), Words("en")) for _ in range(2))
    assert first == second


def test_lines_carry_open_classes_alone(library: Library, file: VisitFile) -> None:
    assert {line.source for line in lines_of(summary_of(library, file))} <= set(OpenClass)


def test_three_strengths_or_the_page_is_refused(library: Library, file: VisitFile) -> None:
    few = msgspec.structs.replace(file.visit, strengths=(), moments=SMALLEST[:2])
    with pytest.raises(PageRefused, match="three strengths"):
        summary_of(library, file, visit=few)


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
            summary_of(library, file, programme=programme)
        assert caught.value.place.startswith("programme")


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
            summary_of(library, file, texts=spoilt)


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
    summary = summary_of(library, file, child=child)
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
