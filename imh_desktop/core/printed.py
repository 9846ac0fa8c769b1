"""A page that was given to a family: what it said then, and who got it."""

from datetime import date
from typing import Literal

import msgspec

Part = Literal["whole", "strengths"]
"""How much of a family page is given: all of it, or the short page: what goes well and one thing to
try. Any family may be given either, before anybody is asked whether it is safe at home."""
Safe = Literal["print", "strengths", "no"]
"""The answer before each giving: is it safe for this page to be seen by everyone at home?
"strengths" leads to the short page."""
Way = Literal["print", "save", "open", "desk", "batch"]
"""How a page leaves: to a printer, as a copy, into the viewer, to the print desk, with others."""


ERASED = "erased"
"""In place of a page's inputs, where what they tell of was erased."""


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """One giving of one page.

    ``part``: whole or strengths (the short page). ``body``: the ``FamilySummary`` as JSON, from
    which the page can be drawn again. ``program``: the version that drew it. ``texts``: hash of
    the checklist's words. ``basis``: hash of what the visit said then. ``pdf_hash``: SHA-256 of
    the page alone; ``file_hash``: of the file it went in (the same, but for several pages at
    once). ``way``: print, save, open, desk or batch. ``to``: caregivers' ids; none = the family.
    ``again_of``: the giving it repeats. ``failed``: it did not come out after all.
    """

    print_id: str
    child_id: str
    visit_id: str
    language: str
    paper: str
    part: str
    body: str
    code: str
    program: str
    texts: str
    basis: str
    pdf_hash: str
    file_hash: str
    on: date
    way: str
    by: str = ""
    again_of: str = ""
    reading_reason: str = ""
    to: tuple[str, ...] = ()
    failed: bool = False
