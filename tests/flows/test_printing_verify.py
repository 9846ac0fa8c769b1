"""A page somebody brings: is it ours, is it whole, does it still say what is true?"""

import contextlib
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imh_desktop.core.page_code import page_code
from imh_desktop.documents.file_text import file_text
from imh_desktop.errors import InputError
from imh_desktop.flows import print_desk, printing
from imh_desktop.flows.printing_verify import verify_code, verify_file
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from tests.flows.sent import send

from .conftest import ON
from .test_printing import closed, giving  # noqa: F401 a fixture

LATER = ON + timedelta(days=3)


@pytest.fixture
def page(vault, library, closed, tmp_path):  # noqa: F811 a fixture
    made = printing.give(vault, library, giving(closed), ON)
    file = tmp_path / "page.pdf"
    file.write_bytes(made.page.content)
    return made, file


def test_a_page_is_known_by_its_file_and_by_its_code(vault, page, closed):  # noqa: F811
    made, file = page
    (by_file,) = verify_file(vault, file)
    assert (by_file.visit_id, by_file.file, by_file.state) == (closed, "unchanged", "newest")
    (by_code,) = verify_code(vault, made.printed.code.lower().replace("-", " "))
    assert (by_code.visit_id, by_code.file, by_code.holds) == (closed, "not_asked", True)


def test_asking_changes_nothing(vault, page):
    before = vault.journal.dump()
    verify_file(vault, page[1])
    assert vault.journal.dump() == before


def test_a_file_that_was_changed_is_told(vault, page):
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    writer.append(PdfReader(page[1]))
    writer.write(page[1])
    (verdict,) = verify_file(vault, page[1])
    assert (verdict.known, verdict.file, verdict.holds) == (True, "changed", False)


def test_a_page_given_in_spanish_is_read_too(vault, library, closed, tmp_path):  # noqa: F811
    made = printing.give(vault, library, giving(closed, language="es", paper="letter"), ON)
    file = tmp_path / "es.pdf"
    file.write_bytes(made.page.content)
    (verdict,) = verify_file(vault, file)
    assert (verdict.language, verdict.holds) == ("es", True)


def test_an_amended_visit_makes_it_no_longer_the_newest(vault, page, closed):  # noqa: F811
    moment = records.visit(vault, closed).moments[0].moment_id
    vault.journal.amend(closed, {f"moments.{moment}": "She slept well"}, "a slip")
    (verdict,) = verify_file(vault, page[1])
    assert (verdict.file, verdict.state, verdict.holds) == ("unchanged", "visit_changed", False)


def test_the_page_of_another_vault_is_unknown_here(page, tmp_path):
    with Vault.create_with_key(tmp_path / "other", b"o" * 32, "Other") as other:
        (verdict,) = verify_file(other, page[1])
        assert (verdict.known, verdict.holds) == (False, False)


def test_a_print_desk_knows_the_pages_it_holds(vault, library, closed, tmp_path):  # noqa: F811
    sent = send(vault, library, closed, "en", ON)
    file = tmp_path / "desk.pdf"
    file.write_bytes(print_desk.drawn(sent).content)
    (verdict,) = verify_file(vault, file)
    assert (verdict.state, verdict.file, verdict.visit_id) == ("desk", "unchanged", closed)


@pytest.mark.parametrize(
    "typed", ["", "BDFH", "BDFH-JKLM-NPRO", "<img src=x>", "\0" * 5, "B" * 900]
)
def test_a_code_with_a_slip_is_bad_input(vault, typed):
    with pytest.raises(InputError, match="slip"):
        verify_code(vault, typed)


def test_a_sound_code_nobody_gave_is_unknown(vault):
    assert [each.known for each in verify_code(vault, page_code(b"nobody"))] == [False]


@pytest.mark.parametrize(
    "content", [b"", b"no pdf", b"%PDF-1.4\n%%EOF", b"%PDF-1.7" + b"\xff" * 99]
)
def test_what_is_no_pdf_is_bad_input(vault, tmp_path, content):
    file = tmp_path / "it.pdf"
    file.write_bytes(content)
    with pytest.raises(InputError):
        verify_file(vault, file)
    with pytest.raises(InputError):
        verify_file(vault, tmp_path)


def test_a_pdf_of_others_bears_no_code(vault, tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "other.pdf"))
    canvas.drawString(72, 700, "A letter of somebody else: ABCD-EFGH-IJKL")
    canvas.save()
    assert verify_file(vault, tmp_path / "other.pdf") == ()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 30_000))
def test_damage_anywhere_is_bad_input_or_read(page_bytes, noise, at):
    damaged = page_bytes[:at] + noise + page_bytes[at + len(noise) :]
    with contextlib.suppress(InputError):
        assert isinstance(file_text(damaged), str)


@pytest.fixture(scope="module")
def page_bytes(tmp_path_factory):
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path_factory.mktemp("page") / "page.pdf"
    canvas = Canvas(str(path))
    for _ in range(40):
        canvas.drawString(72, 700, "Page code: BDFH-JKLM-NPRT " * 3)
        canvas.showPage()
    canvas.save()
    return path.read_bytes()
