"""Agreements: everything the file of a partner says, as values that the rest works from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from zoneinfo import ZoneInfo

from concord.domain.branding import Branding
from concord.domain.business_calendar import BusinessCalendar
from concord.domain.channels import Channels
from concord.domain.charges import Charges, ChargeTerms
from concord.domain.contract import Contract
from concord.domain.conversion import Conversion
from concord.domain.credit import CreditRegime, CreditTerms, PointsRegime, Years
from concord.domain.escalation_policy import STANDARD, EscalationPolicy
from concord.domain.kpi import Kpi
from concord.domain.mail_delivery import MailDelivery
from concord.domain.meeting import MeetingSeries
from concord.domain.opening import Opening
from concord.domain.people import Person, Side
from concord.domain.period import CALENDAR_YEAR, MeasurementPeriod, PeriodLength, YearStart
from concord.domain.privacy import Privacy
from concord.domain.quantity import DayOfPeriod
from concord.domain.relationship import Relationship
from concord.domain.relief import ReliefRule
from concord.domain.report_kind import FurtherReport
from concord.domain.responsibility import Duty
from concord.domain.service import Service, Site
from concord.domain.service_level import ServiceLevel
from concord.domain.settlement import Settlement
from concord.domain.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """The company that buys: its name, zone, calendar and people.

    `escalation`, `privacy` and `channels` are those of agreements that say nothing of them.
    """

    name: str
    zone: ZoneInfo
    calendar: BusinessCalendar
    people: tuple[Person, ...] = ()
    sender: str = "concord@localhost"
    language: str = "en"
    escalation: EscalationPolicy = STANDARD
    privacy: Privacy = field(default_factory=Privacy)
    channels: Channels = field(default_factory=Channels)
    branding: Branding = field(default_factory=Branding)
    conversion: Conversion | None = None
    delivery: MailDelivery = field(default_factory=MailDelivery)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyReportRule:
    """Who gets the monthly report, and on which day after the month."""

    to: tuple[str, ...]
    day: DayOfPeriod
    xlsx: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One partner's agreement.

    `people` holds both sides.  `effects_from` is the first day whose periods may raise
    issues, mails and reports; what lies before is history.  `version` is the content hash
    of the file, named by every figure computed under it.
    """

    partner: str
    name: str
    organisation: Organisation
    zone: ZoneInfo
    calendar: BusinessCalendar
    version: str
    people: tuple[Person, ...] = ()
    sites: tuple[Site, ...] = ()
    services: tuple[Service, ...] = ()
    contract: Contract | None = None
    sources: tuple[Source, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    service_levels: tuple[ServiceLevel, ...] = ()
    relief: tuple[ReliefRule, ...] = ()
    credits: tuple[CreditRegime, ...] = ()
    opening: Opening | None = None
    settlement: Settlement | None = None
    escalation: EscalationPolicy = STANDARD
    effects_from: MeasurementPeriod | None = None
    monthly_report: MonthlyReportRule | None = None
    duties: tuple[Duty, ...] = ()
    check_ins: tuple[MeetingSeries, ...] = ()
    further_reports: tuple[FurtherReport, ...] = ()
    relationship: Relationship = field(default_factory=Relationship)
    privacy: Privacy = field(default_factory=Privacy)
    channels: Channels = field(default_factory=Channels)
    language: str = "en"

    def service(self, service_id: str) -> Service:
        """Return the service of that id.  Raises KeyError for one that is not declared."""
        for service in self.services:
            if service.id == service_id:
                return service
        raise KeyError(service_id)

    def charge_terms(self, service: Service) -> ChargeTerms:
        """Return what a service costs; it is charged while the contract runs, unless it says."""
        terms = service.charges
        if self.contract is None:
            return terms
        return replace(
            terms,
            first=terms.first or self.contract.start,
            last=terms.last or self.contract.runs_until,
        )

    def source(self, source_id: str) -> Source:
        """Return the source of that id.  Raises KeyError for one that is not declared."""
        for source in self.sources:
            if source.id == source_id:
                return source
        raise KeyError(source_id)

    def kpi(self, kpi_id: str) -> Kpi:
        """Return the KPI of that id.  Raises KeyError for one that is not declared."""
        for kpi in self.kpis:
            if kpi.id == kpi_id:
                return kpi
        raise KeyError(kpi_id)

    def person(self, person_id: str) -> Person | None:
        """Return the person of that id on either side, or None."""
        return next((person for person in self.people if person.id == person_id), None)

    def side(self, side: Side) -> tuple[Person, ...]:
        """Return everybody on one side."""
        return tuple(person for person in self.people if person.side is side)

    def has_effects(self, period: MeasurementPeriod) -> bool:
        """Say whether `period` may raise issues, mails and reports.

        A rolling one may by its last month, however far it reaches back.
        """
        return self.effects_from is None or period.fresh_from >= self.effects_from.start

    def has_effects_on(self, day: date) -> bool:
        """Say whether what falls on `day` may raise issues, mails and reports."""
        return self.has_effects(MeasurementPeriod.containing(day, PeriodLength.DAY))

    def credit_terms(self, charges: Charges) -> CreditTerms:
        """Return what its credits are worked out by."""
        contract = self.contract
        return CreditTerms(
            regimes=self.credits,
            levels=self.service_levels,
            charges=charges,
            years=Years(
                contract=None if contract is None else contract.start, fiscal=self.year_start
            ),
            opening=self.opening,
            is_bought=self._is_bought,
        )

    def _is_bought(self, service: str, month: MeasurementPeriod) -> bool:
        terms = self.charge_terms(self.service(service))
        begun = terms.first is None or terms.first <= month.end
        return begun and (terms.last is None or month.start <= terms.last)

    @property
    def points_regimes(self) -> tuple[PointsRegime, ...]:
        """The regimes that count points: those whose credits are computed."""
        return tuple(regime for regime in self.credits if isinstance(regime, PointsRegime))

    @property
    def year_start(self) -> YearStart:
        """The day from which fiscal periods are counted: the contract's, else 1 January."""
        return CALENDAR_YEAR if self.contract is None else self.contract.year_start

    @property
    def owner(self) -> str | None:
        """The contract owner's id: the contract's, else a service's, else none."""
        if self.contract is not None and self.contract.owner is not None:
            return self.contract.owner
        return next((service.owner for service in self.services if service.owner), None)
