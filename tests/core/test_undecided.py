"""With values in conflict the highest level of any reading stands, and no strength on them."""

import random
from itertools import product

from imh_desktop.core.guidance import guide
from imh_desktop.core.undecided import Undecided

from .builders import random_answer, random_facts
from .test_evaluation import ASKED, changed_openly, profile_of

OPEN = [item for item in ASKED if not item.sensitivity.private]


def test_the_level_is_the_highest_of_all_readings_and_the_profile_knows_none() -> None:
    chance = random.Random(11)
    for _ in range(150):
        settled = random_facts(chance)
        doubtful = chance.sample(OPEN, chance.choice((1, 2, 3)))
        for item in doubtful:
            settled = changed_openly(settled, item.item_id, None)
        each = [[random_answer(chance, item) for _ in range(2)] for item in doubtful]
        readings = []
        for answers in product(*each):
            read = settled
            for item, answer in zip(doubtful, answers, strict=True):
                read = changed_openly(read, item.item_id, answer)
            readings.append(read)
        kept = Undecided(settled, readings)

        said = [guide(read) for read in readings]
        unfinished = any(trace.rule == "P1" for trace in guide(settled).open_traces)
        levels = [one.open_level for one in said] + ["N1"] * unfinished
        assert kept.guidance.open_level == max(levels)
        rules = {trace.rule for one in said for trace in one.open_traces}
        rules |= {"P1"} if unfinished else set()
        assert {trace.rule for trace in kept.guidance.open_traces} == rules
        private = [one.private_level for one in said if one.private_level]
        assert kept.guidance.private_level == (max(*private, *levels) if private else None)
        assert {t for one in said for t in one.act_now} == set(kept.guidance.act_now)
        assert kept.profile == profile_of(settled)


def test_an_answer_is_taken_into_every_reading() -> None:
    chance = random.Random(12)
    for _ in range(60):
        settled = random_facts(chance)
        doubtful, other = chance.sample(OPEN, 2)
        settled = changed_openly(settled, doubtful.item_id, None)
        two = [random_answer(chance, doubtful) for _ in range(2)]
        readings = [changed_openly(settled, doubtful.item_id, answer) for answer in two]
        kept, answer = Undecided(settled, readings), random_answer(chance, other)
        kept.answered(other.item_id, answer)
        fresh = Undecided(
            changed_openly(settled, other.item_id, answer),
            [changed_openly(read, other.item_id, answer) for read in readings],
        )
        assert kept.guidance == fresh.guidance
        assert kept.profile == fresh.profile


def test_without_a_conflict_it_says_what_the_rules_say() -> None:
    chance = random.Random(13)
    for _ in range(40):
        facts = random_facts(chance)
        assert Undecided(facts, ()).guidance == guide(facts)
