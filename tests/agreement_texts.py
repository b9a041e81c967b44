"""Texts of agreements for tests: a valid one, and what is found when a piece of it changes."""

from datetime import date

from concord.adapters.agreement_files.agreement import read_agreement
from concord.adapters.agreement_files.document import compose
from concord.adapters.agreement_files.organisation import default_organisation
from concord.adapters.agreement_files.remarks import Remarks
from concord.domain.agreement import Agreement, Organisation
from concord.domain.finding import AgreementFinding, Severity

VALID = """\
partner: acme
name: Acme Contact Centre
timezone: Europe/London
calendar: GB-ENG
language: en
effects_from: 2026-10
services:
  voice: {name: Phone, currency: GBP, charges: {fixed: 1000.00}, owner: kim}
people:
  - {id: kim, side: client, name: Kim Osei, role: vendor_manager, email: kim@client.example}
  - {id: lee, side: "client", role: contract_manager, email: lee@client.example}
  - {id: ana, name: Ana Reyes, role: operations_manager, email: ana@acme.example, deputy: joel}
  - {id: joel, role: account_director, email: joel@acme.example, from: 2024-04-01}
contract:
  reference: MSA-1
  start: 2024-04-01
  end: 2027-03-31
  notice: {period: 90 days, reading: ordinary, deemed_receipt: 2 business days, to: joel}
  renewal: {automatic: true, for: 12 months}
  owner: kim
  backup_owner: lee
  reviews: {every: 6 months, lead: 30 days}
  amendments: [{id: A-3, signed: 2026-06-12, effective: 2026-07-01, what: a better target}]
sources:
  daily:
    drive: {connection: ops, folder: Acme/In}
    files: "daily_{period:%Y-%m}*.xlsx"
    covers: month
    due: 3 business days after period end at 17:00
    sheet: {name: Daily, header_row: auto}
    coverage: {every: calendar day, for_each: [site]}
    key: [date, site]
    columns:
      date:     {from: [Date, Fecha], type: date}
      site:     {type: text, one_of: [manila, cebu]}
      offered:  {from: "Calls Offered", type: count}
      answered: {from: Answered, type: count, at_most: offered}
      handle_s: {from: Handle, type: duration, unit: seconds}
kpis:
  answer_rate: {numerator: "sum(answered)", denominator: "sum(offered)", by: [site]}
  aht: {unit: seconds, numerator: "sum(handle_s)", denominator: "sum(answered)"}
service_levels:
  - id: phone
    kpi: answer_rate
    target: at least 80 %
    bands: {minor: 78 %, serious: 75 %, threshold: beyond}
    rounding: {places: 2, mode: half_up}
    minimum_volume: 500 offered
    completeness: 95 %
    for_each: [site]
    revisions: [{from: 2026-07-01, target: at least 82 %, amendment: A-3}]
  - {kpi: aht, target: at most 6 min}
credits:
  - {model: points, points: {minor: 1, serious: 2, threshold: 4},
     percent_per_point: 1 %, cap: {month: 12 %}}
escalation: standard
reports:
  monthly: {to: [kim, ana], day: 6th business day, formats: [mail, xlsx]}
"""


def changed(old: str, new: str) -> str:
    """Return the valid agreement with one piece of it written differently."""
    assert VALID.count(old) == 1, f"{old!r} stands {VALID.count(old)} times"
    return VALID.replace(old, new)


def with_credits(*regimes: str) -> str:
    """Return the valid agreement with other credit regimes, each written within braces."""
    before, after = VALID.split("credits:\n")
    listed = "".join(f"  - {{{regime}}}\n" for regime in regimes)
    return f"{before}credits:\n{listed}{after[after.index('escalation:') :]}"


def read(
    text: str, organisation: Organisation | None = None, today: date | None = None
) -> tuple[Agreement | None, tuple[AgreementFinding, ...]]:
    """Return what the text says, whether or not it has errors, and the findings in order."""
    remarks = Remarks("acme.yaml")
    table = compose(text, remarks)
    agreement = None
    if table is not None:
        ours = organisation or default_organisation()
        agreement = read_agreement(table, ours, "v1", remarks, today)
    return agreement, remarks.in_order()


def agreement_of(text: str, organisation: Organisation | None = None) -> Agreement:
    """Return the agreement of a text that must have no errors."""
    agreement, findings = read(text, organisation)
    assert [f for f in findings if f.severity is Severity.ERROR] == []
    assert agreement is not None
    return agreement


def findings_of(text: str, today: date | None = None) -> list[tuple[str, str, str]]:
    """Return severity, rule and path of each finding.

    That no revision names the valid text's amendment any more is left out: it only follows.
    """
    _, findings = read(text, today=today)
    told = (f for f in findings if f.rule != "unused-amendment")
    return [(f.severity.value, f.rule, f.path) for f in told]


def only_finding(text: str) -> AgreementFinding:
    """Return the one finding of a text that must have exactly one."""
    _, findings = read(text)
    assert len(findings) == 1, findings
    return findings[0]
