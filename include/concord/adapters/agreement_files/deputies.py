"""Check who stands in for whom: the line of deputies must lead to somebody else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from concord.adapters.agreement_files.remarks import Place, Remarks

_A_PAIR = 2


def check_deputies(
    deputies: Mapping[str, str], places: Mapping[str, Place], remarks: Remarks
) -> None:
    """Report people who are their own deputies, and circles of more than two.

    Two who stand in for each other are common practice and no finding.
    """
    for circle in _circles(deputies):
        if len(circle) > _A_PAIR:
            remarks.warning(
                places[circle[0]],
                "circular-deputies",
                found=" → ".join((*circle, circle[0])),
                expected="a line that ends with somebody who has no deputy: "
                "with all of them away, nobody stands in",
            )
        elif len(circle) < _A_PAIR:
            remarks.error(
                places[circle[0]],
                "own-deputy",
                found=circle[0],
                expected="somebody else, or no deputy",
            )


def _circles(deputies: Mapping[str, str]) -> Iterator[Sequence[str]]:
    """Yield each circle once, from the first of its people in the file."""
    seen: set[str] = set()
    for start in deputies:
        line: list[str] = []
        person: str | None = start
        while person is not None and person not in line:
            line.append(person)
            person = deputies.get(person)
        if person == start and start not in seen:
            seen.update(line)
            yield line
