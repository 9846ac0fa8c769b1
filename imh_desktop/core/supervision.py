"""What a visitor brings to reflective supervision: no result, no level, no count, no order but
that of the days."""

from datetime import date

import msgspec

from imh_desktop.core.people import Paper
from imh_desktop.core.summary import PageLine


class PacketVisit(msgspec.Struct, frozen=True, kw_only=True):
    """One visit. ``given_name``: the child's first name alone. ``questions``: what the family
    asked or worried about, in their words; open class by type. ``wonder``: the visitor's note."""

    given_name: str
    on: date
    strengths: tuple[PageLine, ...]
    questions: tuple[PageLine, ...]
    wonder: str


class SupervisionPacket(msgspec.Struct, frozen=True, kw_only=True):
    """One visitor's visits of some days, by day."""

    language: str
    paper: Paper
    visitor: str
    first: date
    last: date
    visits: tuple[PacketVisit, ...]
    demo: bool = False
