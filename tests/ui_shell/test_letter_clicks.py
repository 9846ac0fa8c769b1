"""How many clicks lead from a child with a finished visit to the letter."""

from imh_desktop.store import records

from .conftest import give_numbers
from .test_paper_pages import closed_visit  # noqa: F401 a fixture


def test_two_clicks_lead_to_a_letter_and_the_consent_asks_for_two_choices(
    closed_visit, hands, vault  # noqa: F811
) -> None:  # fmt: skip
    _program, visit = closed_visit
    give_numbers(vault)
    clicks: list[str] = []

    def click(name: str, about: str = "") -> None:
        hands.click(name, about=about)
        clicks.append(name)

    click("New referral", about=str(visit.on.year))
    hands.write("What for", "A closer look")
    hands.write("Name of the partner", "Early Support")
    hands.write("In what role, such as mother or legal guardian", "Mother")
    choices = ("Strengths", "Signed on paper")  # what is told, and how it was agreed (RF3, RF4)
    for choice in choices:
        click(choice)
    click("The family agrees: make the page")
    hands.wait_for("The page as it will be printed")
    assert len(clicks) - len(choices) == 2
    assert len(records.referrals(vault, visit.child_id)) == 1
