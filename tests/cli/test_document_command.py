"""`document` in the terminal: the page of a visit file, or one line and no file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from .conftest import Run
from .lines import json_of, one_line

NOTE = {
    "en": "",
    "es": "note: the visitor's own words are printed as they were written"
    " (the visit's language is en, the page's es)\n",
}
"""What is said of a page of the English example in a language."""


@pytest.mark.parametrize("kind", ["family", "referral"])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_both_documents_in_both_languages(
    run: Run, visit_file: Path, tmp_path: Path, kind: str, language: str, paper: str
) -> None:
    out = tmp_path / "page.pdf"
    wanted = ("document", kind, visit_file, "--language", language, "--paper", paper, "--out", out)
    assert run(*wanted) == (0, f"{out.resolve()}\n", NOTE[language])
    document = pypdfium2.PdfDocument(out)
    width, height = document[0].get_size()
    assert (round(width), round(height)) == ((595, 842) if paper == "a4" else (612, 792))
    assert "Amara" in document[0].get_textpage().get_text_range()
    first = out.read_bytes()
    assert run(*wanted) == (0, f"{out.resolve()}\n", NOTE[language])
    assert out.read_bytes() == first


def test_a_page_in_the_visits_own_language_needs_no_note(
    run: Run, visit_file: Path, tmp_path: Path
) -> None:
    plain = json.loads(visit_file.read_text())
    plain["visit"]["language"] = "es"
    visit_file.write_text(json.dumps(plain))
    wanted = ("document", "family", visit_file, "--language", "es", "--out", tmp_path / "page.pdf")
    assert run(*wanted) == (0, f"{(tmp_path / 'page.pdf').resolve()}\n", "")


def test_settings_from_a_file_come_first(run: Run, visit_file: Path, tmp_path: Path) -> None:
    settings = tmp_path / "programme.json"
    support = [
        {"kind": "emergency", "number": "555-0199"},
        {"kind": "day_and_night", "number": "555-0198"},
    ]
    settings.write_text(json.dumps({"name": "Elsewhere", "support": support}))
    out = tmp_path / "page.pdf"
    asked = ("document", "family", visit_file, "--programme", settings, "--out", out)
    assert run(*asked)[0] == 0
    text = pypdfium2.PdfDocument(out)[0].get_textpage().get_text_range()
    assert "Elsewhere" in text
    assert "555-0199" in text
    assert "555-0111" not in text


def _without_number(plain: dict[str, Any]) -> None:
    del plain["programme"]["support"][0]


def _without_consent(plain: dict[str, Any]) -> None:
    plain["consents"] = []


def _consent_of_less(plain: dict[str, Any]) -> None:
    plain["consents"][0]["lines"] = ["contact"]


def _consent_over(plain: dict[str, Any]) -> None:
    plain["consents"][0]["expires_on"] = plain["visit"]["on"]


def _consent_taken_back(plain: dict[str, Any]) -> None:
    plain["consents"][0]["revoked_on"] = plain["visit"]["on"]


def _few_strengths(plain: dict[str, Any]) -> None:
    plain["visit"]["strengths"] = plain["visit"]["strengths"][:1]


def _banned_word(plain: dict[str, Any]) -> None:
    plain["visit"]["moments"][0]["text"] = "The POLICÍA came, and Amara was calm."


@pytest.mark.parametrize(
    ("kind", "spoil", "said"),
    [
        ("family", _without_number, "emergency number"),
        ("family", _few_strengths, "three strengths"),
        ("family", _banned_word, "policia"),
        ("referral", _without_consent, "consent"),
        ("referral", _consent_of_less, "does not cover"),
        ("referral", _consent_over, "valid from"),
        ("referral", _consent_taken_back, "withdrawn"),
    ],
)
def test_a_refused_page_leaves_no_file(
    run: Run, visit_file: Path, tmp_path: Path, kind: str, spoil: Callable[..., None], said: str
) -> None:
    plain = json.loads(visit_file.read_text())
    spoil(plain)
    visit_file.write_text(json.dumps(plain))
    out = tmp_path / "page.pdf"
    assert said in one_line(run("document", kind, visit_file, "--out", out))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["visit.json"]


@pytest.mark.parametrize("language", ["xx", "fr", "../en", ""])
def test_no_page_in_a_language_that_is_not_here(
    run: Run, visit_file: Path, tmp_path: Path, language: str
) -> None:
    out = tmp_path / "page.pdf"
    answer = run("document", "family", visit_file, "--language", language, "--out", out)
    assert "language" in one_line(answer)
    assert not out.exists()


@pytest.mark.parametrize("out", ["", "folder", "missing/page.pdf"])
def test_an_out_that_cannot_be_written(
    run: Run, visit_file: Path, tmp_path: Path, out: str
) -> None:
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    assert "cannot be written" in one_line(
        run("document", "family", visit_file, "--out", tmp_path / out)
    )
    assert sorted(tmp_path.rglob("*")) == before


def test_a_failed_write_keeps_the_old_page(
    run: Run, visit_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "page.pdf"
    out.write_bytes(b"old")

    def full(*rest: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert "No space left" in one_line(run("document", "family", visit_file, "--out", out))
    assert out.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.pdf", "visit.json"]


def test_a_hostile_name_prints(run: Run, visit_file: Path, tmp_path: Path) -> None:
    for name in ("<img src=x>", "=1+1", "O'Brien", "{name}", "%s", "a" * 2_000):
        plain = json.loads(visit_file.read_text())
        plain["child"]["given_name"] = name
        path = tmp_path / "v.json"
        path.write_text(json.dumps(plain))
        out = tmp_path / "page.pdf"
        code, _, err = run("document", "family", path, "--out", out)
        if code:
            assert err.count("\n") == 1
            assert name == "a" * 2_000
            continue
        text = pypdfium2.PdfDocument(out)[0].get_textpage().get_text_range()
        assert name in text.replace("\r\n", "")


@pytest.mark.parametrize("band", [f"B{number}" for number in range(1, 10)])
def test_an_example_of_every_band_becomes_both_pages(run: Run, tmp_path: Path, band: str) -> None:
    code, told, _ = run("example", "visit", "--band", band)
    visit = tmp_path / "visit.json"
    visit.write_text(told, "utf-8")
    assert (code, json.loads(told)["visit"]["band"]) == (0, band)
    assert json_of(run("profile", visit))["completeness"] == "complete"
    for kind, language in (("family", "es"), ("family", "en"), ("referral", "es")):
        out = tmp_path / f"{kind}-{language}.pdf"
        answer = run("document", kind, visit, "--language", language, "--out", out)
        assert answer == (0, f"{out.resolve()}\n", NOTE[language])
        assert out.read_bytes().startswith(b"%PDF")
