"""Which words may go home with a family (clinical.md FS3, FS4, SV2).

Two lists a language: words that judge, and words that could put someone at home in danger. Both
are ours; matching ignores case and accents, and knows whole words only.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

Lists = Mapping[str, Sequence[str]]

LONGEST_SENTENCE = 15
"""Words."""

_INSTRUMENTS = "asq, swyc, epds, m chat, mchat, phq, gad, deca, peds, bitsea".split(", ")
JUDGING = {
    "en": [
        *(
            "abnormal, fail, fails, failed, failing, failure, deficient, deficiency, deficit,"
            " delay, delays, delayed, at risk, risk, risks, risky, disorder, disorders,"
            " noncompliant, non compliant, diagnosis, diagnosed, symptom, symptoms, autism,"
            " autistic, adhd, retarded, handicapped, percentile, percent, score, scores, scored,"
            " screening, screenings, screened, screener"
        ).split(", "),
        *_INSTRUMENTS,
    ],
    "es": [
        *(
            "anormal, anormales, fracaso, fracasa, fracasar, falla, deficiente, deficiencia,"
            " deficit, retraso, retrasos, retrasado, retrasada, retardo, atraso, atrasado,"
            " atrasada, en riesgo, riesgo, riesgos, trastorno, trastornos, no cumple, incumplidor,"
            " diagnostico, diagnosticado, diagnosticada, sintoma, sintomas, autismo, autista, tdah,"
            " minusvalido, minusvalida, percentil, por ciento, puntaje, puntuacion, tamizaje,"
            " tamizado, tamizada, cribado, cribada"
        ).split(", "),
        *_INSTRUMENTS,
    ],
    "ar": [
        *(
            "غير طبيعي, غير طبيعية, فشل, فاشل, فاشلة, قصور, تأخر, متأخر, متأخرة, معرض للخطر,"
            " معرضة للخطر, خطر, مخاطر, اضطراب, اضطرابات, غير ملتزم, غير ملتزمة, تشخيص, أعراض,"
            " توحد, توحدي, فرط الحركة, متخلف, متخلفة, تخلف, معاق, معاقة, معوق, معوقة, مئين, مئيني,"
            " إعاقة, إعاقات, بالمئة, نقاط الاختبار, درجة الاختبار, فحص مسحي, مسح"
        ).split(", "),
        *_INSTRUMENTS,
    ],
}
UNSAFE = {
    "en": (
        "violence, violent, abuse, abused, abuser, abusive, neglect, neglected, shelter, shelters,"
        " police, report, reports, reported, depression, depressed, suicide, suicidal, self harm,"
        " alcohol, alcoholic, drunk, drug, drugs, heroin, opioid, opioids, cocaine, meth,"
        " marijuana, cannabis, overdose, addict, addicted, addiction, substance use,"
        " substance abuse, rehab"
    ).split(", "),
    "es": (
        "violencia, violento, violenta, abuso, abusos, abusar, abusivo, maltrato, maltratar,"
        " maltratado, maltratada, negligencia, refugio, albergue, policia, denuncia, denunciar,"
        " reporte, reportar, depresion, deprimido, deprimida, suicidio, suicida, autolesion,"
        " alcohol, alcoholico, alcoholica, borracho, borracha, droga, drogas, heroina, opioide,"
        " opioides, cocaina, metanfetamina, marihuana, cannabis, sobredosis, adiccion, adicto,"
        " adicta, rehabilitacion"
    ).split(", "),
    "ar": (
        "عنف, عنيف, عنيفة, اعتداء, اعتداءات, معتد, إساءة, إهمال, مهمل, مهملة, ملجأ, مأوى, شرطة,"
        " بلاغ, تبليغ, إبلاغ, اكتئاب, مكتئب, مكتئبة, انتحار, إيذاء النفس, كحول, خمر, سكران,"
        " سكرانة, مخدر, مخدرات, هيروين, أفيون, كوكايين, ماريجوانا, حشيش, جرعة زائدة, إدمان, مدمن,"
        " مدمنة, تعاطي"
    ).split(", "),
}
"""Never on anything that can be found at home (clinical.md SV2)."""
BANNED = {language: (*JUDGING[language], *UNSAFE[language]) for language in JUDGING}
_JOINED = {"ar": "[وف]?(?:ال|بال|كال|لل|[بلك])?"}
"""What a language writes in one with the word that follows."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|[؟۔።।။。！？]+|\n+")


def banned_word(text: str, language: str | None = None) -> str | None:
    """Return the first banned word or phrase of a text; None when it is clean.

    ``language`` None: of any language, for words a visitor typed. One of a region (es-MX) has
    the list of its language.
    """
    own = (language or "").partition("-")[0]
    return _first(text, BANNED, BANNED if language is None else [own])


def unsafe_word(text: str) -> str | None:
    """Return the first word or phrase that no paper at home may hold, in any language."""
    return _first(text, UNSAFE, UNSAFE)


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text."""
    parts = (part.strip() for part in _SENTENCE_END.split(text))
    return tuple(part for part in parts if _WORD.search(part))


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return len(_WORD.findall(text))


def longest_sentence(text: str) -> int:
    """Return how many words the longest sentence of a text has; 0 when there is none."""
    return max((count_words(sentence) for sentence in sentences(text)), default=0)


def says_something(text: str) -> bool:
    """Tell whether a text has a letter: blanks and full stops alone say nothing."""
    return any(letter.isalpha() for letter in text)


def same_words(text: str) -> str:
    """Return a text as it is compared with others: words only, without case and accents."""
    return " ".join(_WORD.findall(_plain(text)))


def _first(text: str, lists: Lists, languages: Iterable[str]) -> str | None:
    plain = same_words(text)
    patterns = (_pattern(one, tuple(lists[one])) for one in languages if one in lists)
    return next((match[0] for match in (each.search(plain) for each in patterns) if match), None)


def _plain(text: str) -> str:
    """Fold case and drop accents, so that they cannot hide a word."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@cache
def _pattern(language: str, phrases: tuple[str, ...]) -> re.Pattern[str]:
    said = "|".join(re.escape(same_words(phrase)) for phrase in phrases)
    return re.compile(rf"\b{_JOINED.get(language, '')}(?:{said})\b")
