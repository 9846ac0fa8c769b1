"""The check of a page names each damage: a good page is broken in one place, by another library."""

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from imh_desktop.core.report_table import Report, ReportTable
from imh_desktop.documents import tagging
from imh_desktop.documents.blocks import Part, draw, merged
from imh_desktop.documents.checking.check import check
from imh_desktop.documents.page import INK, MARGIN, Sheet
from imh_desktop.documents.programme_report import programme_report_pdf
from imh_desktop.documents.text import Style, paragraph
from imh_desktop.words import Words

STYLE = Style("NotoSans-Regular", 12, 16, INK)
Damage = Callable[[Pdf], None]


def line(text: str) -> Part:
    return merged(paragraph(text, STYLE, 300))


@cache
def good() -> bytes:
    """Return a page with one of everything: heading, text, list, figure; on a second, a table."""
    sheet = Sheet("a4", "Test", "en")
    items = tagging.labelled(line("1"), (line("Sing"),), 20) + tagging.item((line("Rest"),))
    parts = (
        *tagging.heading(1, (line("Page"),), "Page"),
        *tagging.heading(2, (line("Below"),), "Below"),
        *tagging.tagged("P", (line("Text"), line("goes on"))),
        *tagging.listing(items),
        tagging.figure(line("drawn"), "A sun"),
    )
    draw(parts, sheet.canvas, MARGIN, sheet.top)
    sheet.canvas.showPage()
    cells = (tagging.cell(line("Area"), heads="Column"), tagging.cell(line("North")))
    table = tagging.table(tuple(tagging.row(cell) for cell in cells))
    draw(table, sheet.canvas, MARGIN, sheet.top)
    sheet.canvas.showPage()
    return sheet.bytes()


def broken(damage: Damage) -> bytes:
    with pikepdf.open(BytesIO(good())) as pdf:
        damage(pdf)
        made = BytesIO()
        pdf.save(made)
    return made.getvalue()


def element(pdf: Pdf, role: str, number: int = 0) -> pikepdf.Object:
    """Return the element of a role that is met first, or a later one."""
    return [each for each in _below(pdf.Root.StructTreeRoot.K) if str(each.S)[1:] == role][number]


def _below(holder: pikepdf.Object) -> list[pikepdf.Object]:
    kids = [kid for kid in holder.get("/K", []) if isinstance(kid, Dictionary) and "/S" in kid]
    return [holder, *(each for kid in kids for each in _below(kid))]


def drawing(change: Callable[[bytes], bytes]) -> Damage:
    """Return a change of what the first page draws."""

    def damage(pdf: Pdf) -> None:
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(change(page.Contents.read_bytes()))

    return damage


def added(content: bytes) -> Damage:
    return drawing(lambda drawn: drawn + content)


def action(kind: str) -> Damage:
    """Return a note on the first page that does something."""

    def damage(pdf: Pdf) -> None:
        does = Dictionary(S=Name(kind), URI=String("x"), JS=String("x"))
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=does)
        pdf.pages[0].Annots = pdf.make_indirect(Array([pdf.make_indirect(note)]))

    return damage


def removed(find: Callable[[Pdf], pikepdf.Object], key: str) -> Damage:
    def damage(pdf: Pdf) -> None:
        del find(pdf)[key]

    return damage


def placed(find: Callable[[Pdf], pikepdf.Object], key: str, value: object) -> Damage:
    def damage(pdf: Pdf) -> None:
        find(pdf)[key] = value

    return damage


def swapped(pdf: Pdf) -> None:
    kids = pdf.Root.StructTreeRoot.K.K
    kids[1], kids[2] = kids[2], kids[1]


def shared(pdf: Pdf) -> None:
    element(pdf, "P").K.append(element(pdf, "H1").K[0])


def led_astray(pdf: Pdf) -> None:
    ways = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    ways[0], ways[1] = ways[1], ways[0]


def dropped(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot.K.K[2]


def doubled_row(pdf: Pdf) -> None:
    element(pdf, "TD").A = Dictionary(O=Name.Table, ColSpan=2)


def letters_lost(pdf: Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    for described in (font, *font.get("/DescendantFonts", [])):
        if "/FontDescriptor" in described:
            del described["/FontDescriptor"]


def helvetica(pdf: Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].Resources.Font["/F9"] = pdf.make_indirect(font)


def written(pdf: Pdf) -> None:
    pdf.docinfo["/Author"] = "Ana Ruiz"


def described(pdf: Pdf) -> None:
    with pdf.open_metadata() as told:
        told["dc:creator"] = ["Ana Ruiz"]


def attached(pdf: Pdf) -> None:
    pdf.attachments["notes.txt"] = b"x"


def root(pdf: Pdf) -> pikepdf.Object:
    return pdf.Root


def page(pdf: Pdf) -> pikepdf.Object:
    return pdf.pages[0].obj


SCRIPT = Dictionary(S=Name.JavaScript, JS=String("x"))
DAMAGES: dict[str, tuple[str, Damage]] = {
    "no language": ("language", removed(root, "/Lang")),
    "read from the wrong side": ("direction", placed(root, "/Lang", String("ar"))),
    "no title": ("title", removed(lambda pdf: pdf.docinfo, "/Title")),
    "title not shown": ("title-shown", removed(root, "/ViewerPreferences")),
    "not marked": ("marked", removed(root, "/MarkInfo")),
    "an author": ("metadata", written),
    "a description": ("metadata", described),
    "a script on opening": ("script", placed(root, "/OpenAction", SCRIPT)),
    "a script in a note": ("script", action("/JavaScript")),
    "a page that does things": ("script", placed(page, "/AA", Dictionary(O=SCRIPT))),
    "a file inside": ("files", attached),
    "a web address": ("link", action("/URI")),
    "a program to start": ("link", action("/Launch")),
    "letters left out": ("font", letters_lost),
    "Helvetica": ("font", helvetica),
    "no bookmarks": ("bookmarks", removed(root, "/Outlines")),
    "no tree": ("tree", removed(root, "/StructTreeRoot")),
    "no tab order": ("tabs", removed(page, "/Tabs")),
    "no way back": ("way-back", removed(page, "/StructParents")),
    "a way back elsewhere": ("way-back", led_astray),
    "text outside": ("outside", added(b" BT /F2+0 9 Tf (a) Tj ET")),
    "a line outside": ("outside", added(b" 0 0 m 9 9 l S")),
    "a picture outside": ("outside", added(b" BI /W 1 /H 1 /BPC 8 /CS /G ID x EI")),
    "a mark in no element": ("mark", dropped),
    "a mark not drawn": ("mark", drawing(lambda drawn: drawn.replace(b"/MCID 3", b"/MCID 99"))),
    "a mark twice": ("mark", drawing(lambda drawn: drawn.replace(b"/MCID 3", b"/MCID 2"))),
    "a part of two elements": ("mark", shared),
    "a mark in a mark": (
        "nested",
        drawing(lambda drawn: b"/Artifact BMC " + drawn + b" EMC"),
    ),
    "a part left open": ("open", drawing(lambda drawn: drawn.replace(b"EMC", b"", 1))),
    "a part closed twice": ("open", added(b" EMC")),
    "words read later drawn earlier": ("order", swapped),
    "a figure without words": ("alt", removed(lambda pdf: element(pdf, "Figure"), "/Alt")),
    "a figure with blank words": (
        "alt", placed(lambda pdf: element(pdf, "Figure"), "/Alt", String(" ")),
    ),
    "a level skipped": ("heading", placed(lambda pdf: element(pdf, "H2"), "/S", Name("/H3"))),
    "a first heading of level 2": (
        "heading", placed(lambda pdf: element(pdf, "H1"), "/S", Name("/H2")),
    ),
    "an item without a body": ("list", placed(lambda pdf: element(pdf, "LBody"), "/S", Name.Lbl)),
    "a paragraph in a list": ("list", placed(lambda pdf: element(pdf, "LI"), "/S", Name.P)),
    "a row outside a table": ("table", placed(lambda pdf: element(pdf, "Table"), "/S", Name.Div)),
    "a heading cell without scope": ("table", removed(lambda pdf: element(pdf, "TH"), "/A")),
    "no heading cell": ("table", placed(lambda pdf: element(pdf, "TH"), "/S", Name.TD)),
    "rows of two widths": ("table", doubled_row),
    "an unknown kind": ("role", placed(lambda pdf: element(pdf, "P"), "/S", Name("/Para"))),
    "an empty paragraph": ("empty", placed(lambda pdf: element(pdf, "P"), "/K", Array())),
    "text straight in a list": ("nesting", placed(lambda pdf: element(pdf, "P"), "/S", Name.Div)),
    "a wrong way up": (
        "parent", lambda pdf: element(pdf, "Lbl").__setitem__("/P", element(pdf, "H1")),
    ),
}  # fmt: skip


def test_a_good_page_has_no_finding() -> None:
    assert check(good()) == ()


def test_another_library_that_only_saves_it_breaks_nothing() -> None:
    assert check(broken(lambda pdf: None)) == ()


@pytest.mark.parametrize("name", DAMAGES)
def test_each_damage_is_named(name: str) -> None:
    rule, damage = DAMAGES[name]
    assert rule in {finding.rule for finding in check(broken(damage))}


def test_a_finding_says_the_page_and_the_place() -> None:
    outside = check(broken(added(b" 0 0 m 9 9 l S")))
    assert [str(each) for each in outside] == [
        "page 1, after marked part 7: a line or box is drawn that no element holds [outside]"
    ]
    (alt,) = check(broken(DAMAGES["a figure without words"][1]))
    assert str(alt) == (
        "page 1, Document > Figure 5: a figure without words that say what it shows [alt]"
    )


def _silent(drawn: bytes) -> bytes:
    """Return a drawing without the words its lines are read as."""
    return re.sub(rb"/ActualText ?(<[0-9A-F]*>|\([^)]*\))", b"", drawn)


def _spoken(drawn: bytes) -> bytes:
    """Return a drawing whose texts all have words."""
    words = b"/Span <</ActualText (x)>> BDC BT"
    return _silent(drawn).replace(b"BT", words).replace(b"ET", b"ET EMC")


def _but_the_last(drawn: bytes) -> bytes:
    before, _, after = _spoken(drawn).rpartition(b"/ActualText (x)")
    return before + after


def _both_pages(change: Callable[[bytes], bytes]) -> Damage:
    def damage(pdf: Pdf) -> None:
        for page_ in pdf.pages:
            page_.Contents = pdf.make_stream(change(page_.Contents.read_bytes()))

    return damage


def test_every_text_must_have_its_words() -> None:
    silent = check(broken(_both_pages(_silent)))
    assert {each.rule for each in silent} == {"actual-text"}
    assert check(broken(_both_pages(_spoken))) == ()
    one = check(broken(_both_pages(_but_the_last)))
    assert [(each.rule, each.page) for each in one] == [("actual-text", 1), ("actual-text", 2)]


def test_rows_with_cells_over_several_rows_and_columns_are_counted_rightly() -> None:
    table = ReportTable(title="T", heading=("a", "b"), rows=(("c", 1),), notes=("a note",))
    report = Report(title="Figures", lines=(), tables=(table,))
    content = programme_report_pdf(report, "a4", Words("en"))
    assert check(content) == ()
    with pikepdf.open(BytesIO(content)) as pdf:
        rows = [each for each in _below(pdf.Root.StructTreeRoot.K) if each.S == "/TR"]
        rows[1].K[1].A = Dictionary(O=Name.Table, RowSpan=2)
        del rows[2].K[0]["/A"]
        made = BytesIO()
        pdf.save(made)
    assert check(made.getvalue()) == ()
