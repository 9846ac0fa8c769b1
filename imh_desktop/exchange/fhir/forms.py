"""A checklist's items of one band as a Questionnaire, and a visit's answers to it."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from imh_desktop.core.ages import BANDS
from imh_desktop.core.checklist import Checklist, ChecklistTexts, Domain, Item
from imh_desktop.exchange.fhir.values import (
    ANSWERS,
    HL7,
    ITEMS,
    OURS,
    STRUCTURE,
    Json,
    coding,
    derived,
    extension,
    pruned,
    resource,
    said,
    token,
)

_UCUM = "http://unitsofmeasure.org"
NOTE, ACTION = "note", "action"
"""What may be written beside an answer; each is a question of its own, ``<item>.note``."""


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """What a visit was asked by: the open items of one band.

    ``structure_hash``: of the checklist the visit was made with. ``home_id``: a record of ours
    that the form's id is derived from. ``words``: language -> words, the interface's first; of
    ``worded`` items alone, because no words of an older structure are kept. ``copyright``: who
    wrote the words, under which licence.
    """

    checklist: Checklist
    band: str
    structure_hash: str
    home_id: str
    words: Mapping[str, ChecklistTexts]
    worded: frozenset[str]
    copyright: str

    @property
    def url(self) -> str:
        """Return the canonical address of the form, without its version."""
        return f"{OURS}:checklist:{token(self.checklist.checklist_id)}:{self.band}"

    @property
    def version(self) -> str:
        """Return the checklist's version, and what tells two structures of one version apart."""
        return f"{token(self.checklist.version)}-{self.structure_hash[:8]}"

    @property
    def form_id(self) -> str:
        """Return the id of the Questionnaire."""
        return derived(self.home_id, self.url, self.version)

    @property
    def ideas(self) -> Mapping[str, str]:
        """Return the ideas to try, with their words in the form's own language."""
        first = next(iter(self.words.values()), None)
        return first.strategies if first else {}

    def groups(self) -> Iterator[tuple[Domain, list[Item]]]:
        """Yield the domains that ask something open in this band, with what they ask."""
        items = [i for i in self.checklist.in_band(self.band) if not i.sensitivity.private]
        for domain in self.checklist.domains:
            asked = [item for item in items if item.construct in domain.constructs]
            if asked:
                yield domain, asked

    def words_of(self, item_ids: Iterable[str]) -> dict[str, str]:
        """Return those of the items that the form asks, with their words in its own language;
        empty where none are kept."""
        asked = {item.item_id: item for _, items in self.groups() for item in items}
        first = next(iter(self.words), "")
        return {i: _texts_of(self, asked[i]).get(first, "") for i in item_ids if i in asked}


def questionnaire(form: Form) -> Json:
    """Return the form; a private item is not in it."""
    first = next(iter(form.words.values()), None)
    return resource(
        "Questionnaire", form.form_id,
        language=next(iter(form.words), None),
        url=form.url, version=form.version,
        name=f"Checklist_{form.band}",
        title=said(first.title) if first else "",
        status="active", experimental=False, subjectType=["Patient"],
        description="Observation checklist. It is not a test, a screen or a diagnosis.",
        copyright=said(form.copyright),
        useContext=_ages(form.band),
        item=[_group(form, domain, items) for domain, items in form.groups()],
    )  # fmt: skip


def _ages(band: str) -> list[Json]:
    """Return the band as an age range in completed months of working age."""
    return [
        {
            "code": coding(f"{HL7}/usage-context-type", "age", "Age Range"),
            "valueRange": {"low": _months(each.from_months), "high": _months(each.before_months)},
        }
        for each in BANDS
        if each.band_id == band
    ]


def _months(months: int) -> Json:
    return {"value": months, "unit": "months", "system": _UCUM, "code": "mo"}


def _group(form: Form, domain: Domain, items: list[Item]) -> Json:
    titles = {lang: texts.domains.get(domain.domain_id, "") for lang, texts in form.words.items()}
    asked = [question for item in items for question in _questions(form, item)]
    kept = {"linkId": token(domain.domain_id), "type": "group", "item": asked}
    return pruned({**kept, **_worded(titles)})


def _questions(form: Form, item: Item) -> Iterator[Json]:
    """Yield an item, and beside it what may be written about it."""
    link, texts = token(item.item_id), _texts_of(form, item)
    if item.codes:
        options = [{"valueCoding": coding(ANSWERS, c, _choice(form, c))} for c in item.codes]
        asked = {"code": [coding(ITEMS, link)], "type": "choice", "answerOption": options}
        yield pruned({"linkId": link, **asked, **_worded(texts)})
    yield {"linkId": f"{link}.{NOTE}", "type": "text"}
    if item.kind == "today":
        yield {"linkId": f"{link}.{ACTION}", "type": "text"}


def _texts_of(form: Form, item: Item) -> dict[str, str]:
    if item.item_id not in form.worded:
        return {}
    found = {lang: texts.items.get(item.item_id) for lang, texts in form.words.items()}
    return {lang: text.text for lang, text in found.items() if text}


def _choice(form: Form, code: str) -> str:
    first = next(iter(form.words.values()), None)
    return first.choices.get(code, "") if first else ""


def _worded(texts: Mapping[str, str]) -> Json:
    """Return a text in the form's own language, with the others beside it."""
    languages = [language for language, text in texts.items() if said(text)]
    if not languages:
        return {}
    others = [_translation(language, texts[language]) for language in languages[1:]]
    beside = {"extension": others} if others else {}
    return pruned({"text": said(texts[languages[0]]), "_text": beside})


def _translation(language: str, text: str) -> Json:
    parts = [
        extension("lang", valueCode=language),
        extension("content", valueString=said(text)),
    ]
    return {"url": f"{STRUCTURE}/translation", "extension": parts}
