"""Backups while one works: hourly beside the window, one more before it closes, and a line that
says how old the last one is."""

from datetime import UTC, datetime

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy

from imh_desktop.errors import EnvironmentFault, InputError
from imh_desktop.flows import backing_up
from imh_desktop.flows.backing_up import DAY, HOUR, Standing
from imh_desktop.flows.backup_words import line
from imh_desktop.store import backups
from imh_desktop.store.folder import VAULT
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.closing_page import ClosingPage
from imh_desktop.ui.long_work import OwnCommand
from imh_desktop.ui.widgets import Bar, PlainLabel

_LOOK_EVERY_MS = 60_000
_FIRST_LOOK_MS = 20_000
_AGAIN_AFTER_S = 600
"""After a backup that was refused."""
_AT_ONCE = 4 << 20
"""A file up to this many bytes is backed up before the window is gone from sight; a larger one
behind a page that says so."""
_STRIP = 26
_ROOM_FOR_STRIP = 640
"""Pixels at 100 % that a window has in height before it spares any for the line."""


class BackupRhythm(QObject):
    """Watches over the backups of an open vault. Emits ``made`` with each report."""

    made = Signal(dict)

    def __init__(self, bench: Bench) -> None:
        """Begin to watch; the line appears below the pages that want it."""
        super().__init__(bench.window)
        self._bench = bench
        self._work: OwnCommand | None = None
        self._refused_at: datetime | None = None
        self._waiting: QEventLoop | None = None
        self._begun_at = self._mark()
        self.strip = BackupStrip(bench)
        bench.window.add_foot(self.strip)
        bench.window.page_shown.connect(self.refresh)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_EVERY_MS)
        QTimer.singleShot(_FIRST_LOOK_MS, self, self.look)

    def look(self) -> None:
        """Make a backup where the last one is an hour old and something came since."""
        stood = self._standing()
        if stood is not None and self._due(stood):
            self.begin("hourly")
        self.refresh()

    def begin(self, why: str) -> OwnCommand | None:
        """Let a backup be made beside the window; None while one is being made."""
        if self._work is not None:
            return None
        work = self._work = OwnCommand.beside(self._bench, ["vault", "backup", "--why", why])
        work.done.connect(self._on_done)
        work.failed.connect(self._on_failed)
        work.start()
        return work

    def refresh(self) -> None:
        """Say how old the last one is."""
        stood = self._standing()
        if stood is not None and not self._bench.vault.made_up:
            self.strip.tell(stood)

    def last_one(self) -> None:
        """Make the backup that is due when the window closes: at once where that is quick, else
        behind a page that says so. Nothing is lost where it cannot be made: the next opening makes
        it up."""
        if self._waiting is not None:  # locked meanwhile: nobody waits any more
            self._waiting.quit()
            return
        stood = self._standing()
        if stood is None or not self._worth_it(stood):
            return
        if self._size() <= _AT_ONCE:
            self._now()
        elif not self._bench.window.is_covered:  # else nobody is there, and the laptop may sleep
            self._behind_a_page()

    def end(self) -> None:
        """Watch no more, and end a backup that is being made; none is left half."""
        self._timer.stop()
        self._drop()
        self.strip.hide()
        self.strip.deleteLater()
        self.deleteLater()

    def _now(self) -> None:
        self._drop()
        vault = self._bench.vault
        try:
            backing_up.back_up(vault.folder, vault.key(), _now(), why="quit")
        except EnvironmentFault:
            return  # the file is closed whole; the next opening makes the backup

    def _behind_a_page(self) -> None:
        page = ClosingPage(self._bench.look, self._bench.words)
        self._waiting = waiting = QEventLoop()
        self._drop()
        work = OwnCommand.beside(self._bench, ["vault", "backup", "--why", "quit"])
        for ended in (work.done, work.failed, work.stopped, page.left):
            ended.connect(lambda *_: waiting.quit())
        work.progressed.connect(lambda _step, done, total: page.show_share(done, total))
        self._bench.window.show_page(page)
        work.start()
        waiting.exec()
        work.abandon()

    def _drop(self) -> None:
        """End a backup that is being made; a half one counts for nothing and is swept away."""
        if self._work is not None:
            self._work.abandon()
            self._work = None

    def _due(self, stood: Standing) -> bool:
        now = _now()
        if self._refused_at is not None:
            waited = (now - self._refused_at).total_seconds()
            if 0 <= waited < _AGAIN_AFTER_S:
                return False
        old = stood.at is None or not -HOUR < now - stood.at < HOUR
        return old and self._worth_it(stood)

    def _worth_it(self, stood: Standing) -> bool:
        """Tell whether more came since the last backup than that the file was opened and locked."""
        if self._bench.vault.made_up or not stood.changed:
            return False
        fresh = stood.at is not None and _now() - stood.at < DAY
        return not (fresh and self._mark() == self._begun_at != "")

    def _mark(self) -> str:
        """Return where the file stands; empty where the disk refuses to tell."""
        try:
            return backups.mark_of(self._bench.vault)
        except EnvironmentFault:
            return ""

    def _standing(self) -> Standing | None:
        """Return how the backups stand; None while another process has the file, or the disk
        refuses: the page in front says that."""
        try:
            return backing_up.standing(self._bench.vault)
        except (InputError, EnvironmentFault):
            return None

    def _size(self) -> int:
        try:
            return (self._bench.vault.folder / VAULT).stat().st_size
        except OSError:
            return 0

    def _on_done(self, report: dict[str, object]) -> None:
        self._work, self._refused_at = None, None
        backing_up.settle(self._bench.vault)
        self.refresh()
        self.made.emit(report)

    def _on_failed(self, _sentence: str) -> None:
        self._work, self._refused_at = None, _now()
        self.refresh()


class BackupStrip(Bar):
    """One quiet line at the foot of the window, on pages that have room for it."""

    def __init__(self, bench: Bench) -> None:
        """Make an empty line."""
        super().__init__(bench.look, at_top=False, height=_STRIP)
        self._bench = bench
        self._said = PlainLabel(bench.look, size=12, colour="muted")
        self._worry = PlainLabel(bench.look, size=12, bold=True, colour="warn")
        margin = bench.look.px(16)
        self.items.setContentsMargins(margin, 0, margin, 0)
        for each in (self._said, self._worry):
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self.items.addWidget(each, 1)
        self.hide()

    def tell(self, stood: Standing) -> None:
        """Say how the backups stand, where the page in front wants it and there is room."""
        bench, window = self._bench, self._bench.window
        said = line(stood, _now(), bench.words)
        for label, shown in ((self._said, said.calm), (self._worry, not said.calm)):
            label.setText(said.said)
            label.setVisible(shown)
        wanted = bool(getattr(window.page, "shows_backups", False))
        self.setVisible(wanted and window.height() >= bench.look.px(_ROOM_FOR_STRIP))


def _now() -> datetime:
    return datetime.now(UTC)
