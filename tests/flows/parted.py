"""Two laptops and a desk that know one family, and part: what each writes then meets again."""

from datetime import date, timedelta

from imh_desktop.content.library import Library
from imh_desktop.flows import deciding, reviewing
from imh_desktop.flows.deciding import Question
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm, add_child
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.visiting import resume, start
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.flows.team import Team

ON = date(2026, 6, 10)
R1 = "r1-more-and-enough"
SG1, S1 = "sg1-growing-and-rhythm", "s1-eating-or-growth"
WORDS = Words("en")


class Parted:
    """A child and an open visit that everybody has."""

    def __init__(self, team: Team, library: Library, name: str = "Mara") -> None:
        self.team, self.library = team, library
        self.one, self.other = team.laptops[:2]
        born = (ON - timedelta(days=305)).isoformat()
        people = (CaregiverForm(name="Ines", relation="mother"),)
        form = ChildForm(given_name=name, born_earliest=born)
        self.child_id = add_child(self.one, form, people, today=ON).child_id
        visit = start(self.one, library, self.child_id, on=ON)
        self.visit_id = visit.visit.visit_id
        self.share()

    def share(self) -> None:
        """Let everybody know everything, both ways."""
        self.gather()
        for laptop in self.team.laptops:
            self.team.take(laptop, self.team.answer(laptop))

    def gather(self) -> None:
        """Let the desk know what the laptops have."""
        self.team.take(self.team.desk, *(self.team.carry(each) for each in self.team.laptops))

    def at(self, vault: Vault) -> OpenVisit:
        """Return the visit as somebody goes on with it."""
        visit = resume(vault, self.library, self.visit_id, day=ON)
        visit.use_known("seen")
        return visit

    def answered(self, vault: Vault, item_id: str, code: str) -> None:
        self.at(vault).answer(item_id, code)

    def close(self, vault: Vault) -> None:
        """Choose three moments, and close."""
        visit = self.at(vault)
        for what in ("sang", "laughed", "slept well")[len(visit.visit.moments) :]:
            reviewing.add_moment(visit, f"Mara {what}.")
        reviewing.close(visit)

    def questions(self, vault: Vault) -> tuple[Question, ...]:
        return deciding.open_questions(vault, self.library, WORDS)

    def keep(self, vault: Vault, question: Question, choice: str, reason: str = "asked") -> None:
        deciding.keep(vault, self.library, question.question_id, choice, reason, WORDS)

    def same(self) -> bool:
        """Tell whether every vault says the same."""
        dumps = [vault.journal.dump() for vault in (self.team.desk, *self.team.laptops)]
        return all(dump == dumps[0] for dump in dumps)


def choice_of(question: Question, said: str) -> str:
    """Return the letter of the choice that says this."""
    return next(each.choice for each in question.choices if said in each.said)
