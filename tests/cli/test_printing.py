"""Pages from the command line: given, listed, given again, checked; and every slip."""

import json
from pathlib import Path
from typing import Any

import pytest

from imh_desktop.content.library import Library
from imh_desktop.flows import programme, unlocking
from imh_desktop.flows.closing import close
from imh_desktop.flows.demo import demo_programme
from imh_desktop.store import records
from imh_desktop.words import Words
from tests.flows.export_vault import ON, child_of, visit_of

from .conftest import Run
from .lines import one_line

PASSPHRASE = "four short plain words"
DAY = ON.isoformat()


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """A vault with two families visited on a day."""
    with unlocking.set_up(tmp_path / "vault", "Ana", PASSPHRASE).vault as vault:
        programme.save(vault, demo_programme(ON, Words("en")), today=ON)
        found = {}
        for name in ("Secretname", "Otherone"):
            child_id = child_of(vault, name)
            visit = visit_of(vault, Library(), child_id)
            close(visit)
            found[name], found[f"visit {name}"] = child_id, visit.visit.visit_id
        (person,) = records.caregivers(vault, found["Secretname"])
        found["person"] = person.caregiver_id
    return found


@pytest.fixture
def do(run_with_passphrase: Run, tmp_path: Path) -> Any:
    def done(*words: str) -> tuple[int, str, str]:
        placed = [str(tmp_path / w) if w.endswith(".pdf") else w for w in words]
        where = ("--vault", tmp_path / "vault")
        return run_with_passphrase(PASSPHRASE.encode(), "document", *placed, *where)

    return done


def told(answer: tuple[int, str, str], code: int = 0) -> Any:
    assert (answer[0], answer[2]) == (code, "")
    return json.loads(answer[1])


def test_a_page_is_given_listed_given_again_and_checked(
    do: Any, home: dict[str, str], tmp_path: Path
) -> None:
    visit, child = home["visit Secretname"], home["Secretname"]
    given = told(do("give", visit, "--safe", "print", "--out", "a.pdf", "--json"))
    (line,) = told(do("log", child, "--json"))
    assert (line["print_id"], line["state"], line["way"]) == (given["print_id"], "newest", "save")
    again = told(do("reprint", given["print_id"], "--safe", "print", "--out", "b.pdf", "--json"))
    assert again["code"] == given["code"]
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    for page in ("a.pdf", given["code"], given["code"].lower()):
        (verdict,) = told(do("verify", page, "--json"))
        assert (verdict["visit_id"], verdict["holds"]) == (visit, True)
    out = do("log", child)[1]
    assert "Secretname" not in out
    (tmp_path / "b.pdf").write_bytes((tmp_path / "b.pdf").read_bytes() + b"\n% more\n")
    assert "changed" in do("verify", "b.pdf")[1]
    assert do("verify", "b.pdf")[0] == 1


def test_no_leaves_no_page_and_no_line(do: Any, home: dict[str, str], tmp_path: Path) -> None:
    answer = do("give", home["visit Secretname"], "--safe", "no", "--out", "a.pdf")
    assert answer[:2] == (1, "nothing was printed\n")
    assert not (tmp_path / "a.pdf").exists()
    assert told(do("log", home["Secretname"], "--json")) == []


def test_who_receives_no_page_is_kept_and_held_to(do: Any, home: dict[str, str]) -> None:
    child, person = home["Secretname"], home["person"]
    refused = told(
        do("recipients", child, "--refuse", person, "--reason", "A judge said so", "--json")
    )
    assert refused == [{"caregiver_id": person, "may_receive": False, "reason": "A judge said so"}]
    give = ("give", home["visit Secretname"], "--safe", "print", "--out", "a.pdf")
    line = one_line(do(*give, "--to", person))
    assert "may not receive a page" in line
    assert "judge" not in line, "an error holds no words of the record"
    one_line(do("recipients", child, "--refuse", person))
    told(do("recipients", child, "--allow", person, "--json"))
    assert do(*give, "--to", person)[0] == 0


def test_all_of_a_day_is_one_file(do: Any, home: dict[str, str], tmp_path: Path) -> None:
    listed = told(do("print-all", "--on", DAY, "--list", "--json"))
    assert {each["child_id"] for each in listed} == {home["Secretname"], home["Otherone"]}
    assert "name" not in listed[0]
    part = ("--on", DAY, "--answer", f"{home['Otherone']}=no", "--answer-all", "print")
    job = told(do("batch", *part, "--out", "all.pdf", "--json"), code=1)
    assert [each["child_id"] for each in job["put"]] == [home["Secretname"]]
    assert [each["child_id"] for each in job["left"]] == [home["Otherone"]]
    assert do("verify", "all.pdf")[0] == 0
    blanket = ("--on", DAY, "--children", home["Otherone"], "--answer-all", "print")
    job = told(do("print-all", *blanket, "--out", "none.pdf", "--json"), code=1)
    assert job["put"] == [], "what was said of one family is not undone for all"
    own = f"{home['Otherone']}=strengths"
    one = ("--on", DAY, "--children", home["Otherone"], "--answer", own)
    job = told(do("print-all", *one, "--out", "one.pdf", "--json"))
    assert len(job["put"]) == 1


def test_a_page_for_the_desk_is_asked_about_and_listed(
    run_with_passphrase: Run, do: Any, home: dict[str, str], tmp_path: Path
) -> None:
    def send(*words: str) -> tuple[int, str, str]:
        where = ("--vault", tmp_path / "vault")
        return run_with_passphrase(PASSPHRASE.encode(), "page", "send", *words, *where)

    visit = home["visit Secretname"]
    one_line(send(visit))
    assert send(visit, "--safe", "no")[:2] == (1, "nothing was sent\n")
    assert told(do("log", home["Secretname"], "--json")) == []
    assert "not agreed to this yet: Pages printed" in send(visit, "--safe", "print")[2]
    agreed = run_with_passphrase(
        PASSPHRASE.encode(), "consent", "write", home["Secretname"], "print", "--signer", "Ines",
        "--authority", "mother", "--how", "paper", "--signed-on", DAY, "--expires-on",
        "2199-12-31", "--vault", tmp_path / "vault",
    )  # fmt: skip
    assert agreed[0] == 0, agreed
    sent = told(send(visit, "--safe", "strengths", "--json"))
    (line,) = told(do("log", home["Secretname"], "--json"))
    assert (line["way"], line["part"], sent["visit_id"]) == ("desk", "strengths", visit)


@pytest.mark.parametrize(
    "words",
    [
        ("verify", "BDFH-JKLM-NPRB"),
        ("verify", "nothing.pdf"),
        ("reprint", "nobody", "--safe", "print", "--out", "x.pdf"),
        ("log", "<img src=x>"),
        ("give", "nobody", "--safe", "print", "--out", "x.pdf"),
        ("give", "nobody", "--safe", "no"),
        ("recipients", "nobody"),
        ("print-all", "--on", DAY, "--children", "nobody", "--out", "x.pdf"),
        ("print-all", "--on", DAY, "--answer", "nobody=maybe", "--out", "x.pdf"),
        ("print-all", "--on", DAY),
    ],
)
def test_slips_are_one_line_and_change_nothing(
    do: Any, home: dict[str, str], tmp_path: Path, words: tuple[str, ...]
) -> None:
    before = (tmp_path / "vault" / "vault.db").read_bytes()
    one_line(do(*words))
    assert (tmp_path / "vault" / "vault.db").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["vault"]
