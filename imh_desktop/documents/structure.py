"""What a reading aid is told about a page: a tree of elements, beside what is drawn.

Roles, attributes and keys are those of ISO 32000-1, 14.7 and 14.8.
"""

from collections.abc import Iterator
from typing import Any

import msgspec
from reportlab.pdfbase import pdfdoc

GROUPS = frozenset(
    ("Document", "Part", "Sect", "Div", "L", "LI", "Table", "THead", "TBody", "TR", "TOC", "TOCI")
)
"""Roles that hold elements and never text itself."""
CELLS = frozenset(("TD", "TH"))


class Element(msgspec.Struct, frozen=True, eq=False):
    """One element of the tree; two that look alike are two.

    ``alt``: what a figure shows, in words. ``language``: a BCP 47 tag where it differs from the
    document's. ``attributes``: the inside of one attribute dictionary, as PDF writes it.
    """

    role: str
    alt: str = ""
    language: str = ""
    attributes: str = ""


ARTIFACT = Element("Artifact")
"""For what is drawn and has no meaning: rules, boxes, a watermark, repeated furniture."""


class Node:
    """An element as it stands in one document: what it holds, in the order first drawn."""

    __slots__ = ("attributes", "element", "found", "held", "name", "parent")

    def __init__(self, element: Element, parent: "Node | None" = None) -> None:
        """Begin empty, and stand last in the parent."""
        self.element, self.parent = element, parent
        self.attributes = [element.attributes] if element.attributes else []
        self.held: list[Node | tuple[int, int]] = []
        self.found: dict[Element, Node] = {}
        self.name = ""
        if parent:
            parent.held.append(self)

    def child(self, element: Element) -> "Node":
        """Return this node's own of an element: the same again when it is drawn on."""
        if element not in self.found:
            self.found[element] = Node(element, self)
        return self.found[element]

    def all(self) -> "Iterator[Node]":
        """Yield this node and all below, parents first."""
        yield self
        for held in self.held:
            if isinstance(held, Node):
                yield from held.all()

    def prune(self) -> None:
        """Leave out what holds nothing, as a gap; but a cell stays, for the cells after it."""
        kids = [held for held in self.held if isinstance(held, Node)]
        for kid in kids:
            kid.prune()
        empty = [kid for kid in kids if not kid.held and kid.element.role not in CELLS]
        self.held = [held for held in self.held if held not in empty]


class _Source(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab is untyped
    """An object of the file, written when all have their numbers."""

    def __init__(self, node: Node, pages: list[str]) -> None:
        self._node, self._pages = node, pages

    def format(self, document: Any) -> bytes:
        """Return the structure element as PDF writes it."""
        node, element = self._node, self._node.element
        parent = node.parent.name if node.parent else "structure"
        source = f"<< /S /{element.role} /P {_number(document, parent)}"
        for key, text in (("Alt", element.alt), ("Lang", element.language)):
            if text:
                source += f" /{key} {pdfdoc.PDFString(text).format(document).decode('latin1')}"
        if node.attributes:
            source += f" /A << {' '.join(node.attributes)} >>"
        return f"{source}{self._held(document)} >>".encode("latin1")

    def _held(self, document: Any) -> str:
        """Return the page and the kids; a mark on another page says which."""
        marks = [held for held in self._node.held if isinstance(held, tuple)]
        first = marks[0][0] if marks else -1
        kids = []
        for held in self._node.held:
            if isinstance(held, Node):
                kids.append(_number(document, held.name))
            elif held[0] == first:
                kids.append(str(held[1]))
            else:
                page = _number(document, self._pages[held[0]])
                kids.append(f"<< /Type /MCR /Pg {page} /MCID {held[1]} >>")
        on = f" /Pg {_number(document, self._pages[first])}" if marks else ""
        return f"{on} /K [{' '.join(kids)}]" if kids else on


def _number(document: Any, name: str) -> str:
    number, version = document.idToObjectNumberAndVersion[name]
    return f"{number} {version} R"


def write(document: Any, root: Node, pages: list[str]) -> None:
    """Give a document its tree. ``pages``: the names of its pages; marks count from 0 on each."""
    root.prune()
    owners: list[dict[int, Node]] = [{} for _ in pages]
    for number, node in enumerate(root.all()):
        node.name = f"element{number}"
        document.Reference(_Source(node, pages), node.name)
        for held in node.held:
            if isinstance(held, tuple):
                owners[held[0]][held[1]] = node
    numbers: list[Any] = []
    for page, marks in enumerate(owners):
        owned = [pdfdoc.PDFObjectReference(marks[mark].name) for mark in range(len(marks))]
        numbers += [page, pdfdoc.PDFArray(owned)]
    tree = {
        "Type": pdfdoc.PDFName("StructTreeRoot"),
        "K": pdfdoc.PDFObjectReference(root.name),
        "ParentTree": document.Reference(pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(numbers)})),
        "ParentTreeNextKey": len(pages),
    }
    catalog = document.Catalog
    catalog.StructTreeRoot = document.Reference(pdfdoc.PDFDictionary(tree), "structure")
    catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
