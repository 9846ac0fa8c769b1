"""What a reviewer reads on paper: every word of a checklist in one language, as a frozen value."""

import msgspec

from imh_desktop.core.people import Paper


class BookEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to review. ``mark``: id and structure, small print. ``lines``: (label, words).
    ``remarks``: leave room to write."""

    words: str
    mark: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    remarks: bool = True


class BookGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Entries under one heading inside a section."""

    title: str
    entries: tuple[BookEntry, ...]


class BookSection(msgspec.Struct, frozen=True, kw_only=True):
    """A section, which begins a new page. ``intro``: paragraphs."""

    title: str
    intro: tuple[str, ...]
    groups: tuple[BookGroup, ...]


class ReviewBook(msgspec.Struct, frozen=True, kw_only=True):
    """A whole reviewer's book. ``front``: the paragraphs of the first page."""

    language: str
    paper: Paper
    title: str
    front: tuple[str, ...]
    sections: tuple[BookSection, ...]
