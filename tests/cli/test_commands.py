"""The terminal program: what a script gets, and the one line it gets instead."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pypdfium2
import pytest

from imh_desktop.flows.unlocking import set_up

from .conftest import Run
from .lines import one_line

PASSPHRASE = "four short plain words"


def _json(answer: tuple[int, str, str]) -> Any:
    code, out, err = answer
    assert (code, err) == (0, "")
    return json.loads(out)


def test_age_as_the_issue_shows_it(run: Run) -> None:
    told = _json(run("age", "--born", "2024-01-05", "--gestation", "32w0d", "--on", "2024-07-05"))
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
    told = _json(run("age", *arguments.split()))
    assert {key: told[key] for key in expected} == expected


def test_an_inexact_birth_prints_from_and_to(run: Run) -> None:
    told = _json(run("age", "--born", "2024-01-01..2024-04-01", "--on", "2024-07-05"))
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
    schema = _json(run("schema", "visit"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert list(validator.iter_errors(json.loads(visit_file.read_text()))) == []


def test_profile(run: Run, visit_file: Path) -> None:
    told = _json(run("profile", visit_file))
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
    told = _json(run("profile", visit_file))
    assert (told["open_level"], told["private_level"]) == ("N1", "N3")
    assert told["act_now"] == ["t2-hurt-or-afraid-at-home"]


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


@pytest.fixture
def vault_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    set_up(folder, "Visitor", PASSPHRASE).vault.close()
    return folder


def test_programme(run_with_passphrase: Run, vault_folder: Path) -> None:
    word = f"{PASSPHRASE}\n".encode()
    at = ("--vault", vault_folder)
    changed = _json(
        run_with_passphrase(
            word,
            "programme",
            "set",
            *at,
            "--name",
            "Valle",
            "--emergency",
            "555-0101",
            "--day-and-night",
            "555-0102",
            "--reporting",
            "555-0148",
            "--other",
            "Food bank=555-0103",
            "--paper",
            "letter",
            "--checked-on",
            "2026-01-02",
            "--reobserve",
            "30,45,90",
            "--age-policy",
            "swyc",
        )
    )
    shown = _json(run_with_passphrase(word, "programme", "show", *at))
    assert shown == changed
    assert shown["name"] == "Valle"
    assert shown["reobserve_days"] == [30, 45, 90]
    said = ["555-0101", "555-0102", "555-0148", "555-0103"]
    assert [line["number"] for line in shown["support"]] == said
    kept = _json(run_with_passphrase(word, "programme", "set", *at, "--emergency", "555-0109"))
    assert [line["number"] for line in kept["support"]] == ["555-0109", *said[1:]]
    assert kept["support"][1]["checked_on"] == "2026-01-02"
    assert kept["support"][0].get("checked_on") is None


@pytest.mark.parametrize(
    "arguments",
    [
        ("--reobserve", "30,45,91"),
        ("--reobserve", "a,b,c"),
        ("--age-policy", "mine"),
        ("--emergency", "call me"),
        ("--other", "555"),
        ("--checked-on", "2999-01-01", "--emergency", "555-0101"),
        ("--name", "x" * 300),
    ],
)
def test_a_setting_that_will_not_do_changes_nothing(
    run_with_passphrase: Run, vault_folder: Path, arguments: tuple[str, ...]
) -> None:
    word = PASSPHRASE.encode()
    before = _json(run_with_passphrase(word, "programme", "show", "--vault", vault_folder))
    assert one_line(
        run_with_passphrase(word, "programme", "set", "--vault", vault_folder, *arguments)
    )
    after = _json(run_with_passphrase(word, "programme", "show", "--vault", vault_folder))
    assert before == after


@pytest.mark.parametrize("text", [b"wrong\n", b"", b"\xff\xfe\n"])
def test_a_wrong_passphrase_changes_no_byte(
    run_with_passphrase: Run, vault_folder: Path, text: bytes
) -> None:
    before = (vault_folder / "vault.db").read_bytes()
    assert one_line(run_with_passphrase(text, "programme", "show", "--vault", vault_folder))
    assert (vault_folder / "vault.db").read_bytes() == before


def test_no_terminal_and_no_descriptor(vault_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "imh_desktop", "programme", "show", "--vault", str(vault_folder)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "There is no terminal to ask for the passphrase: give it by --passphrase-fd N.\n"
    )


def test_the_version_comes_without_the_rest() -> None:
    code = (
        "import sys; from imh_desktop.__main__ import main; sys.argv[1:] = ['--version']; main();"
        " print(sorted(m for m in sys.modules if m.split('.')[0] in"
        " ('PySide6', 'reportlab', 'sqlcipher3', 'sqlite_utils', 'msgspec')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("band", [f"B{number}" for number in range(1, 10)])
def test_an_example_of_every_band_becomes_both_pages(run: Run, tmp_path: Path, band: str) -> None:
    code, told, _ = run("example", "visit", "--band", band)
    visit = tmp_path / "visit.json"
    visit.write_text(told, "utf-8")
    assert (code, json.loads(told)["visit"]["band"]) == (0, band)
    assert _json(run("profile", visit))["completeness"] == "complete"
    for kind, language in (("family", "es"), ("family", "en"), ("referral", "es")):
        out = tmp_path / f"{kind}-{language}.pdf"
        answer = run("document", kind, visit, "--language", language, "--out", out)
        assert answer == (0, f"{out.resolve()}\n", NOTE[language])
        assert out.read_bytes().startswith(b"%PDF")


def test_languages_tells_what_is_still_lent(run: Run) -> None:
    told = {one["language"]: one for one in _json(run("languages", "--json"))}

    assert told["es"]["questions"]["there"] == told["es"]["questions"]["of"]
    assert told["ar"]["bands"] == ["B4", "B6"]
    assert told["ar"]["questions"]["there"] < told["ar"]["questions"]["of"]
    code, out, err = run("languages")
    assert (code, err) == (0, "")
    assert "ar العربية: program 100 %" in out
