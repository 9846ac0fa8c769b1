"""No answer waits for Python's garbage collector to look through the whole program."""

import gc
from collections.abc import Iterator

import pytest

from imh_desktop.flows.visiting import OpenVisit

from .conftest import MAKE_PAGE


@pytest.fixture
def loaded() -> Iterator[list[dict[str, object]]]:
    """Much that is loaded for good, as checklists and modules are."""
    gc.unfreeze()
    kept: list[dict[str, object]] = [{"kept": []} for _ in range(100_000)]
    yield kept
    gc.unfreeze()


def test_a_full_collection_in_a_visit_looks_only_at_what_the_visit_made(
    loaded: list[dict[str, object]], show: MAKE_PAGE, visit: OpenVisit
) -> None:
    before = len(gc.get_objects())
    page = show(visit)
    assert len(gc.get_objects()) < before / 10
    assert (len(loaded), page.isVisible()) == (100_000, True)
