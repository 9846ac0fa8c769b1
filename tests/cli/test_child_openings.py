"""Whoever looks at a child in the terminal is written down, whatever the command.

Each command that opens the vault stands in one of three lists here: of one child, of what two
people wrote of one, or of none alone. One that stands in none fails, and so does one that is told
whose record it is about and claims to be about none.
"""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import click
import pytest

from imh_desktop import cli
from imh_desktop.content.library import Library
from imh_desktop.core.slip_code import return_code
from imh_desktop.exchange.archive import padding
from imh_desktop.flows import printing, printing_files, referring
from imh_desktop.flows.demo import fill
from imh_desktop.flows.enrolling import ChildForm, add_child
from imh_desktop.flows.own_referral_form import read_form
from imh_desktop.flows.own_referring import write_own_referral
from imh_desktop.flows.referring import ReferralForm
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from tests.flows.parted import R1, Parted
from tests.flows.sent import agreed_to_print, send
from tests.flows.team import Team

from .conftest import Run
from .handing import hand
from .test_consents import FORM

KEY = b"k" * 32
TODAY = date.today()  # noqa: DTZ011 as the program
LATER = str(TODAY + timedelta(days=30))
WHY = "--reason=why"
SIGNED = ("--signer=Nia", "--authority=mother", "--how=paper", f"--expires-on={LATER}")

OF_ONE_CHILD = {
    "child care": ("{child}",),
    "child end": ("{child}", "moved", WHY),
    "child leaving": ("{child}", "--way=moved"),
    "child link": ("{other}", "{child}", WHY),
    "child paper": ("{child}", WHY),
    "child tried": ("{child}", "--how=phone"),
    "child tries": ("{child}",),
    "child unlink": ("{other}", "{child}", WHY),
    "consent list": ("{child}",),
    "consent withdraw": ("{consent}", "--by=Nia"),
    "consent write": ("{child}", "record", *SIGNED),
    "correct answer": ("{visit}", R1, "--code=sometimes", WHY),
    "correct birth": ("{child}", f"--born={TODAY - timedelta(days=420)}", WHY),
    "correct move": ("{visit}", "{other}", "--person={caregiver}=new", WHY),
    "document adult-referral page": ("{own}", "--out={out}"),
    "document adult-referral withdraw": ("{own}",),
    "document adult-referral write": ("{visit}", "{caregiver}", "{form}"),
    "document batch": ("--on={day}", "--answer-all=print", "--out={out}"),
    "document fill-form": ("{referral}", "--out={out}"),
    "document give": ("{visit}", "--safe=print", "--out={out}"),
    "document held": ("{child}", "--for={caregiver}", "--out={folder}"),
    "document log": ("{child}",),
    "document print-all": ("--on={day}", "--answer-all=print", "--out={out}"),
    "document recipients": ("{child}",),
    "document record": ("{visit}", "--out={out}"),
    "document reprint": ("{print}", "--safe=print", "--out={out}"),
    "document slip": ("{slip}",),
    "document supervision": ("--from={day}", "--to={day}", "--out={out}"),
    "document verify": ("{code}",),
    "erase answer": ("{visit}", R1, "--preview"),
    "erase child": ("{child}", "--preview"),
    "erase visit": ("{visit}", "--preview"),
    "page handed": ("{page}", "--to=Nia"),
    "page print": ("{page}", "--out={out}"),
    "page send": ("{visit}", "--safe=print"),
    "trash back": ("{open}",),
    "trash put": ("{open}", WHY),
    "vault log": ("--child={child}",),
}
"""What each is called with."""

OF_WHAT_DIFFERS = {
    "decision keep": ("{question}", "a", WHY),
    "decision keep-both": ("{note}", WHY),
    "decision list": (),
    "decision show": ("{question}",),
    "late leave": ("{late}", WHY),
    "late list": (),
    "late take": ("--all={late_visit}", WHY),
}

OF_NO_CHILD_ALONE = {
    "carries files and tells counts": (
        "archive bring-back", "archive list", "archive make", "archive merge", "archive preview",
        "archive quarantine decline", "archive quarantine list", "archive quarantine show",
        "archive quarantine take", "archive readers", "archive undo", "archive verify",
        "archive waiting",
    ),
    "writes an entry of its own that names each child": ("archive handover",),
    "writes an entry of its own that tells what left": (
        "export csv", "export deidentified", "export fhir", "export parquet", "export spss",
        "export stata", "export twenty-years", "export xlsx",
    ),
    "lists many children, as the window's first page does": (
        "child links", "child pairs", "document week", "erase due", "export calendar", "page list",
        "programme quality", "today", "trash list", "undo list",
    ),
    "changes what its own entry names, and shows nothing of it": ("programme note", "undo take"),
    "counts, settings, people and keys": (
        "demo", "device accept", "device certify", "device request", "device revoke",
        "erase rules", "partners add", "partners import", "partners list",
        "programme indicators", "programme set", "programme show", "soak",
        "vault backup", "vault backups", "vault create", "vault passphrase change",
        "vault passphrase reset", "vault recovery cards", "vault recovery new",
        "vault recovery rehearse", "vault rehearse", "vault renew-key", "vault restore",
        "vault support", "vault verify", "vault worker add", "vault worker list",
        "vault worker revoke", "vault worker role",
    ),
}  # fmt: skip
NAMING = frozenset(
    "child_id caregiver_id consent_id first second page_id print_id question_id record_id"
    " referral_id visit_id".split()
)
"""Arguments that name a child, or a record about one."""


def commands(group: click.Command, *path: str) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(group, click.Group):
        yield " ".join(path), group
        return
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield from commands(command, *path, name)


def with_vault() -> dict[str, click.Command]:
    found = dict(commands(cli.cli))
    return {name: each for name, each in found.items() if "folder" in {p.name for p in each.params}}


def test_every_command_that_opens_the_vault_says_whose_it_is() -> None:
    elsewhere = [name for names in OF_NO_CHILD_ALONE.values() for name in names]
    listed = [*OF_ONE_CHILD, *OF_WHAT_DIFFERS, *elsewhere]
    assert sorted(listed) == sorted(with_vault()), "each command in one list, and in one alone"


def test_no_command_that_is_told_whose_record_it_is_claims_to_be_of_nobody() -> None:
    found = with_vault()
    for names in OF_NO_CHILD_ALONE.values():
        for name in names:
            told = {each.name for each in found[name].params if isinstance(each, click.Argument)}
            assert not told & NAMING, name


def openings(vault: Vault) -> list[str]:
    return [subject for _, kind, subject in records.events(vault) if kind == "child_opened"]


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A vault that knows of a family all that a command can be about; and the ids."""
    folder = tmp_path_factory.mktemp("openings") / "vault"
    library = Library()
    (folder.parent / "own.toml").write_text(FORM, "utf-8")
    with Vault.create_with_key(folder, KEY, "Rosa") as vault:
        child = fill(vault, library, TODAY)
        visits = records.visits(vault, child.child_id)
        visit = next(each for each in visits if each.closed_at)
        begun = [each for each in visits if not each.closed_at]
        adult = records.caregivers(vault, child.child_id)[0].caregiver_id
        consent_id = agreed_to_print(vault, child.child_id, TODAY)
        form = ReferralForm(
            partner_name="Early Support", purpose="A closer look", lines=("strengths",),
            signer="Nia", authority="mother", signed_on=TODAY.isoformat(), expires_on=LATER,
            concern_on=visit.on.isoformat(),
        )  # fmt: skip
        referral_id = referring.write_referral(vault, library, visit.visit_id, form)
        own = write_own_referral(
            vault, library, visit.visit_id, adult, read_form(folder.parent / "own.toml")
        )
        giving = printing.Giving(visit_id=visit.visit_id, safe="print", way="save")
        given = printing_files.give_file(vault, library, giving, TODAY, folder.parent / "given.pdf")
        other = add_child(vault, ChildForm(given_name="Ana", born_earliest="2025-09-01"), ())
        return {
            "vault": str(folder), "child": child.child_id, "other": other.child_id,
            "caregiver": adult, "visit": visit.visit_id, "day": visit.on.isoformat(),
            "open": begun[0].visit_id if begun else "", "consent": consent_id,
            "referral": referral_id, "own": own, "print": given.print_id, "code": given.code,
            "slip": return_code(referral_id), "form": str(folder.parent / "own.toml"),
            "page": send(vault, library, visit.visit_id, "en", TODAY).page_id,
        }  # fmt: skip


@pytest.fixture
def vault(
    family: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Vault]:
    """A copy of the family's vault, handed to every command."""
    shutil.copytree(family["vault"], tmp_path / "vault")
    with Vault.open_with_key(tmp_path / "vault", KEY) as vault:
        hand(monkeypatch, lambda: vault)
        yield vault


@pytest.mark.parametrize("name", OF_ONE_CHILD)
def test_looking_at_a_child_is_an_entry(
    name: str, run: Run, vault: Vault, family: dict[str, str], tmp_path: Path
) -> None:
    if name == "trash back":
        assert run("trash", "put", family["open"], WHY)[0] == 0
    before = openings(vault)
    places = {"out": str(tmp_path / "out.pdf"), "folder": str(tmp_path / "copy")}
    words = [each.format(**family, **places) for each in OF_ONE_CHILD[name]]
    code, _, err = run(*name.split(), *words)
    assert code in (0, 1), err
    assert family["child"] in openings(vault)[len(before) :]


@pytest.fixture
def parted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Parted]:
    """A family of which two laptops wrote different things; the desk's vault is handed to every
    command."""
    monkeypatch.setattr(padding, "PRIVATE_FLOOR", 256)
    monkeypatch.setattr(padding, "OPEN_FLOOR", 256)
    team = Team(tmp_path)
    hand(monkeypatch, lambda: team.desk)
    yield Parted(team, Library())
    team.close()


@pytest.mark.parametrize("name", OF_WHAT_DIFFERS)
def test_looking_at_what_differs_about_a_child_is_an_entry(
    name: str, run: Run, parted: Parted
) -> None:
    parted.answered(parted.one, R1, "often")
    if name.startswith("late"):
        parted.close(parted.one)
    parted.answered(parted.other, R1, "not_yet")
    if not name.startswith("late"):
        parted.at(parted.one).keep_note(R1, "first")
        parted.at(parted.other).keep_note(R1, "second")
    parted.gather()
    asked = parted.questions(parted.team.desk)
    named = {
        "question": asked[0].question_id, "late": asked[0].question_id,
        "note": next((each.question_id for each in asked if each.joinable), ""),
        "late_visit": parted.visit_id,
    }  # fmt: skip
    assert openings(parted.team.desk) == []
    words = [each.format(**named) for each in OF_WHAT_DIFFERS[name]]
    code, _, err = run(*name.split(), *words)
    assert code in (0, 1), err
    assert openings(parted.team.desk) == [parted.child_id]


def test_a_private_question_that_stays_shut_opens_no_child(run: Run, parted: Parted) -> None:
    who = records.caregivers(parted.one, parted.child_id)[0].caregiver_id
    for laptop, code in ((parted.one, "no"), (parted.other, "a_lot")):
        visit = parted.at(laptop)
        visit.alone_with(who)
        visit.answer("k3-heavy-days", code)
    parted.gather()
    (asked,) = parted.questions(parted.team.desk)
    assert asked.private
    assert run("decision", "list")[0] == 1
    assert openings(parted.team.desk) == []
    assert run("decision", "show", asked.question_id)[0] == 0
    assert openings(parted.team.desk) == [parted.child_id]
