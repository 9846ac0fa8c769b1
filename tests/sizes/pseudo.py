"""English made longer, accented and bracketed: what is not in brackets was never translated."""

import gettext
import re

_PLACES = re.compile(r"(\{[^}]*\})")
_ACCENTS = str.maketrans("aeiouAEIOUcnszy", "áéíóúÁÉÍÓÚçñšžý")
OPEN, CLOSE = "[", "]"
_LONGER = 0.33


def pseudo(text: str) -> str:
    """Return a text of one third more, with its places for values as they are."""
    parts = [
        part if part.startswith("{") else part.translate(_ACCENTS) for part in _PLACES.split(text)
    ]
    more = round(_LONGER * len(_PLACES.sub("", text)))
    # A translation is longer by more words, or by longer ones where there is only one.
    tail = ("" if " " not in text else " ") + "ó" * min(more, 3) + " óóóó" * 50
    return f"{OPEN}{''.join(parts)}{tail[:more].rstrip()}{CLOSE}"


class Pseudo(gettext.NullTranslations):
    """A catalogue that has every message."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return pseudo(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)
