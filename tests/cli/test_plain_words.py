"""What a newcomer is told: where a page is, what a table's letters mean, what a slip was."""

import json
from pathlib import Path

import pytest

from .conftest import Run
from .lines import one_line


def test_a_simulation_explains_its_letters_and_says_when_nothing_was_found(run: Run) -> None:
    asked = ("forms", "simulate", "--band", "B4", "--children", "200")
    code, out, _ = run(*asked)
    assert code == 0
    assert "N0 celebrate" in out
    assert "`forms book`" in out
    assert out.endswith("what never happens: nothing\n")
    few = run("forms", "simulate", "--band", "B9", "--children", "1")[1]
    assert "never fired" in few
    assert "what never happens: nothing" not in few


def test_the_book_says_where_it_is(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "book.pdf"
    assert run("forms", "book", "--paper", "A4", "--out", out) == (0, f"{out.resolve()}\n", "")


def test_paper_is_taken_in_any_case(run: Run, visit_file: Path, tmp_path: Path) -> None:
    page = ("document", "family", visit_file, "--out", tmp_path / "page.pdf")
    assert run(*page, "--paper", "Letter")[0] == 0
    assert "a3" in one_line(run(*page, "--paper", "a3"))


@pytest.mark.parametrize(
    ("data", "place"),
    [(b"%PDF-1.7\n%\xe2\xe3", "byte 11"), (b"# IMH Desktop", "line 1, column 1")],
)
def test_another_file_is_no_visit_file(run: Run, tmp_path: Path, data: bytes, place: str) -> None:
    path = tmp_path / "other"
    path.write_bytes(data)
    said = f"other: {place}: is not a visit file: it is no JSON text"
    assert said in one_line(run("profile", path))


def test_a_passphrase_s_file_that_is_not_open_is_called_so(run: Run, tmp_path: Path) -> None:
    made = ("vault", "create", "--vault", tmp_path / "v", "--worker", "A")
    assert "--passphrase-fd 987: is not open" in one_line(run(*made, "--passphrase-fd", "987"))


def test_an_empty_passphrase_s_file_is_called_so(run_with_passphrase: Run, tmp_path: Path) -> None:
    made = ("vault", "create", "--vault", tmp_path / "v", "--worker", "A")
    assert "holds no passphrase" in one_line(run_with_passphrase(b"\n", *made))


@pytest.mark.parametrize("kind", ["emergency", "day_and_night"])
def test_a_missing_number_names_what_mends_it(
    run: Run, visit_file: Path, tmp_path: Path, kind: str
) -> None:
    plain = json.loads(visit_file.read_text())
    support = plain["programme"]["support"]
    plain["programme"]["support"] = [line for line in support if line["kind"] != kind]
    visit_file.write_text(json.dumps(plain))
    said = one_line(run("document", "family", visit_file, "--out", tmp_path / "page.pdf"))
    assert "--programme FILE" in said
    assert "imh-desktop programme set" in said
