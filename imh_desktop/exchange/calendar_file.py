"""Visits to come as an iCalendar file (RFC 5545), which calendars of every kind take in."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from imh_desktop.core.visit_calendar import ComingVisit

_PRODID = "-//IMH Desktop//Visits//EN"


def calendar_bytes(visits: Iterable[ComingVisit], made_at: datetime) -> bytes:
    """Return a calendar of whole days without alarms, which blocks no time and names no zone.

    Args:
        made_at: with its zone; a calendar made later wins over one made before.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODID)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for visit in visits:
        calendar.add_component(_event(visit, made_at))
    made: bytes = calendar.to_ical()
    return made


def _event(visit: ComingVisit, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", visit.uid)
    event.add("dtstamp", made_at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", int(made_at.timestamp()) // 60)
    event.add("dtstart", visit.on)
    event.add("dtend", visit.on + timedelta(days=1))
    event.add("summary", visit.summary)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
