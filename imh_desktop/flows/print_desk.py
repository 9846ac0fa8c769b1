"""Family pages for those who print for families, and what they say of them.

A page is kept as one frozen value: what a print desk draws from it has the same bytes as the
visitor's own page, and no answer, no caregiver and no visit comes along.
"""

from datetime import date

import msgspec

from imh_desktop.core.limits import NAME_LIMIT, clean
from imh_desktop.core.print_desk import Mark, PrintPage
from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.summary import FamilySummary
from imh_desktop.documents.family import family_pdf
from imh_desktop.errors import InputError
from imh_desktop.flows.care import may_have_page
from imh_desktop.flows.leave_behind import last_answer
from imh_desktop.flows.pages import Page, page_file_name
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.flows.summarising import frozen
from imh_desktop.store import records, standing
from imh_desktop.store.journal import Write
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


def freeze(vault: Vault, visit_id: str, summary: FamilySummary, on: date) -> PrintPage:
    """Keep a page of a visit for the print desk, unless the very same stands there."""
    body = frozen(summary).decode()
    for sent in records.print_pages(vault):
        if (sent.visit_id, sent.body) == (visit_id, body):
            return sent
    visit, page_id = records.visit(vault, visit_id), vault.journal.new_id()
    vault.journal.write(
        "page", page_id,
        {"child_id": visit.child_id if visit else "", "visit_id": visit_id,
         "language": summary.language, "body": body, "made_on": on.isoformat()},
    )  # fmt: skip
    return page_of(vault, page_id)


def pages(vault: Vault) -> tuple[PrintPage, ...]:
    """Return the pages that are here, the latest first."""
    found = sorted(records.print_pages(vault), key=lambda page: (page.made_on, page.page_id))
    return tuple(reversed(found))


def page_of(vault: Vault, page_id: str) -> PrintPage:
    """Return one page.

    Raises:
        InputError: it is not here.
    """
    for page in records.print_pages(vault):
        if page.page_id == page_id:
            return page
    raise InputError("This page is not here.", place=f"page {page_id}")


def summary_of(page: PrintPage) -> FamilySummary:
    """Return what a page says.

    Raises:
        InputError: a newer release froze it in a form that is unknown here, or it is no page.
    """
    return thawed(page.body, f"page {page.page_id}")


def thawed(body: str, place: str) -> FamilySummary:
    """Return what a frozen page says. Raises InputError as ``summary_of``, with ``place``."""
    try:
        return msgspec.json.decode(body, type=FamilySummary)
    except msgspec.DecodeError as error:
        raise InputError(
            "A newer release made this page. Bring this laptop up to date to print it.",
            place=place,
        ) from error


def drawn(page: PrintPage) -> Page:
    """Draw a page: the same bytes wherever it is drawn.

    Raises:
        InputError: as ``summary_of``.
    """
    summary = summary_of(page)
    return Page(
        content=family_pdf(summary, Words(summary.language)),
        file_name=page_file_name("family", summary.on, page.visit_id),
    )


def mark_printed(vault: Vault, page_id: str, on: date, copies: int = 1) -> PrintPage:
    """Keep that a page was printed.

    Raises:
        InputError: the page is not here, or there is no copy.
    """
    if not 1 <= copies <= 1_000:
        raise InputError("is no number of copies", place="copies", expected="1 or more")
    return _mark(vault, page_id, "prints", {"on": on.isoformat(), "copies": copies})


def mark_handed(vault: Vault, page_id: str, on: date, to: str) -> PrintPage:
    """Keep that a page was handed over, and to whom.

    Raises:
        InputError: the page is not here, or nobody is named.
    """
    whom = clean(to, "to", NAME_LIMIT)
    if not whom:
        raise InputError("Say who received the page.", place="to")
    return _mark(vault, page_id, "handed", {"on": on.isoformat(), "to": whom})


def of_visit(vault: Vault, visit_id: str) -> tuple[PrintPage, ...]:
    """Return the pages of a visit that were sent to the print desk, the latest first."""
    return tuple(page for page in pages(vault) if page.visit_id == visit_id)


def stopped(vault: Vault, page: PrintPage) -> bool:
    """Tell whether a page may no longer leave, as far as this laptop knows: the last answer was
    not to print, or to print the short page and it holds more; or by now somebody receives
    no page, which a desk cannot hold to; or its visit was moved to another child; or care ended."""
    visit = records.visit(vault, page.visit_id)
    if visit is not None and visit.child_id != page.child_id:
        return True
    if not may_have_page(standing.care_of(vault, page.child_id)):
        return True
    if any(why is not None for why in records.recipients(vault, page.child_id).values()):
        return True
    answer = last_answer(vault, page.visit_id)
    if answer != "strengths":
        return answer == "no"
    try:
        summary = summary_of(page)
    except InputError:
        return True
    return bool(summary.steps) or len(summary.strategies) > 1


def require_going(vault: Vault, page: PrintPage, words: Words | None = None) -> None:
    """Hold a page to what was answered since it was sent.

    Raises:
        PageRefused: it may no longer leave.
    """
    if stopped(vault, page):
        said = (words or Words("en")).say("This page is not printed.")
        raise PageRefused(said, place=f"page {page.page_id}")


def last_mark(marks: tuple[Mark, ...]) -> Mark | None:
    """Return the latest of some marks; None when there is none."""
    return max(marks, key=lambda mark: mark.on, default=None)


def printed_write(vault: Vault, page_id: str, on: date, copies: int = 1) -> Write:
    """Return the entry that keeps that a page was printed."""
    return _written(vault, page_id, "prints", {"on": on.isoformat(), "copies": copies})


def _mark(vault: Vault, page_id: str, kind: str, said: dict[str, str | int]) -> PrintPage:
    page_of(vault, page_id)
    vault.journal.write_many([_written(vault, page_id, kind, said)])
    return page_of(vault, page_id)


def _written(vault: Vault, page_id: str, kind: str, said: dict[str, str | int]) -> Write:
    field = f"{kind}.{vault.journal.new_id()}"
    return ("page", page_id, {field: {**said, "by": vault.worker_id}}, ChainClass.OPEN)
