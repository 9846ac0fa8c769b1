"""The first half of the day: laptops join, carry, lose a stick, are killed, and disagree."""

from typing import Any

from imh_desktop.store import records

from .programme import Programme
from .visits import enrol, visit

FIRST = ("Amara Jallow", "Noor Haddad", "Mateo Cruz", "Ida Berg", "Wren Yazzie")
SECOND = ("Luz O'Brien", "Max O'Hara", "<b>Ivy</b> Neil", "Tom Dea", "=Zoe Shea")
LAPTOPS = ("ana", "ben", "carla", "dov", "eva")


def join_all(day: Programme) -> dict[str, str]:
    """Set the programme up; return device ids by name."""
    day.report.part("Joining")
    day.run("desk", "vault", "create", "--worker", "Desk")
    day.run("desk", "device", "certify", "--self", "--name", "desk", "--out", "desk.cert")
    day.run("desk", "programme", "set", "--name", "Sunflower Visits", "--emergency", "555-0111",
            "--day-and-night", "555-0124", "--checked-on", "2026-11-20")  # fmt: skip
    ids = {"second": day.join("second", "coordinator")}
    ids |= {name: day.join(name, "visitor") for name in LAPTOPS}
    ids["print"] = day.join("print", "staff")
    return ids


def first_work(day: Programme) -> dict[str, str]:
    """Each laptop enrols two families and visits one; return a child of each by laptop."""
    day.report.part("Visits")
    children = {}
    for number, name in enumerate(LAPTOPS):

        def work(vault: Any, number: int = number, name: str = name) -> str:
            child_id = enrol(vault, FIRST[number], f"Mother of {name}", born=300 + 9 * number)
            visit(vault, child_id, ago=20)
            enrol(vault, SECOND[number], "=1+1", born=400 + 40 * number)
            return child_id

        children[name] = day.within(name, work)
    day.within("eva", lambda vault: enrol(vault, "Jallow Ámara", "Mother of ana"))
    day.report.note(f"{len(LAPTOPS)} laptops enrolled 11 children and closed 5 visits")
    return children


def carry(day: Programme, name: str, file: str, *to: str) -> Any:
    """Make an archive; who is named gets the private parts too, but for the second desk."""
    words = ["archive", "make", "--out", file]
    for one in to:
        words += ["--to", f"{one}.cert"]
    if "desk" in to:
        words += ["--g-to", "desk.cert", "--v-to", "desk.cert"]
    return day.told(name, *words)


def gather_first(day: Programme) -> None:
    """All carry; one stick is lost and nothing with it."""
    day.report.part("A lost stick")
    made = {name: carry(day, name, f"{name}-1.imha", "desk", "second") for name in LAPTOPS}
    (day.place / "dov-1.imha").unlink()
    day.report.note("dov's stick is lost on the way")
    files = [f"{name}-1.imha" for name in LAPTOPS if name != "dov"]
    foretold = day.told("desk", "archive", "preview", *files)
    done = day.told("desk", "archive", "merge", *files)
    day.report.check("new entries, foretold and taken", done["new"], foretold["new"])
    again = day.told("desk", "archive", "merge", *files)
    day.report.check("new entries when merged again", again["new"], 0)
    second = carry(day, "dov", "dov-2.imha", "desk", "second")
    day.report.check(
        "dov's next archive repeats the lost one", second["carried"], made["dov"]["carried"]
    )
    late = day.told("desk", "archive", "merge", "dov-2.imha", "ana-1.imha")
    day.report.check("conflicts so far", len(late["meetings"]), 0)


def survive_kills(day: Programme) -> None:
    """Commands are killed at their work; vaults and files are whole, old or new."""
    day.report.part("Kills")
    before, at_work = day.dump("second"), 0
    files = ["ana-1.imha", "ben-1.imha", "carla-1.imha", "dov-2.imha", "eva-1.imha"]
    for step in range(12):
        at_work += day.killed("second", "archive", "merge", *files, after=0.3 + step * 0.05)
        now = day.dump("second")
        if now != before:
            break
    day.report.note(f"a merge was killed {at_work} times at its work")
    day.told("second", "archive", "merge", *files)
    same = day.dump("second")["child"] == day.dump("desk")["child"]
    day.report.check("both coordinators know the same children", same, True)
    for step in range(3):
        day.killed("ben", "archive", "make", "--to", "desk.cert", "--out", "ben-killed.imha",
                   after=0.4 + step * 0.3)  # fmt: skip
        if (day.place / "ben-killed.imha").exists():
            day.told("desk", "archive", "verify", "ben-killed.imha")
    day.report.note("an archive killed in the making is not there, or is sound")


def disagree(day: Programme, children: dict[str, str]) -> None:
    """Two laptops correct the same child after one common archive; a person decides."""
    day.report.part("A disagreement")
    child_id = children["ana"]
    for name in ("ana", "ben"):
        answer = carry(day, "desk", f"desk-to-{name}.imha", name, "second")
        assert answer["carried"] > 0
        day.told(name, "archive", "merge", f"desk-to-{name}.imha")
    for name, said in (("ana", "2026-01-30"), ("ben", "2026-02-02")):
        changes = {"born_earliest": said, "born_latest": said}
        day.within(name, lambda v, c=changes: v.journal.write("child", child_id, c))
    for name in ("ana", "ben"):
        carry(day, name, f"{name}-3.imha", "desk")
    report = day.told("desk", "archive", "merge", "ana-3.imha", "ben-3.imha")
    fields = sorted(field for one in report["meetings"] for field in one["conflicts"])
    day.report.check("fields in conflict", fields, ["born_earliest", "born_latest"])
    both = day.within("desk", lambda vault: records.child(vault, child_id).birth)
    day.report.note(f"until decided, the birth reads as {both.earliest} to {both.latest}")
