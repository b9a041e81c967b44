"""What headers mean, told by their words, in the languages that partners write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from concord.domain.proposal.headings import words


class Role(StrEnum):
    """What a column of counts counts."""

    GOOD = "as it should be"
    BAD = "not as it should be"
    WHOLE = "all of them"
    OTHER = "something else"


_SHORTEST_STEM = 3


def _stems(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Stems: a word of a header has the meaning when it begins with one of them.
_GOOD = _stems(
    "answered met within resolved closed completed accepted correct passed satisfied achieved "
    "fulfilled delivered ontime intime success approved solved handled processed done finished "
    "fristgerecht rechtzeitig puenktlich punktlich termingerecht beantwortet angenommen gelost "
    "bearbeitet erledigt bestanden fehlerfrei korrekt abgeschlossen "
    "repondu traite resolu conforme reussi acheve "
    "contestad atendid resuelt cumplid aprobad completad correct procesad "
    "risposto risolt completat evas respondid"
)
_BAD = _stems(
    "breach missed late overdue failed failure error fault defect rejected abandoned lost "
    "reopened escalated complaint incorrect wrong unanswered unresolved dropped "
    "fehler verspatet uberfallig abgebrochen verloren abgelehnt beschwerde mangel "
    "erreur retard abandonn rejet manque echou reclamation "
    "abandonad perdid vencimiento fallid rechazad tarde errore ritard"
)
_WHOLE = _stems(
    "offered received total due all inbound incoming opened presented attendance checked audited "
    "sampled tested inspected reviewed surveyed scheduled planned volume call contact case ticket "
    "order request invoice transaction item task "
    "fallig gesamt eingegangen eingang gepruft anruf vorgang vorgange falle angeboten auftrag "
    "recu presente du appel controle dossier demande ensemble "
    "ofrecid recibid llamada vencid revisad caso solicitud totale ricevut chiamat"
)
_SHARED = _stems("abandon lost reopen escalat complaint reclamation beschwerde transfer drop")
_ANSWERED = _stems("answer beantwort angenommen repondu contestad atendid risposto")
_ABANDONED = _stems("abandon abgebrochen")
_FINISHED = _stems(
    "answered handled completed closed resolved processed done finished delivered solved "
    "beantwortet bearbeitet erledigt gelost abgeschlossen traite resolu repondu acheve "
    "atendid contestad resuelt completad procesad"
)
_DURATION = _stems(
    "time duration wait handle handling talk hold queue delay elapsed aht asa acw "
    "dauer zeit wartezeit bearbeitungszeit gesprachszeit duree temps attente delai tiempo "
    "duracion espera"
)
_WAIT = _stems("wait queue asa warte attente espera speed")
_AVERAGE = _stems("avg average mean aht asa durchschnitt mittel moyen promedio media")
_HOURS = _stems("hour hours hrs fte stunde stunden std heure heures hora horas")
_SCORE = _stems("csat satisfaction rating score stars zufriedenheit bewertung note satisfaccion")
_ID = _stems("id no nr number ref reference key uuid guid code nummer numero ticket")
_DATE = _stems("date day datum tag fecha dia jour data period month monat mes mois")
_PERSON = _stems(
    "agent employee user staff advisor operator colleague mitarbeiter bearbeiter sachbearbeiter "
    "conseiller agente empleado vorname nachname"
)
_UNITS = {
    "seconds": _stems("s sec secs second seconds sek sekunden secondes segundos"),
    "minutes": _stems("m min mins minute minutes minuten minutos"),
    "hours": _stems("h hr hrs hour hours std stunde stunden heure heures hora horas"),
}
_PHRASES = re.compile(
    r"\b(in|on|within|en|a|im|innerhalb|dans) (the |der |die |les |el )?"
    r"(time|target|sla|slo|ziel|frist|zeit|temps|delais|delai|plazo|tiempo|objetivo)\b"
    r"|\bmeeting target\b|\bi o\b|\bok\b"
)
_LIMIT = re.compile(
    r"(?:<=?|≤|within|in|under|unter|innerhalb|sous|en|_)?\s*(\d{1,5})\s*"
    r"(s|sec|secs|seconds?|sek|sekunden|min|mins|minutes?|minuten|h|hours?)\b"
)


def _any(found: Iterable[str], stems: tuple[str, ...]) -> bool:
    return any(
        word.startswith(stem) if len(stem) >= _SHORTEST_STEM else word == stem
        for word in found
        for stem in stems
    )


def role(header: str) -> Role:
    """Return what a count of that name counts; a part is told before the whole."""
    found = words(header)
    if _any(found, ("fehlerfrei",)):
        return Role.GOOD
    if _any(found, _BAD):
        return Role.BAD
    if _any(found, _GOOD) or _PHRASES.search(" ".join(found)):
        return Role.GOOD
    return Role.WHOLE if _any(found, _WHOLE) else Role.OTHER


def limit_in(header: str) -> str | None:
    """Return the time limit that a header names, such as `20 s`, or None."""
    text = header.casefold().replace("_", " ")
    match = _LIMIT.search(text)
    if match is None or role(header) is not Role.GOOD:
        return None
    return f"{int(match[1])} {match[2][0] if match[2][0] != 'm' else 'min'}"


def is_answered(header: str) -> bool:
    """Say whether a header speaks of answered contacts."""
    return _any(words(header), _ANSWERED)


def is_abandoned(header: str) -> bool:
    """Say whether a header speaks of callers who hung up."""
    return _any(words(header), _ABANDONED)


def is_watched_as_share(header: str) -> bool:
    """Say whether a bad count is usually shown as its own share, and not by the rest."""
    return _any(words(header), _SHARED)


def is_finished(header: str) -> bool:
    """Say whether a header speaks of work that is done."""
    return _any(words(header), _FINISHED)


def is_duration(header: str) -> bool:
    """Say whether a header speaks of how long something took."""
    return _any(words(header), _DURATION) and not _PHRASES.search(" ".join(words(header)))


def is_wait(header: str) -> bool:
    """Say whether a header speaks of waiting."""
    return _any(words(header), _WAIT)


def is_average(header: str) -> bool:
    """Say whether a header announces an average."""
    return _any(words(header), _AVERAGE) or "Ø" in header


def is_hours(header: str) -> bool:
    """Say whether a header speaks of hours worked."""
    return _any(words(header), _HOURS) and not is_duration(header)


def is_score(header: str) -> bool:
    """Say whether a header speaks of a score that somebody gave."""
    return _any(words(header), _SCORE)


def is_id(header: str) -> bool:
    """Say whether a header names an identifier."""
    return words(header)[-1:] in [(word,) for word in _ID]


def is_day(header: str) -> bool:
    """Say whether a header speaks of a day."""
    return _any(words(header), _DATE)


def unit_in(header: str) -> str | None:
    """Return the unit of time in a header's words: seconds, minutes or hours, or None."""
    found = words(header)
    return next((unit for unit, names in _UNITS.items() if any(w in names for w in found)), None)


def is_person(header: str) -> bool:
    """Say whether a header speaks of single people."""
    return _any(words(header), _PERSON)
