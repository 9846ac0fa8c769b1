"""A checklist on paper, for a day without battery. What is asked alone has a type of its own."""

import msgspec

from imh_desktop.core.people import Paper
from imh_desktop.core.summary import OpenClass


class PaperItem(msgspec.Struct, frozen=True, kw_only=True):
    """One open item. ``choices``: answers in words, in the order of the keys 1-5; none = a note
    alone. ``ways``: how it is known, in words. ``under``: it belongs to the question above.

    Raises:
        TypeError: the class is no ``OpenClass`` member.
    """

    number: str
    text: str
    choices: tuple[str, ...]
    ways: tuple[str, ...] = ()
    hint: str = ""
    under: bool = False
    source: OpenClass

    def __post_init__(self) -> None:
        """Refuse, at run time too, an item that has no place on the open paper."""
        if not isinstance(self.source, OpenClass):
            raise TypeError("the open checklist holds class P and C only")


class PaperDomain(msgspec.Struct, frozen=True, kw_only=True):
    """The items of one domain, in the order of the checklist."""

    title: str
    items: tuple[PaperItem, ...]


class PaperChecklist(msgspec.Struct, frozen=True, kw_only=True):
    """The open items of a band in one language. It names nobody: who it is about is written by
    hand. ``mark``: band, version and structure, so that it is typed into the right checklist.
    ``demo``: printed in the demo, and watermarked."""

    language: str
    paper: Paper
    title: str
    mark: str
    review_note: str = ""
    demo: bool = False
    domains: tuple[PaperDomain, ...]


class PrivateItem(msgspec.Struct, frozen=True, kw_only=True):
    """One item that is asked alone."""

    number: str
    text: str
    choices: tuple[str, ...]


class PrivateSheet(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked alone, a page for each class. It has no field for a child: its title is
    neutral, and nothing on it says whose talk it was."""

    language: str
    paper: Paper
    title: str
    mark: str
    review_note: str = ""
    demo: bool = False
    pages: tuple[tuple[PrivateItem, ...], ...]
