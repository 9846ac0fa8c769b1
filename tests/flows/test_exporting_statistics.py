"""SPSS, Stata and Parquet, read again by the libraries that read them."""

import builtins
import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pyreadstat
import pytest

from imh_desktop.content.library import Library
from imh_desktop.errors import EnvironmentFault
from imh_desktop.exchange.tables.shape import Choice, Table, Variable
from imh_desktop.exchange.tables.statistics import StatisticsFolder
from imh_desktop.exchange.tables.statistics_names import STATA, Numbers, names, shortened
from imh_desktop.flows.closing import close
from imh_desktop.flows.export_tables import Ask, prepare
from imh_desktop.flows.exporting_statistics import export_statistics
from imh_desktop.store.vault import Vault
from tests.flows import export_vault
from tests.flows.export_vault import child_of, events, visit_of

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Vault]:
    with export_vault.coordinators_vault(tmp_path / "desk") as vault:
        yield vault


@pytest.fixture
def visit(desk: Vault, library: Library) -> Any:
    """A closed visit in a vault with a second child that has an unfinished one."""
    made = visit_of(desk, library, child_of(desk, "=1+1"))
    close(made)
    visit_of(desk, library, child_of(desk, "Ñandú"))
    return made.visit


def export(vault: Vault, library: Library, target: Path, kind: Any, language: str = "en") -> None:
    prepared = prepare(vault, library, kind, Ask(now=NOW, language=language))
    export_statistics(prepared, target, kind)


def said_in_file(path: Path) -> dict[tuple[str, str, str], str]:
    with (path / "names_and_numbers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(r["table"], r["name"], r["number"]): r["code"] for r in rows}


def test_spss_comes_back_with_labels_and_missing_values(
    desk: Vault, library: Library, visit: Any, tmp_path: Path
) -> None:
    export(desk, library, tmp_path / "out", "spss", "es")
    frame, meta = pyreadstat.read_sav(
        tmp_path / "out" / "visits.sav", user_missing=True, output_format="polars"
    )
    texts, codes = library.texts("observation", "es"), said_in_file(tmp_path / "out")
    assert frame["visit_on"][0] == date(2026, 6, 10)
    assert meta.column_names_to_labels["o1_any_worry"] == texts.items["o1-any-worry"].text
    for item_id, answer in visit.answers.items():
        name = item_id.replace("-", "_")
        number = frame[name][0]
        assert codes["visits", name, str(int(number))] == answer.code
        missing = answer.code in ("not_seen", "prefers_not", "not_sure")
        assert (number < 0) is missing
        if not missing:
            assert meta.variable_value_labels[name][number] == texts.choices[answer.code]
    plain, _ = pyreadstat.read_sav(tmp_path / "out" / "visits.sav", output_format="polars")
    silent = [c for c in frame.columns if frame[c].dtype.is_numeric() and (frame[c] < 0).any()]
    assert silent
    assert all(plain[c].null_count() > 0 for c in silent)
    children, _ = pyreadstat.read_sav(tmp_path / "out" / "children.sav", output_format="polars")
    assert list(children["given_name"]) == ["=1+1", "Ñandú"]
    answers, _ = pyreadstat.read_sav(tmp_path / "out" / "answers.sav", output_format="polars")
    assert "Sleeps little,\nsays her mother." in list(answers["note"])


def test_stata_comes_back_with_labels_and_missing_values(
    desk: Vault, library: Library, visit: Any, tmp_path: Path
) -> None:
    export(desk, library, tmp_path / "out", "stata")
    data, meta = pyreadstat.read_dta(
        tmp_path / "out" / "visits.dta", user_missing=True, output_format="dict"
    )
    codes = said_in_file(tmp_path / "out")
    for item_id, answer in visit.answers.items():
        name = names([Variable(name=item_id.replace("-", "_"), title="")], STATA)
        (short,) = name.values()
        value = data[short][0]
        shown = f".{value}" if isinstance(value, str) else str(int(value))
        assert codes["visits", short, shown] == answer.code
        assert value in meta.variable_value_labels[short]
        assert isinstance(value, str) is (answer.code in ("not_seen", "prefers_not", "not_sure"))
    assert all(len(name) <= 32 for name in data)
    assert all(len(label or "") <= 80 for label in meta.column_labels)


def test_parquet_comes_back_long_and_wide(
    desk: Vault, library: Library, visit: Any, tmp_path: Path
) -> None:
    export(desk, library, tmp_path / "out", "parquet")
    wide = pl.read_parquet(tmp_path / "out" / "visits.parquet")
    long = pl.read_parquet(tmp_path / "out" / "answers.parquet")
    assert wide.height == 2
    assert wide["visit_on"].dtype == pl.Date
    counted = long.filter(pl.col("visit_id") == visit.visit_id, pl.col("standing") == "counts")
    for item_id, code, label in counted.select("item_id", "code", "code_label").iter_rows():
        column = item_id.replace("-", "_")
        row = wide.filter(pl.col("visit_id") == visit.visit_id)
        assert (row[column][0], row[f"{column}_label"][0]) == (code, label)
    assert pl.read_parquet(tmp_path / "out" / "children.parquet")["given_name"][0] == "=1+1"


@pytest.mark.parametrize("kind", ["spss", "stata", "parquet"])
def test_where_the_packages_are_absent_one_sentence_says_how_to_get_them(
    desk: Vault, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    real = builtins.__import__

    def hidden(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] in ("polars", "pyreadstat"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", hidden)
    with pytest.raises(EnvironmentFault, match="analyst"):
        export(desk, library, tmp_path / "out", kind)
    assert not (tmp_path / "out").exists()
    assert events(desk) == []


def test_an_empty_vault_makes_files_that_open(
    desk: Vault, library: Library, tmp_path: Path
) -> None:
    for kind in ("spss", "stata", "parquet"):
        export(desk, library, tmp_path / kind, kind)
    frame, _ = pyreadstat.read_sav(tmp_path / "spss" / "visits.sav", output_format="polars")
    assert frame.height == 0
    assert pl.read_parquet(tmp_path / "parquet" / "visits.parquet").height == 0


def test_what_a_format_cannot_hold_is_shortened_by_rule(tmp_path: Path) -> None:
    long = "a_name_that_is_much_too_long_for_stata_to_hold"
    variables = [
        Variable(name=n, title="é" * 300) for n in (long, f"{long}_2", "in", "_x", "A", "a")
    ]
    called = names(variables, STATA)
    assert len({name.lower() for name in called.values()}) == len(variables)
    assert all(len(name) <= 32 and name[0].isalpha() for name in called.values())
    assert called == names(variables, STATA)
    assert called["A"] == "A"
    assert shortened("é" * 300, 80).endswith("…")
    assert len(shortened("é" * 300, 80).encode()) <= 80
    assert shortened("short", 80) == "short"


def test_long_texts_and_unforeseen_codes_stand_whole(tmp_path: Path) -> None:
    choices = (Choice("yes", "Yes"), Choice("not_asked", "Not asked", missing=True))
    table = Table(
        name="t", title="", key=("note",),
        variables=(
            Variable(name="note", title=""),
            Variable(name="code", title="", kind="code", choices=choices),
        ),
    )  # fmt: skip
    rows = [("x" * 5_000, "yes"), (None, "not_asked"), ("é" * 3_000, "newer"), ("", None)]
    for kind, read in (("spss", pyreadstat.read_sav), ("stata", pyreadstat.read_dta)):
        folder = StatisticsFolder([table], kind, "{title}")  # type: ignore[arg-type]
        for row in rows:
            folder.write("t", row)
        folder.save(tmp_path / kind)
        (path,) = (tmp_path / kind).iterdir()
        data, meta = read(path, user_missing=True, output_format="dict")
        assert list(data["note"]) == [row[0] or "" for row in rows]
        assert data["code"][0] == 1
        assert data["code"][1] == ("a" if kind == "stata" else -1)
        assert meta.variable_value_labels["code"][data["code"][2]] == "newer"
        assert data["code"][3] is None


def test_numbers_follow_the_order_shown() -> None:
    numbers = Numbers([Choice("x", "X"), Choice("-", "none", missing=True), Choice("y", "Y")])
    assert [numbers.of(code) for code in ("x", "y", "-", "new")] == [1, 2, -1, 3]
    assert numbers.missing == (-1,)
