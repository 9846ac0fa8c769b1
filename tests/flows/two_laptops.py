"""Two laptops that meet, one open visit on both, and everything the program tells of it."""

from datetime import UTC, datetime

from imh_desktop.content.library import Library
from imh_desktop.flows import enrolling, exporting_tables
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.deciding import open_questions
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.export_tables import Ask, prepare
from imh_desktop.flows.programme_figures import figures, last_year
from imh_desktop.flows.same_child import pairs
from imh_desktop.flows.visiting import start
from imh_desktop.store import listing, records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .conftest import BORN, ON

WORDS = Words("en")
NOW = datetime.now(UTC)


def everything(vault, library, folder):
    """What the program tells anywhere of children and visits, as one text."""
    caseload = Caseload(vault, ON, library)
    told = [
        caseload.rows(), caseload.rows("Mara"), records.caseload(vault), records.open_visits(vault),
        list(listing.children(vault)), list(listing.visits(vault)), listing.how_many(vault),
        list(listing.private_talks(vault)), pairs(vault), open_questions(vault, library, WORDS),
        figures(vault, library, last_year(NOW.date()), NOW.date(), with_private=True).cases,
    ]  # fmt: skip
    assert "Mara" in repr(told) or not records.children(vault)
    prepared = prepare(vault, library, "csv", Ask(now=NOW))
    done = exporting_tables.export_csv(prepared, folder)
    files = [p.read_text() for p in sorted(done.path.glob("*.csv"))]
    return repr(told) + "".join(files), done.children


class Two:
    """Two laptops that have one open visit of one child."""

    def __init__(self, place, library: Library):
        self.library = library
        self.one = Vault.create_with_key(place / "one", b"k" * 32, "Rosa")
        self.other = Vault.create_with_key(place / "other", b"k" * 32, "Luz")
        form = ChildForm(given_name="Mara", born_earliest=BORN.isoformat())
        child = enrolling.add_child(self.one, form, (CaregiverForm(name="Ines"),), today=ON)
        self.child_id = child.child_id
        self.visit_id = start(self.one, library, self.child_id, on=ON).visit.visit_id
        self.meet()

    def meet(self):
        for here, there in ((self.one, self.other), (self.other, self.one)):
            there.journal.admit(here.journal.entries())
            assert there.journal.verify() == ()

    def shown(self):
        return [
            (
                [c.child_id for c in records.children(vault)],
                [v.visit_id for v in records.visits(vault, self.child_id)],
            )
            for vault in (self.one, self.other)
        ]

    def close(self):
        self.one.close()
        self.other.close()
