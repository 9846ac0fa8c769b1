"""Where a person stands in the program, so that a window dressed anew shows the same place."""

from dataclasses import dataclass
from typing import Literal

from imh_desktop.flows.visiting import OpenVisit


@dataclass(frozen=True, slots=True)
class Standing:
    """``child_id``: of the child shown or chosen; ``view``: which rows of the list are shown;
    ``visit``: the open one, with how its answers are known; ``in_note``: the keyboard was in the
    note of the card; ``cursor``: where in it."""

    page: Literal["caseload", "child", "visit", "review", "together"]
    child_id: str = ""
    visit: OpenVisit | None = None
    in_note: bool = False
    cursor: int = 0
    view: str = "today"
