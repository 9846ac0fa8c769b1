"""Children of one home: who they are, and adding one without writing the family down again."""

from datetime import date

from msgspec.structs import replace

from imh_desktop.core.people import Child
from imh_desktop.core.privacy import ChainClass
from imh_desktop.flows.child_forms import CaregiverForm, ChildForm, caregiver_forms, child_form
from imh_desktop.flows.enrolling import new_child
from imh_desktop.flows.loading import child_of
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


def siblings(vault: Vault, child_id: str) -> tuple[Child, ...]:
    """Return the other children of a child's home, the eldest first; none where no home is kept."""
    child = records.child(vault, child_id)
    if child is None or not child.household_id:
        return ()
    found = records.children_of_household(vault, child.household_id)
    others = (each for each in found if each.child_id != child_id)
    return tuple(sorted(others, key=lambda each: (each.birth.earliest, each.name, each.child_id)))


def sibling_form(vault: Vault, child_id: str) -> tuple[ChildForm, tuple[CaregiverForm, ...]]:
    """Return a form for another child of the home: family name, languages, interpreter and
    caregivers with address and phone stand in it, and who receives no page: custody mostly holds
    for both. What is the child's alone does not.

    Raises:
        InputError: there is no such child.
    """
    old = child_form(child_of(vault, child_id))
    form = ChildForm(
        family_name=old.family_name,
        languages=old.languages,
        page_language=old.page_language,
        interpreter=old.interpreter,
        interpreter_language=old.interpreter_language,
        interpreter_name=old.interpreter_name,
    )
    adults = caregiver_forms(vault, child_id)
    return form, tuple(replace(each, caregiver_id="") for each in adults)


def add_sibling(
    vault: Vault,
    of_child_id: str,
    form: ChildForm,
    caregivers: tuple[CaregiverForm, ...],
    *,
    today: date | None = None,
    words: Words | None = None,
) -> Child:
    """Enrol another child of a home, in one transaction.

    Raises:
        InputError: as ``add_child``; or the first child is not here.
    """
    first = child_of(vault, of_child_id)
    child_id, writes = new_child(vault, form, caregivers, today=today, words=words)
    household_id = first.household_id or vault.journal.new_id()
    if not first.household_id:
        name = {"name": first.family_name} if first.family_name else {"name": first.name}
        writes.append(("household", household_id, {**name}, ChainClass.OPEN))
        linked = {"household_id": household_id}
        writes.append(("child", of_child_id, {**linked}, ChainClass.OPEN))
    writes.append(
        (
            "child",
            child_id,
            {"household_id": household_id},
            ChainClass.OPEN,
        )
    )
    vault.journal.write_many(writes)
    return child_of(vault, child_id)
