"""Events in words: what was opened, locked, exported, changed about people and keys."""

from typing import Literal

from imh_desktop.store.clock_watch import SET_BACK
from imh_desktop.words import Words

EventKind = Literal["opened", "exported", "people", "file", "changed"]

_OF: dict[str, EventKind] = {
    "opened": "opened", "locked": "opened", "child_opened": "opened", "recovery_used": "opened",
    "recovered_as": "opened", "exported": "exported", "copy_given": "exported",
    "worker_added": "people", "passphrase_changed": "people", "passphrase_reset": "people",
    "role_changed": "people", "worker_revoked": "people", "key_renewed": "people",
    "recovery_code_made": "people", "recovery_cards_made": "people",
    "recovery_rehearsed": "people", "quarantine_taken": "changed",
    "quarantine_declined": "changed",
}  # fmt: skip


def kind_of(kind: str) -> EventKind:
    """Return what an event is among."""
    return "file" if kind.startswith("vault_") else _OF.get(kind, "changed")


def event_said(kind: str, subject: str, words: Words) -> str:
    """Say what happened. ``subject``: who or what it was about, in words; empty where unknown."""
    about = {
        "exported": words.say("Exported: {what}", what=subject),
        "worker_added": words.say("Let in: {name}", name=subject),
        "passphrase_changed": words.say("Changed a passphrase"),
        "passphrase_reset": words.say("Gave a new passphrase: {name}", name=subject),
        "role_changed": words.say("Changed what someone does: {name}", name=subject),
        "worker_revoked": words.say("Shut out: {name}", name=subject),
        SET_BACK: words.say(
            "Found this laptop’s clock set back. The last thing before it bears {time}",
            time=subject,
        ),
    }
    alone = {
        "opened": words.say("Opened the file"),
        "locked": words.say("Locked the file"),
        "child_opened": words.say("Opened the child’s page"),
        "recovery_used": words.say("Opened the file with the recovery code"),
        "recovered_as": words.say("Said who was there after the recovery code"),
        "copy_given": words.say("Gave the family a copy of what is written"),
        "key_renewed": words.say("Changed the keys of the file"),
        "recovery_code_made": words.say("Made a new recovery code"),
        "recovery_cards_made": words.say("Made new recovery cards"),
        "recovery_rehearsed": words.say("Tried out the way back in"),
        SET_BACK: words.say("Found this laptop’s clock set back"),
        "vault_restored": words.say("Went back to a backup"),
        "vault_put_back": words.say("Found an older file in place of the last one"),
        "vault_copied": words.say("Found the file in another place than before"),
        "vault_cut": words.say("Found that something is missing"),
        "vault_missing": words.say("Found no note beside the file"),
        "vault_damaged": words.say("Found the note beside the file damaged"),
        "vault_spare": words.say("Found a spare key beside the file damaged, and made it anew"),
        "quarantine_taken": words.say("Took in what a shut-out laptop wrote"),
        "quarantine_declined": words.say("Left out what a shut-out laptop wrote"),
    }
    if subject and kind in about:
        return about[kind]
    return alone.get(kind) or words.say("Something of a newer release: {kind}", kind=kind)
