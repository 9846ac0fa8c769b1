"""Cutting text short before a check changes no finding, whatever the drawing holds."""

import random
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Pdf

from imh_desktop.documents.checking import content
from imh_desktop.documents.checking.check import check
from imh_desktop.documents.checking.shorter import shorter
from imh_desktop.errors import InputError

from .test_checking import broken, good

SAID = [
    b"<FEFF00480065006C006C006F>", b"<FEFF>", b"<EFBBBF>", b"<>", b"<FFFE48006500>",
    b"<FEFFD83DDE00D83D>", b"<FEFF 0048 0065>", b"(Hello)", b"()", b"<00480065006C006C0>",
]  # fmt: skip
SHOWN = [
    b"[<00480065006C006C006F><0003> -20.5 <0048>] TJ", b"[<0048>] TJ", b"[] TJ", b"[(a) 3 (b)] TJ",
    b"<00480065006C006C006F> Tj", b"(<00480065006C006C006F>) Tj", b"([<0048>] TJ \\( ) Tj",
    b"[<0048>] TJx", b"[<00480065006C006Z006F>] TJ", b"[<0048", b"<<AABBCCDDEE>> Tj",
    b"% [<0048>] TJ <00480065006C006C006F>\nET BT", b"3 Tr [<0048>] TJ 0 Tr",
    b"BI /W 1 /H 1 /BPC 8 /CS /G ID <00480065006C006C006F> EI", b"0 0 m 1 1 l S",
]  # fmt: skip


def drawing(chance: random.Random) -> bytes:
    """Return marked parts, artifacts and loose text, sound or not."""
    parts = []
    for number in range(chance.randrange(1, 5)):
        held = b"BT %s ET" % chance.choice(SHOWN)
        said = b"/Span <</ActualText %s>> BDC %s EMC" % (chance.choice(SAID), held)
        inside = chance.choice([held, said, said])
        around = chance.choice([b"/P <</MCID %d>> BDC %s EMC", b"/Artifact BMC %d pop %s EMC"])
        parts.append(chance.choice([around % (number, inside), inside]))
    return b"\n".join(parts) + b"\n"


def findings(page: bytes) -> object:
    try:
        return check(page)
    except InputError as fault:
        return str(fault)


def test_random_drawings_are_judged_as_if_every_letter_was_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = random.Random(11)
    verdicts = set()
    for _ in range(300):
        made = drawing(chance)

        def draw(pdf: Pdf, made: bytes = made) -> None:
            pdf.pages[0].obj.Contents = pdf.make_stream(made)

        page = broken(draw)
        with monkeypatch.context() as patch:
            patch.setattr(content, "shorter", lambda read: read)
            whole = findings(page)
        assert findings(page) == whole, made
        verdicts.add(str(whole))
    assert len(verdicts) > 50


def test_text_of_a_real_page_is_cut_and_its_operators_stay() -> None:
    with pikepdf.open(BytesIO(good())) as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
            whole = page.Contents.read_bytes()
            cut = shorter(whole)
            assert len(cut) < len(whole)
            page.Contents = pdf.make_stream(whole)
            before = [str(each.operator) for each in pikepdf.parse_content_stream(page)]
            page.Contents = pdf.make_stream(cut)
            assert [str(each.operator) for each in pikepdf.parse_content_stream(page)] == before
