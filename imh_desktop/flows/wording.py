"""What may stand on a page that goes home (clinical.md FS3, FS4, SV2).

No judging word, no word that could put someone at home in danger, no figures, short sentences.
Both lists are ours; matching ignores case and accents, and knows whole words only.
"""

import re
import unicodedata

from imh_desktop.words import Words

LONGEST_SENTENCE = 15
"""Words."""

BANNED = {
    "en": (
        "abnormal, fail, fails, failed, failing, failure, deficient, deficiency, deficit, delay,"
        " delays, delayed, at risk, risk, risks, risky, disorder, disorders, noncompliant,"
        " non compliant, diagnosis, diagnosed, symptom, symptoms, autism, autistic, adhd,"
        " retarded, handicapped, percentile, percent, score, scores, screening, violence,"
        " violent, abuse, abused, abuser, abusive, neglect, neglected, shelter, shelters, police,"
        " report, reports, reported, depression, depressed, suicide, suicidal, self harm, alcohol,"
        " alcoholic, drunk, drug, drugs, heroin, opioid, opioids, cocaine, meth, marijuana,"
        " cannabis, overdose, addict, addicted, addiction, substance use, substance abuse, rehab"
    ).split(", "),
    "es": (
        "anormal, anormales, fracaso, fracasa, fracasar, falla, deficiente, deficiencia, deficit,"
        " retraso, retrasos, retrasado, retrasada, retardo, atraso, atrasado, atrasada, en riesgo,"
        " riesgo, riesgos, trastorno, trastornos, no cumple, incumplidor, diagnostico,"
        " diagnosticado, diagnosticada, sintoma, sintomas, autismo, autista, tdah, minusvalido,"
        " minusvalida, percentil, por ciento, puntaje, puntuacion, violencia, violento, violenta,"
        " abuso, abusos, abusar, abusivo, maltrato, maltratar, maltratado, maltratada, negligencia,"
        " refugio, albergue, policia, denuncia, denunciar, reporte, reportar, depresion, deprimido,"
        " deprimida, suicidio, suicida, autolesion, alcohol, alcoholico, alcoholica, borracho,"
        " borracha, droga, drogas, heroina, opioide, opioides, cocaina, metanfetamina, marihuana,"
        " cannabis, sobredosis, adiccion, adicto, adicta, rehabilitacion"
    ).split(", "),
}

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|\n+")


def banned_word(text: str, language: str | None = None) -> str | None:
    """Return the first banned word or phrase of a text; None when it is clean.

    ``language`` None: of any language, for words a visitor typed.
    """
    plain = " ".join(_WORD.findall(_plain(text)))
    lists = BANNED.values() if language is None else (BANNED.get(language, []),)
    found = (_pattern(phrases).search(plain) for phrases in lists)
    return next((match[0] for match in found if match), None)


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text."""
    parts = (part.strip() for part in _SENTENCE_END.split(text))
    return tuple(part for part in parts if _WORD.search(part))


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return len(_WORD.findall(text))


def page_fault(text: str, words: Words) -> str | None:
    """Return why typed words may not stand on a family page, in one sentence; None if they may."""
    if word := banned_word(text):
        return words.say(
            "The word “{word}” should not go home on this page. Please say what you saw instead.",
            word=word,
        )
    if any(letter.isnumeric() for letter in text):
        return words.say(
            "Please do not write numbers here. Dates and phone numbers have their own fields."
        )
    longest = max((count_words(sentence) for sentence in sentences(text)), default=0)
    if longest > LONGEST_SENTENCE:
        return words.say(
            "One sentence has {n} words. Please make each at most {most} words.",
            n=longest,
            most=LONGEST_SENTENCE,
        )
    return None


def _plain(text: str) -> str:
    """Fold case and drop accents, so that they cannot hide a word."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")
