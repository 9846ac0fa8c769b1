"""The page that stands while long work runs: what is happening, how far it is, and Cancel."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QAccessible, QAccessibleEvent

from imh_desktop.ui.bench import Bench
from imh_desktop.ui.landing import Landing
from imh_desktop.ui.long_work import LongWork, OwnCommand
from imh_desktop.ui.shell_widgets import MiddlePage
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, PlainLabel, ProgressBar, column
from imh_desktop.words import Words


class WorkPage(Landing):
    """A heading, a bar and one button. It does not leave by Escape: Esc Esc covers the window, and
    must not undo what has been waited for."""

    def __init__(self, look: Look, words: Words, title: str, *, closed: bool = True) -> None:
        """Show that the work is about to begin. ``title``: such as "Taking in archives";
        ``closed``: the file is closed meanwhile."""
        super().__init__(look)
        self._words, self._step = words, ""
        middle = MiddlePage(look)
        self._happening = PlainLabel(look, words.say("Getting ready"), size=16, wrap=True)
        self._bar = ProgressBar(look)
        self.cancel = Button(look, words.say("Cancel"))
        meanwhile = words.say("If you cancel, nothing is changed.")
        if closed:
            meanwhile = words.say(
                "Your file is closed here until this is done, so no visit can be open now. If you"
                " cancel, nothing is changed."
            )
        middle.body.addWidget(PlainLabel(look, title, size=24, bold=True, wrap=True))
        middle.body.addWidget(self._happening)
        middle.body.addWidget(self._bar)
        middle.body.addWidget(PlainLabel(look, meanwhile, size=14, colour="muted", wrap=True))
        middle.body.addWidget(self.cancel)
        column(self).addWidget(middle)
        self.land_on(self.cancel)

    def show_progress(self, step: str, done: int, total: int) -> None:
        """Say what is happening and fill the bar."""
        share = min(done / total, 1) if total > 0 else 0
        what = _happening(self._words, step)
        percent = self._words.say("{what}: {percent} %", what=what, percent=int(100 * share))
        self._happening.setText(percent)
        self._bar.set_share(share)
        if step != self._step:
            self._step = step
            alert = QAccessibleEvent(self._happening, QAccessible.Event.Alert)
            QAccessible.updateAccessibility(alert)

    def show_cancelling(self) -> None:
        """Say that the work is being stopped."""
        self.cancel.setEnabled(False)
        self._happening.setText(self._words.say("Stopping"))


def carry_out(
    bench: Bench, command: Sequence[str], title: str, *, done: Callable[[dict[str, Any]], object],
    back: Callable[[], object], failed: Callable[[str], object] | None = None,
) -> LongWork:  # fmt: skip
    """Run a command of ours as long work, behind a page that shows how far it is.

    Args:
        command: as for ``LongWork``. title: heads the page. done: takes the report.
        back: shows a page of before, after Cancel; and after a fault, which is then told in front
            of it, unless ``failed`` takes its sentence.
    """
    work = LongWork(bench, command)
    watch(bench, work, title, done=done, back=back, failed=failed)
    return work


def watch(
    bench: Bench, work: OwnCommand, title: str, *, done: Callable[[dict[str, Any]], object],
    back: Callable[[], object], failed: Callable[[str], object] | None = None, closed: bool = True,
) -> None:  # fmt: skip
    """Begin a command, behind a page that shows how far it is; as ``carry_out``. ``closed``: the
    window's file is closed meanwhile."""
    page = WorkPage(bench.look, bench.words, title, closed=closed)

    def tell_fault(sentence: str) -> None:
        back()
        bench.window.tell(bench.words.say("This did not work"), sentence)

    def on_cancel() -> None:
        page.show_cancelling()
        work.cancel()

    page.cancel.clicked.connect(bench.guarded(on_cancel))
    work.progressed.connect(page.show_progress)
    work.done.connect(bench.guarded(done))
    work.stopped.connect(bench.guarded(back))
    work.failed.connect(bench.guarded(failed or tell_fault))
    work.start()
    if work.running:
        bench.window.show_page(page)


def _happening(words: Words, step: str) -> str:
    """Return what a step is, in words a person would use."""
    said = {
        "verify": words.say("Checking the archives"),
        "backup": words.say("Making a backup of your file"),
        "restore": words.say("Putting the backup in place"),
        "look": words.say("Looking at what was written"),
        "take": words.say("Reading what is in them"),
        "settle": words.say("Putting everything in its place"),
        "draw": words.say("Making the pages"),
        "write": words.say("Writing"),
    }
    return said.get(step, words.say("Working"))
