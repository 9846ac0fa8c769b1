"""The languages a family may speak, named in the language of the program."""

import re

from imh_desktop.locales import LOCALES, direction_of
from imh_desktop.words import Words

_CODE = re.compile(r"([a-z]{2,3})(?:-[A-Za-z0-9]{2,8})*")
_TWO_LETTERS = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da"
    " de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy"
    " hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg"
    " li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or"
    " os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta"
    " te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
"""ISO 639-1."""


def is_language(code: str) -> bool:
    """Tell whether a text is a language code (BCP 47): two letters of ISO 639-1, or three of
    another part of ISO 639 that are not set aside for private use."""
    found = _CODE.fullmatch(code)
    if not found:
        return False
    return found[1] in _TWO_LETTERS if len(found[1]) == 2 else not "qaa" <= found[1] <= "qtz"


def shipped_languages(words: Words) -> list[tuple[str, str]]:
    """Return (code, name) of each language that the program, its checklists and pages speak."""
    names = spoken_languages(words)
    return [(code, names[code]) for code in LOCALES]


def from_the_left(words: Words) -> list[tuple[str, str]]:
    """Return those that are read from the left: every paper but a family's is laid out so."""
    shipped = shipped_languages(words)
    return [(code, name) for code, name in shipped if direction_of(code) == "ltr"]


def inside(name: str, words: Words) -> str:
    """Return a language's name as it stands inside a sentence: small in Spanish."""
    return name[:1].lower() + name[1:] if words.language == "es" else name


def spoken_languages(words: Words) -> dict[str, str]:
    """Return BCP 47 code -> name, the page languages first and the others by name."""
    first = {
        "en": words.say("English"),
        "es": words.say("Spanish"),
        "ar": words.say("Arabic"),
    }
    others = sorted(_others(words).items(), key=lambda pair: pair[1].casefold())
    return first | dict(others)


def _others(words: Words) -> dict[str, str]:
    return {
        "am": words.say("Amharic"),
        "ase": words.say("American Sign Language"),
        "bn": words.say("Bengali"),
        "fa": words.say("Farsi or Dari"),
        "fr": words.say("French"),
        "ff": words.say("Fula"),
        "gn": words.say("Guarani"),
        "gu": words.say("Gujarati"),
        "ht": words.say("Haitian Creole"),
        "hi": words.say("Hindi"),
        "hmn": words.say("Hmong"),
        "km": words.say("Khmer"),
        "ko": words.say("Korean"),
        "mam": words.say("Mam"),
        "zh": words.say("Chinese"),
        "mix": words.say("Mixtec"),
        "my": words.say("Burmese"),
        "nah": words.say("Nahuatl"),
        "ne": words.say("Nepali"),
        "ps": words.say("Pashto"),
        "pa": words.say("Punjabi"),
        "pl": words.say("Polish"),
        "pt": words.say("Portuguese"),
        "qu": words.say("Quechua"),
        "quc": words.say("K'iche'"),
        "ru": words.say("Russian"),
        "so": words.say("Somali"),
        "sw": words.say("Swahili"),
        "tl": words.say("Tagalog"),
        "ti": words.say("Tigrinya"),
        "uk": words.say("Ukrainian"),
        "ur": words.say("Urdu"),
        "vi": words.say("Vietnamese"),
        "wo": words.say("Wolof"),
        "yo": words.say("Yoruba"),
        "yua": words.say("Yucatec Maya"),
    }
