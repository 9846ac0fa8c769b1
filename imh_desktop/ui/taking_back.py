"""The file, taken back when a thread or another process had it; a disk that refuses is waited for,
for nothing can be shown of a file that is closed."""

from collections.abc import Callable

from imh_desktop.errors import ImhError
from imh_desktop.store.faults import PASSING, fault_of
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.trying_again import TryingAgain
from imh_desktop.ui.widgets import Panel, PlainLabel


def take_back(bench: Bench, then: Callable[[], object]) -> None:
    """Open the file here again, then go on. A fault that may pass is said, and tried again until
    it did or she locks; with any other the window locks, and the door says why."""
    fault = _resumed(bench)
    if fault is None:
        then()
    elif isinstance(fault, PASSING):
        _wait(bench, fault, then)
    else:
        bench.window.lock_asked.emit()


def _resumed(bench: Bench) -> ImhError | None:
    try:
        bench.vault.resume()
    except Exception as error:
        if fault := fault_of(error):
            return fault
        raise
    return None


def _wait(bench: Bench, fault: ImhError, then: Callable[[], object]) -> None:
    words, lock = bench.words, bench.window.lock_asked.emit

    def attempt() -> ImhError | None:
        fault = _resumed(bench)
        if fault is None:
            then()
        return fault

    title = words.say("Your file could not be opened again yet")
    panel = Panel(bench.look, bench.window.below, title, must_answer=True)
    panel.body.addWidget(PlainLabel(bench.look, words.told(fault), size=16, wrap=True))
    panel.add_button(words.say("Lock now")).clicked.connect(lock)
    panel.open(TryingAgain(panel, bench.look, words, attempt, lambda _fault: lock()).button)
