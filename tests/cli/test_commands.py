"""The terminal program: what a script gets, and the one line it gets instead."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from .conftest import Run
from .lines import json_of, one_line


def test_age_as_the_issue_shows_it(run: Run) -> None:
    told = json_of(run("age", "--born", "2024-01-05", "--gestation", "32w0d", "--on", "2024-07-05"))
    assert told | {"sentence": ""} == {
        "chronological": "6m0d",
        "working": "4m4d",
        "basis": "corrected",
        "due_on": "2024-03-01",
        "band": "B2",
        "sentence": "",
    }
    assert "6 months" in told["sentence"]
    assert "4 months 4 days" in told["sentence"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("--born 2023-12-25 --gestation 28w0d --on 2024-02-29", {"working": "-18d", "band": "B1"}),
        ("--born 2024-03-10 --gestation 37w0d --on 2024-09-10", {"working": "6m0d"}),
        (
            "--born 2024-03-10 --gestation 37w0d --on 2024-09-10 --policy swyc",
            {"working": "5m10d"},
        ),
        ("--born 2020-01-01 --on 2026-01-01", {"band": None, "due_on": None}),
        (
            "--born 2024-01-05 --gestation unknown --on 2024-07-05",
            {"basis": "unknown_gestation", "working": "6m0d"},
        ),
    ],
)
def test_ages(run: Run, arguments: str, expected: dict[str, Any]) -> None:
    told = json_of(run("age", *arguments.split()))
    assert {key: told[key] for key in expected} == expected


def test_an_inexact_birth_prints_from_and_to(run: Run) -> None:
    told = json_of(run("age", "--born", "2024-01-01..2024-04-01", "--on", "2024-07-05"))
    assert told["from"]["chronological"] == "3m4d"
    assert told["to"]["chronological"] == "6m4d"
    assert told["bands"] == ["B2", "B3"]


@pytest.mark.parametrize(
    "arguments",
    [
        "age",
        "age --born yesterday",
        "age --born 2024-02-30",
        "age --born 2024-01-05 --on 2023-01-01",
        "age --born 2024-01-20..2024-01-05 --on 2024-07-05",
        "age --born 2024-01-05 --gestation 60w0d",
        "age --born 2024-01-05 --gestation 32w9d",
        "age --born 2024-01-05 --policy mine",
        "age --born 9999-12-31 --gestation 22w0d --on 9999-12-31",
        "nothing",
        "--nothing",
        "example child",
        "example visit --band B10",
        "schema",
        "profile",
        "profile missing.json",
        "document poem x.json --out y.pdf",
        "document family x.json",
        "document family x.json --out y.pdf --paper a3",
        "forms check no-such-folder",
        "programme show --vault no-such-folder",
    ],
)
def test_a_slip_on_the_command_line_is_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert one_line(run(*arguments.split()))
    assert list(tmp_path.iterdir()) == []


def test_the_example_meets_the_schema(run: Run, visit_file: Path) -> None:
    schema = json_of(run("schema", "visit"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert list(validator.iter_errors(json.loads(visit_file.read_text()))) == []


def test_profile(run: Run, visit_file: Path) -> None:
    told = json_of(run("profile", visit_file))
    assert (told["open_level"], told["private_level"]) == ("N1", "N1")
    assert told["completeness"] == "complete"
    for domain in told["domains"]:
        assert sum(domain["counts"].values()) > 0 or domain["domain"] == "signs"
        for construct in domain["constructs"]:
            assert construct["status"] in ("strength", "emerging", "concern", "unknown")
    assert {trace["rule"] for trace in told["fired"]} >= {"C4"}
    for trace in told["fired"]:
        assert trace["answers"] or trace["rule"] in ("P1", "C8")


def test_profile_of_a_private_word_that_cannot_wait(run: Run, visit_file: Path) -> None:
    plain = json.loads(visit_file.read_text())
    plain["private"][1]["answers"]["t2-hurt-or-afraid-at-home"] = {"code": "yes"}
    visit_file.write_text(json.dumps(plain))
    told = json_of(run("profile", visit_file))
    assert (told["open_level"], told["private_level"]) == ("N1", "N3")
    assert told["act_now"] == ["t2-hurt-or-afraid-at-home"]


HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "duplicate": b'{"child": 1, "child": 2}',
    "NaN": b"[NaN]",
    "deep": b"[" * 5_000,
    "surrogate": b'{"a": "\\ud800"}',
    "surrogate key": b'{"\\ud800\\n": {"b": 1}}',
    "NUL": b'{"a": "\\u0000"}',
    "mark": b"\xef\xbb\xbf{}",
    "number": b"[" + b"1" * 10_000 + b"]",
    "list": b"[]",
    "null": b"null",
    "not UTF-8": b"\xff\xfe\xfd",
    "a line end in a key": b'{"child": {"a\\nb": 1}}',
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_one_line(run: Run, tmp_path: Path, data: bytes) -> None:
    path, out = tmp_path / "v.json", tmp_path / "page.pdf"
    path.write_bytes(data)
    assert "v.json" in one_line(run("profile", path))
    assert "v.json" in one_line(run("document", "family", path, "--out", out))
    assert not out.exists()


def test_fifty_megabytes_are_refused_unread(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "v.json"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert "too large" in one_line(run("profile", path))


def test_forms(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("forms", "list")
    assert code == 0
    assert out.startswith("observation ")
    assert run("forms", "check") == (0, "no fault in 1 checklist\n", "")
    broken = tmp_path / "mine"
    broken.mkdir()
    (broken / "checklist.toml").write_text("id = 3\n")
    code, out, err = run("forms", "check", tmp_path)
    assert (code, err) == (1, "")
    assert all("checklist.toml" in line for line in out.splitlines())
    (empty := tmp_path / "empty").mkdir()
    assert run("forms", "check", empty)[1].startswith(f"{empty.resolve()}: holds no checklist")


def test_the_version_comes_without_the_rest() -> None:
    code = (
        "import sys; from imh_desktop.__main__ import main; sys.argv[1:] = ['--version']; main();"
        " print(sorted(m for m in sys.modules if m.split('.')[0] in"
        " ('PySide6', 'reportlab', 'sqlcipher3', 'sqlite_utils', 'msgspec')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_languages_tells_what_is_still_lent(run: Run) -> None:
    told = {one["language"]: one for one in json_of(run("languages", "--json"))}

    assert told["es"]["questions"]["there"] == told["es"]["questions"]["of"]
    assert told["ar"]["bands"] == ["B4", "B6"]
    assert told["ar"]["questions"]["there"] < told["ar"]["questions"]["of"]
    code, out, err = run("languages")
    assert (code, err) == (0, "")
    assert "ar العربية: program 100 %" in out
