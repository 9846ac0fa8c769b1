"""Every command of the window, once: what it is called, its key, under which heading it stands.

The menu, the page of keys, the legend below a visit and the keys themselves are all made from this
list. What a command does, and whether it can be done now, the page in front says (``live``).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QWidget

from imh_desktop.ui.scrolling import scroll, scrolled
from imh_desktop.ui.widgets import Button, IconButton, Panel
from imh_desktop.words import Words

Said = Callable[[Words], str]
Live = dict[str, Callable[[], object]]
Standard = QKeySequence.StandardKey

_PROPERTY = "command"
_NOTHING_HELD = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True, slots=True)
class Command:
    """``key``: a standard key, or one as Qt writes it, ``other`` the same on another keyboard;
    empty = none. ``plain``: pressed without Ctrl or Alt, and so taken only where no field wanted
    the letter. ``written``: the key and what else does it, in words."""

    code: str
    said: Said
    key: Standard | str = ""
    other: str = ""
    plain: bool = False
    written: Said | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A heading of the menu and of the page of keys, with its commands in order."""

    said: Said
    commands: tuple[Command, ...]


def _answer(n: int) -> Command:
    return Command(f"answer-{n}", lambda words: words.say("Answer {n}", n=n), str(n), plain=True)


_CARD = Place(
    lambda words: words.say("On a card"),
    (
        *(_answer(n) for n in range(1, 6)),
        Command("note", lambda words: words.say("Note"), "N", plain=True),
        Command("guidance", lambda words: words.say("Guidance"), "I", plain=True),
        Command(
            "clear",
            lambda words: words.say("Take the answer of this card away"),
            "Delete",
            plain=True,
        ),
    ),
)

_VISIT = Place(
    lambda words: words.say("In a visit"),
    (
        Command("known", lambda words: words.say("How do you know?"), "Ctrl+K"),
        Command("next-gap", lambda words: words.say("Next unanswered"), "F3"),
        Command("domains", lambda words: words.say("List of domains"), "F6"),
        Command("next-domain", lambda words: words.say("Next domain"), Standard.NextChild),
        Command("domain-before", lambda words: words.say("Domain before"), Standard.PreviousChild),
        Command("review", lambda words: words.say("Review"), "Ctrl+R"),
        Command("close-visit", lambda words: words.say("Close visit")),
        Command("sibling", lambda words: words.say("Go to the brother’s or sister’s visit"),
                "Ctrl+Shift+B"),
    ),
)  # fmt: skip

_CHILDREN = Place(
    lambda words: words.say("Children"),
    (
        Command("find", lambda words: words.say("Search"), Standard.Find),
        Command("add-child", lambda words: words.say("Add a child"), Standard.New),
        Command("open-child", lambda words: words.say("Child's page"), Standard.Open),
        Command("visit", lambda words: words.say("Start or continue a visit"), "Ctrl+Shift+V"),
        Command("edit-child", lambda words: words.say("Edit details"), "Ctrl+E"),
        Command("family-page", lambda words: words.say("Family page"), "Ctrl+Shift+F"),
        Command("week", lambda words: words.say("Plan of the week"), "Ctrl+Shift+W"),
        Command("referrals", lambda words: words.say("Referrals"), "Ctrl+Shift+R"),
        Command("slip", lambda words: words.say("Type in a slip"), "Ctrl+T"),
        Command("together", lambda words: words.say("Carry and gather"), "Ctrl+G"),
        Command("programme", lambda words: words.say("Programme"), "Ctrl+Shift+P"),
    ),
)

_PAGE = Place(
    lambda words: words.say("Any page"),
    (
        Command("back", lambda words: words.say("Back"), Standard.Back),
        Command("go-on", lambda words: words.say("The main button of the page"), "Ctrl+Return"),
        Command("save", lambda words: words.say("Save"), Standard.Save),
        Command("undo", lambda words: words.say("Undo"), Standard.Undo),
        Command("print", lambda words: words.say("Print"), Standard.Print),
        Command("page-down", lambda words: words.say("Scroll down"), "PgDown", plain=True),
        Command("page-up", lambda words: words.say("Scroll up"), "PgUp", plain=True),
        Command("learn", lambda words: words.say("Learn"), "Shift+F1"),
    ),
)

_PROGRAM = Place(
    lambda words: words.say("Everywhere"),
    (
        Command("menu", lambda words: words.say("Menu"), "F10",
                written=lambda words: words.say("{key}, or Alt", key="F10")),
        Command("help", lambda words: words.say("Help"), Standard.HelpContents),
        Command("keys", lambda words: words.say("Keys"), "Ctrl+/"),
        Command("view", lambda words: words.say("Settings of this laptop"), "Ctrl+,"),
        Command("larger", lambda words: words.say("Larger text"), "Ctrl++", other="Ctrl+="),
        Command("smaller", lambda words: words.say("Smaller text"), "Ctrl+-"),
        Command("as-usual", lambda words: words.say("Text as usual"), "Ctrl+0"),
        Command("cover", lambda words: words.say("Cover the screen, or show it again"), "F12",
                written=lambda words: words.say("{key}, or Esc twice", key="F12")),
        Command("lock", lambda words: words.say("Lock now"), "Ctrl+L"),
        Command("quit", lambda words: words.say("Close the program"), "Ctrl+Q"),
    ),
)  # fmt: skip

PLACES = (_CHILDREN, _CARD, _VISIT, _PAGE, _PROGRAM)
COMMANDS = {command.code: command for place in PLACES for command in place.commands}

SCROLLING = frozenset({"page-down", "page-up"})
"""What the window does with a key once nothing on the page wanted it."""

UNDER_COVER = frozenset({"cover", "lock", "quit"})
"""What can be done while the screen is covered: nothing that shows what lies under it."""


def sequences(command: Command) -> list[QKeySequence]:
    """Return a command's keys; of a standard one, the first that this system knows."""
    if isinstance(command.key, Standard):
        return QKeySequence.keyBindings(command.key)[:1]
    return [QKeySequence(key) for key in (command.key, command.other) if key]


def shown(command: Command) -> QKeySequence:
    """Return a command's first key as it is written: Shift and Tab, not what they make together."""
    text = next((key.toString() for key in sequences(command)), "")
    return QKeySequence(text.replace("Backtab", "Tab"))


def key_said(code: str) -> str:
    """Return a command's key as this system writes it; empty where it has none."""
    return shown(COMMANDS[code]).toString(QKeySequence.SequenceFormat.NativeText)


def answer_keys_said() -> str:
    """Return the first and the last of the keys that answer."""
    return f"{key_said('answer-1')}–{key_said('answer-5')}"


def pressed(event: QKeyEvent) -> str:
    """Return the code of the command whose key this is; empty where it is nobody's.

    A digit of any script and of either block of keys is that digit.
    """
    key, text = QKeySequence(event.keyCombination()), event.text().upper()
    if text.isdecimal() and len(text) == 1:
        text = str(int(text))
    bare = event.modifiers() in (_NOTHING_HELD, Qt.KeyboardModifier.KeypadModifier)
    for command in COMMANDS.values():
        if command.plain and bare and text == command.key:
            return command.code
        if any(key == own for own in sequences(command)):
            return command.code
    return ""


def offer(button: QAbstractButton, code: str) -> None:
    """Say that a button does what a command of the list means, wherever it stands."""
    button.setProperty(_PROPERTY, COMMANDS[code].code)


def in_front(window: QWidget, page: QWidget | None) -> QWidget | None:
    """Return what a person works on: the page, or what asks in front of it."""
    asking = [panel for panel in window.findChildren(Panel) if panel.isVisible()]
    return asking[-1] if asking else page


def live(front: QWidget) -> Live:
    """Return what can be done on what is in front: the page's own ``commands``, and those its
    buttons offer. Its one main button, when it is no other command, is "go-on"."""
    found: Live = {}
    if (area := scrolled(front)) is not None:
        found |= {"page-down": partial(scroll, area, 1), "page-up": partial(scroll, area, -1)}
    free = [button for button in _buttons(front) if not button.property(_PROPERTY)]
    main = [each for each in free if isinstance(each, Button) and each.kind == "primary"]
    if len(main) == 1:
        found["go-on"] = main[0].click
    own: Callable[[], Live] | None = getattr(front, "commands", None)
    if own is not None:
        found.update(own())
    for button in _buttons(front):
        if code := button.property(_PROPERTY):
            found[str(code)] = button.click
    return found


def others(front: QWidget) -> list[QAbstractButton]:
    """Return the buttons of what is in front that are no command of the list, nor a card's own."""
    return [button for button in _buttons(front) if _is_other(button)]


def _is_other(button: QAbstractButton) -> bool:
    of_card = isinstance(button, IconButton) and button.folds
    plain = not button.isCheckable() and not of_card and bool(button.accessibleName())
    return plain and not button.property(_PROPERTY)


def _buttons(front: QWidget) -> Iterator[QAbstractButton]:
    for button in front.findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled():
            yield button
