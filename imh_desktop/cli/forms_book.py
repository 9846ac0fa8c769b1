"""imh-desktop forms book: everything a reviewer reads, on paper."""

from pathlib import Path
from typing import Literal

import click

from imh_desktop.cli.output import say_where, write_whole
from imh_desktop.errors import InputError


@click.command("book")
@click.option("--checklist", "checklist_id", default="observation", show_default=True)
@click.option("--language", default="en", show_default=True, help="Of the words to review.")
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter"], case_sensitive=False),
    default="letter",
    show_default=True,
)
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE.pdf")
def book_forms(checklist_id: str, language: str, paper: Literal["a4", "letter"], out: Path) -> None:
    """Write all items, guidance, strategies and rules of a language as PDF, by band."""
    from imh_desktop.content.library import Library
    from imh_desktop.documents.review_book import review_book_pdf
    from imh_desktop.flows.review_book import review_book
    from imh_desktop.words import Words

    library, words = Library(), Words(language)
    _require(checklist_id, library.ids(), "--checklist")
    _require(language, library.languages(checklist_id), "--language")
    texts = library.texts(checklist_id, language)
    book = review_book(library.checklist(checklist_id), texts, paper, words)
    write_whole(out, review_book_pdf(book, words))
    say_where(out)


def _require(given: str, known: tuple[str, ...], place: str) -> None:
    if given not in known:
        raise InputError("is not here", place=place, expected=" or ".join(known))
