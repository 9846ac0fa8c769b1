"""The coordinator's figures from the command line: counts, files, notes, and every slip."""

import json
from pathlib import Path

import pytest

from .conftest import Run
from .lines import one_line

PASSPHRASE = b"four short plain words"


@pytest.fixture
def desk(run_with_passphrase: Run, tmp_path: Path) -> Run:
    def done(*words: str) -> tuple[int, str, str]:
        return run_with_passphrase(PASSPHRASE, *words, "--vault", tmp_path / "desk")

    assert done("vault", "create", "--worker", "Ana Nobody")[0] == 0
    return done


def test_a_programme_without_visits_is_told_as_such(desk: Run, tmp_path: Path) -> None:
    code, out, err = desk("programme", "indicators", "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    by_id = {one["indicator_id"]: one for one in told["indicators"]}
    assert by_id["visits"]["value"] == 0
    assert by_id["m13"]["value"] is None
    assert by_id["m3"]["note"] == "no_instrument"
    assert "private" not in told
    asked = json.loads(desk("programme", "indicators", "--json", "--with-private")[1])
    assert [one["count"] for one in asked["private"]] == [0, 0, 0, 0]
    code, out, err = desk("programme", "quality", "--json")
    assert json.loads(out)["findings"] == []
    assert json.loads(out)["nothing_to_check"] == ["DQ13"]


def test_only_a_coordinator_writes_files(desk: Run, tmp_path: Path) -> None:
    target = tmp_path / "figures.csv"
    assert "coordinator" in one_line(desk("programme", "indicators", "--csv", str(target)))
    assert not target.exists()
    certified = str(tmp_path / "desk.cert")
    assert desk("device", "certify", "--self", "--name", "Desk", "--out", certified)[0] == 0
    for kind, start in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("pdf", b"%PDF")):
        path = tmp_path / f"figures.{kind}"
        assert desk("programme", "indicators", f"--{kind}", str(path))[0] == 0
        assert path.read_bytes().startswith(start)
        assert b"Nobody" not in path.read_bytes()
        assert desk("programme", "quality", f"--{kind}", str(path))[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("indicators", "--from", "2026-05-01", "--to", "2026-04-30"),
        ("indicators", "--from", "yesterday"),
        ("note", "DQ99", "x", "--state", "right"),
        ("note", "DQ1", "x", "--state", "best"),
        ("note", "DQ1", "x", "--comment", " "),
        ("note", "DQ1", "x"),
    ],
)
def test_a_slip_is_one_line_and_changes_nothing(desk: Run, words: tuple[str, ...]) -> None:
    assert one_line(desk("programme", *words))


def test_a_note_on_a_finding_is_kept(desk: Run) -> None:
    assert desk("programme", "note", "DQ1", "x", "--state", "right", "--comment", "Seen.")[0] == 0
