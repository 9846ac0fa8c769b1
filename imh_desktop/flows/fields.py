"""What forms have in common: one of some answers, a day, a line that must be filled."""

from datetime import date

from imh_desktop.core.limits import NAME_LIMIT, clean
from imh_desktop.errors import InputError
from imh_desktop.words import Words


def one_of(value: str, allowed: tuple[str, ...], place: str, words: Words) -> str:
    """Return a value that is one of the allowed ones.

    Raises:
        InputError: it is another.
    """
    if value not in allowed:
        raise InputError(
            words.say("Please choose one of the answers."), place=place, expected=", ".join(allowed)
        )
    return value


def day(
    text: str, place: str, words: Words, *, until: date | None = None, asking: str = ""
) -> date:
    """Read an ISO day; ``asking`` says what is wanted when there is none.

    Raises:
        InputError: it is none, or after ``until``.
    """
    try:
        read = date.fromisoformat(text.strip())
    except ValueError:
        said = asking or words.say("Please write a day.")
        raise InputError(said, place=place, expected="2024-07-05") from None
    if until is not None and read > until:
        raise InputError(words.say("This day is in the future."), place=place)
    return read


def required(text: str, place: str, words: Words) -> str:
    """Return one filled line of text.

    Raises:
        InputError: it is empty, too long or not one line.
    """
    said = clean(text, place, NAME_LIMIT)
    if not said:
        raise InputError(words.say("Please fill this in."), place=place)
    return said
