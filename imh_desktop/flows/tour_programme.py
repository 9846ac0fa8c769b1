"""A plainly invented programme of six laptops, for the tour: what stands at a coordinator's, at a
print desk, and between laptops. Its vaults live for a minute, with a key of their own."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from secrets import token_bytes

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import Item
from imh_desktop.core.people import Role
from imh_desktop.exchange.archive import DeviceKeys, Recipients, papers
from imh_desktop.exchange.archive.papers import Certificate
from imh_desktop.flows import archiving, devices, merging, print_desk, programme, sign_off
from imh_desktop.flows.child_forms import CaregiverForm, ChildForm
from imh_desktop.flows.consenting import ConsentForm, write_consent
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.enrolling import add_child
from imh_desktop.flows.loading import load
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.reviewing import add_moment, choose_strategy, close, raise_level, strategies
from imh_desktop.flows.selecting import family_pages
from imh_desktop.flows.summarising import frozen_summary
from imh_desktop.flows.visiting import resume, start
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

_BORN_BEFORE = timedelta(days=300)
_AHEAD = timedelta(days=400)
_R1, _E1 = "r1-more-and-enough", "e1-calms-with-help"


class TourProgramme(msgspec.Struct, frozen=True, kw_only=True):
    """``desk``: the coordinator's, where two visitors' work waits for her; ``print_desk``: with a
    page to print; ``joiner``: a laptop that asks to join; ``ahead``: one whose clock ran ahead
    once. ``arrived``: an archive to be taken in, ``late``: one of a laptop that was shut out,
    ``request``: the paper of the one that asks to join."""

    desk: Vault
    print_desk: Vault
    joiner: Vault
    ahead: Vault
    arrived: Path
    late: Path
    request: Path

    @property
    def vaults(self) -> tuple[Vault, ...]:
        """Return all that are to be closed."""
        return self.desk, self.print_desk, self.joiner, self.ahead


class _Maker:
    def __init__(self, folder: Path, library: Library, today: date, words: Words) -> None:
        self.folder, self.library, self.today, self.words = folder, library, today, words
        self.desk = self.vault("desk", "Elena Ruiz")
        self.root = devices.certify_self(self.desk, words.say("coordinator"), today)
        programme.save(self.desk, demo_programme(today, words), today=today)
        keys = DeviceKeys.generate(self.desk.journal.new_id())
        asked = papers.request(keys, "Eva Roth", today).to_bytes()
        self.second = devices.certify(self.desk, asked, "second", "coordinator")

    def vault(self, name: str, worker: str, clock: Callable[[], datetime] | None = None) -> Vault:
        place = self.folder / name
        place.mkdir(parents=True)
        if clock is None:
            return Vault.create_with_key(place, token_bytes(32), worker)
        return Vault.create_with_key(place, token_bytes(32), worker, clock=clock)

    def join(self, name: str, worker: str, role: Role = "visitor") -> tuple[Vault, Certificate]:
        vault = self.vault(name, worker)
        asked = devices.request(vault, worker, self.today)
        paper = devices.certify(self.desk, asked.to_bytes(), name, role)
        devices.accept(vault, self.root.to_bytes(), name, self.root.fingerprint)
        devices.accept(vault, paper.to_bytes(), name)
        devices.accept(self.desk, paper.to_bytes(), name)
        return vault, paper

    def carry(self, sender: Vault, *to: Certificate) -> Path:
        target = self.folder / f"{len(list(self.folder.glob('*.imha'))) + 1}.imha"
        everyone = (*to, self.second)
        archiving.make_archive(sender, target, Recipients(open=everyone, g=to, v=to))
        return target

    def child(self, vault: Vault, name: str, caregiver: str) -> str:
        given_name, _, family_name = name.partition(" ")
        form = ChildForm(
            given_name=given_name, family_name=family_name, gestation="39w0d",
            born_earliest=(self.today - _BORN_BEFORE).isoformat(),
        )  # fmt: skip
        people = (CaregiverForm(name=caregiver, relation="mother", phone="555-0142"),)
        return add_child(vault, form, people, today=self.today, words=self.words).child_id

    def begin(
        self, vault: Vault, child_id: str, ago: int = 0, day: date | None = None
    ) -> OpenVisit:
        on = day or self.today - timedelta(days=ago)
        visit = start(vault, self.library, child_id, on=on, language=self.words.language, today=on)
        visit.use_known("seen")
        return visit

    def visit(self, vault: Vault, child_id: str, ago: int, code: str = "often") -> str:
        visit = self.begin(vault, child_id, ago)
        for item in visit.items().values():
            if item.core and item.item_id in visit.shown and not item.sensitivity.private:
                visit.answer(item.item_id, _code(item, code))
        self.tell(visit)
        choose_strategy(visit, strategies(visit)[0].id)
        close(visit)
        return visit.visit.visit_id

    def tell(self, visit: OpenVisit) -> None:
        """Write the moments a family's page needs."""
        say = self.words.say
        add_moment(visit, say("She laughed with you."))
        add_moment(visit, say("Reached for her grandmother when I came in."))
        add_moment(visit, say("Amara laughed when Nia hummed her song."))

    def agree(self, vault: Vault, child_id: str) -> None:
        day, last = self.today.isoformat(), (self.today + timedelta(days=300)).isoformat()
        form = ConsentForm(
            kind="print", signer="Ines", authority=self.words.say("Mother"), how="paper",
            signed_on=day, expires_on=last,
        )  # fmt: skip
        write_consent(vault, child_id, form, today=self.today)


def make(folder: Path, library: Library, today: date, words: Words) -> TourProgramme:
    """Make the vaults and what stands between them, in an empty folder."""
    made = _Maker(folder, library, today, words)
    rosa, rosas = made.join("rosa", "Rosa Méndez")
    ben, bens = made.join("ben", "Ben Ode")
    lost, _losts = made.join("lost", "Dov Lev")
    shared = _first_work(made, rosa, ben, lost)
    merging.merge(made.desk, [made.carry(each, made.root) for each in (rosa, ben, lost)])
    devices.revoke(made.desk, lost.device_id, words.say("A closer look together"))
    merging.merge(ben, [made.carry(made.desk, rosas, bens)])
    _disagree(made, (rosa, ben), shared)
    merging.merge(made.desk, [made.carry(each, made.root) for each in (rosa, ben)])
    made.child(lost, "Ivy Neil", "Ada")
    late = made.carry(lost, made.root)
    made.visit(rosa, made.child(rosa, "Wren Yazzie", "Nia"), ago=1)
    arrived = made.carry(rosa, made.root)
    printer = _print_desk(made, ben)
    joiner = made.vault("joiner", "Luz Paz")
    request = folder / "request.imhd"
    request.write_bytes(devices.request(joiner, "Luz Paz", today).to_bytes())
    for each in (rosa, ben, lost):
        each.close()
    return TourProgramme(
        desk=made.desk, print_desk=printer, joiner=made.vault("new", "Sol Rey"),
        ahead=_ahead(made), arrived=arrived, late=late, request=request,
    )  # fmt: skip


def _first_work(made: _Maker, rosa: Vault, ben: Vault, lost: Vault) -> tuple[str, str]:
    """Enrol and visit; return a child of Rosa's and its open visit, which Ben will know too."""
    mara = made.child(rosa, "Mara Cruz", "Ines")
    made.visit(rosa, mara, ago=70)
    made.visit(rosa, mara, ago=20, code="sometimes")
    worrying = made.begin(rosa, made.child(rosa, "Noor Haddad", "Sana"), ago=5)
    raise_level(worrying, "N3", made.words.say("Sleep has been short since the move."))
    made.tell(worrying)
    close(worrying)
    said = made.words.say("Talk about sleep with the nurse")
    sign_off.ask(rosa, made.library, worrying.visit.visit_id, "N1", said, made.words)
    shared = made.begin(rosa, mara)
    made.visit(ben, made.child(ben, "Mara Cruz", "Ines"), ago=30)
    made.visit(lost, made.child(lost, "Tom Dea", "Uma"), ago=12)
    return mara, shared.visit.visit_id


def _disagree(made: _Maker, both: Sequence[Vault], shared: tuple[str, str]) -> None:
    """Let two laptops write different things about one child, without knowing of each other."""
    child_id, visit_id = shared
    for vault, code, days in zip(both, ("often", "not_yet"), (300, 304), strict=True):
        visit = resume(vault, made.library, visit_id)
        visit.use_known("seen")
        visit.answer(_R1, code)
        visit.answer(_E1, code)
        born = (made.today - timedelta(days=days)).isoformat()
        vault.journal.write("child", child_id, {"born_earliest": born, "born_latest": born})


def _print_desk(made: _Maker, sender: Vault) -> Vault:
    """Return a print desk's vault with a page that waits."""
    vault, paper = made.join("print", "Ida Berg", "staff")
    devices.accept(sender, paper.to_bytes(), "print")
    visit_id = made.visit(sender, made.child(sender, "Luz Ortiz", "Ines"), ago=2)
    loaded = load(sender, made.library, visit_id)
    made.agree(sender, loaded.child.child_id)
    language = made.words.language
    summary = frozen_summary(sender, made.library, loaded, language, None, words=made.words)
    print_desk.freeze(sender, visit_id, summary, made.today)
    file = made.folder / "pages.imha"
    archiving.make_archive(sender, file, Recipients(open=(paper,)), only=family_pages(sender))
    merging.merge(vault, [file])
    return vault


def _ahead(made: _Maker) -> Vault:
    """Return a vault that was written in when its laptop's clock was far ahead."""
    ahead = datetime.now().astimezone() + _AHEAD
    vault = made.vault("ahead", "Ana Sol", clock=lambda: ahead)
    child_id = made.child(vault, "Kim Lee", "Jo")
    made.begin(vault, child_id)
    made.child(vault, "Max O'Hara", "Eva")
    return vault


def _code(item: Item, wanted: str) -> str:
    usual = "no" if "no" in item.codes else item.codes[0]
    return wanted if wanted in item.codes else usual
