"""A visit file says one thing, in whatever way it may be right."""

from pathlib import Path
from typing import Any

import jsonschema

from imh_desktop.core.checklist import Checklist
from imh_desktop.exchange.visit_file import schema

from .spoilt_files import R1, read_file


def test_the_example_is_right_by_code_and_by_schema(
    plain: dict[str, Any], checklist: Checklist, tmp_path: Path
) -> None:
    file = read_file(plain, checklist, tmp_path)
    assert file.visit.band == "B4"
    assert file.earlier_visits
    assert file.referral is not None
    assert {talk.sensitivity for talk in file.private} == {"G", "V"}
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(plain, schema())


def test_an_earlier_visit_keeps_its_band(
    plain: dict[str, Any], checklist: Checklist, tmp_path: Path
) -> None:
    """Its day is of another band by age now, as when a birth day was mended since."""
    earlier = plain["earlier_visits"][0]
    earlier["on"] = plain["child"]["birth"]["earliest"]
    assert read_file(plain, checklist, tmp_path).earlier_visits[0].band == "B4"


def test_a_birth_between_two_days_allows_each_band_it_touches(
    plain: dict[str, Any], checklist: Checklist, tmp_path: Path
) -> None:
    plain["child"] |= {
        "birth": {"earliest": "2024-06-10", "latest": "2025-06-12"}, "gestation_days": 280
    }  # fmt: skip
    assert read_file(plain, checklist, tmp_path).visit.band == "B4"


def test_an_answer_a_week_late_is_taken(
    plain: dict[str, Any], checklist: Checklist, tmp_path: Path
) -> None:
    plain["visit"]["answers"][R1]["answered_on"] = "2026-06-17"
    assert read_file(plain, checklist, tmp_path)
