"""What is known of a child and of those who care for it, for the side of its page."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from imh_desktop.core.languages import spoken_languages
from imh_desktop.core.people import Caregiver, Child
from imh_desktop.documents import labels
from imh_desktop.ui import sayings
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import PlainLabel, column
from imh_desktop.words import Words


def about_card(look: Look, words: Words, child: Child) -> TitledCard:
    """Return the card of what is known of a child; what was not asked is left out."""
    card = TitledCard(look, words.say("About the child"), gap=8)
    for label, said in _facts(words, child):
        if said:
            card.items.addWidget(_fact(look, label, said))
    return card


def _facts(words: Words, child: Child) -> list[tuple[str, str]]:
    names = spoken_languages(words)
    condition = {
        True: words.say("Yes, a doctor said so"),
        False: words.say("None known"),
        None: words.say("Not asked yet"),
    }[child.conditions_known]
    return [
        ("", sayings.birth_line(words, child)),
        (words.say("Number"), child.number),
        (words.say("Speaks"), words.listed(names.get(code, code) for code in child.languages)),
        (
            words.say("Language of the family page"),
            names.get(child.page_language, child.page_language),
        ),
        (words.say("Interpreter"), sayings.interpreter_line(words, child)),
        (words.say("Health condition"), condition),
        (words.say("Doctor or clinic"), child.health_provider),
        (words.say("Services now"), child.services_now),
        (words.say("Eyes"), labels.checked(child.vision, child.vision_on, words)),
        (words.say("Ears"), labels.checked(child.hearing, child.hearing_on, words)),
        (words.say("Custody"), child.custody_note),
    ]


def _fact(look: Look, label: str, said: str) -> QWidget:
    holder = QWidget()
    items = column(holder)
    if label:
        items.addWidget(PlainLabel(look, label, size=13, colour="muted"))
    items.addWidget(PlainLabel(look, said, size=15, wrap=True))
    return holder


def caregivers_card(look: Look, words: Words, caregivers: Sequence[Caregiver]) -> TitledCard:
    """Return the card of who cares for a child, and what they speak."""
    card = TitledCard(look, words.say("Caregivers"), gap=8)
    for caregiver in caregivers:
        said = sayings.caregiver_line(words, caregiver)
        card.items.addWidget(PlainLabel(look, said, size=15, wrap=True))
        if tongues := sayings.tongues_line(words, caregiver):
            card.items.addWidget(PlainLabel(look, tongues, size=14, colour="muted", wrap=True))
    if not caregivers:
        none = words.say("No caregivers yet.")
        card.items.addWidget(PlainLabel(look, none, size=15, colour="muted", wrap=True))
    return card
