"""How a refusal is said: once, in front of all there is, and tried again while that is said."""

import errno
from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imh_desktop.flows.programme import ProgrammeForm, save
from imh_desktop.store import records, standing
from imh_desktop.store.faults import FULL, NOT_SHOWN, REFUSED, DiskFull, StorageFault
from imh_desktop.ui import trying_again
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.care_panels import CarePanel
from imh_desktop.ui.caseload_page import CaseloadPage
from imh_desktop.ui.widgets import Panel
from tests.ui_faults.pressing import Window, called, window
from tests.ui_reading.stops import STOPS

AT = {stop.name: stop for stop in STOPS}


@pytest.fixture(scope="module")
def one(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    with window(qapp, tmp_path_factory.mktemp("telling") / "vault") as found:
        yield found


@pytest.fixture
def opened(one: Window) -> Window:
    one.begin_anew()
    AT["caseload"].show(one.at)
    return one


@pytest.fixture
def bench(opened: Window) -> Bench:
    return opened.at.workspace._bench


def panels(opened: Window) -> list[Panel]:
    found = opened.at.program.window.findChildren(Panel)
    return [panel for panel in found if not panel.isHidden()]


def refuse() -> None:
    raise DiskFull(FULL)


def test_it_is_said_in_front_of_an_open_question(opened: Window) -> None:
    AT["no-more-visits"].show(opened.at)
    opened.at.program.last_resort.caught(DiskFull, DiskFull(FULL), None)
    assert opened.said() == {FULL: 1}


def test_what_stands_there_is_not_said_again(opened: Window, bench: Bench) -> None:
    for _ in range(5):
        bench.safely(refuse)
        opened.at.program.last_resort.caught(DiskFull, DiskFull(FULL), None)
    assert opened.said() == {FULL: 1}
    assert len(panels(opened)) == 1


def test_under_the_cover_too_it_is_said_but_once(opened: Window, bench: Bench) -> None:
    opened.at.program.window.cover()
    for _ in range(5):
        bench.safely(refuse)
    assert len(panels(opened)) == 1


@pytest.mark.parametrize(
    ("number", "sentence"), [(errno.ENOSPC, FULL), (errno.EIO, REFUSED), (errno.EROFS, REFUSED)]
)
def test_what_the_system_refuses_is_no_bug(
    opened: Window, bench: Bench, number: int, sentence: str
) -> None:
    def write() -> None:
        raise OSError(number, "no", "/a/family")

    bench.safely(write)
    assert opened.said() == {sentence: 1}
    error = OSError(number, "no", "/a/family")
    opened.at.program.last_resort.caught(OSError, error, None)
    assert opened.said() == {sentence: 1}
    assert opened.at.program.last_resort.count == 0


def test_it_is_tried_again_by_itself_until_it_works(
    qtbot: QtBot, opened: Window, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying_again, "_AGAIN_MS", 10)
    tried: list[int] = []

    def act() -> None:
        tried.append(len(tried))
        if len(tried) < 4:
            refuse()

    assert not bench.safely(act)
    qtbot.waitUntil(lambda: not panels(opened))
    assert tried == [0, 1, 2, 3]


def test_what_was_saved_is_never_saved_a_second_time(
    opened: Window, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk takes what was written, and refuses the reading of the page that comes after."""
    before = opened.entries()
    assert before is not None

    def act() -> None:
        save(bench.vault, ProgrammeForm(name="First Steps"))
        raise StorageFault(REFUSED)

    bench.safely(act)
    assert opened.said() == {NOT_SHOWN: 1}
    assert not opened.try_again(), "it is done already"
    written = opened.entries()
    assert written is not None
    assert records.programme(bench.vault).name == "First Steps"
    opened.at.settle()
    assert opened.entries() == written


def test_a_reason_that_was_typed_is_saved_when_there_is_room_again(
    qtbot: QtBot, opened: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying_again, "_AGAIN_MS", 10)
    AT["no-more-visits"].show(opened.at)
    panel = opened.at.front
    assert isinstance(panel, CarePanel)
    panel._status.button("moved").click()
    panel._reason.line.setText("They moved to the coast")
    opened.at.settle()
    opened.disk.begin("full")
    (done,) = [each for each in opened.buttons() if called(each) == called(panel._done)]
    done.click()
    opened.at.settle()
    assert opened.said() == {FULL: 1}
    opened.disk.mend()
    qtbot.waitUntil(lambda: not opened.said())
    care = standing.care_of(opened.at.vault, opened.at.child)
    assert care.reason == "They moved to the coast"
    assert opened.caught == []


def test_settings_that_the_disk_will_not_keep_are_said_to_hold_until_the_end(
    opened: Window,
) -> None:
    program = opened.at.program
    opened.disk.begin("full")
    program.use(replace(program._settings, text_size=125))
    opened.disk.mend()
    assert [panel.accessibleName() for panel in panels(opened)] == ["This could not be kept"]
    assert program._settings.text_size == 125
    panels(opened)[0].put_away()
    program.use(replace(program._settings, text_size=100))
    assert panels(opened) == []


def test_a_list_that_cannot_be_read_at_the_beginning_is_waited_for(
    qtbot: QtBot, opened: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the door would stand over a file that is open, and call it open elsewhere."""
    monkeypatch.setattr(trying_again, "_AGAIN_MS", 10)
    opened.disk.begin("read")
    opened.at.workspace.begin()
    opened.at.settle()
    assert opened.said().total() == 1
    opened.disk.mend()
    qtbot.waitUntil(lambda: not panels(opened))
    assert isinstance(opened.at.program.window.page, CaseloadPage)
    assert (opened.caught, opened.locked) == ([], 0)
