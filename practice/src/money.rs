//! Money, exact: whole hundredths, never a float.

use std::fmt;

use serde::{Serialize, Serializer};

/// The highest price, in hundredths.
pub const PRICE_HUNDREDTHS_MAX: u64 = 10_000_000;

/// An amount in hundredths of the practice's currency. Its JSON is a string with two decimals.
///
/// # Examples
/// ```
/// use practice::{Currency, Money};
/// let price = Money::parse("95.00").unwrap();
/// assert_eq!(price.to_string(), "95.00");
/// assert_eq!(Currency::parse("USD").unwrap().write(price), "$95");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(u64);

/// An ISO 4217 code: three capital letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Currency(String);

impl Money {
    /// Reads `95` or `95.00`; nothing else is a price.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, hundredths) = text.split_once('.').unwrap_or((text, "00"));
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(hundredths) || hundredths.len() != 2 || whole.len() > 9 {
            return None;
        }
        let amount = whole.parse::<u64>().ok()? * 100 + hundredths.parse::<u64>().ok()?;
        (amount <= PRICE_HUNDREDTHS_MAX).then_some(Self(amount))
    }

    /// The amount in hundredths.
    #[must_use]
    pub fn hundredths(self) -> u64 {
        self.0
    }
}

impl Currency {
    /// Reads a code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let shaped = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        shaped.then(|| Self(code.to_owned()))
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }

    /// An amount as a visitor reads it: `$95`, `£47.50`, `95 CHF`. Whole amounts drop the decimals.
    #[must_use]
    pub fn write(&self, money: Money) -> String {
        let number = if money.0.is_multiple_of(100) {
            (money.0 / 100).to_string()
        } else {
            money.to_string()
        };
        match self.0.as_str() {
            "USD" | "CAD" | "AUD" | "NZD" | "SGD" | "HKD" | "MXN" => format!("${number}"),
            "GBP" => format!("£{number}"),
            "EUR" => format!("€{number}"),
            "INR" => format!("₹{number}"),
            code => format!("{number} {code}"),
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
