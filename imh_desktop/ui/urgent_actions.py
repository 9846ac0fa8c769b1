"""What calls for action today: a strip that stays in sight, and the help behind it."""

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.errors import InputError
from imh_desktop.flows import action_drafts
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.ui.act_now_panel import ActNowPanel
from imh_desktop.ui.keeper import Keeper
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Notice
from imh_desktop.words import Words


class UrgentActions(QObject):
    """Owns the strip ``notice``; emits ``changed`` when something was written down."""

    changed = Signal()

    def __init__(
        self, look: Look, words: Words, visit: OpenVisit, over: QWidget, keeper: Keeper
    ) -> None:
        """Lay the help over ``over`` when it is wanted."""
        super().__init__(over)
        self._look, self._words, self._visit = look, words, visit
        self._over, self._keeper = over, keeper
        self._panel: ActNowPanel | None = None
        said = words.say("Something calls for action today. Please note what was done.")
        self.notice = Notice(look, said, tone="warn", action=words.say("Open what to do"))
        self.notice.acted.connect(lambda: self.open())
        self.notice.hide()

    def waiting(self) -> set[str]:
        """Return the items for which nothing is written yet."""
        return {action.item_id for action in self._visit.act_now() if not action.recorded}

    def refresh(self) -> None:
        """Show the strip while something waits."""
        self.notice.setVisible(bool(self.waiting()))

    def offer(self, before: Collection[str]) -> bool:
        """Open the help for what did not wait ``before``; False when that is nothing."""
        new = sorted(self.waiting().difference(before))
        if new:
            self.open(new[0])
        return bool(new)

    def open(self, item_id: str | None = None) -> None:
        """Open the help for an item, or for the first that waits."""
        waiting = [action for action in self._visit.act_now() if not action.recorded]
        action = next((a for a in waiting if item_id in (None, a.item_id)), None)
        if action is None or self._panel is not None:
            return
        draft = action_drafts.read(self._visit, action.item_id)
        self._panel = ActNowPanel(self._look, self._words, self._over, action, draft)
        self._panel.recorded.connect(self._on_recorded)
        self._panel.drafted.connect(self._on_drafted)
        self._panel.dismissed.connect(self._on_later)
        self._panel.open()

    def finish(self) -> None:
        """Keep what is half typed: the help, the page or the vault is being left."""
        if self._panel is not None:
            self._panel.finish()

    def _on_drafted(self, item_id: str, text: str) -> None:
        key = f"action draft {item_id}"
        self._keeper.keep(key, lambda: action_drafts.keep(self._visit, item_id, text))

    def _on_later(self) -> None:
        self.finish()
        self._put_away()

    def _on_recorded(self, item_id: str, text: str) -> None:
        def write() -> None:
            self._visit.record_action(item_id, text)

        if self._keeper.keep(f"action {item_id}", write, self._say_refused):
            self._put_away()
            self.changed.emit()
        elif self._panel is not None and not self._keeper.all_saved:
            self._panel.say_fault(self._words.say("Not saved. Please press Save once more."))

    def _say_refused(self, error: InputError) -> None:
        if self._panel is not None:
            self._panel.say_fault(self._words.told(error))

    def _put_away(self) -> None:
        if self._panel is not None:
            self._panel.put_away()
            self._panel = None
