"""Answers worded in the reader's language: sentences, figures, days and advice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from concord.domain import notation
from concord.domain.annotation import SheetWords
from concord.domain.answer_texts import de, en, es, fr
from concord.domain.answer_texts.text import Text
from concord.domain.finding import Finding
from concord.domain.period import MeasurementPeriod, PeriodLength, RollingMonths


class Language(StrEnum):
    """The languages in which answers are given."""

    ENGLISH = "en"
    GERMAN = "de"
    SPANISH = "es"
    FRENCH = "fr"


CATALOGUES = {
    Language.ENGLISH: (en.TEXTS, en.ADVICE),
    Language.GERMAN: (de.TEXTS, de.ADVICE),
    Language.SPANISH: (es.TEXTS, es.ADVICE),
    Language.FRENCH: (fr.TEXTS, fr.ADVICE),
}

_THOUSANDS_AND_POINT = {
    Language.ENGLISH: ",.",
    Language.GERMAN: ".,",
    Language.SPANISH: ".,",
    Language.FRENCH: "\N{NARROW NO-BREAK SPACE},",
}
_DAYS = {Language.GERMAN: "%d.%m.%Y", Language.SPANISH: "%d/%m/%Y", Language.FRENCH: "%d/%m/%Y"}


def language_of(tag: str) -> Language:
    """Return the language of a tag such as de or de-AT; English for those not spoken here."""
    primary = tag.partition("-")[0].casefold()
    return next((each for each in Language if each == primary), Language.ENGLISH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Everything that an answer says, in one language."""

    language: Language

    def say(self, text: Text, **filled: str) -> str:
        """Return a text with its names filled in."""
        texts, _ = CATALOGUES[self.language]
        return texts[text].format(**filled)

    def advice(self, finding: Finding) -> str:
        """Return what a finding means and what to do; in English where nobody translated it."""
        _, advice = CATALOGUES[self.language]
        return advice.get(finding.rule, finding.message)

    def number(self, value: int | Decimal) -> str:
        """Return an exact number with this language's separators."""
        exact = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
        shortest = exact.rstrip("0").rstrip(".") if "." in exact else exact
        separators = str.maketrans(",.-", _THOUSANDS_AND_POINT[self.language] + notation.MINUS)
        return shortest.translate(separators)

    def day(self, value: date) -> str:
        """Return a date as this language writes it."""
        written = _DAYS.get(self.language)
        return notation.day(value) if written is None else value.strftime(written)

    def moment(self, value: datetime, zone: ZoneInfo) -> str:
        """Return a moment on the clock of a zone, and the zone."""
        local = value.astimezone(zone)
        return f"{self.day(local.date())} {local:%H:%M} {zone.key}"

    def period(self, period: MeasurementPeriod | None) -> str:
        """Return a period's name; what has the same name in all languages keeps it."""
        if period is None:
            return self.say(Text.UNKNOWN)
        match period.length:
            case PeriodLength.DAY:
                return self.day(period.start)
            case PeriodLength.WEEK:
                return self.say(Text.WEEK_OF, day=self.day(period.start))
            case PeriodLength.MONTH:
                return self._month(period.start)
            case RollingMonths(months=months):
                return self.say(Text.MONTHS_TO, count=str(months), month=self._month(period.end))
            case _:
                return notation.period_name(period)

    def _month(self, value: date) -> str:
        return f"{self.say(Text.MONTHS).split()[value.month - 1]} {value.year}"

    def sheet_words(self) -> SheetWords:
        """Return the words in annotated workbooks."""
        return SheetWords(
            sheet=self.say(Text.SHEET),
            severity=self.say(Text.SEVERITY),
            place=self.say(Text.PLACE),
            found=self.say(Text.FOUND),
            expected=self.say(Text.EXPECTED),
            advice=self.say(Text.ADVICE),
            error=self.say(Text.ERROR),
            warning=self.say(Text.WARNING),
            info=self.say(Text.INFO),
            whole_file=self.say(Text.WHOLE_FILE),
        )
