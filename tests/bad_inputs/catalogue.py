"""All bad inputs that a file can hold, in the order of the catalogue."""

from tests.bad_inputs import containers, days, figures, layouts, markup, texts
from tests.bad_inputs.case import BadInput

CASES: tuple[BadInput, ...] = (
    *containers.CASES,
    *markup.CASES,
    *layouts.CASES,
    *figures.CASES,
    *days.CASES,
    *texts.CASES,
)
