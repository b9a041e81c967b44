"""What can go wrong between Concord and Google: by a script, or at random by a seed."""

from dataclasses import dataclass, field
from random import Random
from threading import Lock


@dataclass(frozen=True)
class Fault:
    """An answer other than the right one.

    `cut` drops the connection: before anything is done, after all is done but before the
    answer, or within the answer, after so many of its bytes.
    """

    status: int = 0
    reason: str = ""
    cut: str = ""
    after: int = 0
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


RATE = Fault(403, "rateLimitExceeded")
USER_RATE = Fault(403, "userRateLimitExceeded")
TIMEOUT = Fault(408)
TOO_MANY = Fault(429, "rateLimitExceeded")
BROKEN = Fault(500, "backendError")
AWAY = Fault(503)
CUT_BEFORE = Fault(cut="before")
CUT_AFTER = Fault(cut="after")
CUT_WITHIN = Fault(cut="within", after=10)
NONSENSE = Fault(status=200, body=b"<html>Please sign in to the Wi-Fi.</html>")

PASSING = (RATE, USER_RATE, TIMEOUT, TOO_MANY, BROKEN, AWAY, CUT_BEFORE, CUT_AFTER, CUT_WITHIN)


@dataclass
class Planned:
    """A fault to come with a call of a method, after some that go well."""

    method: str
    fault: Fault
    after: int


@dataclass
class Faults:
    """Decides which request goes wrong: those in the script first, each once, then by chance."""

    share: float = 0
    script: list[Planned] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = Random(0)  # noqa: S311 - chance for tests, repeatable by its seed
        self._lock = Lock()

    def plan(self, method: str, *faults: Fault, after: int = 0) -> None:
        """Let calls of a method go wrong, one after another; `*` stands for any method.

        The first `after` of them still go well.
        """
        self.script.extend(
            Planned(method, fault, 0 if number else after) for number, fault in enumerate(faults)
        )

    def next(self, method: str) -> Fault | None:
        """Return what goes wrong with this request, if anything."""
        with self._lock:
            for planned in self.script:
                if planned.method in {method, "*"}:
                    return self._due(planned)
            if self._random.random() < self.share:
                return self._random.choice(PASSING)
            return None

    def _due(self, planned: Planned) -> Fault | None:
        if planned.after:
            planned.after -= 1
            return None
        self.script.remove(planned)
        return planned.fault

    def at_random(self, seed: int, share: float = 0.05) -> None:
        """Let a share of all requests go wrong from now on, the same ones for the same seed."""
        self.share = share
        self._random.seed(seed)
