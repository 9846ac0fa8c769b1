"""How long a text may be, and which characters no text may hold."""

import re

import msgspec

from imh_desktop.errors import InputError


class Limit(msgspec.Struct, frozen=True):
    """A kind of text: its greatest length in characters (code points), and whether it may run
    over several lines and hold tabs."""

    characters: int
    lines: bool = False


NAME_LIMIT = Limit(200)
NOTE_LIMIT = Limit(2_000, lines=True)

_NUMBER = re.compile(r"[0-9A-Za-z +()./#*-]{1,40}")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
_BREAK = re.compile("[\t\r\n\u2028\u2029]+(?=[^\t\r\n\u2028\u2029])")
_UNSEEN_IN_LINES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clean(text: str, place: str, limit: Limit) -> str:
    """Return a text fit to be kept: without outer white space, line ends as newlines.

    Everything else stays as typed. Marks of writing direction are allowed here: who shows a
    text sets it apart from its surroundings, so that they cannot turn these around.

    Args:
        place: the field, named in the error.
    Raises:
        InputError: the text is too long, or holds NUL, a lone surrogate, a control character
            or, where one line is expected, a line end or tab.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > limit.characters:
        raise InputError(
            "This text is too long. Nothing was changed; please shorten it to {most} characters.",
            place=place,
            most=limit.characters,
        )
    if (_UNSEEN_IN_LINES if limit.lines else _UNSEEN).search(text):
        raise InputError(
            "This text holds a character that cannot be shown. Nothing was changed.",
            place=place,
            expected="letters, numbers and signs" if limit.lines else "one line of text",
        )
    return text


def only_seen(text: str, *, lines: bool = False) -> str:
    """Return a text as it is pasted into a field: line ends and tabs as blanks where one line is
    expected (dropped at its end), and without the characters that ``clean`` refuses."""
    if lines:
        return _UNSEEN_IN_LINES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _UNSEEN.sub("", _BREAK.sub(" ", text))


def is_number(text: str) -> bool:
    """Tell whether a text can be dialled: at most 40 letters, digits and signs, one of them a
    digit. Letters are those of a number given as a word."""
    said = text.strip()
    return bool(_NUMBER.fullmatch(said)) and any(letter in "0123456789" for letter in said)
