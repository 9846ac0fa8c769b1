"""The order in which a page is read, which is the order of the Tab key.

Qt's own order is that of making: what is added to a page later, a second caregiver, a domain's
cards, would come after the buttons at its foot.
"""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QRadioButton, QScrollArea, QWidget

from imh_desktop.ui.widgets.frames import ScrollColumn

_BY_TAB = Qt.FocusPolicy.TabFocus.value


def in_order(front: QWidget) -> Iterator[QWidget]:
    """Yield everything in sight that can have the keyboard, as it is laid out to be read."""
    for part in _parts(front):
        if part.isHidden() or part.isWindow():
            continue
        if part.focusPolicy() != Qt.FocusPolicy.NoFocus and part.isVisible():
            yield part
        yield from in_order(part)


def stops(front: QWidget) -> list[QWidget]:
    """Return where the Tab key stops: of radio buttons that belong together, at the chosen one,
    else at the first."""
    able = [part for part in in_order(front) if part.isEnabled()]
    return [part for part in able if _stands_for_itself(part, able)]


def first_stop(part: QWidget) -> QWidget | None:
    """Return the first widget made in a part of the page at which the Tab key stops."""
    stops = (each for each in part.findChildren(QWidget) if each.focusPolicy().value & _BY_TAB)
    return next((each for each in stops if each.isVisible() and each.isEnabled()), None)


def step(front: QWidget, now: QWidget | None, *, forward: bool) -> bool:
    """Put the keyboard on the next stop, or the one before, around the end; False where there is
    none."""
    found = stops(front)
    if not found:
        return False
    at = _place(front, found, now, forward=forward)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    target = found[at % len(found)]
    target.setFocus(reason)
    area = target.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea) and area.isAncestorOf(target):
            area.ensureWidgetVisible(target)
            if isinstance(area, ScrollColumn):
                area.reveal(target)  # Qt shows of a field to write in no more than its cursor
        area = area.parentWidget()
    return True


def _place(front: QWidget, found: list[QWidget], now: QWidget | None, *, forward: bool) -> int:
    """Return the place of the stop to go to. ``now`` may be none of them: a radio button that was
    reached by arrows, or a widget taken away from the Tab key."""
    if now in found:
        return found.index(now) + (1 if forward else -1)
    every = list(in_order(front))
    if now not in every:
        return 0 if forward else -1
    before = [each for each in every[: every.index(now)] if each in found]
    if forward or not before:
        return len(before) if forward else -1
    ours = isinstance(now, QRadioButton) and _together(now, before[-1])
    return len(before) - (2 if ours else 1)


def _stands_for_itself(part: QWidget, able: list[QWidget]) -> bool:
    if isinstance(part, QRadioButton) and part.group() is not None:
        chosen = part.group().checkedButton()
        first = next(each for each in able if _together(part, each))
        return part is (chosen if chosen in able else first)
    return bool(part.focusPolicy().value & _BY_TAB)


def _together(one: QRadioButton, other: QWidget) -> bool:
    return isinstance(other, QRadioButton) and other.group() is one.group()


def _parts(whole: QWidget) -> Iterator[QWidget]:
    """Yield the widgets directly inside: those in layouts as laid out, then what lies over them."""
    if isinstance(whole, QScrollArea):
        inside = whole.widget()
        if inside is not None:
            yield inside
        return
    layout, own = whole.layout(), [each for each in whole.children() if isinstance(each, QWidget)]
    laid = list(_laid_out(layout, own)) if layout is not None else []
    yield from laid
    yield from (each for each in own if each not in laid)


def _laid_out(layout: QLayout, own: list[QWidget]) -> Iterator[QWidget]:
    """Yield those of a widget's own widgets that stand in a layout, in its order.

    Its items are never asked for: of one that is a layout again, the binding would make a second
    wrapper, and the program ends when that goes.
    """
    parts: list[QWidget | QLayout] = [each for each in own if layout.indexOf(each) >= 0]
    parts += [each for each in layout.children() if isinstance(each, QLayout)]
    for part in sorted(parts, key=lambda part: _at(layout, part)):
        if isinstance(part, QLayout):
            yield from _laid_out(part, own)
        else:
            yield part


def _at(layout: QLayout, part: QWidget | QLayout) -> tuple[int, int]:
    """Return the place of a part: row and column of a grid, else how many come before it."""
    index = layout.indexOf(part)
    if isinstance(layout, QGridLayout):
        row, column, _rows, _columns = cast(tuple[int, ...], layout.getItemPosition(index))
        return row, column
    return index, 0
