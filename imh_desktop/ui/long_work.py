"""Long work: one of our own terminal commands in a child process, beside a window that stays alive.

While it runs the window's file is closed and its lock is the child's; afterwards it is open again.
Work that only reads goes the same way: it leaves an entry that it was done.
"""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal

from imh_desktop.errors import ImhError
from imh_desktop.flows.unlocking import handed_key
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.taking_back import take_back
from imh_desktop.words import Words

_CHILD = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1));"
    " from imh_desktop.__main__ import main; sys.exit(main())"
)
"""The child finds the program where this process found it, be it a checkout or installed."""
_LONGEST_LINE = 64_000_000
_LAST_WORD_MS = 5_000


class OwnCommand(QObject):
    """Runs ``imh-desktop COMMAND... --json --progress`` on the window's vault, and beside it: for
    commands that only read, the window's file stays open and a visit may be.

    Ends with ``done`` (the report), ``failed`` (a sentence in the person's language) or
    ``stopped``, never two of them.
    """

    progressed = Signal(str, object, object)
    done = Signal(dict)
    failed = Signal(str)
    stopped = Signal()

    def __init__(
        self, parent: QObject, words: Words, folder: Path, command: Sequence[str], line: bytes, *,
        by: str = "--key-fd",
    ) -> None:  # fmt: skip
        """Prepare; ``start`` begins.

        Args:
            folder: the vault's. command: such as ("vault", "verify").
            line: what opens the vault, as the option ``by`` reads it from a pipe.
        """
        super().__init__(parent)
        self._words, self._folder, self._line, self._by = words, folder, line, by
        self._command = list(command)
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.readyReadStandardError.connect(self._process.readAllStandardError)
        self._process.started.connect(self._on_started)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._left = b""
        self._report: dict[str, Any] | None = None
        self._fault: ImhError | None = None
        self._rubbish = self._cancelled = self._abandoned = False

    @staticmethod
    def beside(bench: Bench, command: Sequence[str]) -> "OwnCommand":
        """Prepare a command that reads the open file."""
        vault = bench.vault
        line = handed_key(vault)
        return OwnCommand(bench.window, bench.words, vault.folder, command, line)

    @property
    def running(self) -> bool:
        """Tell whether the child is at work."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def start(self) -> None:
        """Let the child begin."""
        self._begin()

    def _begin(self) -> None:
        place = ["--vault", str(self._folder.absolute()), self._by, "0"]
        rest = [*self._command, *place, "--json", "--progress"]
        self._process.start(sys.executable, ["-P", "-c", _CHILD, json.dumps(sys.path), *rest])

    def cancel(self) -> None:
        """Kill the child; ``stopped`` follows, or ``done`` where it had just ended."""
        self._cancelled = True
        self._process.kill()

    def abandon(self) -> None:
        """Kill the child because the window goes; nothing is told and the file stays closed."""
        self._abandoned = True
        if self.running:
            self._process.kill()
            self._process.waitForFinished(_LAST_WORD_MS)

    def _on_started(self) -> None:
        self._process.write(self._line)
        self._process.closeWriteChannel()
        self._line = b""

    def _on_output(self) -> None:
        *lines, self._left = (self._left + self._process.readAllStandardOutput().data()).split(
            b"\n"
        )
        for line in lines:
            self._on_line(line)
        if len(self._left) > _LONGEST_LINE:
            self._rubbish, self._left = True, b""

    def _on_line(self, line: bytes) -> None:
        try:
            told = json.loads(line)
            if "progress" in told:
                how_far = told["progress"]
                self.progressed.emit(how_far["step"], int(how_far["done"]), int(how_far["total"]))
            elif "fault" in told:
                fault = told["fault"]
                self._fault = ImhError(fault["sentence"], **fault["values"])
            else:
                self._report = dict(told)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError):
            self._rubbish = True

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._end(went_well=False)

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._on_output()
        self._end(went_well=code in (0, 1) and status is QProcess.ExitStatus.NormalExit)

    def _end(self, *, went_well: bool) -> None:
        if self._abandoned:
            return
        self._take_back(lambda: self._tell_end(went_well))

    def _tell_end(self, went_well: bool) -> None:
        self.deleteLater()
        sound = self._report is not None and self._fault is None and not self._rubbish
        if sound and (went_well or self._cancelled):
            self.done.emit(self._report)
        elif self._cancelled:
            self.stopped.emit()
        else:
            self.failed.emit(self._why())

    def _take_back(self, then: Callable[[], object]) -> None:
        """Take the file back, before anything is told."""
        then()

    def _why(self) -> str:
        words = self._words
        if self._fault is not None:
            return words.told(self._fault)
        return words.say(
            "The work broke off, and we do not know why. Nothing was lost: your file is open"
            " again, as it was before. Please try once more."
        )


class LongWork(OwnCommand):
    """As ``OwnCommand``, for a command that writes: the window's file is closed and its lock is the
    child's until it ends. What is killed half-way has changed nothing: every command keeps its
    work in one transaction.
    """

    def __init__(self, bench: Bench, command: Sequence[str]) -> None:
        """Prepare; ``start`` begins. ``command``: such as ("archive", "merge", "/a.imha")."""
        super().__init__(bench.window, bench.words, bench.vault.folder, command, b"")
        self._bench = bench

    def start(self) -> None:
        """Close the file here and let the child begin.

        While a visit is open nothing begins: ``failed`` says so.
        """
        if self._visit_is_open():
            self.failed.emit(
                self._bench.words.say(
                    "A visit is open. Close it or put it aside first, then begin this again."
                )
            )
            return
        for begun in self._bench.window.findChildren(BegunForm):
            begun.keep()
        self._line = handed_key(self._bench.vault)
        self._bench.vault.suspend()
        self._begin()

    def _visit_is_open(self) -> bool:
        from imh_desktop.ui.follow_up_page import FollowUpPage
        from imh_desktop.ui.visit_page import VisitPage

        return any(isinstance(page, VisitPage | FollowUpPage) for page in self._bench.window.pages)

    def _take_back(self, then: Callable[[], object]) -> None:
        take_back(self._bench, then)
