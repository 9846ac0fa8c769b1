"""Two children, and a visit recorded with the wrong one."""

import random
from datetime import timedelta

from imh_desktop.flows import (
    moving_visits,
    printing,
    programme,
)  # fmt: skip
from imh_desktop.flows.closing import close
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm, add_child
from imh_desktop.flows.moving_visits import NEW, Move
from imh_desktop.store import records
from imh_desktop.words import Words

from .conftest import ON
from .item_ids import R1, T1
from .test_birth_corrections import visited

WORDS = Words("en")


def enrol(vault, name, days, *people):
    form = ChildForm(given_name=name, born_earliest=(ON - timedelta(days=days)).isoformat())
    adults = tuple(CaregiverForm(name=each, phone=f"555-{each}") for each in people)
    return add_child(vault, form, adults, today=ON)


class Two:
    """A finished visit with the wrong child, with something told, something said alone, a page
    with the family and a letter."""

    def __init__(self, vault, library):
        self.vault, self.library = vault, library
        programme.save(vault, demo_programme(ON, WORDS), today=ON)
        self.wrong = enrol(vault, "Wrongchild", 305, "Ines", "Bo")
        self.right = enrol(vault, "Rightchild", 420, "Ines")
        self.ines, self.bo = (
            one.caregiver_id for one in records.caregivers(vault, self.wrong.child_id)
        )
        (right,) = records.caregivers(vault, self.right.child_id)
        self.right_ines = right.caregiver_id
        visit = visited(vault, library, self.wrong, ON, random.Random(4))
        visit.use_known("told", self.ines)
        visit.answer(R1, "often")
        visit.alone_with(self.bo)
        visit.answer(T1, "no")
        visit.keep_note(T1, "He was calm.")
        close(visit)
        self.visit_id = visit.visit.visit_id

    def move(self, to=None, **people):
        said = {"Ines": self.right_ines, "Bo": NEW} | people
        whom = {"Ines": self.ines, "Bo": self.bo}
        what = Move(
            visit_id=self.visit_id, to_child_id=to or self.right.child_id, reason="wrong record",
            people={whom[name]: who for name, who in said.items() if who},
        )  # fmt: skip
        moving_visits.move(self.vault, self.library, what, ON, WORDS)

    def give(self):
        giving = printing.Giving(visit_id=self.visit_id, safe="print", way="print")
        return printing.give(self.vault, self.library, giving, ON).printed
