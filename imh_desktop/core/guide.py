"""The Learn guide: a few short pages a visitor can read without a network."""

import msgspec

from imh_desktop.core.checklist import Review


class GuidePart(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stretch of a page. ``points`` stand as a list after the paragraphs."""

    paragraphs: tuple[str, ...]
    heading: str = ""
    points: tuple[str, ...] = ()


class GuidePage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One page in one language. ``sources``: what it rests on, named as in a list of sources."""

    title: str
    summary: str
    sources: tuple[str, ...]
    parts: tuple[GuidePart, ...]

    @property
    def body(self) -> tuple[str, ...]:
        """Return what is read on the page: its paragraphs and points, without headings."""
        return tuple(said for part in self.parts for said in (*part.paragraphs, *part.points))

    @property
    def texts(self) -> tuple[str, ...]:
        """Return everything the page shows, headings and sources too."""
        headings = (part.heading for part in self.parts if part.heading)
        return (self.title, self.summary, *headings, *self.body, *self.sources)


class GuideTexts(msgspec.Struct, frozen=True, kw_only=True):
    """The words of the guide in one language. ``pages``: those written so far, by id."""

    language: str
    title: str
    review: Review
    pages: dict[str, GuidePage]


class Guide(msgspec.Struct, frozen=True, kw_only=True):
    """The guide: the order of its pages, and its words by language."""

    page_ids: tuple[str, ...]
    texts: dict[str, GuideTexts]
