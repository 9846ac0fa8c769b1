"""How the program speaks Arabic: one word for one thing, to more than one, with its own signs."""

import re

import pytest
from babel.messages.pofile import read_po

from tests.catalogues import forms, po

ARABIC = {
    r"visitors?": "زائر",
    r"consents?|permissions?": "واف",
    r"caregivers?": "رعاية",
    r"partners?": "شري?ك",
    r"passphrases?": "عبار",
    r"referrals?": "إحال",
    r"strengths?": "قو",
    r"programmes?": "برنامج|برامج",
    r"(?<!another )(?<!that )(?<!statistics )program": "تطبيق",
    r"archives?": "أرشيف",
    r"laptops?": "حاسوب|حواسيب",
    r"coordinators?": "تنسيق",
    r"next steps?": "خطو",
}
"""An English word -> what stands for it in every Arabic sentence (resources/locale/README.md)."""


@pytest.mark.parametrize("english", ARABIC)
def test_in_arabic_one_word_is_one_thing(english: str) -> None:
    with po("ar").open("rb") as file:
        messages = [each for each in read_po(file, locale="ar") if each.id]
    asked = re.compile(rf"\b(?:{english})\b", re.IGNORECASE)
    otherwise = [
        (forms(each.id)[0], forms(each.string))
        for each in messages
        if asked.search(re.sub(r"\{\w+\}", "", forms(each.id)[0]))
        and not re.search(ARABIC[english], " ".join(forms(each.string)))
    ]
    assert otherwise == []


def test_arabic_speaks_to_more_than_one_and_with_its_own_signs() -> None:
    """The polite plural where somebody is told to do something; no comma of the Latin script."""
    with po("ar").open("rb") as file:
        said = [
            text for each in read_po(file, locale="ar") if each.id for text in forms(each.string)
        ]
    to_one = re.compile(r"\b(?:اضغط|المس|اكتب|افتح|اختر|انظر|ملفك|عملك|اسمك|لديك|يمكنك)\b")
    signs = re.compile(r"[,;?٪]|\.\.\.")
    wrong = [text for text in said if to_one.search(text) or signs.search(text)]
    assert wrong == []
