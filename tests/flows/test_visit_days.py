"""The day of a visit: not taken from a clock that cannot be right, and borne by each answer."""

from datetime import UTC, datetime, timedelta

import pytest

from imh_desktop.flows.closing import close
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.visit_days import clock_doubt
from imh_desktop.flows.visit_record import visit_record
from imh_desktop.flows.visiting import resume, start
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .conftest import BORN, ON
from .item_ids import R1

WRITTEN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "kind"),
    [
        (WRITTEN + timedelta(minutes=1), None),
        (WRITTEN + timedelta(days=29, hours=23), None),
        (WRITTEN + timedelta(days=30, hours=1), "long"),
        (WRITTEN - timedelta(minutes=1), "before"),
        (datetime(1970, 1, 1, tzinfo=UTC), "before"),
    ],
)
def test_a_clock_before_the_last_entry_or_long_past_it_is_not_believed(tmp_path, now, kind):
    clock = [WRITTEN]
    with Vault.create_with_key(tmp_path / "v", b"k" * 32, "Rosa", clock=lambda: clock[0]) as vault:
        doubt = clock_doubt(vault, now)
        assert (doubt and doubt.kind) == kind
        assert doubt is None or doubt.last_on == WRITTEN.astimezone(now.tzinfo).date()
        clock[0] = now  # once something is written, the clock is what it is
        vault.journal.write("partner", vault.journal.new_id(), {"name": "Clinic"})
        assert clock_doubt(vault, now + timedelta(seconds=1)) is None


def test_the_close_of_a_visit_counts_as_written(vault, library, visit):
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    close(visit)
    now = datetime.now(UTC)
    assert clock_doubt(vault, now) is None
    assert clock_doubt(vault, now + timedelta(days=31)) is not None


def test_a_visit_over_two_days_keeps_its_band_and_dates_each_answer(vault, library, child):
    """The second day lies in the next band."""
    first = BORN + timedelta(days=364)
    opened = start(vault, library, child.child_id, on=first)
    band = opened.visit.band
    items = [i for i in opened.items().values() if "often" in i.codes]
    opened.use_known("seen")
    opened.answer(items[0].item_id, "often")
    second = first + timedelta(days=2)
    assert start(vault, library, child.child_id, on=second).visit.band != band
    later = resume(vault, library, opened.visit.visit_id, day=second)
    later.use_known("seen")
    for item in items[1:4]:
        later.answer(item.item_id, item.codes[0])
    assert later.visit.band == band
    for when in ("morning", "noon", "evening"):
        add_moment(later, f"She laughed in the {when}")
    close(later)
    record = visit_record(vault, library, later.visit.visit_id, "en", words=Words("en"))
    how = {answer.item_id: answer.how for domain in record.domains for answer in domain.answers}
    assert record.on == first
    assert [item_id for item_id, said in how.items() if Words("en").date(second) in said] == [
        item.item_id for item in items[1:4]
    ]
    assert how[items[0].item_id] == "seen by the visitor"


def test_an_answer_on_the_day_a_visit_was_begun_bears_the_visit_s_own_day(vault, library, child):
    """She writes down today what she saw yesterday, and goes on after a pause."""
    today = datetime.now().astimezone().date()
    opened = start(vault, library, child.child_id, on=ON)
    again = resume(vault, library, opened.visit.visit_id, day=today)
    again.use_known("seen")
    again.answer(R1, "often")
    assert again.visit.answers[R1].answered_on is None
    tomorrow = resume(vault, library, opened.visit.visit_id, day=today + timedelta(days=1))
    tomorrow.use_known("seen")
    tomorrow.answer(R1, "often")
    assert tomorrow.visit.answers[R1].answered_on == today + timedelta(days=1)
