"""FHIR and de-identified exports from the command line: what is written, said, and every slip."""

import json
from pathlib import Path

import pytest

from .lines import one_line
from .test_exports import Do, desk, do, told

__all__ = ["desk", "do"]


@pytest.mark.usefixtures("desk")
def test_fhir_is_written_as_a_bundle_and_as_lines(do: Do, tmp_path: Path) -> None:
    made = told(do("desk", "export", "fhir", "--out", tmp_path / "b.json", "--json"))
    whole = json.loads((tmp_path / "b.json").read_bytes())
    assert (whole["resourceType"], made["rows"]) == ("Bundle", len(whole["entry"]))
    code, out, _ = do("desk", "export", "fhir", "--out", tmp_path / "b.ndjson")
    assert code == 0
    assert "leaves the protection" in out
    assert "Findable" not in out
    assert len((tmp_path / "b.ndjson").read_bytes().splitlines()) == made["rows"]


@pytest.mark.usefixtures("desk")
def test_nobody_is_to_be_known_and_the_page_says_what_to_do(
    do: Do,
    tmp_path: Path,
) -> None:
    where = tmp_path / "safe"
    made = told(do("desk", "export", "deidentified", "--out", where, "--json", "--language", "es"))
    assert made["children"] == 1
    assert (where / "READ-FIRST.txt").stat().st_size
    days = ("--limited-data-set", "--agreement", "DUA-9")
    assert do("desk", "export", "deidentified", "--out", tmp_path / "days", *days)[0] == 0
    assert '"2026-06-10"' in (tmp_path / "days" / "visits.csv").read_text("utf-8")
    assert '"2026' not in (where / "answers.csv").read_text("utf-8")


@pytest.mark.usefixtures("desk")
def test_every_slip_is_one_line(do: Do, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (tmp_path / "p.toml").write_text("id = 1", "utf-8")
    before = (tmp_path / "desk" / "vault.db").read_bytes()
    one_line(do("desk", "export", "fhir"))
    one_line(do("desk", "export", "fhir", "--out", tmp_path / "x.xml"))
    one_line(do("desk", "export", "fhir", "--out", tmp_path / "x.json", "--language", "xx"))
    one_line(do("desk", "export", "fhir", "--out", tmp_path / "x.json", "--partner", "nobody"))
    one_line(do("desk", "export", "deidentified", "--out", out, "--limited-data-set"))
    one_line(do("desk", "export", "deidentified", "--out", out, "--agreement", "DUA-9"))
    one_line(do("desk", "export", "deidentified", "--out", out, "--language", "xx"))
    one_line(do("desk", "export", "deidentified", "--out", out, "--profile", tmp_path / "p.toml"))
    one_line(do("desk", "export", "deidentified", "--out", out, "--profile", tmp_path / "none"))
    assert not out.exists()
    assert not list(tmp_path.glob("x*"))
    assert (tmp_path / "desk" / "vault.db").read_bytes() == before
