"""The second half of the day: decide, cover, shut out, take back, print, export."""

import csv
import json
import sqlite3

from imh_desktop.flows import same_child
from imh_desktop.store import records
from imh_desktop.store.vault import Vault

from .morning import carry
from .programme import Programme
from .visits import STRAIN, enrol, visit


def decide(day: Programme, child_id: str) -> None:
    """The coordinator decides; the word travels down, and both laptops say the same."""
    day.report.part("Deciding")
    waiting = json.loads(day.run("desk", "decision", "list", "--json", code=1).stdout)
    day.report.check("questions", [one["label"] for one in waiting], ["Birth date"])
    for one in waiting:
        for choice in one["choices"]:
            day.report.note(f"{choice['who']} wrote {choice['said']}; {' '.join(choice['seen'])}")
        day.run("desk", "decision", "keep", one["question_id"], "a", "--reason", "asked her")
    day.run("desk", "decision", "list")
    for name in ("ana", "ben"):
        carry(day, "desk", f"decided-{name}.imha", name)
        day.told(name, "archive", "merge", f"decided-{name}.imha")
    births = {
        str(day.within(name, lambda v: records.child(v, child_id).birth))
        for name in ("desk", "ana", "ben")
    }
    day.report.check("births the three say", len(births), 1)


def find_doubles(day: Programme) -> None:
    """One child stands on two laptops; a person links the two records."""
    day.report.part("Same child")
    (pair,) = day.told("desk", "child", "pairs")
    day.report.note(f"shown with {pair['score']} of 100 for: {', '.join(pair['reasons'])}")
    day.told("desk", "child", "link", pair["first"], pair["second"], "--reason", "one family")
    day.report.check("pairs left", day.told("desk", "child", "pairs"), [])
    day.told("desk", "child", "unlink", pair["first"], pair["second"], "--reason", "two after all")
    groups = day.within("desk", lambda vault: same_child.all_groups(vault))
    day.report.check("groups after unlinking", groups, ())


def cover(day: Programme, ids: dict[str, str], child_id: str) -> None:
    """Ana is ill; Carla covers one family; both write, and meet again."""
    day.report.part("Sick cover")
    day.run("ana", "device", "accept", "carla.cert")
    day.told("ana", "archive", "handover", "--child", child_id, "--give-to", "carla.cert",
             "--with-g", "--reason", "ill", "--until", "2026-12-12",
             "--out", "cover.imha")  # fmt: skip
    taken = day.told("carla", "archive", "merge", "cover.imha")
    day.report.check("gaps after a cover", taken["gaps"], [])
    names = day.within("carla", lambda v: [child.name for child in records.children(v)])
    day.report.check("Ana's other family is not there", "Luz O'Brien" in names, False)
    for name in ("ana", "carla"):
        day.within(name, lambda vault: visit(vault, child_id, ago=1))
        carry(day, name, f"{name}-4.imha", "desk")
    day.told("desk", "archive", "merge", "carla-4.imha", "ana-4.imha")
    count = day.within("desk", lambda v: len(records.visits(v, child_id)))
    day.report.check("visits of the family at the desk", count, 3)
    assert ids


def shut_out(day: Programme, ids: dict[str, str]) -> None:
    """Eva's laptop is stolen; what it says later is held back, looked at and taken."""
    day.report.part("A revoked laptop")
    day.run("desk", "device", "revoke", ids["eva"], "--reason", "stolen", "--out", "eva.rev")
    day.within("eva", lambda vault: enrol(vault, "Written Later", "Nobody"))
    carry(day, "eva", "eva-2.imha", "desk")
    said = day.refused("desk", "archive", "merge", "eva-2.imha")
    day.report.note(f"refused: {said}")
    held = day.told("desk", "archive", "quarantine", "show", "eva-2.imha")
    day.report.note(f"it holds {held['entries']} entries, {held['records']}")
    day.told("desk", "archive", "quarantine", "take", "eva-2.imha", "--reason",
             "Eva wrote this before the theft", "--out", "eva-2.rev")  # fmt: skip
    names = day.within("desk", lambda v: {child.given_name for child in records.children(v)})
    day.report.check("what was taken counts", "Written" in names, True)


def take_back(day: Programme) -> None:
    """That was a mistake: the merge is taken back, and brought back."""
    day.report.part("Undoing a merge")
    before = day.dump("desk")["child"]
    latest = day.told("desk", "archive", "list")[0]["archives"][0]["archive_id"]
    told = day.told("desk", "archive", "undo", latest, "--reason", "a thief wrote it")
    day.report.note(f"taken back: {told['entries']} entries, {len(told['records'])} records")
    names = day.within("desk", lambda v: {child.given_name for child in records.children(v)})
    day.report.check("taken back, it is not shown", "Written" in names, False)
    day.told("desk", "archive", "bring-back", latest, "--reason", "it was hers")
    day.report.check("brought back, all is as before", day.dump("desk")["child"] == before, True)


def print_pages(day: Programme) -> None:
    """A family page goes to the print desk and comes back handed over; nothing else does."""
    day.report.part("The print desk")
    visit_id = day.within("ben", _a_closed_visit)
    child_id = day.within("ben", lambda vault: records.visit(vault, visit_id).child_id)
    day.run("ben", "consent", "write", child_id, "print", "--signer", "Ines", "--authority",
            "mother", "--how", "paper", "--expires-on", "2199-12-31")  # fmt: skip
    sent = day.told("ben", "page", "send", visit_id, "--safe", "print")
    day.run("ben", "device", "accept", "print.cert")
    day.told("ben", "archive", "make", "--pages", "--to", "print.cert", "--out", "pages.imha")
    day.told("print", "archive", "merge", "pages.imha")
    (page,) = day.told("print", "page", "list")
    day.report.check("the page at the desk", page["page_id"], sent["page_id"])
    said = day.within("print", lambda v: repr([e.changes for e in v.journal.entries()]))
    for word in (STRAIN, "Mother of", "555-0142", "O'Hara"):
        assert word not in said
    day.report.note("the print desk holds no answer, no caregiver and no private word")
    day.run("print", "page", "print", page["page_id"], "--out", "page.pdf")
    day.run("print", "page", "handed", page["page_id"], "--to", "the mother")
    carry(day, "print", "print-1.imha", "desk", "second")
    day.told("desk", "archive", "merge", "print-1.imha")
    carry(day, "desk", "desk-to-ben-2.imha", "ben")
    day.told("ben", "archive", "merge", "desk-to-ben-2.imha")
    (back,) = day.told("ben", "page", "list")
    day.report.check("it came back handed over", [m["to"] for m in back["handed"]], ["the mother"])


def export(day: Programme) -> None:
    """Everything leaves in every form; other programs open it."""
    day.report.part("Exports")
    for kind, out in (
        ("csv", "csv"), ("xlsx", "visits.xlsx"), ("spss", "spss"), ("stata", "stata"),
        ("parquet", "parquet"), ("fhir", "bundle.json"), ("twenty-years", "twenty-years"),
        ("deidentified", "nameless"),
    ):  # fmt: skip
        told = day.told("desk", "export", kind, "--out", out)
        day.report.note(f"{kind}: {told['children']} children, {told['rows']} rows")
    with (day.place / "csv" / "children.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    children = day.within("desk", lambda v: len(records.children(v)))
    day.report.check("children in the CSV file", len(rows), children)
    with sqlite3.connect(day.place / "twenty-years" / "records.sqlite") as plain:
        (count,) = plain.execute("SELECT count(*) FROM children").fetchone()
    plain.close()
    day.report.check("children in the SQLite file", count, children)
    bundle = json.loads((day.place / "bundle.json").read_text())
    patients = [e for e in bundle["entry"] if e["resource"]["resourceType"] == "Patient"]
    day.report.check("children among FHIR's patients", len(patients) >= children, True)
    for path in day.place.rglob("*"):
        inside = any(p.name in ("csv", "twenty-years", "nameless") for p in path.parents)
        if path.is_file() and inside:
            assert STRAIN.encode() not in path.read_bytes()
    day.report.note("no export holds a private word")
    for command in ("indicators", "quality"):
        told = day.told("desk", "programme", command)
        day.report.note(f"programme {command}: {len(json.dumps(told))} characters of JSON")


def _a_closed_visit(vault: Vault) -> str:
    return next(case.last_visit_id for case in records.caseload(vault) if case.last_visit_id)
