"""What people noted about what the checks on the data found."""

from datetime import date
from uuid import UUID, uuid5

import msgspec

from imh_desktop.store.reading import Tables
from imh_desktop.store.records import PROGRAMME_ID
from imh_desktop.store.scalars import day_of
from imh_desktop.store.vault import Vault


class QualityComment(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wrote, and on which day; who it was stands in the journal alone."""

    text: str
    on: date | None


class QualityNote(msgspec.Struct, frozen=True, kw_only=True):
    """Where one finding stands. ``state``: open, right or corrected; two in conflict are open."""

    state: str = "open"
    comments: tuple[QualityComment, ...] = ()


def quality_id(check: str, subject_id: str) -> str:
    """Return the id of the one note on a finding, the same on every laptop."""
    return str(uuid5(UUID(PROGRAMME_ID), f"quality/{check}/{subject_id}"))


def quality_notes(vault: Vault) -> dict[tuple[str, str], QualityNote]:
    """Return check and subject -> what was noted."""
    found = {}
    for row in Tables(vault).all("quality"):
        state = row.text("state")
        said = [each for each in row.elements("comments").values() if isinstance(each, dict)]
        comments = [
            QualityComment(text=str(each.get("text") or ""), on=day_of(str(each.get("on") or "")))
            for each in said
        ]
        comments.sort(key=lambda comment: (comment.on or date.min, comment.text))
        found[row.text("check"), row.text("subject_id")] = QualityNote(
            state=state if state in ("right", "corrected") else "open", comments=tuple(comments)
        )
    return found
