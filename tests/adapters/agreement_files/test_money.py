"""The money of a whole contract, taken over in the middle of its term."""

from datetime import date
from decimal import Decimal

from tests.agreement_texts import agreement_of, findings_of

TAKEN_OVER = """\
partner: acme
timezone: Europe/London
calendar: GB-ENG
effects_from: 2026-10
services:
  voice:
    currency: GBP
    charges:
      fixed: 1000.00
      revisions: [{from: 2026-07-01, fixed: 1100.00, amendment: A-3}]
  mail: {currency: EUR, charges: {fixed: 500.00}}
people:
  - {id: kim, side: client, role: vendor_manager, email: kim@client.example}
  - {id: ana, role: operations_manager, email: ana@acme.example}
contract:
  reference: MSA-1
  start: 2024-04-01
  end: 2027-03-31
  owner: kim
  notice: {period: 90 days}
  amendments: [{id: A-3, signed: 2026-06-12, effective: 2026-07-01, what: better and dearer}]
sources:
  daily:
    service: voice
    drive: {connection: ops}
    files: "daily_{period:%Y-%m}.csv"
    covers: month
    due: 3 business days after period end
    columns: {answered: {type: count}, offered: {type: count}}
  letters:
    service: mail
    drive: {connection: ops}
    files: "letters_{period:%Y-%m}.csv"
    covers: month
    due: 3 business days after period end
    columns: {sent: {type: count}, due: {type: count}}
kpis:
  answer_rate: {numerator: "sum(answered)", denominator: "sum(offered)", source: daily}
  sent_rate: {numerator: "sum(sent)", denominator: "sum(due)", source: letters}
service_levels:
  - id: phone
    kpi: answer_rate
    target: at least 80 %
    bands: {minor: 78 %, serious: beyond}
    weight: 60
    revisions:
      - {from: 2026-07-01, target: at least 82 %, bands: {minor: 80 %, serious: beyond},
         amendment: A-3}
  - id: letters
    kpi: sent_rate
    target: at least 95 %
    bands: {minor: 90 %, serious: beyond}
    weight: 40
    ramp: {from: 2026-08-17, months: [80 %, 85 %, 90 %], bands: shift with target}
credits:
  - model: points
    service: voice
    points: {minor: 1, serious: 3}
    percent_per_point: 1 %
    repeat_multiplier: 2
    cap: {month: 12 %}
    revisions: [{from: 2026-07-01, percent_per_point: 2 %, amendment: A-3}]
  - {model: points, service: mail, points: {minor: 1, serious: 2}, percent_per_point: 1 %,
     cap: {month: 5 %}}
opening:
  as_of: 2026-09-30
  credits_this_year: {voice: 4113.20, mail: 0}
  failed_last_period: [phone]
  earn_back_pending: []
escalation: standard
reports:
  monthly: {to: [kim], day: 6th business day, formats: [mail, xlsx]}
"""


def test_a_contract_taken_over_with_two_currencies_says_nothing() -> None:
    assert findings_of(TAKEN_OVER) == []


def test_everything_that_it_states_is_there() -> None:
    agreement = agreement_of(TAKEN_OVER)
    assert [regime.currency for regime in agreement.credits] == ["GBP", "EUR"]
    voice, _ = agreement.points_regimes
    assert [voice.on(day).percent_per_point for day in (date(2026, 6, 30), date(2026, 7, 1))] == [
        Decimal(1),
        Decimal(2),
    ]
    assert agreement.service_levels[1].ramp is not None
    assert agreement.opening is not None
    assert agreement.opening.failed_last_period == {"phone"}
    assert (agreement.relief, agreement.settlement) == ((), None)


def test_amendments_are_known_even_where_the_contract_has_errors() -> None:
    text = TAKEN_OVER.replace("end: 2027-03-31", "end: 2027-03-32")
    assert [rule for _, rule, _ in findings_of(text)] == ["not-a-quantity"]
