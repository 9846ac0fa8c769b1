"""What waits for a decision, as plain values: for a window, a terminal, a script."""

from typing import Literal

import msgspec

Kind = Literal["field", "closed", "results", "late", "moved"]
"""field: two values stand in it. closed: two people finished one visit. results: a closed visit
was corrected twice, and what it showed is to be worked out again. late: an answer came after the
visit was closed. moved: said alone under a name of the wrong family, for the visit was moved."""

OPEN_AGAIN = "open"
"""The choice that opens a visit again which two people finished."""


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One of the values a person chooses between.

    ``choice``: a letter, the same on every laptop, or ``OPEN_AGAIN``. ``said``: the value in
    words. ``who``, ``when``: its writer's name and the local time; empty where nobody wrote it.
    ``seen``: sentences on what the writer had seen. ``late``: it came after the visit was closed;
    ``stands``: it is what a closed visit says now.
    """

    choice: str
    said: str
    who: str = ""
    when: str = ""
    seen: tuple[str, ...] = ()
    late: bool = False
    stands: bool = False


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One field of one record that a person decides.

    ``question_id``: 12 hex digits, the same on every laptop. ``child``: the name, empty for what
    belongs to no child. ``where``: the record in words; ``label``: the field in words.
    ``joinable``: both may be kept, one below the other. ``private``: of class G or V; until it is
    opened by its id ``label`` says no more than that, and ``choices`` is empty.
    """

    question_id: str
    kind: Kind
    record_id: str
    record_type: str
    child_id: str
    child: str
    where: str
    label: str
    choices: tuple[Choice, ...] = ()
    joinable: bool = False
    private: bool = False
