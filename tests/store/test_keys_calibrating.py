"""One guess costs half a second on this laptop, and never less than the floor."""

import pytest

from imh_desktop.store import calibrating, key_file
from imh_desktop.store.calibrating import AIM, calibrated


@pytest.mark.parametrize("speed", [0.05, 0.1, 0.2, 0.37, 0.5, 0.6, 3.0])
def test_whatever_the_laptop_it_is_half_a_second_or_the_floor(speed):
    """``speed``: seconds the floor takes here; cost grows with memory times passes."""
    floor = key_file.FLOOR
    unit = speed / (floor.memory_kib * floor.passes)

    def measure(cost: key_file.Cost) -> float:
        return unit * cost.memory_kib * cost.passes

    cost = calibrated(measure)
    assert cost.within(floor, key_file.CEILING)
    capped = cost.passes == 10
    assert measure(cost) >= AIM or capped
    assert measure(cost) < 2 * AIM or cost == floor


def test_one_slow_measure_does_not_count():
    measures = iter([9.0, 0.25, 0.25])
    assert calibrated(lambda _cost: next(measures)).memory_kib > key_file.FLOOR.memory_kib


def test_on_this_machine_a_guess_takes_its_time():
    assert calibrating.seconds(calibrated()) >= 0.8 * AIM  # it is shared with other work
