"""A day that ends while the tests run ends for none of them."""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

ASKED = """
import sys; sys.path.insert(0, "tests")
from datetime import date, datetime
import conftest
now = datetime.now().astimezone()
print(now.hour, now.date() == date.today())
"""
HERE = Path(__file__).parents[1]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="no zones to move to on this system")
@pytest.mark.parametrize("hour", [1, 9, 18, 20, 23])
def test_tests_begun_in_the_evening_run_by_day(hour: int) -> None:
    east = (hour - datetime.now(UTC).hour + 11) % 24 - 11
    env = dict(os.environ, TZ=f"HERE{-east}")
    command = [sys.executable, "-c", ASKED]
    done = subprocess.run(command, cwd=HERE, env=env, capture_output=True, text=True, check=True)
    at, one_day = done.stdout.split()
    assert int(at) - (hour - 12 if hour >= 18 else hour) in (0, 1), "the hour may go by meanwhile"
    assert one_day == "True"
