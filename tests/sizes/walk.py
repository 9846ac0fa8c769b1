"""The tour in this process, with eyes of its own in place of a camera."""

import gettext
import inspect
import pkgutil
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import imh_desktop.ui
from imh_desktop import app
from imh_desktop.store import pen
from imh_desktop.store.entry import Changes
from imh_desktop.ui import driver, sight, tour
from imh_desktop.ui.cover import CoverablePage
from imh_desktop.ui.icons import Icons
from imh_desktop.ui.landing import Landing
from imh_desktop.ui.shell_widgets import MiddlePage
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Panel
from imh_desktop.words import Words

from .geometry import findings
from .pseudo import Pseudo
from .said import said
from .untranslated import (
    Known,
    content,
    not_arabic,
    not_pseudo,
    spoken,
    still_english,
    strings,
)

PAGES = (Landing, MiddlePage, CoverablePage, Panel)


@dataclass
class Seen:
    """What a walk saw: classes of pages, what was wrong and what was said by the name of a screen,
    what people wrote, and what checklist, guide and help say in this language."""

    pages: set[type] = field(default_factory=set)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, set[str]] = field(default_factory=dict)
    data: set[str] = field(default_factory=set)
    content: set[str] = field(default_factory=set)
    code: int = -1

    def told(self) -> str:
        return "\n".join(f"{name}: {line}" for name, lines in self.wrong.items() for line in lines)

    def untranslated(self, language: str) -> str:
        """Name every text that is not in the language of the walk, with a screen it was seen on."""
        where = {text: name for name, texts in self.texts.items() for text in texts}
        words = Words("en" if language == "pseudo" else language)
        known = Known(self.content | content(Words("en")), self.data, spoken(words))
        if language == "pseudo":
            # what would leave is read by a process of its own, which speaks no pseudo-language
            made = self.texts.get("what-would-leave", set())
            found = not_pseudo((text for text in where if text not in made), known)
        elif language == "ar":
            found = not_arabic(where, known)
        else:
            found = still_english(where, words, self.content)
        return "\n".join(f"{where[text]}: {what}" for text, what in sorted(found.items()))


def every_page() -> set[type]:
    """Return every class of the window that is a page or a question in front of one."""
    for module in pkgutil.iter_modules(imh_desktop.ui.__path__):
        import_module(f"imh_desktop.ui.{module.name}")
    found, waiting = set(), list(PAGES)
    while waiting:
        for one in waiting.pop().__subclasses__():
            waiting.append(one)
            if one.__module__.startswith("imh_desktop.") and not inspect.isabstract(one):
                found.add(one)
    return found


def walk(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication, out: Path, *, language: str = "en",
    theme: str = "light", text: int = 100, size: str = "1366x768",
    chapters: tuple[object, ...] = (),
) -> Seen:  # fmt: skip
    """Walk the tour, or only some ``chapters`` of it, and look at each of its screens.
    ``language``: also "pseudo"."""
    seen, wide = Seen(), tuple(int(part) for part in size.split("x"))
    type_in, check_changes, paint = driver.Hands.write, pen.check_changes, Icons.paint
    unknown: list[str] = []

    def look(hands: driver.Hands, name: str) -> None:
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QApplication.processEvents()
        window = sight.front()
        shown = [w for w in window.findChildren(QWidget) if w.isVisible()]
        seen.pages |= {type(widget) for widget in shown if isinstance(widget, PAGES)}
        wrong = findings(window, wide)
        for _ in range(5 if wrong else 0):
            QTest.qWait(100)  # a page may still be filled
            wrong = findings(window, wide)
            if not wrong:
                break
        window.grab()
        wrong += [f"no icon is called {icon!r}" for icon in unknown]
        unknown.clear()
        if wrong:
            seen.wrong[name] = wrong
        seen.texts[name] = said(window)

    def keep(changes: Changes, record_type: str) -> None:
        seen.data |= set(strings(dict(changes)))
        check_changes(changes, record_type)

    def draw(icons: Icons, *asked: Any) -> None:
        if asked[2] not in icons._glyphs and asked[2] not in unknown:
            unknown.append(asked[2])
        paint(icons, *asked)

    def write(hands: driver.Hands, name: str, text: str) -> None:
        seen.data.add(text)
        type_in(hands, name, text)

    with monkeypatch.context() as patch:
        patch.setattr(driver.Hands, "picture", look)
        patch.setattr(driver.Hands, "write", write)
        patch.setattr(pen, "check_changes", keep)
        patch.setattr(Icons, "paint", draw)
        patch.setattr(app, "qInstallMessageHandler", lambda _handler: None)
        patch.setattr("imh_desktop.ui.last_resort.LastResort.install", lambda _self: None)
        if language == "pseudo":
            patch.setattr(gettext, "translation", lambda *_args, **_named: Pseudo())
        asked = ["tour", "--out", str(out), "--size", size, "--theme", theme]
        asked += ["--text-size", str(text)]
        asked += ["--language", "en" if language == "pseudo" else language]
        if chapters:
            patch.setattr(tour, "CHAPTERS", chapters)
        seen.content = content(Words(asked[-1]))
        try:
            seen.code = app.main(asked)
        finally:
            for translator in qapp.findChildren(QTranslator):
                qapp.removeTranslator(translator)  # else the next walk would name keys in this one
            qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            Look().apply(qapp)
    return seen
