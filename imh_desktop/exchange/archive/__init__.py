"""The container ``.imha``: entries made to be carried, signed by those who wrote them, sealed for
those who may read them.

``papers`` and ``trust`` say who is who, ``content`` what goes in, ``writer`` and ``reader`` do it.
"""

from imh_desktop.exchange.archive.content import (
    ArchiveContent,
    ArchiveSummary,
    PartContent,
    PartSummary,
    Recipients,
)
from imh_desktop.exchange.archive.keys import DeviceKeys
from imh_desktop.exchange.archive.lines import Erased, Line, Withheld
from imh_desktop.exchange.archive.reader import VerifiedArchive, open_archive
from imh_desktop.exchange.archive.shape import Held, Run, sign_head
from imh_desktop.exchange.archive.trust import Trust
from imh_desktop.exchange.archive.writer import write_archive

__all__ = [
    "ArchiveContent",
    "ArchiveSummary",
    "DeviceKeys",
    "Erased",
    "Held",
    "Line",
    "PartContent",
    "PartSummary",
    "Recipients",
    "Run",
    "Trust",
    "VerifiedArchive",
    "Withheld",
    "open_archive",
    "sign_head",
    "write_archive",
]
