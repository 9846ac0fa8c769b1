"""A copy that cannot be saved leaves nothing where it was to be."""

from pathlib import Path

import pytest

from imh_desktop.errors import EnvironmentFault
from imh_desktop.ui import saving
from imh_desktop.words import Words


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_stick_that_refuses_keeps_nothing_of_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(step, refuse)
    with pytest.raises(EnvironmentFault):
        saving.write_whole(tmp_path / "page.pdf", b"a family's page", Words("en"))
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


def test_a_saved_copy_is_for_its_owner_alone(tmp_path: Path) -> None:
    saving.write_whole(tmp_path / "page.pdf", b"a family's page", Words("en"))
    assert (tmp_path / "page.pdf").stat().st_mode & 0o077 == 0
