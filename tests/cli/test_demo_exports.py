"""No export leaves the demo, by whichever of the terminal's doors, even from a coordinator's own
laptop."""

from pathlib import Path

import pytest

from imh_desktop.cli.export import _FORMATS
from imh_desktop.store.vault import Vault

from .lines import one_line
from .test_exports import PASSPHRASE, Do, desk, do  # noqa: F401

OUT = {
    "calendar": "weeks.ics", "csv": "csv", "deidentified": "plain", "fhir": "all.json",
    "parquet": "parquet", "spss": "spss", "stata": "stata", "twenty-years": "years",
    "xlsx": "all.xlsx",
}  # fmt: skip
_EACH_RUN = {"csv", "deidentified", "fhir", "calendar"}
"""One of each way an export is written; the others share theirs."""


@pytest.mark.check(15)
@pytest.mark.parametrize(
    "kind",
    [
        kind if kind in _EACH_RUN else pytest.param(kind, marks=pytest.mark.release)
        for kind in sorted(_FORMATS)
    ],
)
def test_no_export_leaves_the_demo(do: Do, desk: Path, kind: str) -> None:  # noqa: F811
    real, made_up = (desk / when / OUT[kind] for when in ("real", "demo"))
    for folder in (real.parent, made_up.parent):
        folder.mkdir()
    assert do("desk", "export", kind, "--out", real)[0] == 0, "but for the mark it would leave"
    with Vault.unlock(desk / "desk", PASSPHRASE.decode()) as vault:
        vault.mark_made_up()
        before = vault.journal.dump()
    said = one_line(do("desk", "export", kind, "--out", made_up))
    assert "This is the demo" in said
    assert list(made_up.parent.iterdir()) == []
    with Vault.unlock(desk / "desk", PASSPHRASE.decode()) as vault:
        assert vault.journal.dump() == before
