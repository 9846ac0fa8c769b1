"""What a check found, in plain words."""

import msgspec


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong.

    ``rule``: its short name. ``page``: from 1; 0 for the file as a whole. ``place``: where on the
    page or in the tree, "" where there is no closer place.
    """

    rule: str
    says: str
    page: int = 0
    place: str = ""

    def __str__(self) -> str:
        """Return the finding as one line."""
        where = f"page {self.page}" if self.page else "the file"
        return f"{where}{f', {self.place}' if self.place else ''}: {self.says} [{self.rule}]"
