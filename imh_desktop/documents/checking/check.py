"""The check of a page: every rule over one file."""

from imh_desktop.documents.checking.file_rules import whole_file
from imh_desktop.documents.checking.finding import Finding
from imh_desktop.documents.checking.opened import entry, reading
from imh_desktop.documents.checking.page_rules import all_drawn, each_page, owners_of
from imh_desktop.documents.checking.tree import Mark, nodes_of
from imh_desktop.documents.checking.tree_rules import parents_known, whole_tree


def check(content: bytes) -> tuple[Finding, ...]:
    """Return what is wrong with a PDF file as a page of ours; nothing when all is well.

    Raises:
        InputError: it is no PDF, is cut off or locked, is too large, or winds in itself.
    """
    with reading(content) as reader:
        nodes = nodes_of(reader)
        pages = all_drawn(reader)
        owners, twice = owners_of(nodes)
        drawn: list[Mark] = [(page, mark) for page, seen in enumerate(pages) for mark in seen.marks]
        places = {mark: place for place, mark in reversed(list(enumerate(drawn)))}
        found = [*whole_file(reader), *twice, *each_page(reader, pages, owners)]
        found += [*whole_tree(nodes, places), *parents_known(nodes)]
        if any(node.role == "H1" for node in nodes) and not entry(
            reader.trailer, "/Root", "/Outlines", "/First"
        ):
            found.append(Finding(rule="bookmarks", says="it has headings and no bookmarks"))
    return tuple(sorted(found, key=lambda each: each.page))
