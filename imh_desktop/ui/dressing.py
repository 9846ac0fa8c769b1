"""Themes, sizes and languages by what was chosen, and what the system prefers."""

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from imh_desktop.ui.icons import Icons
from imh_desktop.ui.key_names import PrintedKeys
from imh_desktop.ui.laptop_settings import LaptopSettings
from imh_desktop.ui.style import Look
from imh_desktop.ui.tokens import THEMES
from imh_desktop.words import LANGUAGES, Words

_DIRECTIONS = {"ltr": Qt.LayoutDirection.LeftToRight, "rtl": Qt.LayoutDirection.RightToLeft}


class Dresser:
    """Dresses one application; the last translator and the icons are kept and used again."""

    def __init__(self, app: QApplication) -> None:
        """Begin with nothing of our own."""
        self._app = app
        self._icons = Icons()
        self._translator: QTranslator | None = None
        self._keys: PrintedKeys | None = None

    def look(self, settings: LaptopSettings) -> Look:
        """Return the look that was chosen; of the system's two, the one it shows now."""
        theme = settings.theme
        if theme == "system":
            dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
            theme = "dark" if dark else "light"
        return Look(THEMES[theme], text_scale=settings.text_size, icons=self._icons)

    def words(self, settings: LaptopSettings) -> Words:
        """Return the words of the chosen language, else of the system's."""
        return Words(settings.language or system_language())

    def dress(self, look: Look, words: Words) -> None:
        """Dress everything that is made from here on, Qt's own dialogs too."""
        look.apply(self._app)
        self._app.setLayoutDirection(_DIRECTIONS[words.direction])
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
        self._translator = QTranslator(self._app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{words.language}", folder):
            self._app.installTranslator(self._translator)
        self._keys = self._renewed(self._keys, words)
        # a translator may turn the layout by a word of its own
        self._app.setLayoutDirection(_DIRECTIONS[words.direction])

    def _renewed(self, former: PrintedKeys | None, words: Words) -> PrintedKeys:
        if former is not None:
            self._app.removeTranslator(former)
        keys = PrintedKeys(self._app, words.language)
        if not keys.isEmpty():
            self._app.installTranslator(keys)
        return keys


def system_language() -> str:
    """Return the first language of the system that the program speaks; English otherwise."""
    wanted = (name[:2] for name in QLocale.system().uiLanguages())
    return next((code for code in wanted if code in LANGUAGES), "en")
