"""Beside the choice of who receives a page: that this person reads another language."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.languages import inside, shipped_languages, spoken_languages
from imh_desktop.core.page_language import language_for, unread
from imh_desktop.core.people import Caregiver
from imh_desktop.ui.shell_widgets import empty
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Notice, column
from imh_desktop.words import Words


class ReaderLanguage(QWidget):
    """Says it, and proposes the page in a language that is read; it can be passed over. Emits
    ``wanted`` with a code."""

    wanted = Signal(str)

    def __init__(self, look: Look, words: Words, language: str) -> None:
        """Say nothing yet; ``language``: of the page as it is shown."""
        super().__init__()
        self._look, self._words, self._language = look, words, language
        self._items = column(self)
        self.hide()

    def show_reader(self, reader: Caregiver | None) -> None:
        """Show what a person's languages mean for this page; None = nobody is named."""
        empty(self._items)
        self.setVisible(bool(reader and unread(reader, self._language)))
        if reader is None or not unread(reader, self._language):
            return
        names, words = spoken_languages(self._words), self._words
        read = words.listed(inside(names.get(code, code), words) for code in reader.reads)
        line = words.say(
            "This person reads {languages}; the page is in {language}.",
            languages=read,
            language=inside(names.get(self._language, self._language), words),
        )
        code = language_for(self._language, reader, dict(shipped_languages(words)))
        better = code if code in reader.reads else ""
        action = words.say("Show it in {language}", language=names[better]) if better else ""
        if better:
            notice = Notice(self._look, line, action=action)
            notice.acted.connect(lambda: self.wanted.emit(better))
        else:
            none = words.say("There is no page in a language this person reads.")
            notice = Notice(self._look, f"{line} {none}")
        self._items.addWidget(notice)
