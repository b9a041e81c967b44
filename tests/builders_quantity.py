"""Strategies for quantities: days, calendars with holidays, and texts with a slip in them."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.quantity import Span, SpanUnit

WEEKENDS = BusinessCalendar(name="weekends", zone=ZoneInfo("UTC"))
FIRST, LAST = date(2020, 1, 1), date(2039, 12, 31)

# Each looks like something that quantities are written with, and is something else.
LOOKALIKES = (
    "\N{NO-BREAK SPACE}",
    "\N{THIN SPACE}",
    "\N{ZERO WIDTH SPACE}",
    "\N{RIGHT-TO-LEFT OVERRIDE}",
    "\N{ARABIC-INDIC DIGIT THREE}",
    "\N{DEVANAGARI DIGIT THREE}",
    "\N{FULLWIDTH DIGIT THREE}",
    "\N{SUPERSCRIPT TWO}",
    "\N{MINUS SIGN}",
    "\N{HYPHEN}",
    "\N{EM DASH}",
    "\N{FULLWIDTH COLON}",
    "\N{FULLWIDTH COMMA}",
    "\N{FULLWIDTH PERCENT SIGN}",
    "\N{ARABIC DECIMAL SEPARATOR}",
    "\N{CYRILLIC SMALL LETTER A}",
    "\N{LATIN SMALL LETTER LONG S}",
    "\0",
)
_KEYS = st.sampled_from("0123456789 .,:;+-–%eEmsdthPTDMonGB'\"/")


def days() -> st.SearchStrategy[date]:
    """Days of our times, far enough from the ends of the calendar for any span."""
    return st.dates(FIRST, LAST)


def calendars() -> st.SearchStrategy[BusinessCalendar]:
    """Calendars of weekends and a few holidays, which may follow each other."""
    holidays = st.frozensets(days(), max_size=12)
    bridge = st.integers(0, 9)
    return st.builds(_with_bridges, holidays, bridge)


def _with_bridges(holidays: frozenset[date], length: int) -> BusinessCalendar:
    off = {day + timedelta(days=more) for day in holidays for more in range(length + 1)}
    return BusinessCalendar(name="any", zone=ZoneInfo("UTC"), holidays=frozenset(off))


def spans(most: int = 999) -> st.SearchStrategy[Span]:
    """Spans of any unit, nothing included."""
    return st.builds(Span, count=st.integers(0, most), unit=st.sampled_from(SpanUnit))


@st.composite
def slips(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    """Texts with one key too many, too few or wrong."""
    text = draw(texts)
    place = draw(st.integers(0, len(text)))
    kept = draw(st.integers(0, 1))
    return text[:place] + draw(_KEYS | st.just("")) + text[place + kept :]


@st.composite
def spoilt(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    """Texts with one look-alike somewhere."""
    text = draw(texts)
    place = draw(st.integers(0, len(text)))
    return text[:place] + draw(st.sampled_from(LOOKALIKES)) + text[place:]
