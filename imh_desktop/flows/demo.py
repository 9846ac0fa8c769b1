"""A plainly invented family to look around with, in a vault of its own."""

import os
from datetime import date, timedelta
from pathlib import Path

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.errors import EnvironmentFault
from imh_desktop.flows import programme
from imh_desktop.flows.child_forms import CaregiverForm, ChildForm
from imh_desktop.flows.closing import close
from imh_desktop.flows.demo_mark import KEY, MARK, known_as_demo
from imh_desktop.flows.enrolling import add_child
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.programme import ProgrammeForm, SupportForm
from imh_desktop.flows.reviewing import (
    add_moment,
    add_step,
    choose_strategy,
    choose_strength,
    strategies,
    strengths,
)
from imh_desktop.flows.visiting import start
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

_BORN_BEFORE = timedelta(days=375)
_EARLIER = timedelta(days=43)
_GESTATION = "35w1d"
"""A little early, so that both ages are seen: about eleven months counted from the due date."""


def open_demo(folder: Path, library: Library, today: date, language: str = "en") -> Vault:
    """Return the demo vault in a folder, made there first if need be.

    Its programme is ``fictional``: pages are watermarked, numbers cannot be dialled.

    Raises:
        EnvironmentFault: the folder holds another vault.
    """
    if Vault.exists(folder):
        if not (folder / MARK).is_file():
            raise EnvironmentFault(
                "This folder holds another file of this program. Nothing was changed."
            )
        key = bytes.fromhex((folder / KEY).read_text("ascii"))
        return known_as_demo(Vault.open_with_key(folder, key))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = os.urandom(32)
    (folder / KEY).write_text(key.hex(), "ascii")
    name = Words(language).say("Demo visitor")
    vault = Vault.create_with_key(folder, key, name, made_up=True)
    try:
        fill(vault, library, today, language)
    except BaseException:
        vault.close()
        raise
    (folder / MARK).write_text("A made-up family; its key lies beside it.\n", "ascii")
    return vault


def fill(vault: Vault, library: Library, today: date, language: str = "en") -> Child:
    """Write the demo programme and family: one closed visit, and one left open today."""
    words = Words(language)
    programme.save(vault, demo_programme(today, words), today=today)
    child = _family(vault, today, language, words)
    earlier = start(vault, library, child.child_id, on=today - _EARLIER, language=language)
    _first_visit(earlier, words, today)
    now = start(vault, library, child.child_id, on=today, language=language)
    _half_way(now)
    return child


def demo_programme(today: date, words: Words) -> ProgrammeForm:
    """Return settings that nobody could take for real ones: 555-01xx rings nowhere."""
    checked = (today - timedelta(days=12)).isoformat()
    return ProgrammeForm(
        name=words.say("Sunflower Home Visits (example)"),
        phone="555-0100",
        contact=words.say("Example Street, Exampleville"),
        support=(
            SupportForm(kind="emergency", number="555-0111", checked_on=checked),
            SupportForm(kind="day_and_night", number="555-0124", checked_on=checked),
            SupportForm(kind="reporting", number="555-0148", checked_on=checked),
            SupportForm(
                kind="other",
                number="555-0137",
                name=words.say("Family helpline (example)"),
                checked_on=checked,
            ),
        ),
        fictional=True,
    )


def _family(vault: Vault, today: date, language: str, words: Words) -> Child:
    form = ChildForm(
        given_name="Amara",
        family_name=words.say("Example"),
        born_earliest=(today - _BORN_BEFORE).isoformat(),
        gestation=_GESTATION,
        sex="female",
        number="DEMO-1",
        languages=("en", "es"),
        page_language=language,
        conditions_known=False,
    )
    caregivers = (
        CaregiverForm(name="Nia", relation="mother", phone="555-0142"),
        CaregiverForm(name="Rosa", relation="grandparent", phone="555-0143"),
    )
    child = add_child(vault, form, caregivers, today=today, words=words)
    vault.journal.write("child", child.child_id, {"demo": True})
    return child


def _first_visit(visit: OpenVisit, words: Words, today: date) -> None:
    visit.use_known("both", visit.caregivers[0].caregiver_id)
    for number, item in enumerate(visit.items().values()):
        if item.kind == "behaviour":
            visit.answer(
                item.item_id, ("often", "often", "sometimes", "often", "not_yet")[number % 5]
            )
        elif item.kind == "sign_group":
            visit.answer(item.item_id, "no")
        elif item.kind == "worry":
            visit.answer(item.item_id, "a_little")
            visit.keep_note(item.item_id, words.say("Sleep has been short since the move."))
    for suggestion in strengths(visit)[:3]:
        choose_strength(visit, suggestion.id)
    for idea in strategies(visit)[:1]:
        choose_strategy(visit, idea.id)
    add_moment(visit, words.say("Amara laughed when Nia hummed her song."))
    add_step(
        visit,
        words.say("Talk about sleep with the nurse"),
        who=words.say("Nia and the visitor"),
        by=today + timedelta(days=7),
        phone="555-0100",
    )
    close(visit)


def _half_way(visit: OpenVisit) -> None:
    """Answer the first cards, as if the visitor had been called away."""
    visit.use_known("seen")
    cards = [item for item in visit.items().values() if item.kind == "behaviour"]
    for item in cards[:6]:
        visit.answer(item.item_id, "often")
    visit.remember_place(cards[6].item_id)
