"""The week on paper: whom to look in on and when, and nothing of why."""

from datetime import date, timedelta

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imh_desktop.content.library import Library
from imh_desktop.core.week_plan import monday_of, week_days
from imh_desktop.core.wording import unsafe_word
from imh_desktop.documents.checking.check import check
from imh_desktop.flows import enrolling, reviewing, visiting
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.week_plan import week_plan, week_plan_page
from imh_desktop.store.vault import Vault

WEDNESDAY = date(2026, 11, 25)
MONDAY = date(2026, 11, 23)
NAMES = ("Layla", "<img src=x>", "=1+1", "سلمى")


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_every_day_lies_in_a_week_of_its_own(day: date) -> None:
    monday = monday_of(day)

    assert monday.isoweekday() == 1
    assert 0 <= (day - monday).days < 7
    days = week_days(monday, [(day, "a"), (monday - timedelta(days=1), "b")])
    assert [each.on.isoweekday() for each in days] == [1, 2, 3, 4, 5, 6, 7]
    assert [(each.on, each.given_names) for each in days if each.given_names] == [(day, ("a",))]


def test_a_week_begins_on_a_monday() -> None:
    with pytest.raises(ValueError, match="Monday"):
        week_days(WEDNESDAY, [])


def seen(vault: Vault, library: Library, name: str, on: date, *, closed: bool = True) -> str:
    form = ChildForm(given_name=name, family_name="Secret", born_earliest="2026-01-10")
    child = enrolling.add_child(vault, form, (CaregiverForm(name="Nia", address="Elm 4"),))
    visit = visiting.start(vault, library, child.child_id, on=on)
    visit.use_known("both")
    for item in visit.items().values():
        if item.core and item.item_id in visit.shown:
            visit.answer(item.item_id, "a_lot" if "no" in item.codes else "sometimes")
    if closed:
        for strength in reviewing.strengths(visit)[:3]:
            reviewing.choose_strength(visit, strength.id)
        reviewing.close(visit)
    return child.child_id


def test_each_is_on_the_day_to_look_again_and_nothing_tells_why(vault: Vault) -> None:
    library = Library()
    for name in NAMES:
        seen(vault, library, name, WEDNESDAY - timedelta(days=42))
    seen(vault, library, "Omar", WEDNESDAY - timedelta(days=90))
    seen(vault, library, "Ana", WEDNESDAY - timedelta(days=1), closed=False)

    plan = week_plan(vault, library, WEDNESDAY, "en")

    assert plan.days[0].on == MONDAY
    (due,) = (day for day in plan.days if day.given_names)
    assert (due.on, set(due.given_names)) == (WEDNESDAY, set(NAMES))
    assert plan.to_fit_in == ("Omar",)
    assert plan.to_finish == ("Ana",)
    page = week_plan_page(vault, library, WEDNESDAY, "en")
    assert page.file_name == "week-2026-11-23.pdf"
    assert check(page.content) == ()
    document = pypdfium2.PdfDocument(page.content)
    text = "\n".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    assert "<img src=x>" in text
    assert "Wednesday, 25 November 2026" in text
    assert not [word for word in ("Secret", "Elm", "Nia", "worry", "sign") if word in text]
    assert unsafe_word(text) is None
