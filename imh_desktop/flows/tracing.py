"""Fired rules as plain values: the sentence, and who stands behind each answer."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from imh_desktop.core.checklist import ChecklistTexts
from imh_desktop.core.trace import Guidance, Trace, TracedAnswer
from imh_desktop.core.visit import Answer, PrivateAnswer, Visit
from imh_desktop.exchange.visit_file import VisitFile
from imh_desktop.flows.explaining import explain
from imh_desktop.words import Words

_Key = tuple[str, str, str]
"""Visit, item and code of an answer."""


def fired(
    file: VisitFile, guidance: Guidance, texts: ChecklistTexts | None
) -> list[dict[str, Any]]:
    """Return each trace as JSON values, open ones first, with ``person``: who stands behind it (a
    caregiver's id, else the worker's, empty when neither is known), ``informant`` of each answer,
    and ``sentence`` when there are ``texts`` to say it in."""
    told = _open_informants(file)
    alone = _private_informants(file)
    return [
        *(_plain(file, trace, told, texts) for trace in guidance.open_traces),
        *(_plain(file, trace, _next_of(alone, trace), texts) for trace in guidance.private_traces),
    ]


def _plain(
    file: VisitFile, trace: Trace, told: Mapping[_Key, str], texts: ChecklistTexts | None
) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(trace)
    for answer, traced in zip(plain["answers"], trace.answers, strict=True):
        answer["informant"] = told.get(_key(traced), "")
    informants = [answer["informant"] for answer in plain["answers"] if answer["informant"]]
    plain["person"] = informants[-1] if informants else trace.worker_id or _worker(file, trace)
    if texts is not None:
        plain["sentence"] = explain(trace, texts, Words(texts.language))
    return plain


def _worker(file: VisitFile, trace: Trace) -> str:
    """Return who made the visit of the last answer; of this one when there is none."""
    visits = {visit.visit_id: visit for visit in (*file.earlier_visits, file.visit)}
    last = trace.answers[-1].visit_id if trace.answers else file.visit.visit_id
    return visits[last].worker_id


def _open_informants(file: VisitFile) -> dict[_Key, str]:
    visits = (*file.earlier_visits, file.visit)
    return {key: who for visit in visits for key, who in _said(visit, visit.answers, "")}


def _private_informants(file: VisitFile) -> dict[_Key, list[str]]:
    """Return who gave each private answer, in the order in which the rules read the talks: two
    caregivers may have answered the same."""
    found: dict[_Key, list[str]] = defaultdict(list)
    talks = (talk for talk in file.private if talk.visit_id == file.visit.visit_id)
    for talk in sorted(talks, key=lambda talk: (talk.caregiver_id, talk.sensitivity)):
        for key, who in _said(file.visit, talk.answers, talk.caregiver_id):
            found[key].append(who)
    return found


def _said(
    visit: Visit, answers: Mapping[str, Answer | PrivateAnswer], otherwise: str
) -> Iterator[tuple[_Key, str]]:
    for item_id, answer in answers.items():
        yield (visit.visit_id, item_id, answer.code), answer.informant or otherwise


def _next_of(found: dict[_Key, list[str]], trace: Trace) -> dict[_Key, str]:
    keys = [_key(answer) for answer in trace.answers]
    return {key: found[key].pop(0) for key in keys if found.get(key)}


def _key(answer: TracedAnswer) -> _Key:
    return answer.visit_id, answer.item_id, answer.code
