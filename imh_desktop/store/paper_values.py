"""A page that was given, and one sent to a print desk, as a projected row says them."""

from imh_desktop.core.print_desk import Mark, PrintPage
from imh_desktop.core.printed import Printed
from imh_desktop.store.row import Row
from imh_desktop.store.scalars import day_of


def print_page_of(row: Row) -> PrintPage | None:
    """Return a page sent to a print desk; None while what it says is not known."""
    made_on = day_of(row.text("made_on"))
    if made_on is None or not row.text("body"):
        return None
    return PrintPage(
        page_id=row.record_id, child_id=row.text("child_id"), visit_id=row.text("visit_id"),
        language=row.text("language"), body=row.text("body"), made_on=made_on,
        prints=_marks(row, "prints"), handed=_marks(row, "handed"),
    )  # fmt: skip


def printed_of(row: Row) -> Printed | None:
    """Return a page that was given; None while what it said is not known."""
    on = day_of(row.text("on"))
    if on is None or not row.text("body"):
        return None
    return Printed(
        print_id=row.record_id, child_id=row.text("child_id"), visit_id=row.text("visit_id"),
        language=row.text("language"), paper=row.text("paper"), part=row.text("part"),
        body=row.text("body"), code=row.text("code"), program=row.text("program"),
        texts=row.text("texts"), basis=row.text("basis"), pdf_hash=row.text("pdf_hash"),
        file_hash=row.text("file_hash"), on=on, way=row.text("way"), by=row.text("by"),
        again_of=row.text("again_of"), reading_reason=row.text("reading_reason"),
        to=tuple(row.elements("to")), failed=bool(row.truth("failed")),
    )  # fmt: skip


def _marks(row: Row, group: str) -> tuple[Mark, ...]:
    said = (each for each in row.elements(group).values() if isinstance(each, dict))
    found = []
    for each in said:
        on, copies = day_of(str(each.get("on"))), each.get("copies")
        if on is not None:
            found.append(
                Mark(on=on, by=str(each.get("by") or ""), to=str(each.get("to") or ""),
                     copies=copies if isinstance(copies, int) else 0)
            )  # fmt: skip
    return tuple(found)
