"""What a visitor or a programme may write on a page that goes home, told in one sentence."""

from imh_desktop.core.limits import is_number
from imh_desktop.core.wording import (
    LONGEST_SENTENCE,
    banned_word,
    count_words,
    longest_sentence,
    says_something,
    sentences,
    unsafe_word,
)
from imh_desktop.words import Words

__all__ = [
    "LONGEST_SENTENCE",
    "banned_word",
    "count_words",
    "name_fault",
    "number_fault",
    "page_fault",
    "sentences",
]


def page_fault(text: str, words: Words) -> str | None:
    """Return why typed words may not stand on a family page, in one sentence; None if they may."""
    if word := banned_word(text):
        return words.say(
            "The word “{word}” should not go home on this page. Please say what you saw instead.",
            word=word,
        )
    if any(letter.isnumeric() for letter in text):
        return words.say(
            "Please do not write numbers here. Dates and phone numbers have their own fields."
        )
    if text.strip() and not says_something(text):
        return words.say("Please write this in words.")
    longest = longest_sentence(text)
    if longest > LONGEST_SENTENCE:
        return words.say(
            "One sentence has {n} words. Please make each at most {most} words.",
            n=longest,
            most=LONGEST_SENTENCE,
        )
    return None


def name_fault(text: str, words: Words) -> str | None:
    """Return why a name or address may not stand on paper at home (SV2); None if it may."""
    if word := unsafe_word(text):
        return words.say(
            "The word “{word}” could put someone at home in danger. Please use a name without it.",
            word=word,
        )
    return None


def number_fault(text: str, words: Words) -> str | None:
    """Return why a text is no phone number to print; None if it is one."""
    if not is_number(text):
        return words.say("Please write a phone number.")
    return name_fault(text, words)
