"""A live partner's books in memory: months are assessed, signed and disputed by short words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.credit import CreditLine, LineKind, ServiceCredit
from concord.domain.ledger import COMPUTED, EntryKind, Ledger, LedgerEntry, LedgerLine
from concord.domain.people import Side
from concord.domain.shadow import LivePartner
from concord.ports import Store
from concord.services.approve import Said
from concord.services.dispute import Contested, Resolved, raise_dispute, resolve_dispute
from concord.services.post_ledger import ledger_of, post_ledger
from concord.services.release_change import release_change
from concord.services.sign_off import SignedOff, sign_off
from concord.services.statement import issue_statement
from concord.services.waive import Waived, Waiver, waive
from tests import builders
from tests.builders import moment, period
from tests.builders_ledger import VOICE
from tests.fakes import FakeStore

NOW = moment("2026-12-15T09:00")
LEE = builders.person(
    id="lee", name="Lee Ash", side=Side.CLIENT, role="category_lead", email="lee@client.example"
)


def books_agreement(**changes: object) -> Agreement:
    """Return Northwind's agreement, with two people on our side and one on theirs."""
    whole = builders.agreement(people=(*builders.agreement().people, LEE))
    return replace(whole, **changes)  # type: ignore[arg-type] # a test names fields of it


def earned(month: str, *back: tuple[str, str], line: LedgerLine = VOICE) -> ServiceCredit:
    """Return a month in which amounts of earlier months' credits were earned back."""
    lines = tuple(
        CreditLine(
            kind=LineKind.EARN_BACK,
            cause=f"phone {failed} earned back",
            amount=-Decimal(amount),
            service_level="phone",
            outcome_period=period(failed),
        )
        for failed, amount in back
    )
    total = sum((each.amount for each in lines), Decimal(0))
    return replace(credit(month, "0.00", line), amount=total, lines=lines)


def credit(month: str, amount: str, line: LedgerLine = VOICE) -> ServiceCredit:
    """Return a month's credit."""
    return ServiceCredit(
        service=line.service,
        regime=line.regime,
        period=period(month),
        amount=Decimal(amount),
        currency=line.currency,
        points=Decimal(1),
        capped=False,
        lines=(CreditLine(cause="phone 2026-10 minor", amount=Decimal(amount)),),
    )


def assessment(month: str, *credits_: ServiceCredit, **changes: object) -> Assessment:
    """Return a month's assessment with its credits, measured from one file."""
    default = Assessment(
        partner="northwind",
        period=period(month),
        inputs="i",
        agreement="a" * 64,
        measurements=(builders.measurement(period=period(month), submissions=(f"file-{month}",)),),
        outcomes=(),
        credits=credits_,
    )
    return replace(default, **changes)  # type: ignore[arg-type] # a test names fields of it


class Books:
    """A store in which a partner is live, and what is done to its ledger."""

    def __init__(self, agreement: Agreement | None = None, store: Store | None = None) -> None:
        self.agreement = agreement or books_agreement()
        self.store: Store = store or FakeStore()
        with self.store.transaction() as tx:
            tx.live_partners.add(LivePartner(partner="northwind", since=NOW, by="kim"))

    def assess(self, *found: Assessment, now: datetime = NOW) -> tuple[LedgerEntry, ...]:
        """Keep assessments and post what they come to."""
        with self.store.transaction() as tx:
            before = tx.assessments.of_partner("northwind")
            files = tx.submissions.of_partner("northwind")
            for each in found:
                tx.assessments.save(each)
            return post_ledger(tx, self.agreement, files, before, found, now)

    def owe(self, now: datetime = NOW, **months: str) -> tuple[LedgerEntry, ...]:
        """Have months come to so much: `owe(m2026_10="1000.00")`."""
        return self.credit({n[1:].replace("_", "-"): a for n, a in months.items()}, now)

    def credit(self, months: Mapping[str, str], now: datetime = NOW) -> tuple[LedgerEntry, ...]:
        """Have months come to so much."""
        found = (assessment(month, credit(month, amount)) for month, amount in months.items())
        return self.assess(*found, now=now)

    def said(self, by: str = "kim", note: str = "", at: datetime = NOW) -> Said:
        return Said(by=by, at=at, origin="test", note=note)

    def sign(self, month: str, *people: str, at: datetime = NOW) -> SignedOff:
        """Have people sign a month, kim and ana unless said otherwise."""
        signed = [
            sign_off(
                self.agreement, "voice", period(month), self.said(by, at=at), store=self.store
            )
            for by in people or ("kim", "ana")
        ]
        return signed[-1]

    def issue(self, month: str, at: datetime = NOW) -> None:
        issue_statement(self.agreement, "voice", period(month), self.said(at=at), store=self.store)

    def dispute(self, month: str, amount: str, of: str | None = None, at: datetime = NOW) -> int:
        """Have ana dispute an amount; return the dispute's number."""
        contested = Contested(
            statement=period(month),
            amount=Decimal(amount),
            period=None if of is None else period(of),
        )
        said = self.said("ana", "Our count is another.", at)
        return raise_dispute(self.agreement, contested, said, store=self.store).number

    def resolve(self, number: int, waived: str = "0", by: str = "kim") -> Resolved:
        said = self.said(by, "As agreed by phone.")
        return resolve_dispute(self.agreement, number, Decimal(waived), said, store=self.store)

    def waive(self, month: str, amount: str, by: str = "kim") -> Waived:
        waiver = Waiver(period=period(month), amount=Decimal(amount))
        return waive(self.agreement, waiver, self.said(by, "Goodwill."), store=self.store)

    def release(self, number: int, by: str = "kim") -> tuple[LedgerEntry, ...]:
        return release_change(self.agreement, number, self.said(by), store=self.store)

    @property
    def ledger(self) -> Ledger:
        with self.store.transaction() as tx:
            return ledger_of(tx, "northwind")

    def computed(self, month: str, line: LedgerLine = VOICE) -> Decimal:
        """Return what the ledger holds of a month's figures."""
        return self.ledger.sum(COMPUTED, line, period(month))

    def rows(self) -> list[tuple[str, str, EntryKind, str]]:
        """Return month, statement, kind and amount of every entry, in order."""
        return [
            (str(e.period), str(e.posted_to), e.kind, str(e.amount)) for e in self.ledger.entries
        ]
