"""Rules about each page: nothing drawn that no element holds, and both ways lead to each other."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, IndirectObject

from imh_desktop.documents.checking.content import MOST_IN_ALL, Drawn, drawn
from imh_desktop.documents.checking.finding import Finding
from imh_desktop.documents.checking.opened import entry, plain
from imh_desktop.documents.checking.tree import Mark, Node

Owners = Mapping[Mark, Node]


def all_drawn(reader: PdfReader) -> list[Drawn]:
    """Return what each page draws.

    Raises:
        InputError: together they draw too much to be a page of ours.
    """
    found, room = [], MOST_IN_ALL
    for page in reader.pages:
        one, took = drawn(page, room)
        found.append(one)
        room -= took
    return found


def owners_of(nodes: Sequence[Node]) -> tuple[dict[Mark, Node], list[Finding]]:
    """Return whose each mark is, and the marks that two elements hold."""
    owners: dict[Mark, Node] = {}
    twice = []
    for node in nodes:
        for mark in node.marks:
            if mark in owners:
                twice.append(_at(mark, "mark", "two elements hold this part of the page"))
            owners[mark] = node
    return owners, twice


def each_page(reader: PdfReader, pages: Sequence[Drawn], owners: Owners) -> Iterator[Finding]:
    """Yield what is wrong with the marks of each page."""
    numbers = _numbers(entry(reader.trailer, "/Root", "/StructTreeRoot", "/ParentTree"))
    held: dict[int | None, list[int]] = {}
    for on, mark in owners:
        held.setdefault(on, []).append(mark)
    for number, (page, seen) in enumerate(zip(reader.pages, pages, strict=True)):
        yield from _outside(number + 1, seen)
        yield from _both_ways(number, seen, held.get(number, []))
        yield from _way_back(number, page, seen, owners, numbers)
        if seen.unseen:
            yield Finding(rule="unseen", page=number + 1, says="it holds text that nobody can see")
        for mark in seen.silent:
            yield _at((number, mark), "actual-text", "text without the words it is read as")
    for mark in held.get(None, []):
        yield _at((-1, mark), "mark", "an element holds a part of no page")


def _outside(number: int, seen: Drawn) -> Iterator[Finding]:
    for kind, last in seen.outside:
        place = f"after marked part {last}" if last >= 0 else "before the first marked part"
        yield Finding(rule="outside", page=number, place=place,
                      says=f"{kind} is drawn that no element holds")  # fmt: skip
    for mark in seen.nested:
        yield _at((number - 1, mark), "nested", "a marked part stands inside another")
    if seen.open:
        yield Finding(rule="open", page=number, says="marked parts are not closed as often as"
                      " they are opened")  # fmt: skip


def _both_ways(number: int, seen: Drawn, held: Sequence[int]) -> Iterator[Finding]:
    """Yield the marks that the tree or the page lacks, or the page has twice."""
    counted, owned = Counter(seen.marks), set(held)
    for mark, times in counted.items():
        if mark not in owned:
            yield _at((number, mark), "mark", "a marked part of the page is not in the tree")
        if times > 1:
            yield _at((number, mark), "mark", "two parts of the page have one number")
    for mark in held:
        if mark not in counted:
            yield _at((number, mark), "mark", "an element holds a part that the page does not draw")


def _way_back(
    number: int, page: PageObject, seen: Drawn, owners: Owners, numbers: Mapping[int, object]
) -> Iterator[Finding]:
    """Yield a page that does not lead from its marks to their elements."""
    if entry(page, "/Tabs") != "/S":
        yield Finding(rule="tabs", page=number + 1, says="the Tab key does not follow the tree")
    key = entry(page, "/StructParents")
    held = plain(numbers.get(key)) if isinstance(key, int) else None
    if not isinstance(held, ArrayObject):
        if seen.marks:
            yield Finding(rule="way-back", page=number + 1, says="the page does not lead from its"
                          " marked parts to their elements")  # fmt: skip
        return
    for mark in seen.marks:
        owner = owners.get((number, mark))
        leads = held[mark] if 0 <= mark < len(held) else None
        if owner and not (isinstance(leads, IndirectObject) and leads.idnum == owner.number):
            yield _at((number, mark), "way-back", "it leads back to another element")


def _numbers(tree: object) -> dict[int, object]:
    """Return the leaves of a number tree, whose branches may be named more than once."""
    found: dict[int, object] = {}
    waiting, been = [tree], set()
    while waiting:
        branch = plain(waiting.pop())
        if id(branch) in been:
            continue
        been.add(id(branch))
        held, kids = entry(branch, "/Nums"), entry(branch, "/Kids")
        if isinstance(held, ArrayObject):
            found |= {int(plain(held[at])): held[at + 1] for at in range(0, len(held) - 1, 2)}
        waiting += kids if isinstance(kids, ArrayObject) else []
    return found


def _at(mark: Mark, rule: str, says: str) -> Finding:
    page = -1 if mark[0] is None else mark[0]
    return Finding(rule=rule, page=page + 1, place=f"marked part {mark[1]}", says=says)
