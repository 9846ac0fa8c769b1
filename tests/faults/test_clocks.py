"""R10: whatever the clock does, what was answered keeps its order, and no age is guessed.

That the program locks on waking, by a clock that counts sleep: tests/lock. That a day the clock
cannot be right about is asked: tests/flows/test_visit_days.py. The window: tests/ui_shell.
"""

import os
import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from imh_desktop.core.ages import AgePolicy, read_age
from imh_desktop.errors import InputError
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.visit_days import clock_doubt
from imh_desktop.flows.visiting import resume, start
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from tests.faults import world

NOW = datetime(2026, 3, 29, 0, 59, 58, tzinfo=UTC)
"""Two seconds before the clocks of Europe go from 2 to 3."""
JUMPS = {
    "ten years back": timedelta(days=-3653), "ten years on": timedelta(days=3653),
    "over the hour of summer": timedelta(seconds=4), "eight hours of sleep": timedelta(hours=8),
}  # fmt: skip


@pytest.mark.parametrize("jump", JUMPS)
def test_the_order_of_the_answers_outlives_any_jump_of_the_clock(tmp_path: Path, jump: str):
    now, told = [NOW], list[str]()
    folder = tmp_path / "vault"
    Vault.create_with_key(folder, world.KEY, "Ana", clock=lambda: now[0]).close()
    with Vault.open_with_key(folder, world.KEY, clock=lambda: now[0]) as vault:
        visitor = world.Visitor(vault, lambda entry, _: told.append(entry), random.Random(1))
        for number in range(12):
            visitor.step()
            if number == 5:
                now[0] += JUMPS[jump]
        assert visitor.visit is not None
        visit_id = visitor.visit.visit.visit_id
    with Vault.open_with_key(folder, world.KEY, clock=lambda: now[0]) as vault:
        by_seq = sorted(vault.journal.history(visit_id), key=lambda entry: entry.seq)
        stored = [entry.entry_id for entry in by_seq]
        assert [entry for entry in told if entry in stored] == stored
        assert len(stored) > 8
        assert vault.journal.verify() == ()


@pytest.fixture
def zone() -> Iterator[None]:
    before = os.environ.get("TZ")
    yield
    os.environ.pop("TZ", None)
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.usefixtures("zone")
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process is set on POSIX only")
def test_a_visit_keeps_its_day_when_the_zone_changes_in_it(tmp_path: Path):
    os.environ["TZ"] = "Pacific/Kiritimati"
    time.tzset()
    folder = tmp_path / "vault"
    world.make(folder, 6)
    with Vault.open_with_key(folder, world.KEY) as vault:
        (visit,) = records.open_visits(vault)
        os.environ["TZ"] = "Pacific/Pago_Pago"  # 25 hours behind
        time.tzset()
        visitor = world.Visitor(vault, lambda *_: None, random.Random(1))
        for _ in range(4):
            visitor.step()
        after = resume(vault, world.LIBRARY, visit.visit_id).visit
        assert after.on == visit.on
        assert len(after.answers) > len(visit.answers)
        assert all(answer.answered_on in (None, visit.on) for answer in after.answers.values())


def test_an_age_before_the_birth_is_refused_and_not_guessed():
    """The clock went back to before the child was born."""
    with pytest.raises(InputError):
        read_age(
            date(2026, 1, 1), None, date(2016, 1, 1), AgePolicy(policy_id="any", early_days=21)
        )


@pytest.mark.parametrize(
    ("jump", "doubt", "refusal"),
    [("ten years back", "before", "before the birth"), ("ten years on", "long", "six years")],
)
def test_by_a_clock_ten_years_off_no_visit_begins(tmp_path: Path, jump, doubt, refusal):
    world.make(tmp_path / "vault", 6)
    with Vault.open_with_key(tmp_path / "vault", world.KEY) as vault:
        now = datetime.now().astimezone() + JUMPS[jump]
        (row,) = Caseload(vault, now.date()).rows()
        before = vault.journal.dump()
        found = clock_doubt(vault, now)
        assert found is not None
        assert found.kind == doubt
        with pytest.raises(InputError, match=refusal):
            start(vault, world.LIBRARY, row.child.child_id, on=now.date())
        assert vault.journal.dump() == before
        assert row.age is None or row.age.chronological.months > 120
