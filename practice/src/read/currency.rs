//! The currency of all prices.

use super::table::{Placed, Table};
use crate::Currency;

/// The codes of ISO 4217 that money is paid in, and XTS, its code for tests.
const CURRENCIES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP \
    BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF \
    GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD \
    LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR \
    PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY \
    TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF XTS YER ZAR ZMW ZWG";
/// What authors write in place of a code.
const OTHER_WORDS: [(&str, &str); 6] = [
    ("$", "USD"),
    ("dollar", "USD"),
    ("€", "EUR"),
    ("euro", "EUR"),
    ("£", "GBP"),
    ("pound", "GBP"),
];

/// Reads `currency`.
pub(super) fn currency(table: &Table<'_>) -> Option<Currency> {
    let help = "write the currency of the prices: `currency = \"USD\"`";
    let Placed { value: code, bytes } = table.required_text("currency", help)?;
    let known = || CURRENCIES.split_whitespace();
    if known().any(|known| known == code) {
        return Currency::parse(&code);
    }
    let word = code.to_lowercase();
    let word = OTHER_WORDS
        .iter()
        .find(|(other, _)| word.starts_with(other))
        .map(|(_, code)| *code);
    let swapped = |known: &&str| {
        strsim::osa_distance(known, &code.to_uppercase()) <= usize::from(code.len() == 3)
    };
    let near = word
        .or_else(|| known().find(|known| known.eq_ignore_ascii_case(&code)))
        .or_else(|| {
            ["USD", "EUR", "GBP", "CAD", "AUD"]
                .into_iter()
                .find(swapped)
        });
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "use one of the three-letter codes of ISO 4217, such as `USD`".to_owned(),
    };
    table.error(bytes, format!("no currency has the code `{code}`"), help);
    None
}
