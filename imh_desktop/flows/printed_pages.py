"""A page that was given, as it was kept: what it said, and the page drawn from that once more."""

from hashlib import sha256

import msgspec

from imh_desktop import __version__
from imh_desktop.core.canonical import canonical
from imh_desktop.core.page_code import in_letters
from imh_desktop.core.printed import Printed
from imh_desktop.core.summary import FamilySummary
from imh_desktop.documents.family import family_pdf
from imh_desktop.errors import InputError
from imh_desktop.flows import print_desk
from imh_desktop.flows.pages import Page, page_file_name
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

_RESULTS, _ASKED = "results.", "lower_asked"


def one_of(vault: Vault, print_id: str) -> Printed:
    """Return one page of the list.

    Raises:
        InputError: it is not here.
    """
    found = records.printed_one(vault, print_id)
    if found is None:
        raise InputError("This page was not given from here.", place=f"print {print_id}")
    return found


def summary_of(printed: Printed) -> FamilySummary:
    """Return what a page said. Raises InputError: a newer version wrote it."""
    return print_desk.thawed(printed.body, f"print {printed.print_id}")


def seen_again(printed: Printed) -> Page:
    """Draw a page that was given from what was kept of it. Raises as ``summary_of``."""
    return drawn(made_again(summary_of(printed), printed.program), printed.visit_id)


def made_again(summary: FamilySummary, program: str) -> FamilySummary:
    """Return a page that says in its footer that another version made it again, if one does."""
    if program == __version__:
        return summary
    said = Words(summary.language).say(
        "{code}. Made again by version {version}.",
        code=summary.stamp, version=in_letters(__version__),
    )  # fmt: skip
    return msgspec.structs.replace(summary, stamp=said)


def drawn(summary: FamilySummary, visit_id: str) -> Page:
    """Draw what a page of a visit says."""
    return Page(
        content=family_pdf(summary, Words(summary.language)),
        file_name=page_file_name("family", summary.on, visit_id),
    )


def basis_of(vault: Vault, visit_id: str) -> str:
    """Return a hash of what a visit says now; results, which follow from it, do not enter."""
    record = vault.journal.record(visit_id)
    fields = record.fields if record else {}
    said = {
        field: value
        for field, value in fields.items()
        if not field.startswith(_RESULTS) and field != _ASKED
    }
    return sha256(canonical(said)).hexdigest()[:32]
