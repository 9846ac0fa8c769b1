"""Which language a family's page is proposed in: never more than a proposal."""

from collections.abc import Collection, Sequence

from imh_desktop.core.people import Caregiver


def language_for(page_language: str, reader: Caregiver | None, offered: Collection[str]) -> str:
    """Return the language a page is proposed in for one reader.

    Args:
        page_language: the one the family reads.
        reader: whom the page is for; None = the family.
        offered: languages there is a page in.
    """
    reads = reader.reads if reader else ()
    if not reads or page_language in reads:
        return page_language
    return next((code for code in reads if code in offered), page_language)


def family_language(
    page_language: str, readers: Sequence[Caregiver], offered: Collection[str]
) -> str:
    """Return the language proposed before anybody is named; ``readers``: who may receive a page.
    Where one person alone may, the page is that person's."""
    only = readers[0] if len(readers) == 1 else None
    return language_for(page_language, only, offered)


def unread(reader: Caregiver, language: str) -> bool:
    """Tell whether a person is known not to read a language; where nothing is said, they may."""
    return bool(reader.reads) and language not in reader.reads
