"""Rare values are put together until each value told is one of enough children."""

import random
from collections import Counter
from pathlib import Path

import pytest

from imh_desktop import assets
from imh_desktop.content.deidentify_profile import read_profile
from imh_desktop.core.deidentify import KEEPABLE, gather_rare, gather_weeks, weeks_of
from imh_desktop.errors import InputError
from imh_desktop.store.shapes import SHAPES

PROFILE = assets.resources() / "deidentified" / "profile.toml"
IDENTIFIERS = (
    "given_name family_name name phone address best_time number household_id custody_note notes"
    " moments steps actions raised reason tried send_back purpose signer authority contact support"
    " worker_id caregiver_id partner_id informant started_at interpreter_name health_provider"
    " services_now born_earliest born_latest signed_on expires_on revoked_on"
).split()


@pytest.mark.parametrize("seed", range(30))
def test_every_value_told_is_one_of_enough_children(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(20):
        most = chance.choice((5, 20, 200))
        counts = {str(n): chance.randint(0, most) for n in range(chance.randint(1, 9))}
        told = Counter[str]()
        for value, name in gather_rare(counts, 11).items():
            told[name] += counts[value]
        assert all(n >= 11 for name, n in told.items() if name != "withheld")
        assert told["withheld"] in (0, sum(counts.values()))
        if min(counts.values()) >= 11:
            assert told == counts


@pytest.mark.parametrize("seed", range(30))
def test_every_group_of_weeks_is_one_of_enough_children(seed: int) -> None:
    chance = random.Random(f"weeks {seed}")
    for _ in range(20):
        weights = [chance.choice((0, 1, 5, 40)) for _ in range(5)]
        kinds = [lambda: chance.randint(150, 195), lambda: chance.randint(196, 223),
                 lambda: chance.randint(224, 258), lambda: chance.randint(259, 300),
                 lambda: None]  # fmt: skip
        days = [kind() for kind, n in zip(kinds, weights, strict=True) for _ in range(n)]
        groups = gather_weeks(days, 11)
        told = Counter(weeks_of(each, groups) for each in days)
        assert all(n >= 11 for name, n in told.items() if name != "withheld")
        if all(n >= 11 for n in weights):
            assert len(told) == 5


def test_weeks_keep_their_order_and_their_edges() -> None:
    days = [27 * 7 + 6] * 20 + [28 * 7] * 20 + [36 * 7 + 6] * 20 + [37 * 7] * 20
    told = gather_weeks(days, 11)
    assert [weeks_of(d, told) for d in (195, 196, 258, 259)] == [
        "under 28w", "28w to under 32w", "32w to under 37w", "37w and over",
    ]  # fmt: skip
    few = gather_weeks([195] * 3 + [258] * 20 + [280] * 50, 11)
    assert weeks_of(195, few) == weeks_of(258, few) == "under 37w"


def test_a_length_that_cannot_be_reads_as_unknown() -> None:
    told = gather_weeks([5_550_142] * 20 + [280] * 20, 11)
    assert weeks_of(5_550_142, told) == "unknown"


def test_the_profile_drops_all_that_names_somebody() -> None:
    profile = read_profile()
    for limited in (False, True):
        kept = {
            (record_type, name)
            for record_type, rules in profile.fields.items()
            for name in rules
            if profile.rule(f"{record_type}.{name}", limited=limited) != "drop"
        }
        names = {name for _, name in kept} - (
            {"born_earliest", "born_latest"} if limited else set()
        )
        assert not names & set(IDENTIFIERS)
    assert not {(t, n) for t, n in kept if t in ("caregiver", "worker", "consent", "partner")}


def test_the_profile_names_every_field_there_was_when_it_was_written() -> None:
    profile = read_profile()
    virtual = {"answer", "result"}
    for record_type, rules in profile.fields.items():
        if record_type not in virtual:
            shape = SHAPES[record_type]
            known = {*shape.columns, *shape.elements, *(("answers",) if shape.answers else ())}
            assert set(rules) <= known, record_type


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('given_name = "drop"', 'given_name = "code"'),
        ('given_name = "drop"', 'given_name = "rare"'),
        ('on = "interval"', 'on = "date"'),
        ('born_earliest = "drop"', 'born_earliest = "date"'),
        ('notes = "drop"', 'notes = "code"'),
        ('sex = "rare"', 'sex = "code"'),
        ('sex = "rare"', 'sex = "sometimes"'),
        ("smallest_cell = 11", "smallest_cell = 10"),
        ("[absent]", "[absent"),
        ('version = "2"', 'version = "2"\nmore = 1'),
    ],
)
def test_a_profile_can_be_stricter_and_never_looser(tmp_path: Path, was: str, becomes: str) -> None:
    text = PROFILE.read_text("utf-8")
    assert was in text
    changed = tmp_path / "profile.toml"
    changed.write_text(text.replace(was, becomes, 1), "utf-8")
    with pytest.raises(InputError) as refused:
        read_profile(changed)
    assert refused.value.place == str(changed)


def test_every_field_that_is_kept_may_be_dropped(tmp_path: Path) -> None:
    text = PROFILE.read_text("utf-8")
    changed = tmp_path / "profile.toml"
    for rule in ("code", "rare", "weeks", "interval", "date", "count"):
        text = text.replace(f'= "{rule}"', '= "drop"')
    changed.write_text(text, "utf-8")
    profile = read_profile(changed)
    assert all(profile.rule(field, limited=True) == "drop" for field in KEEPABLE)
