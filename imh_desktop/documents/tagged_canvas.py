"""A canvas that tells, while it draws, which element of the document's tree is being drawn.

The tree is written by reportlab's own objects when the file is saved: no second pass.
"""

import re
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen import canvas as pdfgen

from imh_desktop.documents.structure import ARTIFACT, GROUPS, Element, Node, write

Box = tuple[float, float, float, float]
_INK = re.compile(r"(?<!\S)(?:[SsfFBb]\*?|f\*|Do|sh|Tj|TJ|['\"])(?!\S)")
_TEXT = re.compile(r"(?<!\S)BT(?!\S)")


class TaggedCanvas(pdfgen.Canvas):  # type: ignore[misc]  # reportlab is untyped
    """A canvas on which nothing is drawn outside an element.

    Between ``begin`` and ``end`` all that is drawn belongs to the element, unless another is begun
    inside it. Text that no element holds becomes a paragraph of its own, and lines and boxes that
    none holds are artifacts: so nothing is lost to a listener, and no box is read out.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take what reportlab's canvas takes."""
        self._root = Node(Element("Document"))
        self._artifact = Node(ARTIFACT)
        self._within, self._settled = [self._root], 0
        self._sheets: list[str] = []
        self._marks = 0
        super().__init__(*args, **options)

    def begin(self, element: Element, box: Box | None = None) -> None:
        """Begin, or go on with, an element. ``box``: left, bottom, right, top of a figure."""
        self._settle()
        above = self._within[-1]
        if above is self._artifact or element is ARTIFACT:
            self._within.append(self._artifact)
            return
        known = element in above.found
        node = above.child(element)
        self._within.append(node)
        if box and not known:
            edges = (*self.absolutePosition(*box[:2]), *self.absolutePosition(*box[2:]))
            sides = " ".join(f"{edge:.2f}" for edge in edges)
            node.attributes.append(f"/O /Layout /Placement /Block /BBox [{sides}]")

    def end(self) -> None:
        """End the element begun last."""
        self._settle()
        self._within.pop()

    def lead_here(self, words: str, level: int, left: float, top: float) -> None:
        """Let a bookmark lead to this place; ``level`` 1 is the highest."""
        depth = min(level - 1, self._doc.outline.currentlevel + 1)
        key = f"to-{len(self._destinations)}"
        x, y = self.absolutePosition(left, top)
        self.bookmarkPage(key, fit="XYZ", left=round(x, 2), top=round(y, 2))
        self.addOutlineEntry(words, key, depth)

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Close the page, and let it find its elements."""
        self._settle()
        self._sheets.append(self._doc.thisPageName())
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = len(self._sheets) - 1, pdfdoc.PDFName("S")
        self._settled = self._marks = 0

    def save(self) -> None:
        """Close the document: its tree, then its bytes."""
        if self._code:
            self.showPage()
        write(self._doc, self._root, self._sheets)
        super().save()

    def _settle(self) -> None:
        """Mark what was drawn since the last time as the innermost element's."""
        if len(self._code) > self._settled:
            opening = self._opening(self._within[-1])
            if opening:
                self._code.insert(self._settled, opening)
                self._code.append("EMC")
        self._settled = len(self._code)

    def _opening(self, node: Node) -> str:
        """Return the operator that opens marked content; none for what leaves no ink."""
        if node is not self._artifact and node.element.role in GROUPS:
            drawn = "\n".join(self._code[self._settled :])
            if not _INK.search(drawn):
                return ""
            node = node.child(Element("P")) if _TEXT.search(drawn) else self._artifact
        if node is self._artifact:
            return "/Artifact BMC"
        node.held.append((len(self._sheets), self._marks))
        self._marks += 1
        return f"/{node.element.role} <</MCID {self._marks - 1}>> BDC"
