"""The suites of faults stand on the settings the program ships with, whatever the others use."""

from collections.abc import Iterator
from unittest import mock

import pytest

from imh_desktop.store import sqlcipher

_AS_SHIPPED = sqlcipher.PRAGMAS
"""Read before any test of the run can soften them."""


@pytest.fixture(autouse=True)
def lasting_vaults(quick_vaults: None) -> Iterator[None]:
    """Wait for the disk at each commit, as the program does."""
    assert "PRAGMA synchronous = FULL" in _AS_SHIPPED
    with mock.patch.object(sqlcipher, "PRAGMAS", _AS_SHIPPED):
        yield
