"""Templates of our pages: whatever is put into them is text, never markup."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from fastapi import Response
from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from concord.domain.notation import counted, moment, named, shown

STATIC: dict[str, str] = {
    "concord.css": "text/css; charset=utf-8",
    "outbox.js": "text/javascript; charset=utf-8",
}


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=PackageLoader("concord.orchestration.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(shown=shown, named=named, moment=moment, counted=counted)
    return environment


def page(name: str, values: Mapping[str, object], status: int = 200) -> Response:
    """Return a page made from a template."""
    html = _environment().get_template(name).render(values)
    return Response(html, status, media_type="text/html; charset=utf-8")


def static_file(name: str) -> Response | None:
    """Return one of our styles or scripts, or None."""
    if name not in STATIC:
        return None
    content = files("concord.orchestration.web").joinpath("static", name).read_bytes()
    return Response(content, media_type=STATIC[name])
