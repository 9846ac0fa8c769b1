"""What a record says now, as it is told outside the journal."""

import msgspec

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.ancestry import Candidate
from imh_desktop.store.entry import Changes


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What a record says now. A field in conflict stands in ``conflicts`` and not in ``fields``.

    ``heads``: the entries nobody has seen yet. ``incomplete``: an entry here had seen one that
    has not arrived, so the history is not whole. ``closed_at``: empty while open.
    """

    record_id: str
    record_type: str
    chain_class: ChainClass
    fields: Changes
    conflicts: dict[str, tuple[Candidate, ...]]
    heads: tuple[str, ...]
    incomplete: bool
    closed_at: str = ""
