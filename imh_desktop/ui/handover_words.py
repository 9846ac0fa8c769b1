"""What is said of a family that was given to another laptop."""

from imh_desktop.core.handover import Handover
from imh_desktop.flows.device_names import device_names
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


def handover_line(words: Words, vault: Vault, held: Handover) -> str:
    """Say who gave a family to whom, and until when."""
    who = records.worker_name(vault, held.from_worker) or words.say("somebody")
    until = words.date(held.until_on) if held.until_on else ""
    if held.to_device == vault.device_id:
        if held.kind == "handover":
            return words.say("This family came from {who}: you go on with it.", who=who)
        if until:
            return words.say("You cover for {who} here until {day}.", who=who, day=until)
        return words.say("You cover for {who} here.", who=who)
    name = device_names(vault).get(held.to_device)
    laptop = name or words.say("Laptop {end}", end=held.to_device[-6:])
    if held.kind == "handover":
        return words.say("{laptop} goes on with this family.", laptop=laptop)
    if until:
        return words.say("{laptop} covers this family until {day}.", laptop=laptop, day=until)
    return words.say("{laptop} covers this family.", laptop=laptop)
