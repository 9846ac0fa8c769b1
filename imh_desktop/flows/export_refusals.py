"""Why nobody can be told to a partner: a permission is missing, ended, withdrawn or disputed."""

from datetime import date

from imh_desktop.core.consent import TO_PARTNER, state_on
from imh_desktop.errors import to_tell
from imh_desktop.store.export_sources import partners_consents
from imh_desktop.store.vault import Vault

_MISSING = to_tell(
    "No family has agreed to telling this partner. Ask the family, and write it down on the child’s"
    " page under “What the family agreed to”. Nothing was written."
)
_OTHER = to_tell(
    "What families agreed to with this partner is for something else. Ask the family, and write it"
    " down on the child’s page under “What the family agreed to”. Nothing was written."
)
_UNDECIDED = to_tell(
    "Two people wrote different things of what a family agreed to with this partner. Please decide"
    " under “To decide” first. Nothing was written."
)
_STATES = {
    "withdrawn": to_tell(
        "The consent for this partner was withdrawn. Nothing was written, and nothing is sent."
    ),
    "expired": to_tell(
        "The consent for this partner has ended. Ask the family again. Nothing was written."
    ),
    "not_yet": to_tell("The consent for this partner is not valid yet. Nothing was written."),
}


def why_nobody(vault: Vault, partner_id: str, on: date) -> str:
    """Return the sentence, by the permission that was written last; it names no family."""
    settled, disputed = partners_consents(vault, partner_id)
    if disputed:
        return _UNDECIDED
    fitting = [each for each in settled if each.kind in TO_PARTNER]
    if not fitting:
        return _OTHER if settled else _MISSING
    last = fitting[-1]
    state = state_on(last.signed_on, last.expires_on, last.revoked_on, on)
    return _STATES.get(state, _OTHER)
