"""One look for all mail: the palette, and the templates that know it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jinja2 import PackageLoader, StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment

from concord.domain.letter import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """A tone's colours: strong for bands, dark and light for words on a tint."""

    strong: str
    ink: str
    tint: str


SHADES = {
    Tone.NEUTRAL: Shade(strong="#4a6785", ink="#38526d", tint="#e9eef4"),
    Tone.GOOD: Shade(strong="#2f8f6b", ink="#1c6b4e", tint="#e3f3ec"),
    Tone.WARNING: Shade(strong="#d08a1d", ink="#855400", tint="#fcf1db"),
    Tone.BAD: Shade(strong="#c0453c", ink="#a02a22", tint="#fae7e5"),
}


@cache
def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        loader=PackageLoader("concord.adapters.report_formats"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["shades"] = {str(tone): shade for tone, shade in SHADES.items()}
    return environment


def template(name: str) -> Template:
    """Return a template; whatever it is given is escaped and never rendered a second time."""
    return _environment().get_template(name)
