"""The directory of partners, and hostile lists of them: taken in whole or not at all."""

from datetime import date

import pytest

from imh_desktop.errors import InputError
from imh_desktop.flows import partner_lists, partners, referring
from imh_desktop.flows.partners import PartnerForm
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

WORDS = Words("en")
HEAD = "name,phone,kind,languages\n"


def test_a_partner_is_added_edited_retired_and_never_gone(vault: Vault) -> None:
    form = PartnerForm(name="Early <b>", kind="part_c", languages=("en", "ES"), hours="9 to 5")
    one = partners.add(vault, form, WORDS)
    with pytest.raises(InputError):
        partners.add(vault, PartnerForm(name=" early  <B>"), WORDS)
    before = len(vault.journal.history(one))
    partners.edit(vault, one, partners.form_of(partners.listed(vault)[0]), WORDS)
    assert len(vault.journal.history(one)) == before
    changed = PartnerForm(name="Early", kind="health", languages=("es",), area="North")
    partners.edit(vault, one, changed, WORDS)
    (kept,) = partners.listed(vault)
    assert partners.form_of(kept) == changed
    partners.retire(vault, one, date(2026, 6, 1), WORDS)
    assert partners.listed(vault) == referring.partners(vault) == ()
    assert [p.partner_id for p in partners.listed(vault, retired=True)] == [one]
    partners.retire(vault, one, None, WORDS)
    assert len(partners.listed(vault)) == 1


@pytest.mark.parametrize("text", [
    "name;phone;kind;languages\nEarly;+1 555;part_c;en es\nClínica;;health;\n",
    "\ufeffName,Phone,Kind,Languages\r\nEarly,+1 555,part_c,en es\r\n\"Clínica\",,health,\r\n\r\n",
])  # fmt: skip
def test_a_list_is_taken_in(vault: Vault, text: str) -> None:
    found = partner_lists.look(vault, text.encode(), WORDS)
    assert (len(found.forms), found.refused, records.partners(vault)) == (2, (), [])
    assert partner_lists.take_in(vault, text.encode(), WORDS) == 2
    assert {(p.name, p.kind, p.languages) for p in records.partners(vault)} == {
        ("Early", "part_c", ("en", "es")), ("Clínica", "health", ()),
    }  # fmt: skip


LINES = {
    "=HYPERLINK(1)": "formula", "@x": "formula", "A\x00B": "", "Early": "already",
    '"two\nlines"': "", "x" * 5000: "too long", ",555": "fill", "B,,wizard": "choose",
    "C,,,not_a_code!": "codes", "D,1,health,en,more": "more cells",
}  # fmt: skip


@pytest.mark.parametrize("bad", LINES)
def test_one_bad_line_is_told_and_nothing_is_taken_in(vault: Vault, bad: str) -> None:
    content = f"{HEAD}Early,555,part_c,en\nGood,1,health,\n{bad}\n".encode()
    found = partner_lists.look(vault, content, WORDS)
    (refused,) = found.refused
    assert refused.line == 4 + bad.count("\n")
    assert LINES[bad] in refused.why.lower()
    with pytest.raises(InputError, match="Line"):
        partner_lists.take_in(vault, content, WORDS)
    assert records.partners(vault) == []


@pytest.mark.parametrize("content", [
    b"", b"\x00" * 100, b"who,what\na,b\n", b"name,name\na,b\n", HEAD.encode(),
    "name\nCl\u00ednica\n".encode("latin-1"), "name\nA\n".encode("utf-16"),
    b'name\n"never closed\n', b"name\n" + b"x" * 200_000 + b"\n",
    b"name\n" + b"".join(b"P%d\n" % n for n in range(100_000)), b"name\n" + b"y" * 5_000_000,
])  # fmt: skip
def test_a_file_that_is_no_list_is_refused_whole(vault: Vault, content: bytes) -> None:
    with pytest.raises(InputError):
        partner_lists.take_in(vault, content, WORDS)
    assert records.partners(vault) == []
