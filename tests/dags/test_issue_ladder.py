"""One step of an issue's ladder: whom it assigns, how long it waits, and what an answer does."""

from datetime import UTC, date, datetime, timedelta

import pytest

from concord.domain.contract import Contract
from concord.domain.errors import StoreUnavailableError
from concord.domain.issue import Answer, Issue
from concord.domain.people import Person, Side
from concord.domain.shadow import shadowed
from concord.orchestration.issue_ladder import (
    RESPOND_WITHIN,
    assigned_users,
    given_answer,
    logins_are_ids,
    patiently,
    response_time,
)
from tests.builders import agreement
from tests.builders_report import an_issue

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)

pytestmark = pytest.mark.airflow


def person(id_: str, *, login: str | None = None, deputy: str | None = None) -> Person:
    return Person(
        id=id_,
        name=id_.title(),
        side=Side.CLIENT,
        role="vendor_manager",
        email=f"{id_}@client.example",
        login=login,
        deputy=deputy,
    )


CONTRACT = Contract(
    reference="M-1",
    start=date(2024, 4, 1),
    end=date(2027, 3, 31),
    owner="kim",
    backup_owner="lee",
)


@pytest.mark.parametrize(
    ("asked", "others", "users"),
    [
        ([person("kim")], [], None),
        ([person("kim", login="kim")], [], ["kim"]),
        ([person("kim", login="kim"), person("ana")], [], ["kim"]),
        ([person("kim", login="kim", deputy="lee")], [person("lee", login="l")], ["kim", "l"]),
        ([person("kim", login="kim", deputy="lee")], [person("lee")], ["kim"]),
        ([person("kim", deputy="lee")], [person("lee", login="l")], None),
    ],
    ids=[
        "without any login it is open to all",
        "who has a login",
        "not who has none",
        "and the deputy",
        "but no deputy without a login",
        "a deputy's login alone closes nothing",
    ],
)
def test_who_may_answer(
    asked: list[Person], others: list[Person], users: list[str] | None
) -> None:
    found = assigned_users(asked, agreement(people=(*asked, *others)))
    assert (None if found is None else [user["id"] for user in found]) == users


def test_owner_deputies_and_backup_may_answer_lest_one_on_leave_is_alone() -> None:
    ana = person("ana", login="ana", deputy="joe")
    line = (ana, person("joe", deputy="max"), person("max", login="max", deputy="ana"))
    owners = (person("kim", login="kim"), person("lee", login="lee"), person("ida", login="ida"))
    found = assigned_users([ana], agreement(people=(*line, *owners), contract=CONTRACT))
    assert [user["id"] for user in found or ()] == ["ana", "max", "kim", "lee"]


def test_in_shadow_the_owner_alone_may_answer() -> None:
    people = (person("ana", login="ana", deputy="joe"), person("joe", login="joe"))
    owned = agreement(people=(*people, person("kim", login="kim")), contract=CONTRACT)
    shadow = shadowed(owned)
    found = assigned_users(shadow.people[:1], shadow)
    assert [(user["id"], user["name"]) for user in found or ()] == [("kim", "Kim")]


@pytest.mark.parametrize(
    ("respond_by", "environment", "wait"),
    [
        (NOW + timedelta(hours=4), {}, timedelta(hours=4)),
        (NOW - timedelta(hours=4), {}, timedelta(seconds=1)),
        (NOW + timedelta(hours=4), {RESPOND_WITHIN: "20"}, timedelta(seconds=20)),
        (NOW + timedelta(hours=4), {RESPOND_WITHIN: ""}, timedelta(hours=4)),
    ],
)
def test_how_long_a_step_waits(
    respond_by: datetime, environment: dict[str, str], wait: timedelta
) -> None:
    assert response_time(respond_by, NOW, environment) == wait


def test_an_answer_keeps_who_gave_it_and_all_they_wrote() -> None:
    payload = {
        "chosen_options": ["Acknowledge"],
        "params_input": {"note": "On it", "due_date": "2026-06-01", "root_cause": "Leavers"},
        "responded_by_user": {"id": "7", "name": "kim"},
    }
    given = given_answer(payload, NOW)
    assert (given.answer, given.by, given.at) == (Answer.ACKNOWLEDGE, "kim", NOW)
    assert (given.note, given.due, given.root_cause) == ("On it", date(2026, 6, 1), "Leavers")


def test_an_answer_may_be_bare() -> None:
    given = given_answer(
        {"chosen_options": ["Resolve"], "params_input": None, "responded_by_user": None}, NOW
    )
    assert (given.answer, given.by, given.note, given.due) == (Answer.RESOLVE, "unknown", "", None)


def test_an_answer_waits_for_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("concord.orchestration.issue_ladder.time.sleep", waits.append)
    away = iter([StoreUnavailableError("away"), StoreUnavailableError("away")])

    def record() -> Issue:
        for error in away:
            raise error
        return an_issue()

    assert patiently(record) == an_issue()
    assert waits == [1, 5]


def test_a_database_that_stays_away_fails_the_task_in_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("concord.orchestration.issue_ladder.time.sleep", lambda _: None)

    def record() -> Issue:
        message = "away"
        raise StoreUnavailableError(message)

    with pytest.raises(StoreUnavailableError):
        patiently(record)


@pytest.mark.parametrize(
    ("manager", "ids"),
    [
        ("airflow.api_fastapi.auth.managers.simple.simple_auth_manager.SimpleAuthManager", True),
        ("airflow.providers.fab.auth_manager.fab_auth_manager.FabAuthManager", False),
    ],
)
def test_logins_bind_a_step_only_where_airflow_compares_them(
    monkeypatch: pytest.MonkeyPatch,
    manager: str,
    ids: bool,  # noqa: FBT001 -- a table
) -> None:
    monkeypatch.setenv("AIRFLOW__CORE__AUTH_MANAGER", manager)
    assert logins_are_ids() is ids
