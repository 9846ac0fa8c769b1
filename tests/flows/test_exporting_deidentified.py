"""The export without names: whatever could tell who somebody is was planted, and none is found."""

import csv
import json
import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.flows.closing import close
from imh_desktop.flows.exporting_deidentified import Wanted, export_deidentified
from imh_desktop.store.shapes import SHAPES
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.flows import export_vault
from tests.flows.export_vault import BORN, ON, child_of, events, visit_of

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
CHILDREN = 14
LEAST_PLANTED = 1_000
SMALLEST = 11


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Vault]:
    with export_vault.coordinators_vault(tmp_path / "desk") as vault:
        yield vault


class Planter:
    """Writes identifiers of every kind into every text field a vault can hold."""

    KINDS = ("Zorrilla", "zorrilla@example.org", "555-0{n}", "10.0.0.{n}", "SSN 900-12-{n}",
             "https://who.example/{n}", "MRN{n}", "Calle Luna {n}", "Plate XQ-{n}", "face-{n}.jpg",
             "fingerprint {n}", "account {n}", "fax 555-1{n}", "licence L{n}", "serial S{n}",
             "policy P{n}", "born 3 May 19{n}", "ZIP 790{n}")  # fmt: skip

    def __init__(self, vault: Vault) -> None:
        self._vault, self.planted, self._n = vault, list[str](), 0

    def secret(self) -> str:
        self._n += 1
        kind = self.KINDS[self._n % len(self.KINDS)].format(n=self._n)
        self.planted.append(f"qx{self._n}q {kind}")
        return self.planted[-1]

    def fill(self, record_type: str, record_id: str, but: frozenset[str] = frozenset()) -> None:
        """Plant into each text column and each element of a record that is no code or id."""
        shape = SHAPES[record_type]
        texts = (name for name, kind in shape.columns.items() if kind == "TEXT")
        changes = {name: self.secret() for name in texts if name not in but}
        changes |= {f"{name}.{self.secret()}"[:190]: self.secret() for name in shape.elements}
        self._vault.journal.write(record_type, record_id, changes)

    def new(self, record_type: str, **ids: str) -> str:
        record_id = self._vault.journal.new_id()
        if ids:
            self._vault.journal.write(record_type, record_id, dict(ids))
        self.fill(record_type, record_id, frozenset(ids))
        return record_id


KEPT_OF_CHILD = frozenset({"born_earliest", "born_latest", "sex", "page_language"})


@pytest.fixture
def planted(desk: Vault, library: Library) -> list[str]:
    planter = Planter(desk)
    for number in range(CHILDREN):
        child_id = child_of(desk, f"Name{number}", gestation=f"{30 + number % 10}w2d",
                            sex="female" if number % 7 else "male")  # fmt: skip
        visit = visit_of(desk, library, child_id)
        visit.alone_with(visit.caregivers[0].caregiver_id)
        for item in visit.items().values():
            if item.sensitivity.private and item.codes:
                visit.answer(item.item_id, "no" if "no" in item.codes else item.codes[0])
            if item.item_id in visit.shown or item.sensitivity.private:
                visit.keep_note(item.item_id, planter.secret())
        visit.alone_with(None)
        if number % 2:
            close(visit)
        planter.fill("child", child_id, KEPT_OF_CHILD)
        for _ in range(3):
            planter.new("caregiver", child_id=child_id)
        planter.new("consent", child_id=child_id)
        planter.new("referral", child_id=child_id, visit_id=visit.visit.visit_id, state="sent")
    for record_type in ("household", "partner", "worker", "device", "setting", "event"):
        planter.new(record_type)
    return planter.planted


def export(vault: Vault, library: Library, target: Path, **said: object) -> dict[str, str]:
    wanted = Wanted(now=NOW, **said)  # type: ignore[arg-type]
    export_deidentified(vault, library, target, wanted, words=Words("en"), chance=random.Random(1))
    return {file.name: file.read_text("utf-8") for file in target.iterdir()}


def days_said(day: date) -> set[str]:
    forms = ("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y%m%d", "%d %B %Y")
    return {day.strftime(form).lstrip("0").casefold() for form in forms}


def test_none_of_a_thousand_planted_identifiers_is_found(
    desk: Vault, library: Library, planted: list[str], tmp_path: Path
) -> None:
    assert len(planted) >= LEAST_PLANTED, len(planted)
    files = export(desk, library, tmp_path / "out")
    told = {name: text.casefold() for name, text in files.items()}
    marks = {each.split()[0] for each in planted} | {"zorrilla", "mother of", "name1"}
    ids = {entry.record_id for entry in desk.journal.entries()} | {desk.device_id, desk.worker_id}
    instants = {entry.recorded_at[:16].casefold() for entry in desk.journal.entries()}
    days = days_said(BORN) | days_said(ON) | days_said(ON + timedelta(days=7))
    for name, text in told.items():
        found = [each for each in marks | ids | instants | days if each in text]
        assert found == [], name
        assert not any(each.replace("-", "") in text for each in ids), name


def test_days_are_kept_only_under_an_agreement(
    desk: Vault, library: Library, planted: list[str], tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="agreement"):
        export(desk, library, tmp_path / "none", limited=True)
    assert not (tmp_path / "none").exists()
    files = export(desk, library, tmp_path / "out", limited=True, agreement="DUA 7")
    assert ON.isoformat() in files["visits.csv"]
    marks = {each.split()[0] for each in planted}
    assert [each for each in marks for text in files.values() if each in text.casefold()] == []
    assert json.loads(files["manifest.json"])["agreement"] == "DUA 7"
    (event,) = events(desk)
    assert event["subject"] == "limited-data-set"


def test_new_ids_every_time_and_no_small_group_in_any_column(
    desk: Vault, library: Library, planted: list[str], tmp_path: Path
) -> None:
    first = export(desk, library, tmp_path / "one")
    wanted = Wanted(now=NOW)
    export_deidentified(desk, library, tmp_path / "two", wanted, words=Words("en"))
    rows = list(csv.DictReader(first["visits.csv"].splitlines()))
    again = csv.DictReader((tmp_path / "two" / "visits.csv").read_text("utf-8").splitlines())
    assert len({row["child"] for row in rows}) == CHILDREN
    assert not {row["child"] for row in rows} & {row["child"] for row in again}
    for column in ("sex", "gestation", "languages", "interpreter", "condition"):
        told = {row["child"]: row[column] for row in rows}
        counts = Counter(told.values())
        assert all(n >= SMALLEST for n in counts.values()), (column, counts)


def test_the_manifest_names_what_was_dropped(
    desk: Vault, library: Library, planted: list[str], tmp_path: Path
) -> None:
    files = export(desk, library, tmp_path / "out")
    dropped = json.dumps(json.loads(files["manifest.json"]))
    for column in ("given_name", "phone", "address", "worker_id", "custody_note", "notes"):
        assert column in dropped
    assert "check_these_rows" in files["READ-FIRST.txt"]
    assert len(files["check_these_rows.csv"].splitlines()) > 1


def test_what_is_said_of_private_talk_is_a_count_alone(
    desk: Vault, library: Library, planted: list[str], tmp_path: Path
) -> None:
    files = export(desk, library, tmp_path / "out")
    private = {i.item_id for i in library.checklist("observation").items if i.sensitivity.private}
    for name, text in files.items():
        if name.endswith(".csv"):
            assert not [item_id for item_id in private if item_id in text], name
    chains = {entry.chain.chain_class for entry in desk.journal.entries()}
    assert chains == set(ChainClass), "there was private talk to be told of"
