"""A form that is left before it is saved: what was typed is kept, and stands there again later.

Left by the lock, by Escape, by Back, by closing the window or by a dead battery it is kept in the
encrypted file. Saved or cancelled it is gone.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, cast

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QWidget

from imh_desktop.errors import ImhError
from imh_desktop.flows import begun_forms
from imh_desktop.flows.begun_forms import About
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.typed_values import Field, show_typed, typed
from imh_desktop.ui.widgets import Notice
from imh_desktop.ui.widgets.reading_order import in_order

_KEPT_EVERY_MS = 2_000
"""So much typing is lost at most when the battery dies."""


class Fillable(Protocol):
    """A page or a panel with fields."""

    @property
    def parts(self) -> Mapping[str, Field]:
        """Return its fields by name, what others depend on first. Never a secret, nor what is said
        alone."""
        ...

    @property
    def above(self) -> QBoxLayout:
        """Return where the line stands that says that it was begun: on top."""
        ...

    @property
    def cancel(self) -> QAbstractButton | None:
        """Return the button that throws away what was typed, where there is one."""
        ...

    def installEventFilter(self, watching: QObject, /) -> None:
        """Be watched, as every widget can."""
        ...


class BegunForm(QObject):
    """Watches over the fields of one form, for as long as the form is there."""

    def __init__(
        self, bench: Bench, form: Fillable, about: About, *, corrects: bool = False
    ) -> None:
        """Show what was begun before, once the form is filled as it is when nothing was.

        Args:
            corrects: the form shows what is written already, so that only what was changed in it
                is kept; elsewhere all of it is, so that a day that was today stays that day.
        """
        super().__init__(cast(QWidget, form))
        self._bench, self._about, self._fields = bench, about, form.parts
        self._corrects, self._over = corrects, False
        self._fresh = self._now()
        self._kept = begun_forms.read(bench.vault, about)
        form.installEventFilter(self)
        timer = QTimer(self)
        timer.timeout.connect(self.keep)
        timer.start(_KEPT_EVERY_MS)
        if form.cancel is not None:
            form.cancel.clicked.connect(bench.guarded(self.forget))
        if self._kept:
            self._show(self._kept)
            form.above.insertWidget(0, self._notice())

    def keep(self) -> None:
        """Keep what stands in the fields, unless nothing was typed. What the disk refuses is not
        kept: whoever leaves the form leaves it all the same."""
        if self._over:
            return
        now = self._now()
        changed = {name: now[name] for name in now if now[name] != self._fresh[name]}
        wanted = (changed if self._corrects else now) if changed else {}
        if wanted == self._kept:
            return
        try:
            if wanted:
                begun_forms.keep(self._bench.vault, self._about, wanted)
            else:
                begun_forms.forget(self._bench.vault, self._about)
        except ImhError:
            return
        self._kept = wanted

    def leave(self) -> None:
        """Keep it, and nothing after that: the vault is about to be closed."""
        self.keep()
        self._over = True

    def forget(self) -> None:
        """Forget it: the form is saved, or its words are not wanted."""
        self._over = True
        begun_forms.forget(self._bench.vault, self._about)

    def save(
        self, action: Callable[[], object], then: Callable[[], object] = lambda: None
    ) -> bool:  # fmt: skip
        """Do what saves the form, and what follows once its words are forgotten; a fault is told in
        front of the page. Tell whether it went well at once."""
        return self._bench.safely(lambda: self._save(action, then))

    def _save(self, action: Callable[[], object], then: Callable[[], object]) -> None:
        self._over = True  # what goes out of sight on the way keeps nothing
        try:
            action()
        except Exception:
            self._over = False
            raise
        self.forget()
        then()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep it as the form goes out of sight."""
        if event.type() == QEvent.Type.Hide:
            self.keep()
        return super().eventFilter(watched, event)

    def _now(self) -> dict[str, Any]:
        return {name: typed(field) for name, field in self._fields.items()}

    def _show(self, values: Mapping[str, Any]) -> None:
        """Show values where they still fit; a form of another release may have had other fields."""
        for name, field in self._fields.items():
            if name in values:
                try:
                    show_typed(field, values[name])
                except msgspec.ValidationError:
                    continue

    def _notice(self) -> Notice:
        look, say = self._bench.look, self._bench.words.say
        notice = Notice(
            look, say("You began this and did not save it. It stands here again."),
            action=say("Throw it away"),
        )  # fmt: skip
        notice.acted.connect(self._bench.guarded(lambda: self._throw_away(notice)))
        return notice

    def _throw_away(self, notice: Notice) -> None:
        begun_forms.forget(self._bench.vault, self._about)
        self._kept = {}
        self._show(self._fresh)
        _first(self._fields).setFocus(Qt.FocusReason.OtherFocusReason)
        notice.hide()


def _first(fields: Mapping[str, Field]) -> QWidget:
    """Return where the keyboard goes when all of them are as they were."""
    field = next(each for each in fields.values() if isinstance(each, QWidget))
    return field if field.focusPolicy() != Qt.FocusPolicy.NoFocus else next(in_order(field), field)
