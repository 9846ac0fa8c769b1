"""One shipped font file: as HarfBuzz reads it, and as a document embeds it.

reportlab names a letter in a file by its character; a joined form or a ligature has none. So the
letters drawn here are named by their glyph number (a composite font, Identity-H), and HarfBuzz cuts
the file down to the glyphs used. The names of methods that reportlab calls are its own.
"""

import hashlib
import struct
import zlib
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

_SYMBOLIC = 4
_BLOCK = 100
"""A character map may list no more pairs at once."""
_NOT_EMBEDDED = [
    int.from_bytes(tag, "big")
    for tag in (b"GSUB", b"GPOS", b"GDEF", b"STAT", b"DSIG", b"cmap", b"name", b"OS/2", b"post")
]
"""Tables for choosing glyphs, which has been done."""
_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_FOOT = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"

Meanings = dict[int, str]
"""Glyph number -> the characters it shows."""


class _Use(NamedTuple):
    """What a document has of a face so far: its name there, and the glyphs drawn."""

    resource: str
    meanings: Meanings


class Face:
    """One font file; ``name`` is the file's name without its ending.

    ``larger``: how much larger than asked it is drawn, to look as large as the Latin faces.
    """

    _dynamicFont = _multiByte = True

    def __init__(self, name: str, path: Path, larger: float) -> None:
        """Remember the file; it is read on first use."""
        self.larger = larger
        self.fontName = self.name = name
        self._path = path
        self._uses: WeakKeyDictionary[Any, _Use] = WeakKeyDictionary()

    @property
    def face(self) -> "Face":
        """What reportlab asks for the name of a registered font."""
        return self

    @cached_property
    def file(self) -> hb.Face:
        """The file itself."""
        return hb.Face(hb.Blob.from_file_path(str(self._path)))

    @cached_property
    def font(self) -> hb.Font:
        """The file at 1,000 units to the em, whatever its own grid."""
        font = hb.Font(self.file)
        font.scale = (1000, 1000)
        return font

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points it has a letter for."""
        return frozenset(self.file.unicodes)

    @cached_property
    def nominal(self) -> Meanings:
        """Glyph number -> the character that stands for it alone."""
        glyphs = {}
        for code in sorted(self.characters, reverse=True):
            glyphs[self.font.get_nominal_glyph(code) or 0] = chr(code)
        return glyphs

    def used_in(self, document: Any) -> _Use:
        """Return what a reportlab document has of this face; the first call embeds the face."""
        use = self._uses.get(document)
        if use is None:
            use = _Use(f"F{len(document.fontMapping) + 1}", {})
            self._uses[document] = use
            document.fontMapping[self.name] = f"/{use.resource}"
            document.delayedFonts.append(self)
        return use

    def addObjects(self, document: Any) -> None:  # noqa: N802 - reportlab calls it when it saves
        """Write the font into a document."""
        use = self._uses.pop(document)
        glyphs = sorted(use.meanings)
        tag = hashlib.sha256(repr(glyphs).encode()).digest()[:6]
        name = pdfdoc.PDFName("".join(chr(65 + byte % 26) for byte in tag) + f"+{self.name}")
        composite = {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("Type0"),
            "BaseFont": name,
            "Encoding": pdfdoc.PDFName("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([self._descendant(document, name, glyphs)]),
            "ToUnicode": _stream(document, _character_map(use.meanings).encode("ascii")),
        }
        reference = document.Reference(pdfdoc.PDFDictionary(composite), use.resource)
        document.idToObject["BasicFonts"].dict[use.resource] = reference

    def _descendant(self, document: Any, name: Any, glyphs: list[int]) -> Any:
        """Return the font that the composite one stands on."""
        advance = self.font.get_glyph_h_advance
        widths = " ".join(f"{glyph} [{advance(glyph)}]" for glyph in glyphs)
        system = {
            "Registry": pdfdoc.PDFString("Adobe"),
            "Ordering": pdfdoc.PDFString("Identity"),
            "Supplement": 0,
        }
        font = {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("CIDFontType2"),
            "BaseFont": name,
            "CIDSystemInfo": pdfdoc.PDFDictionary(system),
            "CIDToGIDMap": pdfdoc.PDFName("Identity"),
            "W": f"[{widths}]",
            "FontDescriptor": document.Reference(self._descriptor(document, name, glyphs)),
        }
        return document.Reference(pdfdoc.PDFDictionary(font))

    def _descriptor(self, document: Any, name: Any, glyphs: list[int]) -> Any:
        """Return the measures of the face, and its file."""
        extents = self.font.get_font_extents("ltr")
        described = {
            "Type": pdfdoc.PDFName("FontDescriptor"),
            "FontName": name,
            "Flags": _SYMBOLIC,
            "FontBBox": pdfdoc.PDFArray(self._box()),
            "ItalicAngle": 0,
            "Ascent": extents.ascender,
            "Descent": extents.descender,
            "CapHeight": extents.ascender,
            "StemV": 160 if self.name.endswith("Bold") else 90,
            "FontFile2": _stream(document, self._subset(glyphs), lengthened=True),
        }
        return pdfdoc.PDFDictionary(described)

    def _box(self) -> list[int]:
        """Return left, bottom, right, top of all ink, at 1,000 units to the em."""
        corners = struct.unpack_from(">4h", self.file.reference_table("head").data, 36)
        return [round(corner * 1000 / self.file.upem) for corner in corners]

    def _subset(self, glyphs: list[int]) -> bytes:
        """Return the file with these glyphs alone, each under its own number."""
        wanted = hb.SubsetInput()
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        wanted.glyph_set.update(glyphs)
        wanted.drop_table_tag_set.update(_NOT_EMBEDDED)
        return bytes(hb.subset(self.file, wanted).blob.data)


def _stream(document: Any, content: bytes, *, lengthened: bool = False) -> Any:
    """Return a reference to a packed stream; ``lengthened``: it says how long it is unpacked."""
    stream = pdfdoc.PDFStream()
    stream.content = zlib.compress(content)
    stream.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
    if lengthened:
        stream.dictionary["Length1"] = len(content)
    return document.Reference(stream)


def _character_map(meanings: Meanings) -> str:
    """Return what each glyph says, for whoever copies or searches a page."""
    pairs = [
        f"<{glyph:04X}> <{said.encode('utf-16-be').hex().upper()}>"
        for glyph, said in sorted(meanings.items())
        if said
    ]
    blocks = [pairs[start : start + _BLOCK] for start in range(0, len(pairs), _BLOCK)]
    body = [f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks]
    return _HEAD + "".join(body) + _FOOT
