"""Families with little, usual and much to print, on both papers."""

from collections.abc import Callable
from datetime import date

from imh_desktop.core.summary import (
    FamilySummary,
    OpenClass,
    PageLine,
    PageStep,
    PageSupport,
)

SIZES = {"a4": (595.2756, 841.8898), "letter": (612.0, 792.0)}
Build = Callable[..., FamilySummary]


def variants(a_family: Build, full_family: Build) -> list[FamilySummary]:
    """Return pages from nearly empty to nearly too full, on both papers."""
    few = {"moments": (), "steps": (), "strategies": ()}
    note = PageLine("She laughed when the cat came in, and looked at you. " * 8, OpenClass.P)
    long_step = PageStep(
        what=PageLine("Call the clinic on the hill. " * 4, OpenClass.C),
        who="Guadalupe " * 12,
        by=date(2026, 9, 30),
        phone="000 555 0133 ext. 44",
    )
    many_numbers = tuple(
        PageSupport(label=f"A line with quite a long name {word}", number="000 555 0100")
        for word in "abcdef"
    )
    return [
        build(paper=paper, **fields)
        for paper in ("a4", "letter")
        for build, fields in (
            (a_family, {}),
            (a_family, few),
            (a_family, {"given_name": "Wolfeschlegelsteinhausen" * 8}),
            (full_family, {}),
            (full_family, {"moments": (note, note), "steps": (long_step,) * 3}),
            (full_family, {"support": many_numbers, "review_note": "Not yet reviewed"}),
        )
    ]
