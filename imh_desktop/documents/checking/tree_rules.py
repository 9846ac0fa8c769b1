"""Rules about the tree: headings, lists, tables, figures, and the order of reading."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pypdf.generic import IndirectObject

from imh_desktop.documents.checking.finding import Finding
from imh_desktop.documents.checking.opened import entry
from imh_desktop.documents.checking.table_rules import table
from imh_desktop.documents.checking.tree import Mark, Node
from imh_desktop.documents.structure import GROUPS

Places = Mapping[Mark, int]
"""(page from 0, mark) -> which it is among all that is drawn."""
_HEADING = re.compile(r"H([1-6])")
_TEXTS = frozenset(("P", "Lbl", "LBody", "TH", "TD", "Figure", "Caption", "Span", "Quote", "Note",
                    *(f"H{level}" for level in range(1, 7))))  # fmt: skip
_KIDS = {
    "L": frozenset(("LI", "L", "Caption")),
    "LI": frozenset(("Lbl", "LBody")),
    "Table": frozenset(("TR", "THead", "TBody", "TFoot", "Caption")),
    "THead": frozenset(("TR",)),
    "TBody": frozenset(("TR",)),
    "TR": frozenset(("TH", "TD")),
}
_PARENTS = {"LI": ("L",), "LBody": ("LI",), "TR": ("Table", "THead", "TBody", "TFoot"),
            "TH": ("TR",), "TD": ("TR",)}  # fmt: skip


def whole_tree(nodes: Sequence[Node], places: Places) -> Iterator[Finding]:
    """Yield what is wrong with a tree, each with the page where it begins."""
    if not nodes:
        yield Finding(rule="tree", says="it has no tree of elements")
        return
    firsts = _firsts(nodes, places)
    pages = {node: next(_pages(node), None) for node in nodes}
    for node in nodes:
        for rule, says in _of_one(node, firsts, places):
            page = pages[node]
            yield Finding(rule=rule, says=says, page=0 if page is None else page + 1,
                          place=node.place)  # fmt: skip
    yield from _headings(nodes, pages)


def _of_one(
    node: Node, firsts: Mapping[Node, int | None], places: Places
) -> Iterator[tuple[str, str]]:
    """Yield (rule, what is wrong) with one element."""
    yield from _nesting(node)
    if node.role == "Figure" and not str(entry(node.source, "/Alt") or "").strip():
        yield "alt", "a figure without words that say what it shows"
    if node.role == "Table":
        yield from table(node)
    if not node.held and node.role not in {"Document", "TD", "TH"}:
        yield "empty", "an element with nothing in it"
    order = [_first(held, firsts, places) for held in node.held]
    known = [place for place in order if place is not None]
    if known != sorted(known):
        yield "order", "what is read later is drawn earlier"


def _nesting(node: Node) -> Iterator[tuple[str, str]]:
    """Yield what stands where it may not."""
    if node.role not in GROUPS and node.role not in _TEXTS:
        yield "role", f"an element of the unknown kind {node.role}"
    if node.role in GROUPS and node.marks:
        yield "nesting", "text or a picture stands in it without an element of its own"
    allowed = _KIDS.get(node.role)
    for kid in node.kids:
        if allowed is not None and kid.role not in allowed:
            yield _kind(node), f"{kid.role} may not stand in {node.role}"
        if kid.role in _PARENTS and node.role not in _PARENTS[kid.role]:
            yield _kind(kid), f"{kid.role} may not stand in {node.role}"
        in_line = node.role == "P" or _HEADING.fullmatch(node.role)
        if in_line and kid.role not in {"Span", "Figure", "Note", "Quote"}:
            yield "nesting", f"{kid.role} may not stand in {node.role}"
    if node.role == "LI" and "LBody" not in [kid.role for kid in node.kids]:
        yield "list", "an item of a list without a body"


def _kind(node: Node) -> str:
    return "list" if node.role in {"L", "LI", "LBody"} else "table"


def _headings(nodes: Sequence[Node], pages: Mapping[Node, int | None]) -> Iterator[Finding]:
    """Yield the headings that skip a level, and the lack of any."""
    level = 0
    for node in nodes:
        found = _HEADING.fullmatch(node.role)
        if not found:
            continue
        if int(found[1]) > level + 1:
            says = f"a heading of level {found[1]} follows one of level {level}"
            yield Finding(rule="heading", says=says if level else "the first heading is not of"
                          " level 1", page=(pages[node] or 0) + 1, place=node.place)  # fmt: skip
        level = int(found[1])
    if not level:
        yield Finding(rule="heading", says="it has no heading")


def _pages(node: Node) -> Iterator[int]:
    for held in node.held:
        if isinstance(held, Node):
            yield from _pages(held)
        elif held[0] is not None:
            yield held[0]


def _firsts(nodes: Sequence[Node], places: Places) -> dict[Node, int | None]:
    """Return where each element is first drawn; the tree's parents come before their kids."""
    firsts: dict[Node, int | None] = {}
    for node in reversed(nodes):
        found = [_first(held, firsts, places) for held in node.held]
        firsts[node] = min((place for place in found if place is not None), default=None)
    return firsts


def _first(held: Node | Mark, firsts: Mapping[Node, int | None], places: Places) -> int | None:
    return firsts[held] if isinstance(held, Node) else places.get(held)


def parents_known(nodes: Sequence[Node]) -> Iterator[Finding]:
    """Yield the elements whose way up leads elsewhere."""
    for node in nodes:
        for kid in node.kids:
            above = kid.source.raw_get("/P") if "/P" in kid.source else None
            if not isinstance(above, IndirectObject) or above.idnum != node.number:
                yield Finding(rule="parent", place=kid.place, says="its way up leads elsewhere")
