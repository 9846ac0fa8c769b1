"""Many families, one job: each on a front, each in its language, each in the list."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from pypdf import PdfReader

from imh_desktop.documents.batch import OnePage, batch_pdf
from imh_desktop.errors import EnvironmentFault, InputError
from imh_desktop.flows import print_desk, printing_recipients, programme
from imh_desktop.flows.closing import close
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.printing_batch import due, print_batch
from imh_desktop.flows.printing_log import given_pages
from imh_desktop.flows.printing_verify import verify_file
from imh_desktop.store import records
from imh_desktop.words import Words
from tests.flows.sent import send

from .export_vault import ON, child_of, visit_of


@pytest.fixture
def families(vault, library):
    """Three families visited on a day, one of which reads Spanish, and one of another day."""
    programme.save(vault, demo_programme(ON, Words("en")), today=ON)
    found = {}
    for name, tongue in (("Zoe", "en"), ("Ana", "es"), ("Mika", "en")):
        found[name] = child_of(vault, name, page_language=tongue)
        close(visit_of(vault, library, found[name]))
    other = child_of(vault, "Other")
    close(visit_of(vault, library, other, on=date(2026, 5, 1)))
    return found


def all_safe(vault):
    return {each.child_id: "print" for each in due(vault, ON)}


@pytest.mark.check(18)
def test_one_file_holds_each_family_on_a_front_with_a_bookmark(vault, library, families, tmp_path):
    target = tmp_path / "today.pdf"
    job = print_batch(vault, library, due(vault, ON), all_safe(vault), target, ON)
    assert [each.child_id for each in job.put] == [families[n] for n in ("Ana", "Mika", "Zoe")]
    assert all(each.first_page % 2 == 1 for each in job.put)
    reader = PdfReader(target)
    assert len(reader.pages) == job.pages
    titles = [(item.title.split()[0], reader.get_destination_page_number(item) + 1)
              for item in reader.outline]  # fmt: skip
    assert titles == [
        (n, each.first_page) for n, each in zip(("Ana", "Mika", "Zoe"), job.put, strict=True)
    ]
    texts = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(target)]
    assert "Nuestra visita" in texts[0]
    assert "Our visit" in texts[job.put[1].first_page - 1]


def test_each_family_is_in_the_list_under_the_file_it_went_in(vault, library, families, tmp_path):
    target = tmp_path / "today.pdf"
    print_batch(vault, library, due(vault, ON), all_safe(vault), target, ON)
    for child_id in families.values():
        (line,) = given_pages(vault, child_id)
        assert line.printed.way == "batch"
    verdicts = verify_file(vault, target)
    assert {each.child_id for each in verdicts} == set(families.values())
    assert all(each.holds and each.file == "unchanged" for each in verdicts)
    assert all(each.given for each in due(vault, ON))


def test_who_was_not_asked_or_said_no_is_left_out_and_named(vault, library, families, tmp_path):
    answers = {families["Ana"]: "no", families["Zoe"]: "strengths"}
    job = print_batch(vault, library, due(vault, ON), answers, tmp_path / "a.pdf", ON)
    assert [each.child_id for each in job.put] == [families["Zoe"]]
    assert {each.child_id for each in job.left} == {families["Ana"], families["Mika"]}
    (line,) = given_pages(vault, families["Zoe"])
    assert line.printed.part == "strengths"
    assert given_pages(vault, families["Ana"]) == ()


def test_a_family_of_which_not_all_may_receive_a_page_is_left_out(
    vault, library, families, tmp_path
):
    (person,) = records.caregivers(vault, families["Mika"])
    printing_recipients.refuse(vault, families["Mika"], person.caregiver_id, "A judge said so")
    job = print_batch(vault, library, due(vault, ON), all_safe(vault), tmp_path / "a.pdf", ON)
    (left,) = job.left
    assert left.child_id == families["Mika"]
    assert "who receives it" in left.why
    assert len(job.put) == 2


def test_nobody_to_print_leaves_no_file(vault, library, families, tmp_path):
    job = print_batch(vault, library, due(vault, ON), {}, tmp_path / "a.pdf", ON)
    assert (job.put, job.pages, len(job.left)) == ((), 0, 3)
    assert [path.name for path in tmp_path.iterdir()] == ["vault"]


def test_a_file_is_never_written_over_and_nothing_is_kept(vault, library, families, tmp_path):
    target = tmp_path / "a.pdf"
    target.write_bytes(b"mine")
    before = vault.journal.dump()
    with pytest.raises(InputError, match="already"):
        print_batch(vault, library, due(vault, ON), all_safe(vault), target, ON)
    assert target.read_bytes() == b"mine"
    assert vault.journal.dump() == before


def test_a_kill_before_the_list_is_kept_leaves_no_page_and_after_it_a_line_too_many(
    vault, library, families, tmp_path, monkeypatch
):
    from pathlib import Path

    class Killed(BaseException):
        pass

    target = tmp_path / "a.pdf"
    keep = type(vault.journal).write_many

    def killed(*_args, **_said):
        raise Killed

    monkeypatch.setattr(type(vault.journal), "write_many", killed)
    with pytest.raises(Killed):
        print_batch(vault, library, due(vault, ON), all_safe(vault), target, ON)
    assert not target.exists()
    assert not any(each.given for each in due(vault, ON))

    monkeypatch.setattr(type(vault.journal), "write_many", keep)
    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(Killed):
        print_batch(vault, library, due(vault, ON), all_safe(vault), target, ON)
    assert not target.exists()
    assert all(each.given for each in due(vault, ON))
    monkeypatch.undo()  # before the vault is closed, which writes a file too


def test_a_disk_that_refuses_keeps_nothing(vault, library, families, tmp_path, monkeypatch):
    from pathlib import Path

    def full(*_args):
        raise OSError(28, "No space left")

    before = vault.journal.dump()
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EnvironmentFault, match="full"):
        print_batch(vault, library, due(vault, ON), all_safe(vault), tmp_path / "a.pdf", ON)
    assert vault.journal.dump() == before


def test_a_child_without_a_visit_that_day_is_bad_input(vault, library, families):
    with pytest.raises(InputError, match="No page of this day"):
        due(vault, ON, ["<img src=x>"])
    assert [each.name for each in due(vault, ON, [families["Zoe"]])] == ["Zoe"]


def test_a_print_desk_prints_what_waits(vault, library, families, tmp_path, monkeypatch):
    for child_id in families.values():
        (visit,) = records.visits(vault, child_id)
        send(vault, library, visit.visit_id, "en", ON)
    monkeypatch.setattr("imh_desktop.flows.printing_batch.role_of", lambda _vault: "staff")
    waiting = due(vault, ON)
    job = print_batch(vault, library, waiting, {}, tmp_path / "desk.pdf", ON)
    assert len(job.put) == 3
    assert all(page.prints for page in print_desk.pages(vault))


@pytest.mark.parametrize("counts", [(1, 2, 1), (2, 2), (3, 1), (1,)])
def test_blank_backs_are_put_in_only_where_needed(counts):
    from reportlab.pdfgen.canvas import Canvas

    def made(pages):
        held = BytesIO()
        canvas = Canvas(held, invariant=1)
        for _ in range(pages):
            canvas.drawString(72, 700, "x")
            canvas.showPage()
        canvas.save()
        return held.getvalue()

    job = batch_pdf([OnePage(str(n), made(n)) for n in counts], "Pages")
    wanted, at = [], 1
    for count in counts:
        at += (at + 1) % 2
        wanted.append(at)
        at += count
    assert job.first_pages == tuple(wanted)
    assert job.pages == at - 1
    assert job == batch_pdf([OnePage(str(n), made(n)) for n in counts], "Pages")
