"""Arabic writes "and", "the" and "with" in one with a word: what is banned is found anyway."""

import pytest

from imh_desktop.core.wording import banned_word, unsafe_word


@pytest.mark.parametrize("said", ["العنف", "وعنف", "بالعنف", "للعنف", "عُنْف", "والإدمان", "إدمان"])
def test_what_endangers_is_found_whatever_is_written_in_one_with_it(said: str) -> None:
    assert unsafe_word(f"تحدثنا عن {said} في البيت") is not None


@pytest.mark.parametrize("said", ["عنفوان", "منفعة", "مخدة", "متأخرات", "بلاغة", "فاشلون"])
def test_another_word_is_left_alone(said: str) -> None:
    assert banned_word(f"قالت {said} اليوم", "ar") is None


def test_each_list_is_its_language_s() -> None:
    assert banned_word("تأخر", "en") is None
    assert banned_word("تأخر") == banned_word("تأخر", "ar-EG") == "تاخر"
