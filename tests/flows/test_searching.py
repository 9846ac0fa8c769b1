"""Search as one types: every child is found under each slip of its own name."""

import random
import time
from collections.abc import Iterator
from datetime import date

import pytest

from imh_desktop.flows.demo_families import families
from imh_desktop.flows.searching import Index, folded

MANY = 500
FIRST = 12
"""Many bear one name: who is meant stands on the first screen."""


@pytest.fixture(scope="module")
def people() -> list[tuple[str, str, str, str]]:
    """First name, family name, number and a caregiver."""
    chance = random.Random(7)
    made = list(families(chance, MANY, date(2026, 11, 26)))
    return [
        (child.given_name, child.family_name, child.number, family.adults[0].name)
        for family in made
        for child in family.children
    ]


@pytest.fixture(scope="module")
def index(people: list[tuple[str, str, str, str]]) -> Index:
    return Index(((f"{g} {f}", number), (adult,)) for g, f, number, adult in people)


def slips(word: str, chance: random.Random) -> Iterator[str]:
    """One letter too many, too few, wrong, and changed with its neighbour."""
    at = chance.randrange(len(word))
    other = chance.choice([letter for letter in "bdfgkmnprt" if letter not in word])
    yield word[:at] + other + word[at:]
    yield word[:at] + word[at + 1 :]
    yield word[:at] + other + word[at + 1 :]
    at = chance.randrange(len(word) - 1)
    yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


BARE = str.maketrans(
    "áàâäãéèêëíìîïóòôöõúùûüñçąćęńóśźżłđÁÉÍÓÚÑŁĐ", "aaaaaeeeeiiiiooooouuuuncacenoszzldAEIOUNLD"
)
ARABIC = ({"أ": "ا", "إ": "ا", "آ": "ا"}, {"ة": "ه"}, {"ى": "ي"}, {"ُ": "", "َ": "", "ّ": "", "ْ": ""})


def ways(given: str, family: str, number: str, chance: random.Random) -> Iterator[str]:
    """How a visitor may type a child, written here without the code under test."""
    whole = f"{given} {family}"
    yield from (whole, whole.upper(), whole.lower(), f"  {family}   {given} ")
    yield whole.translate(BARE)
    yield from (whole.replace("’", "'"), whole.replace("'", "’"))
    yield whole.replace("’", "").replace("'", "")
    for letters in ARABIC:
        yield "".join(letters.get(letter, letter) for letter in whole)
    if number:
        yield from (number, number.lower(), number.replace("-", ""))
    for name, rest in ((given, family), (family, given)):
        if len(name) > 4 and name.isascii() and name.isalpha():
            for slip in slips(name, chance):
                yield f"{slip} {rest}"
                yield f"{rest} {slip.upper()}"


@pytest.mark.check(13)
def test_each_child_is_found_under_every_slip(
    people: list[tuple[str, str, str, str]], index: Index
) -> None:
    chance, tried, missed = random.Random(11), 0, []
    for n, (given, family, number, _) in enumerate(people):
        same = {m for m, other in enumerate(people) if other[:2] == (given, family)}
        for typed in ways(given, family, number, chance):
            tried += 1
            found = index.found(typed)[: FIRST + len(same)]
            if n not in found:
                missed.append((given, family, typed))
    assert tried > 8_000
    assert missed == []


@pytest.mark.check(13)
def test_a_child_is_found_by_who_cares_for_it(
    people: list[tuple[str, str, str, str]], index: Index
) -> None:
    for n, (*_, adult) in enumerate(people):
        same = sum(other[3] == adult for other in people)
        assert n in index.found(adult.upper())[: FIRST + same], adult


def test_the_exact_name_comes_before_a_slip_and_own_before_caregiver() -> None:
    index = Index([(["Marta Lopez"], []), (["Marka"], ["Marta Ruiz"]), (["Marta Ruiz"], [])])
    assert index.found("marta") == (0, 2, 1)
    assert index.found("marta ruiz") == (2, 1)
    assert index.found("mar") == (0, 1, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"), ("إيمان", "ايمان"), ("آية", "ايه"), ("مُحمَّد", "محمد"), ("هدى", "هدي"),
        ("O’Brien", "obrien"), ("D'Arcy", "DARCY"), ("Łukasz", "lukasz"), ("Đặng", "dang"),
        ("İnci", "inci"), ("Straße", "STRASSE"), ("Мар’яна", "марʼяна"), ("Ngọc Ánh", "ngoc anh"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize("typed", ["", "   ", "'", "%", "\0", "zzzz qqqq", "maria xq" * 50])
def test_what_is_not_there_is_not_found(index: Index, typed: str) -> None:
    assert index.found(typed) == ()


def test_two_thousand_letters_are_looked_for_in_no_time(index: Index) -> None:
    begun = time.process_time()
    assert index.found("ab " * 700) == index.found("ab")
    assert index.found("x" * 2_000) == ()
    assert time.process_time() - begun < 2


def test_a_page_of_other_words_is_not_looked_for_to_its_end(index: Index) -> None:
    chance = random.Random(3)
    words = ["".join(chance.choices("aeioulmnrst", k=3)) for _ in range(500)]
    index.found("warm up")
    begun = time.process_time()
    assert index.found(" ".join(words)) == ()
    assert time.process_time() - begun < 0.1


@pytest.mark.parametrize("sign", list("\u200b\u00ad\u034f\u2060\ufeff\u061c\u200e"))
def test_a_sign_that_nobody_sees_parts_no_word(sign: str) -> None:
    hidden, plain = Index([((f"Ama{sign}ra", ""), ())]), Index([(("Amara", ""), ())])
    assert folded(f"Ama{sign}ra") == "amara"
    assert hidden.found("amara") == plain.found(f"Am{sign}ara") == (0,)


@pytest.mark.check(13)
@pytest.mark.benchmark
def test_each_key_press_among_ten_thousand(capsys: pytest.CaptureFixture[str]) -> None:
    made = families(random.Random(5), 10_000, date(2026, 11, 26))
    people = [(child, family) for family in made for child in family.children]
    begun = time.perf_counter()
    index = Index(
        (
            (f"{child.given_name} {child.family_name}", child.number),
            [adult.name for adult in family.adults],
        )
        for child, family in people
    )
    built, presses = time.perf_counter() - begun, []
    for child, _ in random.Random(6).sample(people, 40):
        name = f"{child.family_name} {child.given_name}"
        for end in range(1, len(name) + 1):
            begun = time.perf_counter()
            index.found(name[:end])
            presses.append(time.perf_counter() - begun)
    presses.sort()
    middle, worst = presses[len(presses) // 2] * 1000, presses[-1] * 1000
    with capsys.disabled():
        print(
            f"\n10,000 children: index {built * 1000:.0f} ms, a press {middle:.1f}, {worst:.1f} ms"
        )
    assert worst < 100
