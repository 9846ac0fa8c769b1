"""Lines of the review that are half typed: on the disk before they can be lost."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QLineEdit

from imh_desktop.flows import review_drafts
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.ui.keeper import Keeper
from imh_desktop.ui.note_block import DRAFT_AFTER_MS
from imh_desktop.ui.resting import resting


class HalfTyped:
    """Keeps what stands in some fields, by name, and shows it again. Plain Python around widgets.

    ``kept_elsewhere``: tells whether what stands there is kept already, so that nothing is to be.
    """

    def __init__(
        self, visit: OpenVisit, keeper: Keeper, fields: Mapping[str, QLineEdit],
        kept_elsewhere: Callable[[], bool] = lambda: False,
    ) -> None:  # fmt: skip
        """Put in what was half typed before, and keep what is typed from here on."""
        self._visit, self._keeper, self._fields = visit, keeper, fields
        self._kept_elsewhere, self._changed = kept_elsewhere, False
        for name, field in fields.items():
            field.setText(review_drafts.read(visit, name))
        self._first = next(iter(fields.values()))
        self._timer = resting(self._first, DRAFT_AFTER_MS, self._on_resting)
        for field in fields.values():
            field.textChanged.connect(self._on_changed)

    def waiting(self) -> QLineEdit | None:
        """Return the first field in which something stands that is kept nowhere yet; None when
        there is none."""
        if self._kept_elsewhere():
            return None
        return next((field for field in self._fields.values() if field.text().strip()), None)

    def finish(self) -> None:
        """Keep what stands there now: nothing was typed for a while, or the vault is left."""
        self._timer.stop()
        if self._changed:
            self._changed = False
            for name, field in self._fields.items():
                text = "" if self._kept_elsewhere() else field.text()
                self._keep(name, text)

    def _on_resting(self) -> None:
        if self._first.window().isVisible():  # the vault may be closed under a window that is gone
            self.finish()

    def _keep(self, name: str, text: str) -> None:
        self._keeper.keep(f"half {name}", lambda: review_drafts.keep(self._visit, name, text))

    def _on_changed(self) -> None:
        self._changed = True
        self._timer.start()
