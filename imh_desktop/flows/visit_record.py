"""Gathers the record of a closed visit for the file: open words alone."""

from collections.abc import Iterator, Mapping
from datetime import date

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import ChecklistTexts, Domain, Item
from imh_desktop.core.people import Paper
from imh_desktop.core.summary import OpenClass
from imh_desktop.core.visit import LEVELS, Answer, Step
from imh_desktop.core.visit_record import (
    RecordAnswer,
    RecordDomain,
    RecordReason,
    VisitRecord,
)
from imh_desktop.documents import labels
from imh_desktop.documents.visit_record import visit_record_pdf
from imh_desktop.flows.care_doors import require_paper_wished
from imh_desktop.flows.codes_said import kinds, referral_states
from imh_desktop.flows.explaining import answer_lines, completeness_said, explain, level_said
from imh_desktop.flows.following_up import told_at
from imh_desktop.flows.loading import Loaded, load
from imh_desktop.flows.named_away import names_away
from imh_desktop.flows.pages import (
    Page,
    page_file_name,
    page_texts,
    require_settled,
    review_note,
)
from imh_desktop.flows.paper_checklist import months_said
from imh_desktop.flows.profile_words import counts_said
from imh_desktop.flows.record_amendments import amendments
from imh_desktop.flows.referral_noticed import Noticed, noticed, only_signs_in
from imh_desktop.flows.referral_summary import ages_told
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


def visit_record_page(
    vault: Vault, library: Library, visit_id: str, language: str, paper: Paper | None = None,
    *, words: Words | None = None,
) -> Page:  # fmt: skip
    """Make the record of a closed visit.

    Raises:
        PageRefused: the visit is still open, two laptops wrote different things, there is no page
            in this language, or care ended and nobody said why a paper is made all the same.
    """
    words = words or Words("en")
    if visit := records.visit(vault, visit_id):
        require_paper_wished(vault, visit.child_id, words)
    record = visit_record(vault, library, visit_id, language, paper, words=words)
    return Page(
        content=visit_record_pdf(record, Words(language)),
        file_name=page_file_name("record", record.on, visit_id),
        review=library.texts(load(vault, library, visit_id).visit.checklist_id, language).review,
    )


def visit_record(
    vault: Vault, library: Library, visit_id: str, language: str, paper: Paper | None = None,
    *, words: Words, finished: bool = True,
) -> VisitRecord:  # fmt: skip
    """Return the record as a value; ``finished``: of a closed visit alone.

    Raises:
        PageRefused: as ``visit_record_page``.
    """
    loaded = load(vault, library, visit_id)
    if finished and not loaded.visit.closed_at:
        raise PageRefused(words.say("This visit is still open. Please close it first."))
    require_settled(vault, (visit_id, loaded.child.child_id), words)
    texts = page_texts(library, loaded.visit.checklist_id, language, words)
    return _Gathering(vault, library, loaded, texts, Words(language)).record(paper)


class _Gathering:
    """Puts one visit into words."""

    def __init__(
        self, vault: Vault, library: Library, loaded: Loaded, texts: ChecklistTexts, words: Words
    ) -> None:
        self._vault, self._library, self._loaded = vault, library, loaded
        self._texts, self._words = texts, words
        self._results = records.results(vault, loaded.visit.visit_id) or {}
        self._noticed: Noticed = noticed(self._results, loaded.facts)
        self._away = names_away(vault, loaded.child.child_id)
        self._names = {c.caregiver_id: c.name for c in loaded.caregivers} | self._away
        items = loaded.checklist.in_band(loaded.visit.band)
        self._open = {i.item_id: i for i in items if not i.sensitivity.private}
        self._private = frozenset(
            i.item_id for i in loaded.checklist.items if i.sensitivity.private
        )

    def record(self, paper: Paper | None) -> VisitRecord:
        """Return the whole record."""
        loaded, words, visit = self._loaded, self._words, self._loaded.visit
        chronological, working = ages_told(loaded.reading, words)
        return VisitRecord(
            language=self._texts.language,
            paper=paper or loaded.programme.paper,
            visit_id=visit.visit_id,
            child_name=loaded.child.name,
            number=loaded.child.number,
            birth=loaded.child.birth,
            chronological_age=chronological,
            working_age=working,
            on=visit.on,
            kind=dict(kinds(words))[visit.kind],
            visitor=records.worker_name(self._vault, visit.worker_id),
            present=tuple(self._present()),
            interpreter=visit.interpreter,
            from_paper=visit.from_paper,
            checklist=self._checklist(),
            domains=tuple(self._domains()),
            completeness=completeness_said(self._noticed.profile.completeness, words),
            level=self._level(),
            reasons=tuple(self._reasons()),
            look_again=self._look_again(),
            strengths=tuple(self._strengths()),
            ideas=tuple(self._texts.strategies.get(each, each) for each in visit.strategies),
            steps=tuple(_step(step, words) for step in visit.steps),
            actions=tuple(self._actions()),
            referrals=tuple(self._referrals()),
            amended=amendments(
                self._vault, visit.visit_id, self._texts, self._name, self._private, words
            ),
            followed=told_at(self._vault, self._library, visit, loaded.earlier, words),
            review_note=review_note(self._texts, words),
            still_open=not visit.closed_at,
            demo=loaded.programme.fictional,
        )

    def _name(self, record_id: str) -> str:
        if record_id in self._names:
            return self._names[record_id]
        worker = records.workers(self._vault).get(record_id)
        return worker.name if worker else ""

    def _present(self) -> Iterator[str]:
        """Yield who told something; nobody else is known to have been there."""
        told = {answer.informant for answer in self._loaded.visit.answers.values()}
        for caregiver in self._loaded.caregivers:
            if caregiver.caregiver_id in told:
                relation = labels.relation(caregiver.relation, self._words)
                yield f"{caregiver.name} ({relation})"
        yield from (name for who, name in self._away.items() if who in told)

    def _checklist(self) -> str:
        visit, words = self._loaded.visit, self._words
        return words.say(
            "{title}, {ages}, version {version} ({letters})",
            title=self._texts.title, ages=months_said(visit.band, words),
            version=self._loaded.checklist.version, letters=visit.checklist_hash[:6],
        )  # fmt: skip

    def _domains(self) -> Iterator[RecordDomain]:
        counts = self._counts()
        for domain in self._loaded.checklist.domains:
            answers = tuple(self._answers(domain))
            if answers:
                title = self._texts.domains.get(domain.domain_id, domain.domain_id)
                said = counts.get(domain.domain_id, "")
                yield RecordDomain(title=title, counts=said, answers=answers)

    def _counts(self) -> Mapping[str, str]:
        checklist = self._loaded.checklist
        return {
            each.domain: counts_said(
                each.counts, self._words, only_signs=only_signs_in(checklist, each.domain)
            )
            for each in self._noticed.profile.domains
        }

    def _answers(self, domain: Domain) -> Iterator[RecordAnswer]:
        visit = self._loaded.visit
        for item_id, item in self._open.items():
            answer, note = visit.answers.get(item_id), visit.notes.get(item_id, "")
            if item.construct in domain.constructs and (answer or note):
                yield self._answer(item, answer, note)

    def _answer(self, item: Item, answer: Answer | None, note: str) -> RecordAnswer:
        text = self._texts.items.get(item.item_id)
        said = self._texts.choices.get(answer.code, answer.code) if answer else ""
        return RecordAnswer(
            text=text.text if text else item.item_id,
            answer=said or self._words.say("No answer"),
            how=self._words.listed(self._how(answer)) if answer else "",
            note=note,
            item_id=item.item_id,
            code=answer.code if answer else "",
            source=OpenClass(item.sensitivity.value),
        )

    def _how(self, answer: Answer) -> Iterator[str]:
        if known := labels.known(answer.known, self._words):
            yield known
        if name := self._names.get(answer.informant):
            yield name
        if answer.answered_on:
            yield self._words.date(answer.answered_on)

    def _level(self) -> str:
        stored = self._results.get("open_level")
        level = next((each for each in LEVELS if each == stored), None)
        return level_said(level, self._words) if level else ""

    def _reasons(self) -> Iterator[RecordReason]:
        traces = sorted(self._noticed.traces, key=lambda each: each.level or "", reverse=True)
        for trace in traces:
            yield RecordReason(
                reference=self._words.say(
                    "{rule}, rule set {version}",
                    rule=trace.rule,
                    version=self._results.get("rule_set", ""),
                ),
                level=level_said(trace.level, self._words) if trace.level else "",
                why=explain(trace, self._texts, self._words),
                about=answer_lines(trace, self._texts, self._words),
            )

    def _look_again(self) -> date | None:
        stored = self._results.get("reobserve_on")
        return date.fromisoformat(stored) if isinstance(stored, str) else None

    def _strengths(self) -> Iterator[str]:
        for item_id in self._loaded.visit.strengths:
            text = self._texts.items.get(item_id)
            if text and text.strength:
                yield text.strength.replace("{name}", self._loaded.child.given_name)
        yield from (moment.text for moment in self._loaded.visit.moments)

    def _actions(self) -> Iterator[tuple[str, str]]:
        for item_id, done in self._loaded.visit.actions.items():
            text = self._texts.items.get(item_id)
            if item_id not in self._private:
                yield (text.text if text else item_id), done

    def _referrals(self) -> Iterator[str]:
        partners = {p.partner_id: p.name for p in records.partners(self._vault)}
        states = dict(referral_states(self._words))
        for each in records.referrals(self._vault, self._loaded.child.child_id):
            if each.visit_id == self._loaded.visit.visit_id:
                whom = partners.get(each.partner_id, "")
                yield f"{whom}: {states.get(each.state, each.state)}"


def _step(step: Step, words: Words) -> str:
    by = words.say("by {date}", date=words.date(step.by)) if step.by else ""
    what = step.what.rstrip(".")  # more follows on the line
    return words.listed((what, step.who, by, step.phone))
