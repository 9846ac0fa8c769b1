"""Each form of the program that asks for words: how one comes to it, and how it is saved."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace as dc_replace
from datetime import date, timedelta

from msgspec.structs import replace
from PySide6.QtCore import Qt

from imh_desktop.content.library import Library
from imh_desktop.flows import care, partners, visiting
from imh_desktop.flows.closing import close
from imh_desktop.flows.consenting import ConsentForm, write_consent
from imh_desktop.flows.explaining import level_said
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.partners import PartnerForm
from imh_desktop.flows.referral_steps import StepForm, record_step
from imh_desktop.flows.referring import write_referral
from imh_desktop.flows.reviewing import raise_level
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.words import Words
from tests.flows.test_referring import FORM
from tests.ui_shell.conftest import enrol

from .conftest import Laptop

WORDS = Words("en")
TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too
R1 = "r1-more-and-enough"
R1_SAID = Library().texts("observation", "en").items[R1].text


def _nothing(_vault: Vault, _child_id: str) -> None:
    return


@dataclass(frozen=True)
class Story:
    """``prepare`` fills the vault; ``show`` comes to the form of a child; ``field``: what is typed
    into; ``save`` does what is left to do, and saves. ``of_child``: it is about a child. ``opener``
    opens it in front of a page, and then ``first`` has the keyboard; empty for a page."""

    name: str
    show: Callable[[Laptop, str], object]
    field: str
    save: Callable[[Hands], object]
    prepare: Callable[[Vault, str], object] = _nothing
    of_child: bool = True
    opener: str = ""
    first: str = ""


def _visit(vault: Vault, child_id: str) -> str:
    visit = visiting.start(vault, Library(), child_id, on=TODAY)
    visit.use_known("seen")
    visit.answer(R1, "often")
    raise_level(visit, "N3", "I am worried")
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    close(visit)
    return visit.visit.visit_id


def _visit_and_another_child(vault: Vault, child_id: str) -> None:
    _visit(vault, child_id)
    enrol(vault, "Rightchild", "Mora")


def _referral(vault: Vault, child_id: str) -> None:
    visit_id = _visit(vault, child_id)
    form = replace(
        FORM, lines=("contact",), items=(), signed_on=TODAY.isoformat(),
        expires_on=(TODAY + timedelta(days=90)).isoformat(),
        concern_on=(TODAY - timedelta(days=8)).isoformat(),
    )  # fmt: skip
    written = write_referral(vault, Library(), visit_id, form, today=TODAY)
    sent = StepForm(state="sent", on=TODAY.isoformat(), who="Rosa")
    record_step(vault, written, sent, WORDS, today=TODAY)


def _consent(vault: Vault, child_id: str) -> None:
    form = ConsentForm(
        kind="record", signer="Ines", authority="mother", how="paper",
        signed_on=TODAY.isoformat(), expires_on="2199-12-31",
    )  # fmt: skip
    write_consent(vault, child_id, form, today=TODAY)


def _ended(vault: Vault, child_id: str) -> None:
    care.set_care(vault, child_id, "moved", TODAY, "They left", WORDS)


def _page(laptop: Laptop, child_id: str, *clicks: str) -> None:
    laptop.program._workspace.show_child(child_id)
    for name in clicks:
        laptop.hands.click(name)


def _at(*clicks: str) -> Callable[[Laptop, str], object]:
    return lambda laptop, child_id: _page(laptop, child_id, *clicks)


def _press(*names: str) -> Callable[[Hands], object]:
    return lambda hands: [hands.click(name) for name in names]


def _show_referral(laptop: Laptop, child_id: str) -> None:
    (one,) = records.referrals(laptop.vault, child_id)
    laptop.program._workspace._referrals().show_one(one.referral_id)


def _pause(laptop: Laptop, child_id: str) -> None:
    _show_referral(laptop, child_id)
    laptop.hands.click("The family needs time")


def _step_back(laptop: Laptop, child_id: str) -> None:
    _show_referral(laptop, child_id)
    laptop.hands.click("This is wrong", about="Sent")


def _move(laptop: Laptop, child_id: str) -> None:
    hands = laptop.hands
    _page(laptop, child_id, "Move a visit to the right child", WORDS.date(TODAY))
    hands.write("Search for a child", "rightchild")
    hands.find("Children").setFocus()
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)


def _amend(laptop: Laptop, child_id: str) -> None:
    _page(laptop, child_id, "Correct a finished visit")
    laptop.hands.click("Correct", about=R1_SAID)


def _amended(hands: Hands) -> None:
    hands.choose("Answer", "Not yet")
    hands.click("Correct it")


def _refer(laptop: Laptop, child_id: str) -> None:
    (visit,) = records.visits(laptop.vault, child_id)
    laptop.program._workspace.ask_to_refer(visit.visit_id)


def _refer_agreed(hands: Hands) -> None:
    for label, said in (
        ("Name of the partner", "Early"), ("Phone of the partner", "555-0150"),
        ("What for", "To look together"),
        ("In what role, such as mother or legal guardian", "mother"),
        ("What was tried so far", "A walk."), ("What we would like to hear back", "A letter."),
    ):  # fmt: skip
        hands.write(label, said)
    hands.click("Signed on paper")
    hands.click("How to reach the caregivers")
    hands.click("The family agrees: make the page")


def _agree(laptop: Laptop, child_id: str) -> None:
    _page(laptop, child_id, "See and change")
    laptop.hands.click("Write it down", about="Taking part, with a record of the visits")


def _agreed(hands: Hands) -> None:
    hands.write("In what role, such as mother or legal guardian", "mother")
    hands.click("Signed on paper")
    hands.click("The family agrees")


def _next_visit(hands: Hands) -> None:
    wanted = TODAY + timedelta(days=20)
    hands.write("Day of the next visit: day", str(wanted.day))
    hands.choose("Day of the next visit: month", WORDS.months()[wanted.month - 1])
    hands.write("Day of the next visit: year", str(wanted.year))
    hands.click("Keep this day")


def _programme(laptop: Laptop, _child_id: str) -> None:
    laptop.program._workspace._programme.show(laptop.program._workspace.show_caseload)


def _partner(vault: Vault, _child_id: str) -> None:
    partners.add(vault, PartnerForm(name="Early", kind="health"), WORDS)


def _show_partners(laptop: Laptop, click: str) -> None:
    laptop.program._workspace._programme.show_partners(laptop.program._workspace.show_caseload)
    laptop.hands.click(click)


STORIES = (
    Story(
        "contact", _at("Another day, or more about it"), "What came of it",
        _press("Called", "Record"),
    ),
    Story("day", _at("Choose another day"), "Why", _next_visit),
    Story("end", _at("No more visits"), "Why", _press("The child died", "End the visits")),
    Story("again", _at("Visit this family again"), "Why", _press("Visits go on"), _ended),
    Story("page", _at("Make a page all the same"), "Why", _press("Record"), _ended),
    Story(
        "trash", _at("Begun or added by mistake", "Put in the trash"), "Why",
        _press("Put in the trash"),
    ),
    Story(
        "no page", _at("Pages and who may receive them", "Give no pages"), "Why",
        _press("Give no pages"), _visit,
    ),
    Story("referral", _show_referral, "What came of it", _press("By a visit"), _referral),
    Story("pause", _pause, "Why", _press("Record"), _referral),
    Story("step back", _step_back, "Why", _press("Take it back"), _referral),
    Story("move", _move, "Why", _press("Move it"), _visit_and_another_child),
    Story(
        "lower", _at("Lower a next step", WORDS.date(TODAY)), "Why",
        _press("Support, and look again soon", "Ask for it"), _visit,
    ),
    Story("amend", _amend, "Why", _amended, _visit),
    Story("refer", _refer, "Witness, where it was only said", _refer_agreed, _visit),
    Story("agree", _agree, "Witness, where it was only said", _agreed),
    Story(
        "take back", _at("See and change", "Take it back"), "Who takes it back",
        _press("Take it back"), _consent,
    ),
    Story(
        "sibling", _at("Add a brother or sister"), "First name",
        lambda hands: _born(hands), of_child=True,
    ),
    Story("programme", _programme, "Contact person", _press("Save the programme"), of_child=False),
    Story(
        "partner", lambda laptop, _id: _show_partners(laptop, "Early"), "Opening hours",
        _press("Save the partner"), _partner, of_child=False,
    ),
    Story(
        "new partner", lambda laptop, _id: _show_partners(laptop, "Add a partner"),
        "Name of the partner", _press("Save the partner"), of_child=False,
    ),
)  # fmt: skip


def _born(hands: Hands) -> None:
    hands.write("Day of birth: day", "3")
    hands.choose("Day of birth: month", "May")
    hands.write("Day of birth: year", "2026")
    hands.click("Not known")
    hands.click("Save this child")


def panels() -> list[Story]:
    """Return those that open in front of a page, with who opens them and what comes first."""
    day, step = WORDS.date(TODAY), level_said("N0", WORDS)
    known = {
        "contact": ("Another day, or more about it", "Not at home"),
        "day": ("Choose another day", "Day of the next visit: day"),
        "end": ("No more visits", "The family moved away"),
        "again": ("Visit this family again", "Why"),
        "page": ("Make a page all the same", "Why"),
        "trash": ("Put in the trash", "Why"),
        "no page": ("Give no pages", "Why"),
        "pause": ("The family needs time", "Why"),
        "step back": ("This is wrong", "Why"),
        "lower": (day, step),
        "amend": ("Correct", "Answer"),
        "agree": ("Write it down", "Who agrees"),
        "take back": ("Take it back", "Who takes it back"),
    }
    named = ((story, known.get(story.name)) for story in STORIES)
    return [dc_replace(story, opener=way[0], first=way[1]) for story, way in named if way]


def pages() -> list[Story]:
    """Return those that are pages of their own."""
    wanted = ("referral", "move", "sibling", "programme", "partner", "new partner")
    return [story for story in STORIES if story.name in wanted]
