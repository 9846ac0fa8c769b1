"""Keys as this system writes them, and as this language's keyboards are printed."""

from typing import cast

from PySide6.QtCore import QObject, QTranslator
from PySide6.QtGui import QKeySequence

_PRINTED = {
    "es": {
        "Ctrl": "Ctrl", "Shift": "Mayús", "Del": "Supr", "Delete": "Supr", "Return": "Intro",
        "Enter": "Intro", "Tab": "Tab", "Esc": "Esc", "PgUp": "Re Pág", "PgDown": "Av Pág",
    },
}  # fmt: skip
"""Where Qt writes words in full, "Control+Mayúsculas", that stand on no key."""


class PrintedKeys(QTranslator):
    """Says keys as they are printed; everything else is left to the translators before it."""

    def __init__(self, parent: QObject, language: str) -> None:
        """Say the keys of a language."""
        super().__init__(parent)
        self._printed = _PRINTED.get(language, {})

    def isEmpty(self) -> bool:
        """Tell whether there is nothing to say."""
        return not self._printed

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """Return what is printed on a key; nothing for all else."""
        found = self._printed.get(text) if context == "QShortcut" else None
        return cast(str, found)  # an empty text would be shown, and no text be looked for further


def native(keys: str) -> str:
    """Return keys written as in the code ("Ctrl+F") as this system writes them; what is no keys
    ("1–5") as it stands."""
    known = QKeySequence(keys)
    same = known.toString(QKeySequence.SequenceFormat.PortableText) == keys
    return known.toString(QKeySequence.SequenceFormat.NativeText) if same else keys
