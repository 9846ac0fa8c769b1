"""What is told of archives in the terminal: one fact a line, ids and counts alone.

A terminal is seen by others, and what it prints is kept in logs: of class G and V no count, no
record and no gap is told, whoever may open them.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from imh_desktop.core.privacy import ChainClass

if TYPE_CHECKING:
    from imh_desktop.exchange.archive import ArchiveSummary
    from imh_desktop.flows.archiving import Made
    from imh_desktop.flows.merge_report import Gap, MergeReport


def lines_of_made(made: "Made") -> Iterator[str]:
    """Tell of an archive that was written and read back."""
    yield f"archive {made.archive_id} is written and was read back"
    yield f"entries of open records: {made.carried}; what was said in private is not counted"
    yield f"for {', '.join(made.recipients)}"
    for part in made.left:
        yield f"class {part}: nobody was named for it; what there may be of it stays here"
    yield "nothing counts as carried until a receipt comes back; keep the vault"


def lines_of_report(report: "MergeReport", *, done: bool) -> Iterator[str]:
    """Tell of a merge that was done, or would be."""
    for each in report.archives:
        before = ": merged here before" if each.before else ""
        if each.taken_back:
            before = f": taken back here; see archive bring-back {each.archive_id}"
        yield f"archive {each.archive_id} of device {each.sender}, made {each.made_at}{before}"
    if done and not report.changed:
        yield "nothing is new: the vault is as it was"
    yield f"entries of open records: {report.new} new, {report.known} known already"
    yield f"to look at: {report.conflicts} fields in conflict, {report.late} late answers"
    for meeting in report.meetings:
        yield f"  {meeting.record_type} {meeting.record_id}: {_fields(meeting.conflicts)}"
    for entry_id in report.erasures:
        asked = report.requests.get(entry_id)
        by = f", by worker {asked.worker_id} at {asked.at}" if asked else ""
        yield f"erasure to confirm: entry {entry_id}{by} (--erase {entry_id})"
    for taken in report.taken_back:
        yield (
            f"taken back by device {taken.device_id}: {taken.entries} entries, of archive"
            f" {taken.archive_id}; reason: {taken.reason}"
        )
    for chain_id, seq in report.forks:
        yield f"chain {chain_id}: two histories at entry {seq}, of a restored or copied vault"
    yield from map(_gap, report.gaps)
    if report.backup:
        yield f"backup before it: {report.backup}"


def lines_of_archive(summary: "ArchiveSummary") -> Iterator[str]:
    """Tell of an archive that was verified."""
    yield f"archive {summary.archive_id} of device {summary.sender} ({summary.role}) is sound"
    yield f"made {summary.made_at}, {summary.size} bytes, file {summary.name}"
    whole, erased, withheld = summary.parts[ChainClass.OPEN].tally
    yield f"open records: {whole} entries, {erased} erased, {withheld} withheld"


def _fields(conflicts: dict[str, tuple[str, ...]]) -> str:
    return ", ".join(sorted(conflicts)) if conflicts else "late answers"


def _gap(gap: "Gap") -> str:
    when = "no archive yet"
    if gap.last_made_at:
        made = datetime.fromisoformat(gap.last_made_at)
        when = f"last archive {(datetime.now(UTC) - made).days} days ago"
    return f"device {gap.device_id}: {when}; entries {gap.first}-{gap.last} missing"
