"""Line icons by name: Phosphor glyphs (MIT), taken from the files of the qtawesome package.

Only its data is used. Its Python side imports a second Qt binding layer (130 ms, two thirds of a
bare window's start) and reads twelve fonts where one is needed (2 ms).
"""

import importlib.util
import json
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPixmap

from imh_desktop.errors import EnvironmentFault

_MIRRORED = {"caret-right": "caret-left", "caret-left": "caret-right"}


class Icons:
    """Draws icons; fonts and glyph names are read on first use."""

    @cached_property
    def _folder(self) -> Path:
        found = importlib.util.find_spec("qtawesome")
        if found is None or not found.submodule_search_locations:
            raise EnvironmentFault("The icons are missing: install the program again.")
        return Path(found.submodule_search_locations[0]) / "fonts"

    @cached_property
    def _family(self) -> str:
        file = next(self._folder.glob("phosphor-[0-9]*.ttf"))
        number = QFontDatabase.addApplicationFont(str(file))
        return QFontDatabase.applicationFontFamilies(number)[0]

    @cached_property
    def _glyphs(self) -> dict[str, str]:
        file = next(self._folder.glob("phosphor-charmap-*.json"))
        codes: dict[str, str] = json.loads(file.read_text("utf-8"))
        return {name: chr(int(code, 16)) for name, code in codes.items()}

    def paint(
        self, painter: QPainter, area: QRect | QRectF, name: str, colour: str, size: int
    ) -> None:
        """Draw an icon in the middle of an area; direction arrows follow the reading direction.

        A name the font does not know, as a checklist may hold, becomes a circle.
        """
        if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            name = _MIRRORED.get(name, name)
        font = QFont(self._family)
        font.setPixelSize(size)
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(
            QRectF(area),
            Qt.AlignmentFlag.AlignCenter,
            self._glyphs.get(name, self._glyphs["circle"]),
        )
        painter.restore()

    def icon(self, name: str, colour: str, size: int) -> QIcon:
        """Return an icon as Qt's own fields and menus want it."""
        pixmap = QPixmap(2 * size, 2 * size)
        pixmap.setDevicePixelRatio(2)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size, size), name, colour, size)
        painter.end()
        return QIcon(pixmap)
