"""Rules about tables: headings that say what they head, and rows of one width."""

from collections.abc import Iterator

from imh_desktop.documents.checking.tree import Node

_WIDEST = 40
_SCOPES = ("/Row", "/Column", "/Both")


def table(node: Node) -> Iterator[tuple[str, str]]:
    """Yield (rule, what is wrong) with a table."""
    rows = list(_rows(node))
    cells = [cell for row in rows for cell in row.kids]
    heads = [cell for cell in cells if cell.role == "TH"]
    if not heads:
        yield "table", "a table without a heading cell"
    if any(head.attribute("/Scope") not in _SCOPES for head in heads):
        yield "table", "a heading cell does not say whether it heads a row or a column"
    if len(set(_widths(rows))) > 1:
        yield "table", "its rows are not equally wide"


def _rows(node: Node) -> Iterator[Node]:
    for kid in node.kids:
        if kid.role == "TR":
            yield kid
        elif kid.role in {"THead", "TBody", "TFoot"}:
            yield from _rows(kid)


def _widths(rows: list[Node]) -> Iterator[int]:
    """Yield how many columns each row fills, with cells that reach down from above."""
    down: list[int] = []
    for row in rows:
        width = len([left for left in down if left > 0])
        down = [left - 1 for left in down if left > 1]
        for cell in row.kids:
            across, rows_down = _span(cell, "/ColSpan"), _span(cell, "/RowSpan")
            width += across
            down += [rows_down - 1] * across if rows_down > 1 else []
        yield width


def _span(cell: Node, key: str) -> int:
    value = cell.attribute(key)
    return min(int(value), _WIDEST) if isinstance(value, int) and value > 0 else 1
