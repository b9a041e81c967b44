"""Agreement versions: which acts, what is held, and how each stands, read from the log."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.agreement_version import (
    AgreementVersion,
    HeldEffects,
    VersionEvent,
    VersionEventKind,
    VersionRefusedError,
    approval_in_force,
    approval_run_id,
    is_held,
    settled_version,
    standings,
    version_named,
)

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
KINDS = {
    "approve": VersionEventKind.APPROVED,
    "hold": VersionEventKind.APPROVED_HELD,
    "release": VersionEventKind.RELEASED,
    "reject": VersionEventKind.REJECTED,
    "acknowledge": VersionEventKind.ACKNOWLEDGED,
}


def log(*lines: str) -> tuple[VersionEvent, ...]:
    """Return a log from lines such as `approve a`, an hour apart."""
    return tuple(
        VersionEvent(
            partner="acme",
            version=line.split()[1],
            kind=KINDS[line.split()[0]],
            by="kim",
            at=NOON + timedelta(hours=number),
            origin="command",
        )
        for number, line in enumerate(lines)
    )


def version(name: str) -> AgreementVersion:
    return AgreementVersion(partner="acme", version=name, content=b"", seen=NOON)


@pytest.mark.parametrize(
    ("lines", "acts", "held", "settled"),
    [
        ([], None, False, None),
        (["reject a"], None, False, None),
        (["approve a"], "a", False, "a"),
        (["approve a", "approve b"], "b", False, "b"),
        (["approve a", "hold b"], "b", True, "a"),
        (["approve a", "hold b", "acknowledge b"], "b", True, "a"),
        (["approve a", "hold b", "release b"], "b", False, "b"),
        (["approve a", "hold b", "reject c"], "b", True, "a"),
        (["approve a", "hold b", "hold c"], "c", True, "a"),
        (["approve a", "hold b", "hold c", "release c"], "c", False, "c"),
        (["approve a", "hold b", "approve a"], "a", False, "a"),
        (["approve a", "hold b", "release b", "hold c"], "c", True, "b"),
    ],
)
def test_the_last_approval_acts_and_holds_until_it_is_released(
    lines: list[str],
    acts: str | None,
    held: bool,  # noqa: FBT001 -- a table
    settled: str | None,
) -> None:
    events = log(*lines)
    approval = approval_in_force(events)
    assert (None if approval is None else approval.version) == acts
    assert is_held(events) is held
    assert settled_version(events) == settled


@given(st.lists(st.sampled_from([f"{kind} {name}" for kind in KINDS for name in "abc"])))
def test_where_nothing_is_held_the_version_that_acts_is_settled(lines: list[str]) -> None:
    events = log(*lines)
    approval = approval_in_force(events)
    if approval is not None and not is_held(events):
        assert settled_version(events) == approval.version


@pytest.mark.parametrize(
    ("lines", "acts", "effects", "acknowledged", "rejected"),
    [
        ([], False, HeldEffects.NONE, False, False),
        (["approve a"], True, HeldEffects.NONE, False, False),
        (["hold a"], True, HeldEffects.HELD, False, False),
        (["hold a", "acknowledge a", "release a"], True, HeldEffects.RELEASED, True, False),
        (["approve a", "acknowledge a", "approve b"], False, HeldEffects.NONE, True, False),
        (["approve a", "acknowledge a", "approve b", "approve a"], True, "none", False, False),
        (["reject a"], False, HeldEffects.NONE, False, True),
        (["reject a", "approve a"], True, HeldEffects.NONE, False, False),
        (["hold b", "release b"], False, HeldEffects.NONE, False, False),
    ],
)
def test_a_version_stands_as_was_decided_since_its_last_approval(
    lines: list[str],
    acts: bool,  # noqa: FBT001 -- a table
    effects: HeldEffects,
    acknowledged: bool,  # noqa: FBT001 -- a table
    rejected: bool,  # noqa: FBT001 -- a table
) -> None:
    (standing,) = standings([version("a")], log(*lines))
    assert (standing.acts, standing.effects) == (acts, effects)
    assert (standing.acknowledged is not None) is acknowledged
    assert (standing.rejected is not None) is rejected


@pytest.mark.parametrize("prefix", ["ab", "abc1", "ABC1"])
def test_a_version_is_found_by_the_first_digits_of_its_hash(prefix: str) -> None:
    wanted = version("abc1")
    assert version_named(prefix, [wanted, version("b000")]) == wanted


@pytest.mark.parametrize(
    ("prefix", "reason"),
    [("a", "Several versions"), ("c", "No version"), ("", "Several versions")],
)
def test_a_version_that_is_not_one_is_refused(prefix: str, reason: str) -> None:
    with pytest.raises(VersionRefusedError, match=f"{reason}.*known are abc1, abd2"):
        version_named(prefix, [version("abc1"), version("abd2")])


def test_nothing_is_never_a_name() -> None:
    with pytest.raises(VersionRefusedError):
        version_named("", [version("abc1")])
    with pytest.raises(VersionRefusedError, match="known are none"):
        version_named("a", [])


def test_the_run_that_asks_is_named_by_partner_and_version() -> None:
    run = approval_run_id("acme", "a" * 64)
    assert run == approval_run_id("acme", "a" * 64)
    assert run.startswith("approval~")
    assert len(run) == len("approval~") + 32
    assert len({run, approval_run_id("acme", "b" * 64), approval_run_id("other", "a" * 64)}) == 3


def test_people_see_the_first_digits() -> None:
    assert replace(version("a"), version="0123456789").short == "01234567"
