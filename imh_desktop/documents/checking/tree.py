"""The tree of elements in a file, as plain values."""

from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from imh_desktop.documents.checking.opened import entry, plain
from imh_desktop.errors import InputError

_MOST_NODES, _DEEPEST = 200_000, 60


Mark = tuple[int | None, int]
"""(page from 0, or None where no page is named; number of the mark)"""


class Node:
    """One element. ``held``: elements, and the marks it holds itself, in order."""

    def __init__(self, role: str, source: DictionaryObject, number: int, place: str) -> None:
        """Begin without kids. ``place``: how to find it from the top."""
        self.role, self.source, self.number, self.place = role, source, number, place
        self.held: list[Node | Mark] = []

    @property
    def kids(self) -> "list[Node]":
        """Return the elements it holds."""
        return [held for held in self.held if isinstance(held, Node)]

    @property
    def marks(self) -> list[Mark]:
        """Return the marks it holds itself."""
        return [held for held in self.held if not isinstance(held, Node)]

    def attribute(self, key: str) -> Any:
        """Return an attribute from whichever of its dictionaries has it."""
        held = entry(self.source, "/A")
        several = held if isinstance(held, ArrayObject) else [held]
        return next((found for each in several if (found := entry(each, key)) is not None), None)


def nodes_of(reader: PdfReader) -> list[Node]:
    """Return all elements, parents first, in reading order; none where there is no tree.

    Raises:
        InputError: the tree winds in itself, is too deep or too large.
    """
    top = entry(reader.trailer, "/Root", "/StructTreeRoot", "/K")
    if top is None:
        return []
    pages = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages)
             if page.indirect_reference}  # fmt: skip
    walk = _Walk(pages)
    holder = Node("", DictionaryObject(), 0, "")
    walk.fill(holder, entry(reader.trailer, "/Root", "/StructTreeRoot"), None, 0)
    return walk.found


class _Walk:
    """Goes down a tree and never twice to one place."""

    def __init__(self, pages: dict[int, int]) -> None:
        self._pages = pages
        self._been: set[int] = set()
        self.found: list[Node] = []

    def fill(self, node: Node, source: Any, page: int | None, depth: int) -> None:
        """Take in what an element holds; ``page``: where its bare marks are."""
        held = plain(source).raw_get("/K") if "/K" in plain(source) else ArrayObject()
        held = plain(held) if isinstance(plain(held), ArrayObject) else [held]
        for number, kid in enumerate(held, 1):
            self._kid(node, kid, page, depth, number)

    def _kid(self, node: Node, kid: Any, page: int | None, depth: int, number: int) -> None:
        value = plain(kid)
        if isinstance(value, int):
            node.held.append((page, int(value)))
        elif isinstance(value, DictionaryObject) and "/MCID" in value:
            node.held.append((self._page(value, page), int(plain(value["/MCID"]))))
        elif isinstance(value, DictionaryObject) and "/S" in value:
            self._been_here(kid, depth)
            role = str(plain(value["/S"])).removeprefix("/")
            place = f"{node.place} > {role} {number}" if node.place else role
            name = kid.idnum if isinstance(kid, IndirectObject) else 0
            below = Node(role, value, name, place)
            node.held.append(below)
            self.found.append(below)
            self.fill(below, value, self._page(value, page), depth + 1)

    def _been_here(self, kid: Any, depth: int) -> None:
        name = kid.idnum if isinstance(kid, IndirectObject) else -len(self.found) - 1
        if name in self._been or depth > _DEEPEST or len(self.found) >= _MOST_NODES:
            raise InputError(
                "The tree of elements in this PDF file winds in itself, or is too large."
            )
        self._been.add(name)

    def _page(self, source: DictionaryObject, else_page: int | None) -> int | None:
        reference = source.raw_get("/Pg") if "/Pg" in source else None
        if not isinstance(reference, IndirectObject):
            return else_page
        return self._pages.get(reference.idnum)
