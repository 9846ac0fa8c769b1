"""What time it is here."""

from datetime import date, datetime


def local_now() -> datetime:
    """Return the time where the laptop is, with its zone."""
    return datetime.now().astimezone()


def local_today() -> date:
    """Return today's date where the laptop is."""
    return local_now().date()
