"""``document check``: what is wrong, line by line, and the exit code a script can ask."""

import json
from pathlib import Path

import pytest

from imh_desktop.cli import main
from tests.documents.test_checking import DAMAGES, broken, good


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    code = main(["document", "check", *map(str, words)])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_good_page_exits_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(good())
    assert run(capsys, path) == (0, "Nothing was found that is wrong.\n", "")
    code, out, _ = run(capsys, path, "--json")
    assert (code, json.loads(out)) == (0, {"file": str(path), "findings": []})


def test_findings_exit_with_1_and_name_page_and_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(broken(DAMAGES["a figure without words"][1]))
    code, out, err = run(capsys, path)
    assert (code, err) == (1, "")
    assert out.startswith("page 1, Document > Figure 5: ")
    code, out, _ = run(capsys, path, "--json")
    (finding,) = json.loads(out)["findings"]
    assert code == 1
    assert (finding["rule"], finding["page"]) == ("alt", 1)


@pytest.mark.parametrize("content", [b"", b"no page", good()[:2000], None])
def test_what_cannot_be_read_exits_with_2_and_one_line(
    content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "page.pdf"
    if content is not None:
        path.write_bytes(content)
    for asked in ((path,), (path, "--json")):
        code, out, err = run(capsys, *asked)
        assert (code, out) == (2, "")
        assert err.startswith(f"{path}: ")
        assert err.count("\n") == 1


def test_a_folder_is_no_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, tmp_path)
    assert (code, out, err.count("\n")) == (2, "", 1)
