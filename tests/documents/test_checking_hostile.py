"""A file made to trap its reader: one sentence, no trace, and soon."""

import random
import time
import warnings
import zlib
from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from imh_desktop.documents.checking import opened
from imh_desktop.documents.checking.check import check
from imh_desktop.errors import InputError

from .test_checking import broken, element, good

MOST_SECONDS = 5.0


def refused(content: bytes) -> str:
    start = time.perf_counter()
    with pytest.raises(InputError) as fault:
        check(content)
    assert time.perf_counter() - start < MOST_SECONDS
    said = str(fault.value)
    assert "\n" not in said
    return said


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"GIF89a", b"\x00" * 5000, b"%PDF" * 999])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    assert "no whole PDF" in refused(content)


def test_a_file_cut_off_anywhere_is_refused() -> None:
    for part in range(1, 20):
        refused(good()[: len(good()) * part // 20])


def test_a_locked_file_is_refused() -> None:
    with pikepdf.open(BytesIO(good())) as pdf:
        made = BytesIO()
        pdf.save(made, encryption=pikepdf.Encryption(user="x", owner="y"))
    assert "locked" in refused(made.getvalue())


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "MOST_BYTES", len(good()) - 1)
    assert "too large" in refused(good())


def _drawing_of(content: bytes, times: int = 1) -> bytes:
    def damage(pdf: Pdf) -> None:
        stream = pdf.make_stream(zlib.compress(content))
        stream.Filter = Name.FlateDecode
        pdf.pages[0].obj.Contents = Array([stream] * times)

    return broken(damage)


def test_a_page_that_unpacks_to_far_more_than_it_is_is_refused() -> None:
    assert "draws too much" in refused(_drawing_of(b"q Q " * 2_000_000))
    assert "draws too much" in refused(_drawing_of(b"q Q " * 10_000, 5_000))
    refused(_drawing_of(b" " * 200_000_000))


def read_or_refused(content: bytes) -> None:
    """Check a file that may be read or refused, but soon and without a trace."""
    start = time.perf_counter()
    with suppress(InputError), warnings.catch_warnings():
        warnings.simplefilter("error")
        check(content)
    assert time.perf_counter() - start < MOST_SECONDS


@pytest.mark.parametrize(
    "piece", [b"[", b"<<", b"(", b"/P <</MCID 1>> BDC ", b"/P BMC ", b"BI ", b"BT "]
)
def test_a_drawing_that_nests_without_end_is_refused_or_read(piece: bytes) -> None:
    read_or_refused(_drawing_of(piece * (400_000 // len(piece))))


def _winding(pdf: Pdf) -> None:
    element(pdf, "P").K = Array([pdf.Root.StructTreeRoot.K])


def _own_kid(pdf: Pdf) -> None:
    element(pdf, "P").K = Array([element(pdf, "P")])


def _deep(pdf: Pdf) -> None:
    inner = Dictionary(S=Name.P, K=Array())
    for _ in range(200):
        inner = Dictionary(S=Name.Div, K=Array([inner]))
    element(pdf, "P").K = Array([inner])


def _twice(pdf: Pdf) -> None:
    element(pdf, "L").K.append(element(pdf, "H1"))


@pytest.mark.parametrize("damage", [_winding, _own_kid, _deep, _twice])
def test_a_tree_that_winds_in_itself_is_refused(damage: object) -> None:
    assert "winds in itself" in refused(broken(damage))  # type: ignore[arg-type]


def test_pages_that_hold_themselves_are_refused() -> None:
    refused(_page_loop())


def _page_loop() -> bytes:
    """Return a file whose page tree holds itself; pikepdf would mend it while saving."""
    return (
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Count 1/Kids[2 0 R]>>\nendobj\n"
        b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000056 00000 n \n"
        b"trailer\n<</Size 3/Root 1 0 R>>\nstartxref\n110\n%%EOF\n"
    )


def _many_ways(pdf: Pdf) -> None:
    leaf = pdf.make_indirect(Dictionary(Nums=Array()))
    for _ in range(40):
        leaf = pdf.make_indirect(Dictionary(Kids=Array([leaf, leaf])))
    pdf.Root.StructTreeRoot.ParentTree = leaf


def test_a_number_tree_that_doubles_at_each_step_is_read_once() -> None:
    start = time.perf_counter()
    assert {each.rule for each in check(broken(_many_ways))} == {"way-back"}
    assert time.perf_counter() - start < MOST_SECONDS


def _wide(pdf: Pdf) -> None:
    element(pdf, "TD").A = Dictionary(O=Name.Table, ColSpan=10**9, RowSpan=10**9)


def test_a_cell_as_wide_as_the_sea_is_a_finding() -> None:
    assert {each.rule for each in check(broken(_wide))} == {"table"}


def test_flipped_bytes_end_in_findings_or_one_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(5)
    for _ in range(300):
        damaged = bytearray(good())
        for _ in range(chance.choice((1, 3, 30))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        read_or_refused(bytes(damaged))
    assert capfd.readouterr() == ("", "")
