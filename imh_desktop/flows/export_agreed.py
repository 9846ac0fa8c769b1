"""What was agreed at a child's visits, and what a later visit says of it."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from imh_desktop.core.checklist import ChecklistTexts
from imh_desktop.core.follow_up import Agreement, to_follow
from imh_desktop.core.visit import Visit
from imh_desktop.exchange.tables.shape import Value
from imh_desktop.flows.export_choices import IDEA, IN_CONFLICT, NOT_ASKED, STEP
from imh_desktop.flows.export_rows import ExportVisit
from imh_desktop.flows.loading import earlier_than

Cells = dict[str, Value]
_CODES, _NOTES = "followed.", "follow_notes."


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One thing agreed before, as a visit asked about it. ``key``: as ``Agreement.key``;
    ``agreed``: None when the visit it was agreed at is not among those exported. ``code``: empty
    while nothing was answered; ``disputed``: two laptops answered differently."""

    key: str
    agreed: Agreement | None
    code: str
    note: str
    disputed: bool

    @property
    def agreed_visit_id(self) -> str:
        """Return the visit it was agreed at."""
        return self.key.rpartition("/")[0]

    @property
    def agreed_id(self) -> str:
        """Return the idea or the step."""
        return self.key.rpartition("/")[2]

    @property
    def kind(self) -> str | None:
        """Return what it was; None when that is not known here."""
        if self.agreed is None:
            return None
        return IDEA if self.agreed.idea_id else STEP

    @property
    def told(self) -> bool:
        """Tell whether the visit says anything of it."""
        return bool(self.code or self.note or self.disputed)


def asked_at(one: ExportVisit, visits: Sequence[ExportVisit]) -> Iterator[Asked]:
    """Yield what a visit asked about, or says anything of.

    Args:
        visits: all of the child that are exported.
    """
    fields = one.told.fields
    codes, notes = _texts(fields, _CODES), _texts(fields, _NOTES)
    disputed = {f.removeprefix(_CODES) for f in one.told.conflicts if f.startswith(_CODES)}
    said = codes.keys() | notes.keys() | disputed
    closed = (each.visit for each in visits if each.visit.closed_at)
    agreed = {each.key: each for each in to_follow(earlier_than(one.visit, closed), said)}
    for key in (*agreed, *sorted(said - agreed.keys())):
        yield Asked(
            key=key, agreed=agreed.get(key), code=codes.get(key, ""), note=notes.get(key, ""),
            disputed=key in disputed,
        )  # fmt: skip


class AgreedRows:
    """Makes the rows of both tables. ``texts``: checklist id -> its words in the export's
    language."""

    def __init__(self, texts: Mapping[str, ChecklistTexts]) -> None:
        """Keep the words."""
        self._texts = texts

    def ideas(self, visit: Visit) -> Iterator[Cells]:
        """Yield the ideas chosen at a visit."""
        for idea_id in visit.strategies:
            yield {"idea_id": idea_id, "text": self._idea(visit.checklist_id, idea_id)}

    def follow_ups(self, one: ExportVisit, visits: Sequence[ExportVisit]) -> Iterator[Cells]:
        """Yield what a visit asked about, also where nothing was answered."""
        lists = {each.visit.visit_id: each.visit.checklist_id for each in visits}
        for asked in asked_at(one, visits):
            agreed = asked.agreed
            yield {
                "agreed_visit_id": asked.agreed_visit_id, "agreed_id": asked.agreed_id,
                "agreed_kind": asked.kind,
                "agreed_on": agreed.on.isoformat() if agreed else None,
                "what": self._what(agreed, lists) if agreed else "",
                "code": IN_CONFLICT if asked.disputed else asked.code or NOT_ASKED,
                "note": asked.note,
            }  # fmt: skip

    def _what(self, agreed: Agreement, lists: Mapping[str, str]) -> str:
        if not agreed.idea_id:
            return agreed.what
        return self._idea(lists[agreed.visit_id], agreed.idea_id)

    def _idea(self, checklist_id: str, idea_id: str) -> str:
        texts = self._texts.get(checklist_id)
        return texts.strategies.get(idea_id, "") if texts else ""


def _texts(fields: Mapping[str, object], prefix: str) -> dict[str, str]:
    return {
        field.removeprefix(prefix): said
        for field, said in fields.items()
        if field.startswith(prefix) and isinstance(said, str) and said
    }
