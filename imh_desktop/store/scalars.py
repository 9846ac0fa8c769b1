"""A scalar as the vault keeps it, read back: a day is an ISO text, an order a whole number."""

from datetime import date


def day_of(text: str) -> date | None:
    """Return a day; None when the text is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def whole_of(value: object) -> int:
    """Return a whole number; 0 when the value is none."""
    return value if isinstance(value, int) else 0
