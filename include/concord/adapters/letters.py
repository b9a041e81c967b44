"""Letters as mail bodies: HTML that any mail program shows, and a plain twin."""

from __future__ import annotations

from concord.adapters.report_formats import plain_text
from concord.adapters.report_formats.look import template
from concord.adapters.report_formats.sections import plain_grid
from concord.domain.letter import Letter, Link
from concord.ports import Body

_SAFE_SCHEMES = ("https://", "http://", "mailto:")


class HtmlLetters:
    """Renders letters as mail bodies."""

    def letter(self, letter: Letter) -> Body:
        """Return the plain and the HTML twin of a letter."""
        grids = [plain_grid(table) for table in letter.tables if table.rows]
        links = [link for link in letter.links if _is_safe(link)]
        html = template("letter.html.j2").render(letter=letter, grids=grids, links=links)
        return Body(text=_text(letter, links), html=html)


def _is_safe(link: Link) -> bool:
    return link.url.lower().startswith(_SAFE_SCHEMES)


def _text(letter: Letter, links: list[Link]) -> str:
    blocks = [plain_text.heading(letter.title)]
    blocks += [plain_text.paragraph(text) for text in letter.paragraphs]
    if letter.facts:
        blocks.append(plain_text.facts(letter.facts))
    blocks += [plain_text.table(plain_grid(table)) for table in letter.tables if table.rows]
    blocks += [f"{link.label}:\n{link.url}" for link in links]
    if letter.why:
        blocks.append(f"--\n{plain_text.paragraph(letter.why)}")
    return "\n\n".join(blocks) + "\n"
