"""Texts that a spreadsheet would take for a formula are given an apostrophe, which can be undone.

Source: OWASP, "CSV Injection"; security.md D11.
"""

_BEGINNINGS = frozenset("=+-@\t\r\n＝＋－＠")
MARK = "'"


def guarded(text: str) -> str:
    """Return a text that no spreadsheet reads as a formula.

    One apostrophe stands in front when the first character that is no blank could begin one, or
    when the text begins with an apostrophe itself: so one that stands in front is always ours.
    """
    first = text.lstrip(" \u00a0\u3000\ufeff")[:1]
    risky = first in _BEGINNINGS if first else False
    return f"{MARK}{text}" if risky or text.startswith(MARK) else text


def unguarded(text: str) -> str:
    """Return a text as it was before ``guarded``."""
    return text.removeprefix(MARK)
