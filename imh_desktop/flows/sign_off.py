"""A step lowered by a coordinator: asked for on a visitor's laptop, signed on a coordinator's.

The request is an amendment of the finished visit and travels with it; so does the answer. Who is
no coordinator asks, and a coordinator signs with her own passphrase: nobody else's will do, though
it opens the same file.
"""

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.limits import NOTE_LIMIT, clean
from imh_desktop.core.sign_off import above, fixed
from imh_desktop.core.visit import LEVELS, Level
from imh_desktop.errors import InputError
from imh_desktop.flows.amending import finished
from imh_desktop.flows.answer_candidates import when_said
from imh_desktop.flows.birth_corrections import different
from imh_desktop.flows.closing import open_results
from imh_desktop.flows.cutting import cut
from imh_desktop.flows.roles import role_of
from imh_desktop.flows.visit_state import VisitState
from imh_desktop.flows.workers import require_own
from imh_desktop.store import records
from imh_desktop.store.entry import Changes
from imh_desktop.store.listing import visits_asked_of
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class Lowering(msgspec.Struct, frozen=True, kw_only=True):
    """What can be lowered of a visit. ``present``: the step that stands; ``choices``: those below
    it; ``fixed``: something calls for action today, which is never lowered."""

    visit_id: str
    present: Level
    choices: tuple[Level, ...]
    fixed: bool


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A visitor's question to the coordinator. ``by``, ``when``, ``reason``: of the visitor."""

    visit_id: str
    child_id: str
    child: str
    visit_on: str
    present: Level
    asked: Level
    by: str
    when: str
    reason: str


def lowering(vault: Vault, library: Library, visit_id: str, words: Words) -> Lowering:
    """Return to what the step of a finished visit could be lowered.

    Raises:
        InputError: it is not here, or still open, or its checklist is not here.
    """
    finished(vault, visit_id, words)
    guidance = VisitState(vault, library, visit_id, words).guidance
    present = guidance.open_level
    below = tuple(level for level in LEVELS if level < present and not fixed(guidance, level))
    return Lowering(
        visit_id=visit_id, present=present, choices=below, fixed=present != "N0" and not below
    )


def ask(
    vault: Vault, library: Library, visit_id: str, level: Level, reason: str, words: Words
) -> None:
    """Ask the coordinator for a lower step; the question travels with the next archive.

    Raises:
        InputError: no reason, or this step cannot be lowered so.
    """
    said = _required(reason, words)
    _require_lower(vault, library, visit_id, level, words)
    vault.journal.amend(visit_id, {"lower_asked": level}, said)


def sign(
    vault: Vault, library: Library, visit_id: str, level: Level, reason: str, passphrase: str,
    words: Words,
) -> None:  # fmt: skip
    """Lower a step as the coordinator at this laptop, who says so with her passphrase.

    Raises:
        InputError: this is no coordinator's laptop; no reason; or the step cannot be lowered so.
        WrongPassphrase: it does not open this vault; nothing was written.
    """
    said = _required(reason, words)
    if role_of(vault) != "coordinator":
        raise InputError(
            words.say(
                "Only a coordinator can lower a step. Ask for it: it goes with your archive."
            ),
            place="role",
        )
    _require_lower(vault, library, visit_id, level, words)
    require_passphrase(vault, passphrase, words)
    guidance = VisitState(vault, library, visit_id, words).guidance
    changes: Changes = {
        "lowered": {
            "level": level, "reason": said, "worker_id": vault.worker_id,
            "of": " ".join(sorted(above(guidance, level))),
        },
        "lower_asked": None,
    }  # fmt: skip
    after = VisitState(vault, library, visit_id, words, {visit_id: changes})
    anew = different(records.results(vault, visit_id), open_results(after))
    vault.journal.amend(visit_id, {**changes, **anew}, said)


def decline(vault: Vault, visit_id: str, reason: str, words: Words) -> None:
    """Let a step stand that a visitor asked to lower.

    Raises:
        InputError: no reason, this is no coordinator's laptop, or nobody asked.
    """
    said = _required(reason, words)
    if role_of(vault) != "coordinator":
        raise InputError(words.say("Only a coordinator can answer this."), place="role")
    if visit_id not in visits_asked_of(vault):
        raise InputError(words.say("Nobody asked for this."), place=f"visit {visit_id}")
    vault.journal.amend(visit_id, {"lower_asked": None}, said)


def requests(vault: Vault, words: Words) -> tuple[Request, ...]:
    """Return what visitors asked for and nobody answered, by child."""
    found = []
    for visit_id in visits_asked_of(vault):
        visit, record = records.visit(vault, visit_id), vault.journal.record(visit_id)
        asked = record.fields.get("lower_asked") if record else None
        if visit is None or asked not in LEVELS:
            continue
        last = next(
            each for each in reversed(vault.journal.history(visit_id))
            if each.changes.get("lower_asked") == asked
        )  # fmt: skip
        whose = vault.journal.erasing.whose(last)
        child = records.child(vault, visit.child_id)
        stored = (records.results(vault, visit_id) or {}).get("open_level")
        found.append(
            Request(
                visit_id=visit_id, child_id=visit.child_id, child=child.name if child else "",
                visit_on=words.date(visit.on),
                present=stored if stored in LEVELS else "N0",
                asked=asked, by=cut(records.worker_name(vault, whose.worker_id)),
                when=when_said(whose.recorded_at, words), reason=last.reason,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.child.casefold(), one.visit_id)))


def require_passphrase(vault: Vault, passphrase: str, words: Words) -> None:
    """Refuse who does not know the passphrase of the one at the vault. It takes part of a second.

    Raises:
        InputError: none was typed.
        WrongPassphrase, KeysDamaged: as unlocking.
    """
    if not passphrase:
        raise InputError(words.say("Please type your passphrase."), place="passphrase")
    require_own(vault, passphrase, "passphrase")


def _required(reason: str, words: Words) -> str:
    said = clean(reason, "reason", NOTE_LIMIT)
    if not said:
        raise InputError(words.say("Please say why, in a few words."), place="reason")
    return said


def _require_lower(
    vault: Vault, library: Library, visit_id: str, level: Level, words: Words
) -> None:
    found = lowering(vault, library, visit_id, words)
    if found.fixed:
        raise InputError(
            words.say(
                "Something here calls for action today. It is never lowered: write what was done."
            ),
            place="level",
        )
    if level not in found.choices:
        raise InputError(words.say("Please choose a lower step."), place="level")
