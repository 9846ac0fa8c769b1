"""A profile as labelled marks in words."""

from dataclasses import dataclass

from imh_desktop.core.checklist import Checklist, ChecklistTexts
from imh_desktop.core.profile import Counts, Profile, Status
from imh_desktop.flows.explaining import status_said
from imh_desktop.words import Words


@dataclass(frozen=True, slots=True)
class Mark:
    """One construct as a labelled mark. ``said``: its status in words. ``counts`` are shown only
    behind "Why?"."""

    construct: str
    title: str
    status: Status
    said: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class DomainMarks:
    """One domain's marks, in order."""

    domain_id: str
    title: str
    icon: str
    marks: tuple[Mark, ...]


def domain_marks(
    profile: Profile, checklist: Checklist, texts: ChecklistTexts, words: Words
) -> tuple[DomainMarks, ...]:
    """Return the counted domains' constructs as marks in words."""
    icons = {domain.domain_id: domain.icon for domain in checklist.domains}
    return tuple(
        DomainMarks(
            domain_id=domain.domain,
            title=texts.domains.get(domain.domain, domain.domain),
            icon=icons.get(domain.domain, ""),
            marks=tuple(
                Mark(
                    construct=each.construct,
                    title=texts.constructs.get(each.construct, each.construct),
                    status=each.status,
                    said=status_said(each.status, words),
                    counts=each.counts,
                )
                for each in domain.constructs
            ),
        )
        for domain in profile.domains
    )
