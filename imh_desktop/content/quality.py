"""Looks for what an author must still mend in a form that can already be used."""

from imh_desktop.content.faults import FaultList
from imh_desktop.content.form import Form
from imh_desktop.content.placement_checks import item_faults, strategy_faults
from imh_desktop.content.reach_checks import reach_faults
from imh_desktop.content.shape_checks import shape_faults
from imh_desktop.content.silence_checks import is_silent
from imh_desktop.content.word_checks import word_faults


def lint(form: Form, faults: FaultList) -> None:
    """Note every fault in the quality of a form.

    What was not read whole is not looked at: its gaps would be told as faults of their own.
    """
    if form.consistent:
        _lint_structure(form, faults)
    for language, words in form.words.items():
        home = form.home / "texts" / language
        if form.consistent and not faults.any_lost(home):
            for file, key, message in word_faults(form.structure.checklist, words.texts):
                path = words.files.get(file) or home / file
                faults.add(path, key, message)


def _lint_structure(form: Form, faults: FaultList) -> None:
    checklist, files, shape = form.structure
    head = form.home / "checklist.toml"
    for key, message in shape_faults(checklist, shape) if shape else ():
        faults.add(head, f"shape.{key}", message)
    for key, message in strategy_faults(checklist):
        faults.add(form.home / "strategies.toml", key, message)
    words = [found.texts for found in form.words.values()]
    for item in checklist.items:
        for key, message in (*item_faults(item, checklist), *reach_faults(item, checklist)):
            faults.add(files[item.item_id], f"{item.item_id}{key}", message)
        said = [each.items[item.item_id] for each in words if item.item_id in each.items]
        if said and is_silent(item, checklist, said):
            message = "is heard by nothing (expected a strength, a rule, or words that help)"
            faults.add(files[item.item_id], item.item_id, message)
