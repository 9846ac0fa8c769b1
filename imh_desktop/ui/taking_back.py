"""What must be read before anything can be shown: a disk that refuses is waited for, or the window
locks."""

from collections.abc import Callable

from imh_desktop.errors import ImhError
from imh_desktop.store.faults import PASSING, fault_of
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.trying_again import TryingAgain
from imh_desktop.ui.widgets import Panel, PlainLabel


def take_back(bench: Bench, then: Callable[[], object]) -> None:
    """Open the file again that a thread or another process had, then go on."""
    wait_for(bench, bench.vault.resume, then)


def wait_for(
    bench: Bench, read: Callable[[], object], then: Callable[[], object] = lambda: None
) -> None:
    """Read, then go on. A fault that may pass is said, and ``read`` is tried again until it went
    well or she locks; with any other the window locks, and the door says why."""
    fault = _attempt(read)
    if fault is None:
        then()
    elif isinstance(fault, PASSING):
        _wait(bench, fault, read, then)
    else:
        bench.window.lock_asked.emit()


def _attempt(read: Callable[[], object]) -> ImhError | None:
    try:
        read()
    except Exception as error:
        if fault := fault_of(error):
            return fault
        raise
    return None


def _wait(
    bench: Bench, fault: ImhError, read: Callable[[], object], then: Callable[[], object]
) -> None:
    words, lock = bench.words, bench.window.lock_asked.emit

    def attempt() -> ImhError | None:
        fault = _attempt(read)
        if fault is None:
            then()
        return fault

    title = words.say("Your file could not be read yet")
    panel = Panel(bench.look, bench.window.below, title, must_answer=True)
    panel.body.addWidget(PlainLabel(bench.look, words.told(fault), size=16, wrap=True))
    panel.add_button(words.say("Lock now")).clicked.connect(lock)
    panel.open(TryingAgain(panel, bench.look, words, attempt, lambda _fault: lock()).button)
