"""What was agreed to, and an adult's own referral, from the terminal: no name is printed."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.flows.demo import fill
from imh_desktop.flows.unlocking import set_up
from imh_desktop.store import records

from .lines import one_line

PASSPHRASE = b"seven quiet herons walk home\n"
TODAY = date.today()  # noqa: DTZ011 as the program
FORM = f"""
partner_name = "Quiet Harbour"
purpose = "Somebody to talk with"
lines = ["help"]
help = "I cry most days."
how = "paper"
signed_on = "{TODAY}"
expires_on = "{TODAY + timedelta(days=30)}"
"""


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    with set_up(tmp_path / "vault", "Rosa", PASSPHRASE.decode().strip()).vault as vault:
        child = fill(vault, Library(), TODAY)
        visit = records.visits(vault, child.child_id)[0]
        adult = records.caregivers(vault, child.child_id)[0]
    return {"child": child.child_id, "visit": visit.visit_id, "adult": adult.caregiver_id}


@pytest.fixture
def do(run_with_passphrase, tmp_path: Path):
    return lambda *words: run_with_passphrase(PASSPHRASE, *words, "--vault", tmp_path / "vault")


def test_a_consent_is_written_listed_and_taken_back(do, home) -> None:
    write = ("consent", "write", home["child"], "print", "--signer", "Secretname", "--authority",
             "mother", "--expires-on", "2199-12-31")  # fmt: skip
    assert "--how" in one_line(do(*write))
    assert "witness" in one_line(do(*write, "--how", "spoken"))
    code, said, _ = do(*write, "--how", "paper")
    assert code == 0
    consent_id = said.strip()
    code, said, _ = do("consent", "list", home["child"])
    assert (code, said) == (0, f"{consent_id}  print  valid\n")
    assert "Who" not in said
    assert do("consent", "withdraw", consent_id, "--by", "Secretname")[0] == 0
    assert "already" in one_line(do("consent", "withdraw", consent_id, "--by", "Secretname"))
    code, said, _ = do("consent", "list", home["child"], "--json")
    assert '"withdrawn"' in said
    assert "Secretname" not in said


def test_an_adults_own_referral_is_written_printed_and_taken_back(do, home, tmp_path) -> None:
    form, out = tmp_path / "form.toml", tmp_path / "page.pdf"
    command = ("document", "adult-referral")
    where = (home["visit"], home["adult"], form)
    assert "missing" in one_line(do(*command, "write", *where))
    form.write_text(FORM.replace("purpose", "surprise"), "utf-8")
    assert "surprise" in one_line(do(*command, "write", *where))
    form.write_text(FORM, "utf-8")
    code, said, _ = do(*command, "write", *where)
    assert code == 0
    referral_id = said.strip()
    code, said, _ = do(*command, "page", referral_id, "--out", out)
    assert (code, said.strip()) == (0, str(out))
    assert out.read_bytes().startswith(b"%PDF")
    assert do(*command, "withdraw", referral_id, "--reason", "changed her mind")[0] == 0
    again = tmp_path / "again.pdf"
    assert "withdrawn" in one_line(do(*command, "page", referral_id, "--out", again))
    assert not again.exists()
