"""Agreement versions in memory."""

from operator import attrgetter

from concord.domain.agreement_version import AgreementVersion, VersionEvent


class FakeAgreementVersions:
    """Texts and their log in memory."""

    def __init__(
        self, versions: dict[tuple[str, str], AgreementVersion], log: list[VersionEvent]
    ) -> None:
        self._versions = versions
        self._log = log

    def add(self, version: AgreementVersion) -> bool:
        return self._versions.setdefault((version.partner, version.version), version) is version

    def get(self, partner: str, version: str) -> AgreementVersion | None:
        return self._versions.get((partner, version))

    def of_partner(self, partner: str) -> tuple[AgreementVersion, ...]:
        found = (version for version in self._versions.values() if version.partner == partner)
        return tuple(sorted(found, key=attrgetter("seen", "version")))

    def log(self, event: VersionEvent) -> None:
        self._log.append(event)

    def events(self, partner: str) -> tuple[VersionEvent, ...]:
        return tuple(event for event in self._log if event.partner == partner)
