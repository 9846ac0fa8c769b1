"""Texts that a spreadsheet would take for a formula are given an apostrophe, which can be undone.

Source: OWASP, "CSV Injection"; security.md D11. XlsxWriter takes a text between ``<r>`` and
``</r>`` for XML of its own, and would put it into the sheet as it is: that is guarded too.
"""

_BEGINNINGS = frozenset("=+-@\t\r\n＝＋－＠")
MARK = "'"


def guarded(text: str) -> str:
    """Return a text that no spreadsheet reads as a formula.

    One apostrophe stands in front when the first character that is no blank could begin one, or
    when the text begins with an apostrophe itself: so one that stands in front is always ours.
    """
    first = text.lstrip(" \u00a0\u3000\ufeff")[:1]
    return f"{MARK}{text}" if first in _BEGINNINGS or text.startswith((MARK, "<r>")) else text


def unguarded(text: str) -> str:
    """Return a text as it was before ``guarded``."""
    return text.removeprefix(MARK)
