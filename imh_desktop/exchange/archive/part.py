"""One part as it is read: its header, then line by line along its runs."""

from collections.abc import Callable

from imh_desktop.core.privacy import ChainClass
from imh_desktop.exchange.archive.faults import damaged, forged
from imh_desktop.exchange.archive.judge import OTHER_CLASS
from imh_desktop.exchange.archive.lines import Line, Withheld
from imh_desktop.exchange.archive.shape import Header
from imh_desktop.exchange.archive.strict import NotStrict, decode_strictly
from imh_desktop.exchange.archive.walk import Walk
from imh_desktop.store.shapes import PRIVATE_TYPES

Give = Callable[[Line, int], None]
"""Takes a line that was read, and how many bytes it was."""


class Part:
    """One part being read: the header first, then line by line along its runs."""

    def __init__(self, part: ChainClass, begin: Callable[[Header], Walk], give: Give) -> None:
        """Call ``begin`` with the header for the walk to go, then ``give`` with each line."""
        self._part, self._begin, self._give = part, begin, give
        self._header: Header | None = None
        self._walk: Walk | None = None

    def take(self, data: bytes) -> None:
        """Take the next line."""
        if self._walk is None:
            self._take_header(data)
            return
        line = self._walk.take(data)
        if self._part is ChainClass.OPEN and not isinstance(line, Withheld):
            _require_open(line.record_type)
        self._give(line, len(data))

    def finish(self) -> tuple[Header, Walk]:
        """Return the header and what was walked. Raises Refusal when places are left."""
        if self._header is None or self._walk is None:
            raise damaged()
        self._walk.finish()
        return self._header, self._walk

    def _take_header(self, data: bytes) -> None:
        try:
            header = decode_strictly(data, Header)
        except NotStrict:
            raise damaged() from None
        self._header, self._walk = header, self._begin(header)


def _require_open(record_type: str) -> None:
    if record_type in PRIVATE_TYPES:
        raise forged(OTHER_CLASS)
