"""A family of whom every record holds marked words, and all the places where they could be left."""

import shutil
from datetime import timedelta

from imh_desktop.flows import enrolling, printing, programme, trash, wondering
from imh_desktop.flows.amending import Amendment, amend
from imh_desktop.flows.closing import close
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.own_referring import write_own_referral
from imh_desktop.flows.page_choices import add_moment, add_step
from imh_desktop.flows.printing import Giving
from imh_desktop.flows.visiting import start
from imh_desktop.store import anchors
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.store.raw_pages import clear_pages

from .conftest import BORN, ON
from .item_ids import K3, O1, R1, R2, T1
from .told_alone import FORM as OWN

KEY = b"k" * 32
WORDS = Words("en")
LATER = ON + timedelta(days=3)


class Family:
    """A child of whom every kind of record holds marked words. ``mark``: stands in all of them."""

    def __init__(self, vault: Vault, library, mark: str) -> None:
        self.vault, self.library, self.mark = vault, library, mark
        child = ChildForm(
            given_name=self.said("given"), family_name=self.said("family"), number=self.said("no"),
            born_earliest=BORN.isoformat(), custody_note=self.said("custody"),
            health_provider=self.said("provider"),
        )  # fmt: skip
        people = (
            CaregiverForm(name=self.said("mother"), relation="mother", phone="555-0142"),
            CaregiverForm(name=self.said("uncle"), address=self.said("street")),
        )
        self.child = enrolling.add_child(vault, child, people, today=ON)
        closed = self._visit(ON, "closed")
        close(closed)
        self.visit_id = closed.visit.visit_id
        said = {"note": self.said("amended"), "reason": self.said("why")}
        amended = Amendment(item_id=R2, code="often", known="seen", **said)
        amend(vault, library, self.visit_id, amended, WORDS)
        printing.give(vault, library, Giving(visit_id=self.visit_id, safe="print", way="print"), ON)
        self.open_id = self._visit(LATER, "open").visit.visit_id
        vault.desk.keep_draft(f"{self.open_id}/{R1}", self.said("draft"))
        wondering.keep(vault, self.visit_id, self.said("wonder"))
        away = start(vault, library, self.child.child_id, on=LATER + timedelta(days=1))
        away.use_known("seen")
        away.keep_note(R1, self.said("trashed"))
        self.away_id = away.visit.visit_id
        trash.put(vault, self.away_id, self.said("trash reason"), WORDS)

    def _visit(self, on, about: str):
        vault, library = self.vault, self.library
        visit = start(vault, library, self.child.child_id, on=on)
        visit.use_known("seen")
        visit.answer(O1, "a_lot")
        for code in ("often", "sometimes"):
            visit.answer(R1, code)
        visit.keep_note(R1, self.said(f"{about} first note"))
        visit.keep_note(R1, self.said(f"{about} note"))
        visit.answer(R2, "not_yet")
        visit.keep_note(R2, self.said(f"{about} other"))
        who = visit.caregivers[0].caregiver_id
        visit.alone_with(who)
        visit.answer(T1, "yes")
        visit.record_action(T1, self.said(f"{about} harm"))
        visit.answer(K3, "a_lot")
        visit.keep_note(K3, self.said(f"{about} alone"))
        visit.record_action(K3, self.said(f"{about} action"))
        for when in ("morning", "noon", "evening"):
            add_moment(visit, self.said(f"{about} {when}"))
        add_step(visit, self.said(f"{about} step"), by=LATER, phone="555-0100")
        write_own_referral(vault, library, visit.visit.visit_id, who, OWN, today=ON)
        return visit

    def said(self, what: str) -> str:
        return f"{self.mark} {what}"


def furnish(folder, library):
    """Make a vault with one family; return its folder, and the family."""
    with Vault.create_with_key(folder, KEY, "Visitor") as vault:
        programme.save(vault, demo_programme(ON, WORDS), today=ON)
        return folder, Family(vault, library, "Zyxqmarked")


def vault_of(request, folder, monkeypatch):
    """Yield a vault that holds the furnished family where a test asks for ``family``; it is taken
    for the vault it was copied from."""
    monkeypatch.setattr(anchors, "place_of", lambda folder: folder.name)
    if "family" in request.fixturenames:
        shutil.copytree(request.getfixturevalue("furnished")[0], folder)
        vault = Vault.open_with_key(folder, KEY)
    else:
        vault = Vault.create_with_key(folder, KEY, "Visitor")
        programme.save(vault, demo_programme(ON, WORDS), today=ON)
    yield vault
    vault.close()


def everywhere(vault: Vault) -> bytes:
    """Return all that lies in the vault's files in the clear, and all the program can read of it:
    packs and small rows are pressed, and words in them are no words in a page."""
    folder = vault.folder
    read = repr((list(vault.journal.entries()), vault.journal.dump(), vault.desk.drafts()))
    return clear_pages(folder, KEY) + read.encode()


def pressed(vault: Vault) -> list[bytes]:
    """Return what is pressed: the parts of packs, and closed records."""
    execute = vault.open_connection().execute
    blocks = [body for (body,) in execute("SELECT body FROM pack").fetchall()]
    for table in ("closed", "private_closed"):
        blocks += [fields for (fields,) in execute(f"SELECT fields FROM {table}").fetchall()]
    return blocks


def pieces(block: bytes) -> list[bytes]:
    return [block[at : at + 24] for at in range(0, len(block) - 24, 24)]


def others(vault: Vault, gone: set[str]) -> dict:
    """Return what is projected of all records but these, their erasures and what is said anew."""
    ids = {record_id.replace("-", "") for record_id in gone}
    ids |= {row.record_id.replace("-", "") for row in vault.journal.shelf.records_of("erasure")}
    dump = vault.journal.dump()
    return {table: [row for row in rows if row[0] not in ids] for table, rows in dump.items()}


def sound(vault: Vault) -> None:
    before = vault.journal.dump()
    vault.journal.replaying.rebuild()
    assert vault.journal.dump() == before
    assert vault.journal.verify() == ()
    assert anchors.check(vault) == ()
