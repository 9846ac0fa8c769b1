"""The tour shows every page there is, and on none of its screens is anything cut or covered."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from .walk import every_page, walk

BASES = {
    "ToldPage", "_GatherPage", "VisitFrame",
}  # fmt: skip
"""Classes that are pages only by those made from them."""
UNSEEN = {
    "PrintingPanel": "stands only while a printer takes pages",
}
"""Pages no picture can be made of, and why."""


def test_every_page_has_a_picture(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication, tmp_path: Path
) -> None:
    seen = walk(monkeypatch, qapp, tmp_path)
    assert seen.code == 0
    missing = {page.__name__ for page in every_page() - seen.pages} - BASES - UNSEEN.keys()
    assert missing == set()
    assert seen.told() == ""
