"""The programme's settings: checked, kept as one entry, and read back as they were."""

from typing import Any

import msgspec
import pytest

from imh_desktop.errors import InputError
from imh_desktop.flows.programme import ProgrammeForm, SupportForm, form_of, read, save
from imh_desktop.store.vault import Vault

from .conftest import ON

FULL = ProgrammeForm(
    name="Valle <b>",
    phone="+1 (555) 0100",
    contact="Street 1\nTown",
    support=(
        SupportForm(kind="emergency", number="555-0111", checked_on="2026-06-01"),
        SupportForm(kind="day_and_night", number="555-0124"),
        SupportForm(kind="reporting", number="555-0148", name="State line"),
        SupportForm(kind="other", number="TEXT 555-0137", name="Food"),
    ),
    paper="letter",
    age_policy="asq",
    reobserve_days=(14, 30, 90),
    fictional=True,
)


def _entries(vault: Vault) -> int:
    return sum(1 for _ in vault.journal.entries())


def test_settings_come_back_as_they_were(vault: Vault) -> None:
    assert form_of(read(vault)) == ProgrammeForm()
    before = _entries(vault)
    assert form_of(save(vault, FULL, today=ON)) == FULL
    assert _entries(vault) == before + 1
    assert form_of(save(vault, FULL, today=ON)) == FULL
    assert _entries(vault) == before + 1


def test_a_number_taken_out_is_gone(vault: Vault) -> None:
    save(vault, FULL, today=ON)
    less = msgspec.structs.replace(FULL, support=FULL.support[1:], name="", fictional=False)
    assert form_of(save(vault, less, today=ON)) == less


def test_the_reporting_line_is_asked_for_on_top_of_a_full_page(vault: Vault) -> None:
    six = (SupportForm(number="555-0137"),) * 6
    line = SupportForm(kind="reporting", number="555-0148")
    programme = save(vault, msgspec.structs.replace(FULL, support=(*six, line)), today=ON)
    assert programme.number_of("reporting") == "555-0148"
    assert [each.number for each in programme.for_families] == ["555-0137"] * 6


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"name": "x" * 201}, "name"),
        ({"phone": "ring me"}, "phone"),
        ({"contact": "a\0"}, "contact"),
        ({"paper": "a3"}, "paper"),
        ({"age_policy": "mine"}, "age_policy"),
        ({"reobserve_days": (28, 0, 60)}, "reobserve_days.1"),
        ({"reobserve_days": (28, 42, 91)}, "reobserve_days.2"),
        ({"support": (SupportForm(kind="police", number="1"),)}, "support.0.kind"),
        ({"support": (SupportForm(number=""), SupportForm(number="x"))}, "support.1.number"),
        ({"support": (SupportForm(number="1", name="a\nb"),)}, "support.0.name"),
        ({"support": (SupportForm(number="1", checked_on="May"),)}, "support.0.checked_on"),
        (
            {"support": (SupportForm(number="1", checked_on="2026-06-11"),)},
            "support.0.checked_on",
        ),
        ({"support": (SupportForm(number="1"),) * 7}, "support"),
    ],
)
def test_what_will_not_do_is_named_and_nothing_changes(
    vault: Vault, change: dict[str, Any], place: str
) -> None:
    save(vault, FULL, today=ON)
    before = _entries(vault)
    with pytest.raises(InputError) as caught:
        save(vault, msgspec.structs.replace(FULL, **change), today=ON)
    assert caught.value.place == place
    assert _entries(vault) == before
    assert form_of(read(vault)) == FULL
