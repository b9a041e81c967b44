"""Currencies in use, by their codes of ISO 4217."""

from __future__ import annotations

from concord.adapters.agreement_files.quantities import NotThatError
from concord.adapters.agreement_files.remarks import nearest
from concord.domain.quantity import parse_currency

_LINES = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD",
    "BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN",
    "ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD",
    "IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD",
    "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD",
    "OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP",
    "SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD",
    "UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG",
)
CODES = frozenset(code for line in _LINES for code in line.split())


def currency(text: str) -> str:
    """Read the code of a currency in use, such as GBP."""
    code = parse_currency(text)
    if code in CODES:
        return code
    raise NotThatError(
        text,
        "the ISO 4217 code of a currency in use, such as GBP or EUR",
        rule="unknown-currency",
        hint=nearest(code, sorted(CODES)),
    )
