"""One look: tones that can be told apart and read, templates that trust nobody."""

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from concord.adapters.report_formats.look import SHADES, template
from concord.domain.letter import Tone

READABLE = 4.5  # the contrast that the web's accessibility guidelines ask of text


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("tone", list(Tone))
def test_words_on_a_tint_can_be_read(tone: Tone) -> None:
    light, dark = luminance(SHADES[tone].tint), luminance(SHADES[tone].ink)
    assert (light + 0.05) / (dark + 0.05) >= READABLE


def test_a_template_with_less_than_it_needs_fails_rather_than_says_nothing() -> None:
    with pytest.raises(UndefinedError):
        template("letter.html.j2").render()


def test_templates_run_in_a_sandbox() -> None:
    environment = template("letter.html.j2").environment
    with pytest.raises(SecurityError):
        environment.from_string("{{ ''.__class__.__mro__ }}").render()
