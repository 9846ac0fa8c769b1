"""The code on a page: every slip of one letter or a swap is found; it is no word and no figure."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from imh_desktop.core.page_code import LETTERS, codes_in, in_letters, page_code, read_code
from imh_desktop.core.wording import BANNED, banned_word

CODE = page_code(b"a page")


def test_a_code_follows_from_the_content_alone():
    assert page_code(b"a page") == CODE != page_code(b"another page")
    assert read_code(CODE) == CODE


@given(st.binary(max_size=40))
def test_a_code_is_read_back_however_it_is_typed(content):
    code = page_code(content)
    assert len(code) == 14
    assert read_code(code.lower().replace("-", " ")) == code
    assert read_code(code.replace("-", "")) == code
    assert not any(letter.isdigit() for letter in code)
    assert banned_word(code) is None


def test_every_slip_of_one_letter_is_found():
    letters = CODE.replace("-", "")
    for at, own in enumerate(letters):
        for other in LETTERS.replace(own, ""):
            assert read_code(letters[:at] + other + letters[at + 1 :]) is None


@given(st.binary(max_size=40))
def test_two_neighbours_that_changed_places_are_found(content):
    letters = page_code(content).replace("-", "")
    for at in range(len(letters) - 1):
        if letters[at] != letters[at + 1]:
            swapped = letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
            assert read_code(swapped) is None


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_and_never_breaks(text):
    assert read_code(text) is None or read_code(text) in codes_in(read_code(text))
    assert isinstance(codes_in(text), tuple)


def test_no_banned_word_can_be_spelt():
    spelt = set(LETTERS.lower())
    for words in BANNED.values():
        assert not [word for word in words if set(word.replace(" ", "")) <= spelt]
    assert not spelt & set("aeiouy")


def test_no_two_letters_look_alike():
    alike = [set("OQDCG"), set("VUYW"), set("IL"), set("EF"), set("SZ"), set("BE"), set("BS")]
    for pair in combinations(LETTERS, 2):
        assert not any(set(pair) <= group for group in alike), pair


def test_codes_are_found_in_a_page_and_slips_are_passed_over():
    other = page_code(b"other")
    wrong = CODE[:-1] + next(x for x in LETTERS if x != CODE[-1])
    text = f"Page code: {CODE}\nABCD-EFGH-IJKL {wrong}, {other}. {CODE} X{other}"
    assert codes_in(text) == (CODE, other)


def test_a_version_is_said_without_figures():
    assert in_letters("0.12.3") == "A-BC-D"
    assert in_letters("1.0rc2") == "B-A-C"
