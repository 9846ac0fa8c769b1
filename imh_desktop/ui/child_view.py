"""What the pages about one child show, read from the vault as core values."""

from dataclasses import dataclass
from datetime import date

from imh_desktop.core.ages import POLICIES, AgeReading, read_age
from imh_desktop.core.people import Caregiver, Child
from imh_desktop.core.slip_code import return_code
from imh_desktop.core.visit import Visit
from imh_desktop.errors import InputError
from imh_desktop.store import records
from imh_desktop.store.vault import Vault


@dataclass(frozen=True, slots=True)
class WrittenReferral:
    """A referral written at a visit, and to whom. ``code``: as on the slip that comes back."""

    referral_id: str
    visit_id: str
    partner_name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class ChildView:
    """A child, its caregivers and its visits, the newest first. ``reading`` None: not born yet."""

    child: Child
    caregivers: tuple[Caregiver, ...]
    visits: tuple[Visit, ...]
    reading: AgeReading | None
    referrals: tuple[WrittenReferral, ...] = ()

    @property
    def open_visit(self) -> Visit | None:
        """Return the visit under way, the newest if there are several."""
        return next((visit for visit in self.visits if not visit.closed_at), None)

    @property
    def last_closed(self) -> Visit | None:
        """Return the newest closed visit."""
        return next((visit for visit in self.visits if visit.closed_at), None)


def view_child(vault: Vault, child_id: str, today: date) -> ChildView:
    """Read everything the pages about a child show.

    Raises:
        InputError: there is no such child.
    """
    child = records.child(vault, child_id)
    if child is None:
        raise InputError("This child's record is not here.")
    policy_id = records.programme(vault).age_policy
    visits = sorted(records.visits(vault, child_id), key=_newest_last, reverse=True)
    return ChildView(
        child,
        tuple(records.caregivers(vault, child_id)),
        tuple(visits),
        _reading(child, today, policy_id),
        _referrals(vault, child_id),
    )


def _referrals(vault: Vault, child_id: str) -> tuple[WrittenReferral, ...]:
    names = {partner.partner_id: partner.name for partner in records.partners(vault)}
    return tuple(
        WrittenReferral(
            one.referral_id,
            one.visit_id,
            names.get(one.partner_id, ""),
            return_code(one.referral_id),
        )
        for one in records.referrals(vault, child_id)
    )


def _newest_last(visit: Visit) -> tuple[date, str]:
    return visit.on, visit.visit_id


def _reading(child: Child, today: date, policy_id: str) -> AgeReading | None:
    try:
        return read_age(child.birth.earliest, child.gestation_days, today, POLICIES[policy_id])
    except InputError:
        return None
