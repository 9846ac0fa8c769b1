"""Several files become one, and the trees of elements with them: pypdf alone would drop these."""

from collections.abc import Sequence
from typing import NamedTuple

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)


class Joined(NamedTuple):
    """A file whose pages are in the writer already; ``first``: which page it begins on, from 0."""

    first: int
    reader: PdfReader


def join_trees(writer: PdfWriter, files: Sequence[Joined]) -> None:
    """Give a writer one tree that holds each file's as a section of its own, in its language.

    The whole is in the language of the first. Every page gets the Tab order of the tree, also
    one that was added blank; a file without a tree is left as it is.
    """
    files = [file for file in files if "/StructTreeRoot" in file.reader.root_object]
    if not files:
        return
    root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    whole = DictionaryObject({NameObject("/S"): NameObject("/Document")})
    root_at, whole_at = writer._add_object(root), writer._add_object(whole)
    sections, numbers = ArrayObject(), ArrayObject()
    for file in files:
        _take_over(writer, file, sections, numbers)
    for section in sections:
        section.get_object()[NameObject("/P")] = whole_at
    whole |= {NameObject("/P"): root_at, NameObject("/K"): sections}
    leaves = DictionaryObject({NameObject("/Nums"): numbers})
    root |= {
        NameObject("/K"): ArrayObject([whole_at]),
        NameObject("/ParentTree"): leaves,
        NameObject("/ParentTreeNextKey"): NumberObject(len(writer.pages)),
    }
    for page in writer.pages:
        page[NameObject("/Tabs")] = NameObject("/S")
    catalog, first = writer.root_object, files[0].reader.root_object
    catalog |= {
        NameObject("/StructTreeRoot"): root_at,
        NameObject("/MarkInfo"): DictionaryObject({NameObject("/Marked"): BooleanObject(True)}),
        NameObject("/Lang"): TextStringObject(first["/Lang"]),
        NameObject("/ViewerPreferences"): first["/ViewerPreferences"].clone(writer),
    }


def _take_over(
    writer: PdfWriter, file: Joined, sections: ArrayObject, numbers: ArrayObject
) -> None:
    """Add a file's tree as a section, and lead its pages' marks to it under their new numbers."""
    catalog = file.reader.root_object
    tree = catalog.raw_get("/StructTreeRoot").clone(writer).get_object()
    section = tree.raw_get("/K")
    section.get_object()[NameObject("/S")] = NameObject("/Sect")
    section.get_object()[NameObject("/Lang")] = TextStringObject(catalog["/Lang"])
    sections.append(section)
    ways = tree["/ParentTree"]["/Nums"]
    for number, way in zip(ways[::2], ways[1::2], strict=True):
        page = file.first + int(number)
        writer.pages[page][NameObject("/StructParents")] = NumberObject(page)
        numbers.extend((NumberObject(page), way))
