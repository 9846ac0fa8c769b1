"""Every paper the demo makes says, on every page, that it is an example."""

import ast
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.flows import (
    figure_files,
    leave_behind,
    paper_checklist,
    printing_batch,
    referring,
    supervision,
    unreached,
    visit_record,
    week_plan,
)
from imh_desktop.flows.apart import NotTogether
from imh_desktop.flows.demo import open_demo
from imh_desktop.flows.devices import certify_self
from imh_desktop.flows.family_copy import copy_page, write_copy
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.own_referring import own_referral_page, write_own_referral
from imh_desktop.flows.partner_form import example_form, filled_form
from imh_desktop.flows.programme_figures import figures, last_year
from imh_desktop.flows.referring import ReferralForm
from imh_desktop.flows.summarising import family_page
from imh_desktop.flows.visiting import resume
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.documents.reading import texts
from tests.flows.item_ids import K3
from tests.flows.told_alone import FORM as OWN_FORM

TODAY = date(2026, 11, 23)
HOUSE = Path(leave_behind.__file__).parents[1]
NO_FAMILY = {"recovery_pdf", "review_book_pdf", "text_specimen_pdf"}
"""Papers that are made of the program's own files, or of a key alone, and not of a vault."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bytes]]:
    """Function of ``documents`` -> what the demo makes with it."""
    library, folder = Library(), tmp_path_factory.mktemp("demo")
    with open_demo(folder / "v", library, TODAY) as vault:
        yield {**_of_the_visit(vault, library, folder), **_of_the_programme(vault, library)}


def _of_the_visit(vault: Vault, library: Library, folder: Path) -> dict[str, bytes]:
    (child,) = records.children(vault)
    visits = records.visits(vault, child.child_id)
    visit = next(each for each in visits if each.closed_at)
    adult = records.caregivers(vault, child.child_id)[0].caregiver_id
    form = ReferralForm(
        partner_name="Early Support", purpose="A closer look", lines=("strengths", "contact"),
        signer="Nia", authority="mother", signed_on=TODAY.isoformat(),
        expires_on=(TODAY + timedelta(days=30)).isoformat(), concern_on=visit.on.isoformat(),
    )  # fmt: skip
    referral = referring.write_referral(vault, library, visit.visit_id, form, today=TODAY)
    own = _own(vault, library, resume(vault, library, visits[-1].visit_id), adult)
    due = printing_batch.due(vault, visit.on)
    answers = printing_batch.answers_of(vault, due, "print", {})
    printing_batch.print_batch(vault, library, due, answers, folder / "batch.pdf", TODAY)
    page = (vault, library)
    return {
        "family_pdf": family_page(*page, visit.visit_id, "en", today=TODAY).content,
        "referral_pdf": referring.referral_page(*page, referral, "en", today=TODAY).content,
        "fill": filled_form(*page, referral, *example_form(), "en", today=TODAY).page.content,
        "visit_record_pdf": visit_record.visit_record_page(*page, visit.visit_id, "en").content,
        "supervision_pdf": supervision.supervision_page(*page, visit.on, TODAY, "en").content,
        "family_copy_pdf": copy_page(*page, child.child_id, adult, "en", today=TODAY).content,
        "adult_copy_pdf": copy_page(
            *page, child.child_id, adult, "en", alone=True, today=TODAY
        ).content,
        "own_referral_pdf": own,
        "batch_pdf": (folder / "batch.pdf").read_bytes(),
    }  # fmt: skip


def _own(vault: Vault, library: Library, visit: OpenVisit, adult: str) -> bytes:
    visit.alone_with(adult)
    visit.answer(K3, "a_lot")
    visit.alone_with(None)
    visit_id = visit.visit.visit_id
    until = (TODAY + timedelta(days=30)).isoformat()
    form = replace(OWN_FORM, signed_on=TODAY.isoformat(), expires_on=until)
    written = write_own_referral(vault, library, visit_id, adult, form, today=TODAY)
    return own_referral_page(vault, library, written, "en", today=TODAY).content


def _of_the_programme(vault: Vault, library: Library) -> dict[str, bytes]:
    certify_self(vault, "Desk", TODAY)
    of, words = figures(vault, library, last_year(TODAY), TODAY), Words("en")
    for kind in ("csv", "xlsx"):
        with pytest.raises(NotTogether):
            figure_files.figures_file(vault, of, kind, words)
    blank = [
        paper_checklist.blank_checklist(library, "B4", "en", "a4", private=private, demo=True)
        for private in (False, True)
    ]
    return {
        "week_plan_pdf": week_plan.week_plan_page(vault, library, TODAY, "en").content,
        "unreached_pdf": unreached.unreached_page(vault, TODAY, "en").content,
        "programme_report_pdf": figure_files.figures_file(vault, of, "pdf", words),
        "checklist_pdf": blank[0].content,
        "private_sheet_pdf": blank[1].content,
    }


@pytest.mark.check(15)
def test_every_page_of_every_paper_is_watermarked(made: dict[str, bytes]) -> None:
    bare = [
        (kind, number)
        for kind, pdf in made.items()
        for number, text in enumerate(texts(pdf), 1)
        if text.strip() and "Example: not a real family" not in " ".join(text.split())
    ]
    assert bare == []


@pytest.mark.check(15)
def test_no_paper_of_the_house_is_forgotten_here(made: dict[str, bytes]) -> None:
    kinds = {
        node.name
        for file in (HOUSE / "documents").glob("*.py")
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.endswith("_pdf") and node.name[0] != "_"
    }
    assert kinds - NO_FAMILY == set(made) - {"fill"}


def test_a_copy_of_the_demo_holds_no_table(tmp_path: Path) -> None:
    library = Library()
    with open_demo(tmp_path / "v", library, TODAY) as vault:
        (child,) = records.children(vault)
        adult = records.caregivers(vault, child.child_id)[0].caregiver_id
        out = write_copy(
            vault, library, child.child_id, adult, "en", tmp_path / "copy", today=TODAY
        )
    assert {path.suffix for path in out.iterdir()} == {".pdf"}
