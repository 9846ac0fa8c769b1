"""The list of children reminds to carry, and leads there; the programme chooses when."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel

from imh_desktop.flows import carrying, programme
from tests.flows.team import Team
from tests.ui_shell.conftest import enrol


def _texts(program) -> str:
    labels = program.window.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


@pytest.fixture
def team(tmp_path):
    made = Team(tmp_path / "team", begun=datetime.now(UTC) - timedelta(days=15))
    yield made
    made.close()


def _carried_then(team) -> None:
    enrol(team.desk, "Amara")
    ids = {one.device_id for one in carrying.possible_readers(team.desk)}
    carrying.choose_readers(team.desk, ids, set(), set())
    team.answer(team.laptops[0])
    enrol(team.desk, "Bo")


def test_the_reminder_leads_to_carrying(opened, hands, team):
    _carried_then(team)
    program = opened()
    assert "Some of your work has waited 15 days, and nobody has confirmed it." in _texts(program)
    hands.click("Carry my work")
    hands.wait_for("Who gets it")


def test_the_programme_chooses_after_how_many_weeks(opened, hands, team):
    _carried_then(team)
    program = opened()
    hands.click("Programme")
    hands.click("4 weeks")
    hands.click("Save the programme")
    assert programme.read(team.desk).carry_days == 28
    hands.wait_for("Carry and gather")
    assert "nobody has confirmed" not in _texts(program)
