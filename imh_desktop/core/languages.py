"""The languages a family may speak, named in the language of the program."""

from imh_desktop.words import Words


def spoken_languages(words: Words) -> dict[str, str]:
    """Return BCP 47 code -> name, the page languages first and the others by name."""
    first = {"en": words.say("English"), "es": words.say("Spanish")}
    others = {
        "am": words.say("Amharic"),
        "ar": words.say("Arabic"),
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
    return first | dict(sorted(others.items(), key=lambda pair: pair[1].casefold()))
