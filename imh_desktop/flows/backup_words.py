"""How the backups stand, in one line; and whether that is a reason to say more."""

from datetime import datetime
from typing import NamedTuple

from imh_desktop.flows.backing_up import DAY, WEEK, Standing
from imh_desktop.flows.time_since import since
from imh_desktop.words import Words


class BackupLine(NamedTuple):
    """``calm``: there is nothing to do."""

    said: str
    calm: bool


def line(stood: Standing, now: datetime, words: Words) -> BackupLine:
    """Say when the last backup was made, and what is missing; of what was not changed since, an
    old backup is as good as a new one."""
    if stood.at is None:
        return BackupLine(words.say("No backup yet"), calm=not stood.changed)
    last = words.say("Last backup {ago}", ago=since(stood.at, now, words))
    if stood.changed and now - stood.at >= DAY:
        return BackupLine(words.say("{last}: please make one", last=last), calm=False)
    if not stood.second:
        return BackupLine(last, calm=True)
    if stood.second_at is None or now - stood.second_at >= WEEK:
        return BackupLine(
            words.say("{last}; outside this laptop none for a week", last=last), calm=False
        )
    return BackupLine(last, calm=True)
