"""The sheet for the envelope: every group on it, nothing of the code outside, whole in every
language."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from imh_desktop.core.recovery_paper import RecoveryPaper
from imh_desktop.documents.checking.check import check
from imh_desktop.documents.recovery_paper import recovery_pdf
from imh_desktop.store.recovery_code import groups, read_code, write_code
from imh_desktop.words import LANGUAGES, Words


def _paper(code: str, language: str = "en", **changed: object) -> RecoveryPaper:
    facts: dict[str, object] = {
        "language": language, "paper": "a4", "groups": groups(code), "made_on": date(2026, 11, 26),
    }  # fmt: skip
    return RecoveryPaper(**(facts | changed))  # type: ignore[arg-type]


def _placed(pdf: bytes) -> list[tuple[str, float]]:
    """Return what is drawn on the first page with its height above the foot, in points."""
    from io import BytesIO

    page = PdfReader(BytesIO(pdf)).pages[0]
    found: list[tuple[str, float]] = []
    page.extract_text(visitor_text=lambda text, _u, at, *_: found.append((text.strip(), at[5])))
    return [(text, height) for text, height in found if text]


@settings(max_examples=15, deadline=None)
@given(st.binary(min_size=16, max_size=16))
def test_the_code_can_be_read_back_from_the_sheet(secret: bytes) -> None:
    from imh_desktop.documents.file_text import file_text

    written = write_code(secret)
    text = file_text(recovery_pdf([_paper(written)], Words("en")))
    found = [group for group in groups(written) if group in text]
    assert read_code("-".join(found)) == secret


@pytest.mark.parametrize(("language", "paper"), [*product(LANGUAGES, ("a4", "letter"))])
def test_a_sheet_is_whole_and_sound_in_every_language(language: str, paper: str) -> None:
    code = write_code(bytes(range(16)))
    sheets = [_paper(code, language, paper=paper, card=card) for card in (0, 1, 2, 3)]
    assert not list(check(recovery_pdf(sheets, Words(language))))


def test_what_shows_when_it_is_folded_holds_nothing_of_the_code() -> None:
    code = write_code(bytes(range(16)))
    third = 841.89 / 3
    outside = "".join(
        text for text, height in _placed(recovery_pdf([_paper(code)], Words("en")))
        if height > 2 * third
    )  # fmt: skip
    assert "Recovery code" in outside
    assert not any(group in outside for group in groups(code))


def test_the_same_sheet_gives_the_same_bytes() -> None:
    code = write_code(bytes(16))
    assert recovery_pdf([_paper(code)], Words("es")) == recovery_pdf([_paper(code)], Words("es"))
