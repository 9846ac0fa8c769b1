"""Which day it is: asked where the laptop's clock cannot be believed, and borne by each answer."""

from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from imh_desktop.core.visit import Visit
from imh_desktop.store.acts import last_written
from imh_desktop.store.vault import Vault

_LONG = timedelta(days=30)


class ClockDoubt(msgspec.Struct, frozen=True):
    """Why a day is to be asked. ``before``: the clock is before what was written last, on the day
    ``last_on``; ``long``: it is over 30 days past it."""

    kind: Literal["before", "long"]
    last_on: date


def clock_doubt(vault: Vault, now: datetime) -> ClockDoubt | None:
    """Return why the clock cannot be believed; None where it can. ``now``: with its zone."""
    try:
        last = datetime.fromisoformat(last_written(vault))
    except ValueError:
        return None
    last_on = last.astimezone(now.tzinfo).date()
    if now < last:
        return ClockDoubt("before", last_on)
    return ClockDoubt("long", last_on) if now - last > _LONG else None


def day_of_answers(vault: Vault, visit: Visit, today: date) -> date:
    """Return the day that answers given today bear. A visit that was begun today is about its own
    day, whichever that is; so is one that stands on paper."""
    record = vault.journal.record(visit.visit_id)
    begun = str(record.fields.get("started_at") or "") if record else ""
    return visit.on if visit.from_paper or begun[:10] == today.isoformat() else today
