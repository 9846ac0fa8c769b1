"""On every page, whatever is pressed while the disk refuses: one sentence, nothing half written,
and no restart once the cause is gone."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui_faults.pressing import Window, called, press, window
from tests.ui_faults.refusing import Cause
from tests.ui_reading.stops import STOPS

AT_THE_DOOR = {
    "welcome", "set-up", "recovery-code", "unlock", "unlock-by-code", "unlock-by-cards"
}  # fmt: skip
"""The file is closed there: test_door.py."""
INSIDE = {stop.name: stop for stop in STOPS if stop.name not in AT_THE_DOOR}
FEW: dict[Cause, Mapping[str, tuple[str, ...]]] = {
    "read": {
        "caseload": ("Child's page", "Continue visit"),
        "together": ("Carry my work", "Backups and health"),
        "child": ("Hand over", "New referral"),
        "supervision": ("Show the paper",),
    },
    "full": {
        "child": ("Not at home",),
        "programme": ("Save the programme",),
        "new-code": ("Make it",),
    },
}
"""By stop, how the names of buttons begin: what the normal run presses."""


@pytest.mark.parametrize("cause", FEW)
def test_what_the_disk_refuses_is_said_once_and_done_when_the_cause_is_gone(
    qapp: QApplication, tmp_path: Path, cause: Cause
) -> None:
    with window(qapp, tmp_path / "vault") as opened:
        wrong = [
            each for stop, names in FEW[cause].items() for each in walk(opened, stop, cause, names)
        ]
    assert wrong == []


@pytest.mark.release
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("cause", FEW)
@pytest.mark.parametrize("name", INSIDE)
def test_every_button_of_every_page(
    qapp: QApplication, tmp_path: Path, name: str, cause: Cause
) -> None:
    with window(qapp, tmp_path / "vault") as opened:
        assert walk(opened, name, cause, ("",)) == []


def walk(opened: Window, name: str, cause: Cause, names: tuple[str, ...]) -> list[str]:
    """Press each button of a stop whose name begins so; return what is wrong."""
    wrong: list[str] = []
    stop, at, as_it_was = INSIDE[name], 0, False
    while True:
        if not as_it_was:
            opened.begin_anew()
            stop.show(opened.at)
            opened.wait()
        buttons = opened.buttons()
        wanted = [n for n, each in enumerate(buttons) if called(each).startswith(names)]
        if at >= len(wanted):
            return wrong
        said, found, as_it_was = press(opened, wanted[at], cause)
        wrong += [f"{name}, {cause}, {said}: {each}" for each in found]
        at += 1
