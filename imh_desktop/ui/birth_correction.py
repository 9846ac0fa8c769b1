"""A birth date corrected after visits: what it changes is shown before, and why is asked."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from imh_desktop.flows import birth_corrections
from imh_desktop.flows.begun_forms import About
from imh_desktop.flows.child_forms import CaregiverForm, ChildForm
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench


def ask_to_correct(
    bench: Bench, page: QWidget, child_id: str, form: ChildForm,
    people: tuple[CaregiverForm, ...], done: Callable[[str], object],
) -> bool:  # fmt: skip
    """Ask in front of the form, where a correction of the birth touches visits; tell whether it
    does. ``done`` takes the child's id when it is written.

    Raises:
        InputError: as ``birth_corrections.effects``.
    """
    from imh_desktop.ui.effects_panel import EffectsPanel

    say = bench.words.say
    effects = birth_corrections.effects(
        bench.vault, bench.library, child_id, form, today=bench.today(), words=bench.words
    )
    if not effects:
        return False
    above = [say("Each finished visit keeps what it said, and says beside it what was corrected.")]
    panel = EffectsPanel(
        bench.look, page, bench.words, say("Correct the birth date or the weeks?"), above, effects,
        agree=say("Correct it"),
    )  # fmt: skip

    def keep(reason: str) -> None:
        birth_corrections.correct(
            bench.vault, bench.library, child_id, form, people, reason, today=bench.today(),
            words=bench.words,
        )  # fmt: skip
        done(child_id)

    begun = BegunForm(bench, panel, About("birth", child_id))
    panel.answered.connect(lambda reason: begun.save(lambda: keep(reason)))
    panel.show_panel()
    return True
