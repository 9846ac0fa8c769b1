"""Killed at any step, a vault's keys are those of before or of after, and never between."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from imh_desktop.errors import EnvironmentFault
from tests.store import key_steps

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills need a POSIX system")
TOP = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A vault to be copied, and its recovery code."""
    folder = tmp_path_factory.mktemp("whole") / "vault"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_steps.key_file, "FLOOR", key_steps.QUICK)
        return folder, key_steps.make(folder)


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(key_steps.key_file, "FLOOR", key_steps.QUICK)
    monkeypatch.setattr(key_steps.attempts, "_LONGEST", 0)


def steps_of(act: str, folder: Path, at: int | None) -> int:
    """Do an act in a child that is killed at a step; return how many steps it had, 0 if killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            with key_steps.unlocking.unlock(folder, key_steps.ROSA) as vault:
                count = key_steps.killed_at(at)
                key_steps.act_on(vault, act)
            os.write(writing, str(count[0]).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return int(said or 0)


@pytest.mark.parametrize(
    "kills", [7, pytest.param(10_000, marks=[pytest.mark.release, pytest.mark.timeout(0)])]
)
@pytest.mark.parametrize("act", key_steps.ALL)
def test_killed_at_its_steps_an_act_stands_wholly_or_not_at_all(whole, tmp_path, act, kills):
    source, code = whole
    shutil.copytree(source, tmp_path / "all")
    steps = steps_of(act, tmp_path / "all", None)
    assert steps > 10
    assert key_steps.check(tmp_path / "all", act, code) == "after"
    stood, every = [], max(1, steps // kills)
    for at in range(1, steps + 1, every):
        folder = tmp_path / f"at-{at}"
        shutil.copytree(source, folder)
        assert not steps_of(act, folder, at)
        stood.append(key_steps.check(folder, act, code))
    assert stood == sorted(stood, reverse=True)  # never after and then before again
    assert {"before", "after"} == set(stood)


@pytest.mark.parametrize("sticky", [False, True], ids=["once", "from-then-on"])
@pytest.mark.parametrize(
    ("act", "stride"),
    [
        ("change", 3),
        ("revoke", 19),
        *(
            pytest.param(act, 1, marks=[pytest.mark.release, pytest.mark.timeout(0)])
            for act in key_steps.ALL
        ),
    ],
)
def test_on_a_disk_that_refuses_an_act_that_is_said_to_have_failed_has(
    whole, tmp_path, act, stride, sticky, monkeypatch
):
    source, code = whole
    told = []
    for at in range(1, 1000, stride):
        folder = tmp_path / f"at-{at}"
        shutil.copytree(source, folder)
        vault, failed = key_steps.unlocking.unlock(folder, key_steps.ROSA), False
        with vault, monkeypatch.context() as patch:
            count = key_steps.failing_at(at, patch, sticky=sticky)
            try:
                key_steps.act_on(vault, act)
            except EnvironmentFault as fault:
                failed = "in force" not in fault.message
        done = count[0] < at
        stands = key_steps.check(folder, act, code)
        assert stands == ("before" if failed else "after"), at
        told.append(failed)
        if done:
            break
    assert done
    assert any(told)


def test_killed_at_any_time_a_new_key_stands_wholly_or_not_at_all(whole, tmp_path):
    source, code = whole
    chance = Random(7)
    for number in range(4):
        folder = tmp_path / str(number)
        shutil.copytree(source, folder)
        command = [sys.executable, "-m", "tests.store.key_steps", "revoke", str(folder)]
        with subprocess.Popen(command, cwd=TOP, stdout=subprocess.DEVNULL) as child:
            time.sleep(chance.uniform(0.3, 0.9))
            child.kill()
        key_steps.check(folder, "revoke", code)
