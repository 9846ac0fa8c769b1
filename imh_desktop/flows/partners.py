"""The directory of partners: added, edited, retired, never deleted; referrals go on naming them."""

from collections.abc import Iterable
from datetime import date

import msgspec

from imh_desktop.core.limits import NAME_LIMIT, NOTE_LIMIT, clean
from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.referral import Partner
from imh_desktop.core.referral_loop import KINDS
from imh_desktop.errors import InputError
from imh_desktop.flows.fields import one_of, required
from imh_desktop.store import records
from imh_desktop.store.entry import Changes
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class PartnerForm(msgspec.Struct, frozen=True, kw_only=True):
    """A partner as a form holds it. ``kind``: one of ``KINDS`` or empty; ``languages``: codes."""

    name: str = ""
    phone: str = ""
    address: str = ""
    kind: str = ""
    languages: tuple[str, ...] = ()
    hours: str = ""
    area: str = ""


_LANGUAGES_AT_MOST, _LONGEST_CODE = 12, 35


def listed(vault: Vault, *, retired: bool = False) -> tuple[Partner, ...]:
    """Return the partners by name; ``retired``: also those nothing is sent to any more."""
    return tuple(one for one in records.partners(vault) if retired or one.retired_on is None)


def form_of(partner: Partner) -> PartnerForm:
    """Return a partner as a form."""
    return PartnerForm(**{name: getattr(partner, name) for name in PartnerForm.__struct_fields__})


def add(vault: Vault, form: PartnerForm, words: Words) -> str:
    """Add a partner; return its id.

    Raises:
        InputError: a field will not do, or a partner of this name is here (``place`` names it).
    """
    return add_many(vault, (form,), words)[0]


def add_many(vault: Vault, forms: Iterable[PartnerForm], words: Words) -> list[str]:
    """Add several partners, all or none; return their ids. Raises as ``add``."""
    known = {_name(one.name) for one in records.partners(vault)}
    writes = []
    for form in forms:
        fields = checked(form, words)
        require_new(form.name, known, words)
        known.add(_name(form.name))
        filled: Changes = {field: value for field, value in fields.items() if value}
        writes.append(("partner", vault.journal.new_id(), filled, ChainClass.OPEN))
    vault.journal.write_many(writes)
    return [record_id for _, record_id, _, _ in writes]


def edit(vault: Vault, partner_id: str, form: PartnerForm, words: Words) -> None:
    """Write what is changed of a partner. Raises as ``add``, or it is no longer there."""
    before = _found(vault, partner_id, words)
    others = {_name(one.name) for one in records.partners(vault) if one.partner_id != partner_id}
    require_new(form.name, others, words)
    now, then = checked(form, words), checked(form_of(before), words)
    changes: Changes = {field: value or None for field, value in now.items()}
    changes |= dict.fromkeys(then.keys() - now.keys())
    changed = {
        field: value for field, value in changes.items() if value != (then.get(field) or None)
    }
    if changed:
        vault.journal.write("partner", partner_id, changed)


def retire(vault: Vault, partner_id: str, on: date | None, words: Words) -> None:
    """Offer a partner no more, from a day on; None: offer it again.

    Raises:
        InputError: it is no longer there.
    """
    if _found(vault, partner_id, words).retired_on != on:
        said: Changes = {"retired_on": on.isoformat() if on else None}
        vault.journal.write("partner", partner_id, said)


def checked(form: PartnerForm, words: Words) -> Changes:
    """Return a form's fields as they are kept.

    Raises:
        InputError: one will not do; ``place`` names it.
    """
    fields: Changes = {
        "name": required(form.name, "name", words),
        "phone": clean(form.phone, "phone", NAME_LIMIT),
        "address": clean(form.address, "address", NOTE_LIMIT),
        "kind": one_of(form.kind, ("", *KINDS), "kind", words),
        "hours": clean(form.hours, "hours", NAME_LIMIT),
        "area": clean(form.area, "area", NAME_LIMIT),
    }
    codes = [code.strip().lower() for code in form.languages if code.strip()]
    if len(codes) > _LANGUAGES_AT_MOST or not all(map(_is_code, codes)):
        said = words.say("Please write languages by their codes, such as en, es.")
        raise InputError(said, place="languages")
    return {**fields, **{f"languages.{code}": True for code in codes}}


def require_new(name: str, known: Iterable[str], words: Words) -> None:
    """Refuse a name that is taken.

    Raises:
        InputError: a partner of this name is here.
    """
    if _name(name) in known:
        raise InputError(words.say("A partner of this name is on the list already."), place="name")


def _is_code(code: str) -> bool:
    parts = code.split("-")
    return len(code) <= _LONGEST_CODE and all(
        part.isascii() and part.isalnum() for part in parts
    ) and 2 <= len(parts[0]) <= 3  # fmt: skip


def _name(name: str) -> str:
    return " ".join(name.casefold().split())


def _found(vault: Vault, partner_id: str, words: Words) -> Partner:
    for one in records.partners(vault):
        if one.partner_id == partner_id:
            return one
    raise InputError(words.say("This partner is no longer on the list."), place="partner_id")
