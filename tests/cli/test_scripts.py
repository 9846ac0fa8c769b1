"""What a script that makes a slip, or meets a full disk, is told."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from imh_desktop.store import records
from imh_desktop.store.vault import Vault

from .conftest import Run
from .lines import one_line

PASSPHRASE = "four short plain words"
IMH = [sys.executable, "-m", "imh_desktop"]
HERE = dict(os.environ, PYTHONPATH=str(Path(__file__).parents[2]))


def test_a_vault_is_made_by_a_script_and_opens_again(
    run_with_passphrase: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "vault"
    made = ("vault", "create", "--vault", folder, "--worker", "Ana Ruiz")
    code, out, err = run_with_passphrase(f"{PASSPHRASE}\n".encode(), *made)
    assert (code, err) == (0, "")
    (recovery_code,) = json.loads(out).values()
    assert list(json.loads(out)) == ["recovery_code"]
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert records.worker(vault).name == "Ana Ruiz"
    Vault.recover(folder, recovery_code).close()
    shown = run_with_passphrase(PASSPHRASE.encode(), "programme", "show", "--vault", folder)
    assert shown[0] == 0


@pytest.mark.parametrize(
    ("word", "worker", "option"),
    [(b"short", "Ana", "--passphrase-fd"), (b"\xff", "Ana", "--passphrase-fd"),
     (PASSPHRASE.encode(), " ", "--worker"), (PASSPHRASE.encode(), "A\nB", "--worker")],
)  # fmt: skip
def test_a_vault_that_cannot_be_made_leaves_nothing(
    run_with_passphrase: Run, tmp_path: Path, word: bytes, worker: str, option: str
) -> None:
    folder = tmp_path / "vault"
    made = ("vault", "create", "--vault", folder, "--worker", worker)
    assert option in one_line(run_with_passphrase(word, *made))
    assert not folder.exists()


def test_a_vault_is_never_made_over_another(run_with_passphrase: Run, tmp_path: Path) -> None:
    made = ("vault", "create", "--vault", tmp_path, "--worker", "Ana")
    word = PASSPHRASE.encode()
    assert run_with_passphrase(word, *made)[0] == 0
    before = (tmp_path / "vault.db").read_bytes()
    assert str(tmp_path) in one_line(run_with_passphrase(word, *made))
    assert (tmp_path / "vault.db").read_bytes() == before
    file = tmp_path / "file"
    file.touch()
    assert "fil" in one_line(
        run_with_passphrase(word, "vault", "create", "--vault", file, "--worker", "A")
    )


@pytest.mark.parametrize("number", ["99999999999999", "-1", "x", "2147483647"])
def test_no_such_descriptor(run: Run, tmp_path: Path, number: str) -> None:
    made = ("vault", "create", "--vault", tmp_path / "v", "--worker", "A")
    assert "--passphrase-fd" in one_line(run(*made, "--passphrase-fd", number))


@pytest.mark.parametrize("name", ["file", "file/within"])
def test_a_soak_in_the_place_of_a_file(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    line = one_line(run("soak", "--vault", tmp_path / name))
    assert "--vault" in line
    assert "expected a folder" in line


def test_a_soak_where_nothing_may_be_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda _, mode, **_named: not mode & os.W_OK)
    assert "cannot be written" in one_line(run("soak", "--vault", tmp_path))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize(
    "command", [["example", "visit"], ["forms", "list"], ["--version"], ["soak", "--vault", "new"]]
)
def test_a_full_disk_under_the_output(tmp_path: Path, command: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*IMH, *command], env=HERE, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE,
            text=True, check=False,
        )  # fmt: skip
    assert "No space left" in one_line((done.returncode, "", done.stderr), code=1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("--born 20240105 --on 2024-07-05", "--born"),
        ("--born 2024-W01-1 --on 2024-07-05", "--born"),
        ("--born 2024-01-01.. --on 2024-07-05", "--born"),
        ("--born ..2024-01-01 --on 2024-07-05", "--born"),
        ("--born 2024-01-01..2024-01-02..2024-01-03 --on 2024-07-05", "--born"),
        ("--born ２０２４-01-05 --on 2024-07-05", "--born"),
        ("--born 2024-01-05 --on 2024-W27", "--on"),
        ("--born 2024-01-05 --on=", "--on"),
        ("--born 2024-01-05 --gestation=", "--gestation"),
        ("--born 2024-01-05 --gestation ٣٢w0d", "--gestation"),
        ("--born 2024-01-05 --on 2024-01-04", "--on: This day is before the birth"),
        ("--born 2024-01-05..2024-01-09 --on 2024-01-04", "--on: "),
        ("--born 9999-12-31 --gestation 24w0d --on 9999-12-31", "--born"),
    ],
)
def test_an_age_names_the_option(run: Run, arguments: str, said: str) -> None:
    assert said in one_line(run("age", *arguments.split()))


@pytest.mark.parametrize("day", ["2024-01-05\n", " 2024-01-05", "2024-1-5"])
def test_a_day_is_written_in_one_way(run: Run, day: str) -> None:
    assert "YYYY-MM-DD" in one_line(run("age", "--born", day, "--on", "2024-07-05"))


def test_an_age_without_a_band_says_so(run: Run) -> None:
    _, out, _ = run("age", "--born", "2018-01-05", "--on", "2024-01-05")
    told = json.loads(out)
    assert told["band"] is None
    assert "no age band from 72 months" in told["sentence"]
    _, out, _ = run("age", "--born", "2018-01-05", "--on", "2024-01-04")
    assert "band" not in json.loads(out)["sentence"]


@pytest.fixture
def vault_folder(run_with_passphrase: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    made = ("vault", "create", "--vault", folder, "--worker", "Ana")
    assert run_with_passphrase(PASSPHRASE.encode(), *made)[0] == 0
    return folder


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (["--checked-on", "2026-01-02"], "--checked-on"),
        (["--name", "x" * 300], "--name"),
        (["--name", "Stop Violence"], "--name"),
        (["--phone", "-"], "--phone"),
        (["--emergency", "555-0101", "--day-and-night", "abc"], "--day-and-night"),
        (["--other", "Food=555-0101", "--other", "Shelter=555-0102"], "--other"),
        (["--reobserve", "1,2,99"], "--reobserve"),
        (["--carry-days", "91"], "--carry-days"),
        (["--age-policy", "mine"], "--age-policy"),
        (["--emergency", "5", "--checked-on", "2999-01-01"], "--emergency"),
    ],
)
def test_a_setting_that_will_not_do_names_its_option(
    run_with_passphrase: Run, vault_folder: Path, arguments: list[str], option: str
) -> None:
    at = ("programme", "set", "--vault", vault_folder)
    assert f"{option}: " in one_line(run_with_passphrase(PASSPHRASE.encode(), *at, *arguments))


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        ({"support": [{"kind": "emergency", "number": "-"}]}, "support[0].number"),
        ({"name": "Stop Violence"}, "name"),
        ({"reobserve_days": [1, 2, 99]}, "reobserve_days[2]"),
        ({"carry_days": 0}, "carry_days"),
    ],
)
def test_settings_of_a_file_name_the_file(
    run_with_passphrase: Run, vault_folder: Path, settings: dict[str, Any], place: str
) -> None:
    path = vault_folder.parent / "settings.json"
    path.write_text(json.dumps(settings))
    at = ("programme", "set", "--vault", vault_folder, "--from", path)
    assert f"settings.json: {place}: " in one_line(run_with_passphrase(PASSPHRASE.encode(), *at))


def test_a_page_s_fault_names_the_file_it_stands_in(
    run: Run, visit_file: Path, tmp_path: Path
) -> None:
    plain = json.loads(visit_file.read_text())
    plain["visit"]["moments"][0]["text"] = "She is delayed."
    visit_file.write_text(json.dumps(plain))
    settings = tmp_path / "settings.json"
    settings.write_text(json.dumps({"name": "Elsewhere"}))
    out = ("--out", tmp_path / "page.pdf")
    page = ("document", "family", visit_file, *out)
    assert "visit.json: visit.moments[0].text: " in one_line(run(*page))
    assert "settings.json: support: " in one_line(run(*page, "--programme", settings))
    assert "--language: " in one_line(run(*page, "--language", "qq"))


def test_each_rule_is_told_with_sentence_person_and_informant(run: Run, visit_file: Path) -> None:
    plain = json.loads(visit_file.read_text())
    plain["visit"] |= {"worker_id": "worker-1", "raised": {"level": "N2", "reason": "A feeling."}}
    plain["visit"]["answers"]["o1-any-worry"]["informant"] = "caregiver-2"
    first = plain["private"][1]
    first["answers"] = {"t2-hurt-or-afraid-at-home": {"code": "yes"}}
    plain["private"].append(first | {"caregiver_id": "caregiver-2"})
    visit_file.write_text(json.dumps(plain))
    fired = json.loads(run("profile", visit_file)[1])["fired"]
    by_rule = {trace["rule"]: trace for trace in fired}
    assert by_rule["C4"]["person"] == "caregiver-2"
    assert [answer["informant"] for answer in by_rule["C4"]["answers"]] == ["caregiver-2"]
    assert by_rule["C4"]["sentence"].startswith("A worry about the child was answered “A little”")
    assert by_rule["J1"]["person"] == "worker-1"
    assert "A feeling." in by_rule["J1"]["sentence"]
    alone = [trace["person"] for trace in fired if trace["rule"] == "A1"]
    assert alone == ["caregiver-1", "caregiver-2"]
    spanish = json.loads(run("profile", visit_file, "--language", "es")[1])["fired"]
    assert all(trace["sentence"] for trace in spanish)
    assert by_rule["C4"]["sentence"] not in [trace["sentence"] for trace in spanish]
    assert "--language" in one_line(run("profile", visit_file, "--language", "qq"))
