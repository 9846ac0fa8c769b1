"""imh-desktop document family in each layout, and the specimen pages."""

import json
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

from imh_desktop.cli import cli, main


@pytest.fixture
def visit(tmp_path: Path) -> Path:
    path = tmp_path / "visit.json"
    path.write_text(CliRunner().invoke(cli, ["example", "visit"]).output, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("options", "sides"),
    [
        ([], 1),
        (["--variant", "large"], 2),
        (["--variant", "bilingual", "--with", "es"], 2),
        (["--variant", "pictures"], 1),
    ],
)
def test_each_layout_is_written(
    visit: Path, tmp_path: Path, options: list[str], sides: int
) -> None:
    out = tmp_path / "page.pdf"
    assert main(["document", "family", str(visit), *options, "--out", str(out)]) == 0
    assert len(pypdfium2.PdfDocument(out.read_bytes())) == sides


@pytest.mark.parametrize(
    "options",
    [
        ["--variant", "bilingual"],
        ["--variant", "bilingual", "--with", "en"],
        ["--variant", "bilingual", "--with", "fr"],
        ["--with", "es"],
    ],
)
def test_two_languages_that_will_not_do_are_named(
    visit: Path, tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "page.pdf"
    assert main(["document", "family", str(visit), *options, "--out", str(out)]) == 2
    assert capsys.readouterr().err.startswith("--with: ")
    assert not out.exists()


def test_the_specimens_are_written_where_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["document", "specimens", "--json", "--out", str(tmp_path)]) == 0
    written = json.loads(capsys.readouterr().out)["written"]
    assert len(written) == 21
    assert all(Path(path).read_bytes().startswith(b"%PDF-") for path in written)
    assert main(["document", "specimens", "--out", str(tmp_path / "nowhere")]) == 2
