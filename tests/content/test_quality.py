"""What an author must mend is named by ``forms check``, and keeps no form from being used."""

import subprocess
import sys
from pathlib import Path

import pytest

from imh_desktop.content.checking import check
from imh_desktop.content.library import Library
from tests.content.conftest import Damage

ITEMS, SIGNS, STRATEGIES = "items/relationships.toml", "items/signs.toml", "strategies.toml"
WORDS, SIGN_WORDS = "texts/en/relationships.toml", "texts/en/signs.toml"
SPOKEN = "texts/en/strategies.toml"
FIVE = '["B4"]', '["B5"]'
CONDITION = 'item = "r1-looks"\nis = ["often", "sometimes"]'
MORE_ITEMS = """
[r1-{0}]
kind = "behaviour"
construct = "R1"
bands = ["B4"]
polarity = "strength"
sensitivity = "P"
"""

DAMAGES = [
    # file, old, new, file named, key named, words said
    (STRATEGIES, *FIVE, STRATEGIES, "R1", "no strategy in B4"),
    (STRATEGIES, *FIVE, STRATEGIES, "st-look", "never offered"),
    (STRATEGIES, '["R1"]', '["S1"]', STRATEGIES, "st-look", "never offered"),
    (ITEMS, *FIVE, ITEMS, "r1-looks.bands", "in no band of the checklist (expected one of B4)"),
    (ITEMS, *FIVE, ITEMS, "r1-waits", "is never shown in B4"),
    (ITEMS, '["B4"]', '["B4", "B6"]', ITEMS, "r1-looks.bands", "B4, B6 (expected bands that foll"),
    (ITEMS, '["B4"]', '["B5", "B4"]', ITEMS, "r1-looks.bands", "bands that follow each other"),
    (ITEMS, '["B4"]', '["B4", "B4"]', ITEMS, "r1-looks.bands", "bands that follow each other"),
    (ITEMS, CONDITION, "age_before = 9", ITEMS, "r1-waits", "is never shown in B4"),
    (ITEMS, CONDITION, "age_from = 12", ITEMS, "r1-waits", "is never shown in B4"),
    (ITEMS, CONDITION, "age_from = 9", ITEMS, "r1-waits.show_when", "changes nothing"),
    (ITEMS, CONDITION, "age_before = 12", ITEMS, "r1-waits.show_when", "changes nothing"),
    (
        ITEMS,
        CONDITION,
        'visit_kind = ["home", "elsewhere", "remote"]',
        ITEMS,
        "r1-waits.show_when",
        "changes nothing",
    ),
    (
        ITEMS,
        CONDITION,
        "age_from = 9\nage_before = 11",
        ITEMS,
        "r1-waits.show_when.age_from",
        "changes nothing",
    ),
    (
        ITEMS,
        CONDITION,
        'all = [{visit_kind = ["home"]}, {not = {visit_kind = ["remote"]}}]',
        ITEMS,
        "r1-waits.show_when.all[1]",
        "changes nothing",
    ),
    (
        ITEMS,
        CONDITION,
        'any = [{item = "r1-looks", is = ["often"]}, {age_before = 9}]',
        ITEMS,
        "r1-waits.show_when.any[1]",
        "changes nothing",
    ),
    (
        ITEMS,
        CONDITION,
        'all = [{item = "r1-looks", is = ["often"]}, {item = "r1-looks", is = ["not_yet"]}]',
        ITEMS,
        "r1-waits",
        "is never shown in B4",
    ),
    (SIGNS, *FIVE, SIGNS, "s1-growth.bands", "its group is not asked in B4"),
    (SIGNS, 'C"\nsigns', 'C"\nshow_when = {age_from = 12}\nsigns', SIGNS, "s1-growth", "never sh"),
    (WORDS, '"Waits"', '"LÓOKS!"', WORDS, "r1-waits.text", "says the same as r1-looks"),
    (WORDS, "waited.", "looked at you", WORDS, "r1-waits.strength", "the same as r1-looks"),
    (WORDS, "waited", "waited 2 days", WORDS, "r1-waits.strength", "has a figure"),
    (WORDS, "waited", "has opportunities", WORDS, "r1-waits.strength", "`opportunities` has 5 s"),
    (SIGN_WORDS, "the clinic", "a pediatrician", SIGN_WORDS, "s1-growth.step", "`pediatrician`"),
    (SPOKEN, "Look", "Extraordinarily", SPOKEN, "st-look", "`Extraordinarily` has"),
]


@pytest.mark.parametrize(("file", "old", "new", "named", "key", "said"), DAMAGES)
def test_what_is_to_mend_is_named_and_keeps_nobody_waiting(
    forms: Path, damage: Damage, file: str, old: str, new: str, named: str, key: str, said: str
) -> None:
    damage(file, old, new)

    faults = check(forms)

    assert any(
        fault.file == f"small/{named}" and fault.key == key and said in fault.message
        for fault in faults
    ), faults
    assert all("expected" in fault.message for fault in faults)
    assert Library(forms).texts("small", "en")


@pytest.mark.parametrize(
    "item_id", ["r2-looks", "r1-Looks", "r1_looks", "r1-", "r1-looks-", "looks"]
)
def test_an_id_is_its_construct_and_lower_case_words(
    forms: Path, damage: Damage, item_id: str
) -> None:
    damage(ITEMS, "[r1-looks]", f"[{item_id}]")
    damage(ITEMS, 'item = "r1-looks"', f'item = "{item_id}"')
    damage(WORDS, "[r1-looks]", f"[{item_id}]")

    (fault,) = check(forms)

    assert (fault.key, "no id" in fault.message) == (item_id, True)


@pytest.mark.parametrize("strategy_id", ["look", "st-Look", "st_look", "st-", "st-look-"])
def test_an_id_of_a_strategy_is_lower_case_words(
    forms: Path, damage: Damage, strategy_id: str
) -> None:
    damage(STRATEGIES, "[st-look]", f"[{strategy_id}]")
    damage(SPOKEN, "st-look", strategy_id)

    (fault,) = check(forms)

    assert (fault.key, "no id" in fault.message) == (strategy_id, True)


def test_two_strategies_with_the_same_words_are_named(forms: Path, damage: Damage) -> None:
    again = '[st-see]\nconstructs = ["R1"]\nroutine = "play"\nbands = ["B4"]\n'
    damage(STRATEGIES, "[st-look]", f"{again}[st-look]")
    damage(SPOKEN, "st-look", 'st-see = "LOOK, together"\nst-look')

    (fault,) = check(forms)

    assert (fault.key, "the same as st-see" in fault.message) == ("st-look", True)


def test_a_group_with_none_of_its_signs_in_a_band_is_named(forms: Path, damage: Damage) -> None:
    damage("checklist.toml", 'bands = ["B4"]', 'bands = ["B4", "B5"]')
    damage(SIGNS, '["B4"]', '["B4", "B5"]')

    (fault,) = check(forms)

    assert fault.key == "sg1-body.signs"
    assert "none is asked in B5" in fault.message


def test_an_item_no_answer_of_which_is_heard_is_named(forms: Path, damage: Damage) -> None:
    damage(WORDS, "{name} looked at you.", " ")

    faults = {(fault.key, fault.message.partition(" (")[0]) for fault in check(forms)}

    assert faults == {("r1-looks.strength", "is missing"), ("r1-looks", "is heard by nothing")}


@pytest.mark.parametrize("heard_by", ["a lost skill", "half of a domain"])
def test_an_item_that_a_rule_hears_is_not_silent(
    forms: Path, damage: Damage, heard_by: str
) -> None:
    damage(WORDS, "{name} looked at you.", " ")
    if heard_by == "a lost skill":  # A3
        damage(ITEMS, 'sensitivity = "P"', 'sensitivity = "P"\nskill = true')
    else:  # C6
        damage(ITEMS, "[r1-looks]", "".join(map(MORE_ITEMS.format, "ab")) + "[r1-looks]")

    assert not any("heard by nothing" in fault.message for fault in check(forms))


CLAUSES = 'all = [{item = "r1-looks", is = ["often"]}, {visit_kind = ["home"]}]'


def test_a_condition_whose_every_part_decides_is_clean(forms: Path, damage: Damage) -> None:
    damage(ITEMS, CONDITION, CLAUSES)

    assert check(forms) == ()


def test_of_dead_parts_within_dead_parts_only_the_outer_is_named(
    forms: Path, damage: Damage
) -> None:
    never = '{all = [{age_before = 9}, {visit_kind = ["home"]}]}'
    damage(ITEMS, CONDITION, f'any = [{{item = "r1-looks", is = ["often"]}}, {never}]')

    (fault,) = check(forms)

    assert fault.key == "r1-waits.show_when.any[1]"


def test_a_condition_nobody_could_try_out_is_refused_at_once(forms: Path, damage: Damage) -> None:
    parts = ", ".join('{item = "r1-looks", is = ["often"]}' for _ in range(2_000))
    damage(ITEMS, CONDITION, f"any = [{parts}]")

    (fault,) = check(forms)

    assert "reads too much to be tried out" in fault.message


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (ITEMS, "expected the items that texts/en has words for"),
        (SIGNS, "expected the items that texts/en has words for"),
        (WORDS, "expected the words of items/relationships.toml"),
        (SIGN_WORDS, "expected the words of items/signs.toml"),
        (STRATEGIES, "expected a TOML file"),
        (SPOKEN, "expected a TOML file"),
        ("texts/en/checklist.toml", "expected a TOML file"),
    ],
)
def test_a_file_that_is_gone_is_one_fault(forms: Path, file: str, said: str) -> None:
    (forms / "small" / file).unlink()

    (fault,) = check(forms)

    assert fault.file == f"small/{file}"
    assert fault.message == f"is missing ({said})"


def test_a_loader_never_waits_for_what_only_authors_need(forms: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from imh_desktop.content.library import Library;"
        "Library(Path(sys.argv[1])).texts('small', 'en');"
        "print([name for name in sys.argv[2:] if name in sys.modules])"
    )

    home = "imh_desktop.content"
    lint = [f"{home}.quality", f"{home}.reach_checks", "imh_desktop.core.reading"]
    command = [sys.executable, "-c", code, str(forms), *lint]

    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
