"""Whoever adds a field that is written in says whether what is half typed there is kept."""

from pathlib import Path

UI = Path(__file__).parents[2] / "imh_desktop" / "ui"
ASKS = (
    "TextField(", "NoteField(", "NoteBlock(", "DayField(", "ReasonField(", "form.line(",
    "form.note(", "fields.line(",
)  # fmt: skip
ELSEWHERE = {
    "kept with the open visit, by the program's older way": (
        "act_now_panel", "follow_up_rows", "item_card", "note_block", "review_choices",
        "review_steps", "wonder_card",
    ),
    "fields of a form that keeps them": ("check_fields", "form", "reason_field"),
    "secrets, and what opens the file": (
        "first_run_page", "go_back_door", "paper_fields", "passphrase_fields", "passphrase_page",
        "recovery_pages", "unlock_page",
    ),
    "said alone": ("alone_gate", "own_referral_form"),
    "asked in the home, in front of the family": ("leave_behind",),
    "what was chosen last week must not be chosen today": (
        "export_page", "period_panel", "start_visit_panel", "today_panel",
    ),
    "a code on paper in one's hand": ("slip_panel",),
    "to find or to confirm, nothing to be saved": ("help_page", "typed_word"),
}  # fmt: skip


def test_each_module_with_such_a_field_keeps_it_or_stands_here_with_the_reason():
    asking = {
        file.stem: text
        for file in UI.glob("*.py")
        if any(ask in (text := file.read_text("utf-8")) for ask in ASKS)
    }
    unkept = {name for name, text in asking.items() if "def parts(" not in text}
    assert unkept == {name for some in ELSEWHERE.values() for name in some}
