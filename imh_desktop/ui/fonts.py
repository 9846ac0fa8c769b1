"""The shipped screen fonts, the same files as on paper."""

from PySide6.QtGui import QFontDatabase

from imh_desktop import assets

_FAMILY = "Noto Sans"


def register() -> str:
    """Make the shipped fonts known to Qt and return the family to draw with.

    A file Qt cannot read is passed over: words in the system's own font are better than none.
    """
    if _FAMILY not in QFontDatabase.families():
        for file in sorted((assets.resources() / "fonts").glob("NotoSans-*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
    return _FAMILY
