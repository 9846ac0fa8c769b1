"""The example as plain JSON values, to be spoilt."""

from datetime import date
from typing import Any

import msgspec
import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import Checklist
from imh_desktop.flows.example import example


@pytest.fixture(scope="session")
def checklist() -> Checklist:
    return Library().checklist("observation")


@pytest.fixture
def plain(checklist: Checklist) -> dict[str, Any]:
    written = msgspec.json.encode(example(checklist, "B4", date(2026, 6, 17)))
    return msgspec.json.decode(written, type=dict[str, Any])
