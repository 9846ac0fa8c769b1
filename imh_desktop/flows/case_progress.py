"""How far an open visit is, counted when it is first asked for: thousands of children cost no more
than those that come into sight."""

from functools import cached_property

from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.errors import InputError
from imh_desktop.flows.card_views import counted
from imh_desktop.flows.visit_state import VisitState
from imh_desktop.store.records import Case
from imh_desktop.store.vault import Vault
from imh_desktop.store.visit_days import Draft
from imh_desktop.words import Words


class CaseProgress:
    """``answered`` of ``total`` cards, as ``card_views.counted``; both 0 when no visit is open."""

    def __init__(self, vault: Vault, library: Library, case: Case) -> None:
        """Keep what to count."""
        self._vault, self._library, self._case = vault, library, case

    def of(self, draft: Draft) -> "CaseProgress":
        """Return the progress of one of the child's open visits."""
        if draft.visit_id == self._case.open_visit_id:
            return self
        case = replace(self._case, open_visit_id=draft.visit_id, answers=draft.answers)
        return CaseProgress(self._vault, self._library, case)

    @property
    def answered(self) -> int:
        """Return how many cards hold an answer."""
        return self._counted[0]

    @property
    def total(self) -> int:
        """Return how many cards there are to answer."""
        return self._counted[1]

    @cached_property
    def _counted(self) -> tuple[int, int]:
        """Return what the open visit's own page says of its progress. A visit that cannot be
        opened here must not hide the list: then what is stored is counted."""
        case = self._case
        if not case.open_visit_id:
            return 0, 0
        try:
            visit = VisitState(self._vault, self._library, case.open_visit_id, Words("en"))
        except InputError:
            return case.answers, case.answers
        return counted(visit)
