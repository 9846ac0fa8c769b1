"""The family page: what it says, and what it never says."""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from imh_desktop.core.summary import (
    DomainStrengths,
    OpenClass,
    PageLine,
    PageStep,
    PageStrength,
)
from imh_desktop.documents.family import family_pdf
from imh_desktop.errors import InputError
from imh_desktop.words import Words

from . import reading
from .families_drawn import Build, variants
from .test_text import HOSTILE

OPENED: list[str] = []
WATCHING: list[bool] = []


def _watch(event: str, details: tuple[object, ...]) -> None:
    if WATCHING and event == "open":
        OPENED.append(str(details[0]))


sys.addaudithook(_watch)  # cannot be taken out again, so it sleeps unless a test watches


@pytest.fixture
def opened_files() -> Iterator[list[str]]:
    """Collect every file that Python opens during the test."""
    OPENED.clear()
    WATCHING.append(True)
    yield OPENED
    WATCHING.clear()


def test_the_same_summary_gives_the_same_bytes(full_family: Build, words: Words) -> None:
    assert family_pdf(full_family(), words) == family_pdf(full_family(), Words("en"))


def test_the_order_is_strengths_ideas_steps_support_footer(a_family: Build, words: Words) -> None:
    (text,) = reading.texts(family_pdf(a_family(), words))
    expected = [
        "Mira",
        "4 March 2026",
        "You are the person Mira looks for.",
        "Mira smiles back at you.",
        "Mira calms when you hold her.",
        "When the cup fell, you both laughed.",
        "At bedtime, do the same few steps each night.",
        "Talk with the doctor about sleep.",
        "Rosa",
        "18 March 2026",
        "000 555 0133",
        "000 555 0111",
        "000 555 0122",
        "This is what we noticed together. It is not a test or a diagnosis.",
        "000 555 0100",
    ]
    places = [text.index(words_) for words_ in expected]
    assert places == sorted(places)


def test_everything_given_is_printed_whatever_the_length(
    a_family: Build, full_family: Build, words: Words
) -> None:
    for summary in variants(a_family, full_family):
        text = reading.bare("".join(reading.texts(family_pdf(summary, words))))
        given = [summary.given_name, summary.message.text, summary.programme_contact]
        given += [line.text for domain in summary.strengths for line in domain.lines]
        given += [line.text for line in (*summary.moments, *summary.strategies)]
        given += [field for step in summary.steps for field in (step.what.text, step.who)]
        given += [field for line in summary.support for field in (line.label, line.number)]
        assert [lost for lost in given if reading.bare(lost) not in text] == []


def test_the_file_itself_names_no_one(a_family: Build, words: Words) -> None:
    pdf = family_pdf(a_family(given_name="Zephyrine"), words)
    with pikepdf.open(BytesIO(pdf)) as file:
        metadata = {key: str(value) for key, value in file.docinfo.items()}
        language = str(file.Root.Lang)
        assert "/Metadata" not in file.Root
    assert metadata["/Title"] == "Family summary"
    assert language == "en"
    assert not any("Zephyrine" in value for value in metadata.values())
    with pikepdf.open(BytesIO(family_pdf(a_family(given_name="Bo"), words))) as file:
        assert metadata == {key: str(value) for key, value in file.docinfo.items()}


def test_digits_are_dates_phones_and_step_numbers_only(full_family: Build, words: Words) -> None:
    text = " ".join(reading.texts(family_pdf(full_family(), words)))
    text = re.sub(r"\b\d{1,2} [A-Z][a-z]+ \d{4}\b", "", text)
    text = re.sub(r"\b000 555 \d{4}\b", "", text)
    assert re.findall(r"[\d%]", text) == ["1", "2", "3"]


def test_the_support_block_looks_the_same_for_every_family(
    a_family: Build, full_family: Build, words: Words
) -> None:
    families = [
        a_family(),
        a_family(moments=(), steps=(), strategies=()),
        a_family(given_name="Wolfeschlegelsteinhausen" * 8),
        full_family(),
    ]
    feet = []
    for summary in families:
        document = pypdfium2.PdfDocument(family_pdf(summary, words))
        picture = document[len(document) - 1].render(scale=2).to_pil()
        feet.append(picture.crop((0, picture.height - 280, picture.width, picture.height)))
    assert len({foot.tobytes() for foot in feet}) == 1
    assert feet[0].getextrema() != ((255, 255),) * 3


def test_a_fourth_next_step_is_refused(a_family: Build, words: Words) -> None:
    step = PageStep(what=PageLine("Call us.", OpenClass.C))
    family_pdf(a_family(steps=(step,) * 3), words)
    with pytest.raises(InputError, match="three next steps"):
        family_pdf(a_family(steps=(step,) * 4), words)


def test_parts_without_content_leave_no_heading(a_family: Build, words: Words) -> None:
    (text,) = reading.texts(family_pdf(a_family(moments=(), steps=(), strategies=()), words))
    for heading in ("Moments we saw", "Try this at home", "Next steps", "Who:", "By:", "Phone:"):
        assert heading not in text


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_printed_as_it_is_written(
    name: str, a_family: Build, words: Words
) -> None:
    message = PageLine(f"{name} looks for you.", OpenClass.P)
    strengths = (
        DomainStrengths(
            domain_id=name, title=name, lines=(PageStrength(f"You and {name}.", OpenClass.P),)
        ),
    )
    pdf = family_pdf(a_family(given_name=name, message=message, strengths=strengths), words)
    text = reading.bare("".join(reading.texts(pdf)))
    assert text.startswith(reading.bare(name))
    assert reading.bare(message.text) in text
    assert reading.bare(f"You and {name}.") in text
    with pikepdf.open(BytesIO(pdf)) as file:
        kinds = {str(thing.get("/Subtype", "")) for thing in file.objects if _is_named(thing)}
    assert not kinds & {"/Image", "/Link", "/Widget", "/FileAttachment"}


def _is_named(thing: object) -> bool:
    return isinstance(thing, pikepdf.Dictionary | pikepdf.Stream)


def test_a_name_never_makes_the_program_read_a_file(
    a_family: Build,
    words: Words,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    opened_files: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "local.png").write_bytes(b"not read")
    assert any("local.png" in path for path in opened_files)  # the watch is awake
    opened_files.clear()
    family_pdf(a_family(given_name='<img src="local.png"/>'), words)
    for name in ("<img src=local.png>", f"<img src='{tmp_path}/local.png'/>", "../family"):
        lines = (PageStrength(name, OpenClass.P),)
        domain = DomainStrengths(domain_id=name, title=name, lines=lines)
        family_pdf(a_family(given_name=name, strengths=(domain,)), words)
    allowed = ("/resources/", "/locale/")
    foreign = [path for path in opened_files if not any(part in path for part in allowed)]
    assert [path for path in foreign if not path.endswith((".py", ".pyc", ".so"))] == []
    assert not any("local.png" in path for path in opened_files)


def test_an_invented_family_is_marked_on_every_side(full_family: Build, words: Words) -> None:
    for stretches in reading.drawn(family_pdf(full_family(demo=True), words)):
        marks = [stretch.text for stretch in stretches if stretch.tilted]
        assert " ".join(marks) == "Example: not a real family"
    assert not any(
        stretch.tilted
        for stretches in reading.drawn(family_pdf(full_family(), words))
        for stretch in stretches
    )


def test_words_awaiting_review_say_so_on_the_page(a_family: Build, words: Words) -> None:
    note = "The words of this page have not yet been read by a professional."
    assert note in reading.texts(family_pdf(a_family(review_note=note), words))[0]
