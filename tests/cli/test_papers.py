"""The other papers from the terminal: written whole, or one line that says why not."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.slip_code import return_code
from imh_desktop.flows import referring
from imh_desktop.flows.demo import fill
from imh_desktop.flows.referring import ReferralForm
from imh_desktop.flows.unlocking import set_up
from imh_desktop.store import records

from .lines import one_line

TODAY = date(2026, 6, 10)
PASSPHRASE = b"seven quiet herons walk home\n"


def test_a_blank_checklist_needs_no_vault(run, tmp_path: Path) -> None:
    for name, more in (("open", ()), ("private", ("--private",))):
        out = tmp_path / f"{name}.pdf"
        code, said, _ = run("document", "checklist", "--band", "B4", *more, "--out", out)
        assert (code, said.strip()) == (0, str(out))
        assert out.read_bytes().startswith(b"%PDF")
    refused = run("document", "checklist", "--band", "B12", "--out", tmp_path / "x.pdf")
    assert "B1, B2" in one_line(refused)
    assert not (tmp_path / "x.pdf").exists()


def test_the_fields_of_a_form_are_listed_and_no_form_is_refused(run, tmp_path: Path) -> None:
    from imh_desktop.flows.partner_form import example_form

    code, said, _ = run("document", "form-fields", example_form()[0])
    assert code == 0
    assert "ChildName" in said.split()
    (tmp_path / "x.pdf").write_bytes(b"no form")
    assert "cannot be read" in one_line(run("document", "form-fields", tmp_path / "x.pdf"))
    assert "cannot be read" in one_line(run("document", "form-fields", tmp_path / "none.pdf"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A vault with a made-up family and a referral."""
    folder = tmp_path_factory.mktemp("papers") / "vault"
    library = Library()
    vault = set_up(folder, "Rosa", PASSPHRASE.decode().strip()).vault
    with vault:
        child = fill(vault, library, TODAY)
        visits = records.visits(vault, child.child_id)
        visit = next(each for each in visits if each.closed_at)
        form = ReferralForm(
            partner_name="Early Support", purpose="A closer look", lines=("strengths", "contact"),
            signer="Nia", authority="mother", signed_on=TODAY.isoformat(),
            expires_on=(date.today() + timedelta(days=30)).isoformat(),  # noqa: DTZ011
            concern_on=visit.on.isoformat(),
        )  # fmt: skip
        referral_id = referring.write_referral(vault, library, visit.visit_id, form, today=TODAY)
        return {
            "folder": str(folder),
            "child": child.child_id,
            "caregiver": records.caregivers(vault, child.child_id)[0].caregiver_id,
            "visit": visit.visit_id,
            "open": next(each.visit_id for each in visits if not each.closed_at),
            "referral": referral_id,
        }


def test_record_form_packet_and_copy_are_written(
    run_with_passphrase, demo: dict[str, str], tmp_path: Path
) -> None:
    vault = ("--vault", demo["folder"])
    days = ("--from", "2026-04-01", "--to", "2026-06-30")
    whom = ("--for", demo["caregiver"])
    wanted = {
        "record.pdf": ("record", demo["visit"]),
        "form.pdf": ("fill-form", demo["referral"]),
        "packet.pdf": ("supervision", *days),
        "copy.zip": ("held", demo["child"], *whom),
        "own": ("held", demo["child"], *whom, "--alone"),
    }
    for name, words in wanted.items():
        out = tmp_path / name
        code, said, err = run_with_passphrase(PASSPHRASE, "document", *words, *vault, "--out", out)
        assert (code, said.strip(), err) == (0, str(out), "")
        assert out.exists()
    assert {path.suffix for path in (tmp_path / "own").iterdir()} == {".pdf", ".csv", ".json"}


def test_a_slip_that_came_back_is_found_by_its_code(
    run_with_passphrase, demo: dict[str, str]
) -> None:
    code = return_code(demo["referral"])
    vault = ("--vault", demo["folder"])
    for written in (code, code.lower().replace("-", " ")):
        answer = run_with_passphrase(PASSPHRASE, "document", "slip", written, *vault, "--json")
        told = json.loads(answer[1])
        assert (told["referral"], told["child"]) == (demo["referral"], demo["child"])
    unknown = run_with_passphrase(PASSPHRASE, "document", "slip", "CDFH-JKLM", *vault)
    assert "No referral here has this code" in one_line(unknown)


def test_what_cannot_be_written_leaves_nothing(
    run_with_passphrase, demo: dict[str, str], tmp_path: Path
) -> None:
    vault, out = ("--vault", demo["folder"]), tmp_path / "x.pdf"
    for words, said in (
        (("record", demo["open"]), "still open"),
        (("supervision", "--from", "2020-01-01", "--to", "2020-02-01"), "No visit was finished"),
        (("fill-form", demo["referral"], "--form", tmp_path / "none.pdf"), "is missing"),
        (("held", demo["child"], "--for", demo["child"]), "not on this child's list"),
    ):
        answer = run_with_passphrase(PASSPHRASE, "document", *words, *vault, "--out", out)
        assert said in one_line(answer)
        assert not out.exists()
