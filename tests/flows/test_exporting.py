"""The gate: who may export, which children leave, and that nothing is left half."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from imh_desktop.errors import InputError
from imh_desktop.flows import exporting, programme
from imh_desktop.flows.export_targets import ExportUnwritten
from imh_desktop.flows.programme import ProgrammeForm
from imh_desktop.store.vault import Vault
from tests.flows import export_vault
from tests.flows.export_vault import TODAY, child_of, consent, events, partner


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Vault]:
    with export_vault.coordinators_vault(tmp_path / "desk") as vault:
        yield vault


def digest(vault: Vault) -> str:
    vault.checkpoint()
    return hashlib.sha256((vault.folder / "vault.db").read_bytes()).hexdigest()


def export(vault: Vault, target: Path, text: str = "rows") -> None:
    allowed = exporting.permit(vault, "csv", on=TODAY, purpose="Report")
    with exporting.leaving(vault, allowed, target) as (place, tally):
        place.write_text(text)
        tally.rows, tally.children = 3, len(allowed.covers)


def test_only_a_coordinators_laptop_exports(vault: Vault) -> None:
    with pytest.raises(InputError, match="coordinator"):
        exporting.permit(vault, "csv", on=TODAY)
    assert events(vault) == []


def test_an_export_is_kept_without_a_name(desk: Vault, tmp_path: Path) -> None:
    child_of(desk, "Findable")
    export(desk, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text() == "rows"
    (kept,) = events(desk)
    assert kept == {
        "kind": "exported", "subject": "csv", "details.rows": 3, "details.children": 1,
        "details.purpose": "Report", "details.made_up": False, "details.private": False,
    }  # fmt: skip


def test_the_entry_comes_before_the_file_has_its_name(
    desk: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setattr(exporting, "note", lambda *_: seen.append((tmp_path / "o").exists()))
    export(desk, tmp_path / "o")
    assert seen == [False]
    assert (tmp_path / "o").exists()


@pytest.mark.parametrize("fault", [OSError(28, "full"), ValueError("a bug"), KeyboardInterrupt()])
def test_nothing_half_is_left(desk: Vault, tmp_path: Path, fault: BaseException) -> None:
    allowed = exporting.permit(desk, "csv", on=TODAY)
    expected = ExportUnwritten if isinstance(fault, OSError) else type(fault)

    def half() -> None:
        with exporting.leaving(desk, allowed, tmp_path / "out") as (place, _):
            place.mkdir()
            (place / "half.csv").write_text("half")
            raise fault

    with pytest.raises(expected):
        half()
    assert [path.name for path in tmp_path.iterdir()] == ["desk"]
    assert events(desk) == []


def test_what_is_there_is_never_written_over(desk: Vault, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "file.csv").write_text("mine")
    before = digest(desk)
    inside = (desk.folder, desk.folder / "vault.db", desk.folder / "new", desk.folder / "keys.json")
    for target in (tmp_path / "full", tmp_path / "file.csv", tmp_path / "no" / "x", *inside):
        with pytest.raises(InputError):
            export(desk, target)
    assert digest(desk) == before
    assert {p.name for p in tmp_path.iterdir()} == {"desk", "full", "file.csv"}
    (tmp_path / "empty").mkdir()
    allowed = exporting.permit(desk, "csv", on=TODAY)
    with exporting.leaving(desk, allowed, tmp_path / "empty") as (place, _):
        place.mkdir()
        (place / "a.csv").write_text("a")
    assert (tmp_path / "empty" / "a.csv").read_text() == "a"


def test_a_partner_gets_only_children_whose_consent_is_valid_today(desk: Vault) -> None:
    whom, other = partner(desk), partner(desk, "Other")
    ways: dict[str, dict[str, object]] = {
        "valid": {"items.S1": True, "lines.contact": True},
        "withdrawn": {"revoked_on": "2026-11-25"},
        "to be withdrawn": {"revoked_on": "2026-11-26"},
        "over": {"expires_on": "2026-11-24"},
        "last day": {"expires_on": "2026-11-25"},
        "not yet": {"signed_on": "2026-11-26"},
        "unsigned": {"signer": " "},
        "by no right": {"authority": None},
        "other partner": {"partner_id": other},
    }
    ids = {name: child_of(desk, name) for name in (*ways, "never asked")}
    for name, changed in ways.items():
        consent(desk, ids[name], whom, **changed)
    allowed = exporting.permit(desk, "fhir", on=TODAY, partner_id=whom)
    names = {name for name, child_id in ids.items() if child_id in allowed.covers}
    assert names == {"valid", "to be withdrawn", "last day"}
    assert allowed.left_out == {exporting.NO_CONSENT: 7}
    cover = allowed.covers[ids["valid"]]
    assert (cover.line("contact"), cover.line("custody")) == (True, False)
    assert (cover.item("S1"), cover.item("S2")) == (True, False)


def test_a_consent_two_laptops_disagree_on_covers_nothing(desk: Vault, tmp_path: Path) -> None:
    whom, child_id = partner(desk), child_of(desk)
    consent_id = consent(desk, child_id, whom)
    entries = list(desk.journal.entries())
    with export_vault.coordinators_vault(tmp_path / "two") as two:
        two.journal.admit(entries)
        two.journal.write("consent", consent_id, {"revoked_on": "2026-07-01"})
        desk.journal.write("consent", consent_id, {"revoked_on": "2027-07-01"})
        desk.journal.admit(two.journal.entries())
    assert exporting.permit(desk, "csv", on=TODAY, partner_id=whom).covers == {}


def test_an_unknown_partner_is_refused(desk: Vault) -> None:
    with pytest.raises(InputError, match="partner"):
        exporting.permit(desk, "csv", on=TODAY, partner_id="nobody")


def test_made_up_children_never_leave_with_real_ones(desk: Vault) -> None:
    real, made_up = child_of(desk, "Real"), child_of(desk, "Made up")
    desk.journal.write("child", made_up, {"demo": True})
    desk.journal.write("child", desk.journal.new_id(), {"given_name": "No birth"})
    allowed = exporting.permit(desk, "csv", on=TODAY)
    assert set(allowed.covers) == {real}
    assert allowed.left_out == {exporting.MADE_UP: 1, exporting.UNREADABLE: 1}
    assert not allowed.made_up
    programme.save(desk, ProgrammeForm(name="Demo", fictional=True), today=TODAY)
    allowed = exporting.permit(desk, "csv", on=TODAY)
    assert allowed.made_up
    assert set(allowed.covers) == {real, made_up}


def test_what_a_killed_export_left_is_gone_after_the_next(desk: Vault, tmp_path: Path) -> None:
    (tmp_path / ".out.csv.part").mkdir()
    (tmp_path / ".out.csv.part" / "out.csv").write_text("half")
    export(desk, tmp_path / "out.csv")
    assert {path.name for path in tmp_path.iterdir()} == {"desk", "out.csv"}
    assert (tmp_path / "out.csv").stat().st_mode & 0o077 == 0
