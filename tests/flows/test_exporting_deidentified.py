"""Nobody is to be known by a de-identified export (clinical.md 5.4, G12)."""

import csv
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from imh_desktop import assets
from imh_desktop.content.library import Library
from imh_desktop.core.visit import LEVELS
from imh_desktop.errors import InputError
from imh_desktop.exchange.deidentified import Column, Sheet, SheetFolder
from imh_desktop.flows.exporting_deidentified import Wanted, export_deidentified
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .export_vault import coordinators_vault, events
from .planting import Planter, notations

Written = tuple[Path, dict[str, list[Any]]]
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
AGREEMENT = "DUA-9"
KINDS, FAMILIES = 18, 44


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planter]:
    with coordinators_vault(tmp_path_factory.mktemp("planted") / "desk") as vault:
        planter = Planter(vault, Library(), seed=7)
        planter.families(FAMILIES)
        yield planter


@pytest.fixture(scope="module")
def written(planted: Planter, tmp_path_factory: pytest.TempPathFactory) -> Written:
    target = tmp_path_factory.mktemp("written") / "out"
    return target, exported(planted.vault, Library(), target)


def exported(vault: Vault, library: Library, target: Path, **said: Any) -> dict[str, list[Any]]:
    """Export; return the rows of each file."""
    words = Words(said.pop("language", "en"))
    chance = random.Random(said.pop("seed", 1))
    wanted = Wanted(now=NOW, **said)
    export_deidentified(vault, library, target, wanted, words=words, chance=chance)
    found = {}
    for path in target.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    return found


def _pieces(target: Path) -> Iterator[str]:
    """Yield each cell, each text of the manifest, each line of the page."""
    for path in target.iterdir():
        text = path.read_text("utf-8")
        if path.suffix == ".csv":
            yield from (cell for row in csv.reader(text.splitlines()) for cell in row)
        else:
            yield from text.splitlines()


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _found(target: Path, secrets: set[str]) -> set[str]:
    """Search lower-cased, and without anything but letters and digits, cell by cell."""
    whole = "\n".join(path.read_text("utf-8") for path in target.iterdir())
    lower, names = whole.lower(), " ".join(path.name for path in target.iterdir())
    bare = "\n".join({_bare(piece) for piece in _pieces(target)})
    return {
        s for s in secrets
        if s in names or s.lower() in lower or _bare(s) in bare
    }  # fmt: skip


def test_of_a_thousand_planted_identifiers_none_is_found(
    planted: Planter, written: Written
) -> None:
    target, _ = written
    assert len(planted.plants) >= 1_000
    assert len(planted.kinds) == KINDS
    assert min(planted.kinds.values()) >= 100
    assert not _found(target, planted.plants)
    assert not _found(target, planted.records)
    assert not _found(target, {text for day in planted.days for text in notations(day)})


def test_a_limited_data_set_keeps_days_and_nothing_else(
    planted: Planter, library: Library, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    rows = exported(planted.vault, library, target, limited=True, agreement=AGREEMENT)
    assert not _found(target, planted.plants)
    assert not _found(target, planted.records)
    told = {row["on"] for row in rows["visits"]} | {row["born_from"] for row in rows["visits"]}
    assert told <= {day.isoformat() for day in planted.days}
    assert "first_year" not in rows["visits"][0]
    manifest = json.loads((target / "manifest.json").read_text("utf-8"))
    assert manifest["agreement"] == AGREEMENT
    assert AGREEMENT in (target / "READ-FIRST.txt").read_text("utf-8")
    kept = [e for e in events(planted.vault) if e["subject"] == "limited-data-set"]
    assert [event["details.purpose"] for event in kept] == [AGREEMENT]


def test_the_search_finds_what_is_there(planted: Planter, library: Library, tmp_path: Path) -> None:
    target = tmp_path / "out"
    exported(planted.vault, library, target)
    one = next(iter(sorted(planted.plants)))
    for spoilt in (one, one.upper(), " ".join(one), one.replace(" ", "_")):
        (target / "answers.csv").write_text(f'"visit"\r\n"x {spoilt}"\r\n', "utf-8")
        assert _found(target, planted.plants) == {one}


def test_what_is_kept_is_true(written: Written, library: Library) -> None:
    _, rows = written
    visits = rows["visits"]
    assert len(visits) == FAMILIES * 3
    by_child = Counter(row["child"] for row in visits)
    assert len(by_child) == FAMILIES
    assert set(by_child.values()) == {3}
    assert {row["day"] for row in visits} == {"0", "40", "80"}
    assert {row["first_year"] for row in visits} == {"2024"}
    assert {row["level"] for row in visits} == {"", *LEVELS}
    assert Counter(row["closed"] for row in visits) == {"yes": 2 * FAMILIES, "no": FAMILIES}
    answers = rows["answers"]
    assert {row["visit"] for row in answers} <= {row["visit"] for row in visits}
    private = [i.item_id for i in library.checklist("observation").items if i.sensitivity.private]
    assert not {row["item"] for row in answers} & set(private)
    assert {"not_seen", "prefers_not", "not_sure"} <= {row["code"] for row in answers}
    assert {row["state"] for row in rows["referrals"]} == {"sent", "other"}


def test_no_cell_is_small_and_rare_values_are_together(written: Written) -> None:
    _, rows = written
    for row in rows["summary"]:
        assert (row["shown"] == "yes") == bool(row["count"])
        assert not row["count"] or int(row["count"]) >= 11
    assert any(row["shown"] == "no" for row in rows["summary"])
    told = {row["child"]: row for row in rows["visits"]}.values()
    for field in ("sex", "gestation", "languages", "interpreter", "condition"):
        counts = Counter(row[field] for row in told)
        assert min(counts.values()) >= 11, field
    adults = {r["row"]: r["count"] for r in rows["summary"] if "private" in r["table"]}
    assert adults["total"]


def test_small_programmes_show_no_group_at_all(library: Library, tmp_path: Path) -> None:
    with coordinators_vault(tmp_path / "desk") as vault:
        nobody = exported(vault, library, tmp_path / "nobody")
        assert not nobody["visits"]
        assert not any(row["count"] for row in nobody["summary"])
        Planter(vault, library, seed=1).families(4)
        rows = exported(vault, library, tmp_path / "few")
        assert not any(row["count"] for row in rows["summary"])
        assert {row["sex"] for row in rows["visits"]} == {"withheld"}
        assert {row["gestation"] for row in rows["visits"]} == {"withheld"}


def test_ids_are_new_each_time_and_lead_nowhere(
    planted: Planter, written: Written, library: Library, tmp_path: Path
) -> None:
    _, first = written
    second = exported(planted.vault, library, tmp_path / "b", seed=2)
    for file, column in (("visits", "child"), ("visits", "visit"), ("referrals", "referral")):
        assert not {r[column] for r in first[file]} & {r[column] for r in second[file]}
    order = [row["child"] for row in first["visits"]]
    assert order != sorted(order)


def test_rows_to_look_at_and_a_list_of_what_was_dropped(written: Written) -> None:
    target, rows = written
    look = rows["check_these_rows"]
    assert len(look) == 20
    visits = {row["visit"]: row for row in rows["visits"]}
    for row in look:
        answer = row["could_somebody_know_this_child"]
        row = {name: row[name] for name in visits[row["visit"]]}
        assert (answer, row) == ("", visits[row["visit"]])
    manifest = json.loads((target / "manifest.json").read_text("utf-8"))
    assert {"child.given_name", "child.born_earliest", "caregiver.phone", "visit.notes"} <= set(
        manifest["dropped"]
    )
    assert manifest["coarsened"]["child.sex"]["told_as"] >= 1
    assert manifest["made"] == "2026"
    assert "zip" in manifest["not_in_any_record"]
    assert "actually knows" in (target / "READ-FIRST.txt").read_text("utf-8")
    columns = {(c["file"], c["column"]) for c in manifest["columns"]}
    for name in ("visits", "answers", "domains", "referrals", "summary"):
        assert {(f"{name}.csv", column) for column in rows[name][0]} <= columns


@pytest.mark.parametrize(
    "said", [{"limited": True}, {"limited": True, "agreement": "  "}, {"agreement": "DUA-9"}]
)
def test_days_need_an_agreement(
    planted: Planter, library: Library, tmp_path: Path, said: dict[str, Any]
) -> None:
    before = len(events(planted.vault))
    with pytest.raises(InputError):
        exported(planted.vault, library, tmp_path / "out", **said)
    assert not (tmp_path / "out").exists()
    assert len(events(planted.vault)) == before


def test_a_stricter_profile_drops_more(planted: Planter, library: Library, tmp_path: Path) -> None:
    text = (assets.resources() / "deidentified" / "profile.toml").read_text("utf-8")
    stricter = tmp_path / "stricter.toml"
    text = text.replace('sex = "rare"', 'sex = "drop"').replace(
        'answers = "count"', 'answers = "drop"'
    )
    stricter.write_text(text, "utf-8")
    rows = exported(planted.vault, library, tmp_path / "out", profile=stricter)
    assert "sex" not in rows["visits"][0]
    tables = {row["table"] for row in rows["summary"]}
    assert not any("sex" in table or "private" in table for table in tables)


def test_only_a_coordinator_may(vault: Vault, library: Library, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="coordinator"):
        exported(vault, library, tmp_path / "out")


def test_a_value_its_column_is_not_for_stops_the_export(tmp_path: Path) -> None:
    columns = (
        Column(name="id", title="", holds="id"),
        Column(name="code", title="", holds="code", codes=frozenset({"yes"})),
        Column(name="rules", title="", holds="codes", codes=frozenset({"A1", "C1"})),
        Column(name="n", title="", holds="whole"),
        Column(name="year", title="", holds="year"),
        Column(name="on", title="", holds="day"),
    )
    sheet = Sheet(name="s", title="", columns=columns, key=("id",))
    good: dict[str, Any] = {"id": "b" * 14, "code": "yes", "rules": "A1 C1", "n": -3,
                            "year": 2025, "on": date(2025, 1, 2).isoformat()}  # fmt: skip
    bad = {"id": "Maria", "code": "Maria", "rules": "A1 Maria", "n": 5_550_101, "year": 555_010,
           "on": "2 Jan 2025"}  # fmt: skip
    with SheetFolder(tmp_path / "s", (sheet,)) as out:
        out.write("s", good)
        out.write("s", {})
        for name, value in bad.items():
            with pytest.raises(ValueError, match=name):
                out.write("s", {**good, name: value})
            if name not in ("n", "year"):
                with pytest.raises(ValueError, match=name):
                    out.write("s", {**good, name: 5})
