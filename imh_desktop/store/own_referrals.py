"""Adults' own referrals, read from private chains alone."""

from datetime import date
from uuid import UUID, uuid5

from imh_desktop.core.own_referral import OwnReferral, OwnWords
from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.consents import revoked_of
from imh_desktop.store.reading import Tables
from imh_desktop.store.row import Row
from imh_desktop.store.scalars import day_of
from imh_desktop.store.shapes import OWN_REFERRAL
from imh_desktop.store.vault import Vault

_TEXTS = (
    "visit_id caregiver_id partner_name partner_phone partner_address purpose reach best_time"
    " message language help services send_back how witness signer"
).split()


def words_id(referral_id: str) -> str:
    """Return the id of the record of class V that belongs to a referral of class G."""
    return str(uuid5(UUID(referral_id), "own words"))


def own_referrals(vault: Vault, caregiver_id: str) -> list[OwnReferral]:
    """Return what an adult asked for, in the order it was written."""
    rows = Tables(vault).of(OWN_REFERRAL, "caregiver_id", caregiver_id)
    return [_referral(row) for row in rows if row.chain_class == ChainClass.G.value]


def own_referral(vault: Vault, referral_id: str) -> OwnReferral | None:
    """Return one; None when there is none of this id that this laptop may read."""
    row = Tables(vault).one(OWN_REFERRAL, referral_id)
    return _referral(row) if row and row.chain_class == ChainClass.G.value else None


def own_words(vault: Vault, referral_id: str) -> OwnWords | None:
    """Return what the adult asked to be told in her own words; None where there is nothing, she
    did not ask for it, or it is not for this laptop to read."""
    row = Tables(vault).one(OWN_REFERRAL, words_id(referral_id))
    if row is None or row.chain_class != ChainClass.V.value or not row.truth("asked"):
        return None
    return OwnWords(text=row.text("told"), asked=True) if row.text("told") else None


def _referral(row: Row) -> OwnReferral:
    return OwnReferral(
        referral_id=row.record_id,
        lines=tuple(row.elements("lines")),
        items=tuple(row.elements("items")),
        part2=bool(row.number("part2")) or "part2" in row.unsettled,
        signed_on=day_of(row.text("signed_on")),
        expires_on=day_of(row.text("expires_on")),
        revoked_on=revoked_of(row.text("revoked_on")),
        given=_given(row),
        **{field: row.text(field) for field in _TEXTS},
    )


def _given(row: Row) -> tuple[date, ...]:
    said = (each.get("on") for each in row.elements("given").values() if isinstance(each, dict))
    return tuple(sorted(filter(None, (day_of(str(on or "")) for on in said))))
