//! The numbers of a table.

use std::ops::RangeInclusive;

use toml::de::DeValue;

use super::kinds::Named;
use super::{Placed, Table};

impl Table<'_> {
    /// A whole number within bounds.
    pub(in crate::read) fn number(
        &self,
        key: &'static str,
        bounds: RangeInclusive<i64>,
    ) -> Option<i64> {
        let Placed { value, bytes } = self.any_number(key, &bounds)?;
        let number = value.parse().ok().filter(|number| bounds.contains(number));
        if number.is_none() {
            let help = format!("use {} to {}", bounds.start(), bounds.end());
            self.error(bytes, format!("`{key}` cannot be {value}"), help);
        }
        number
    }

    /// A whole number, as decimal digits: it may be larger than any that can be meant.
    pub(in crate::read) fn any_number(
        &self,
        key: &'static str,
        bounds: &RangeInclusive<i64>,
    ) -> Option<Placed<String>> {
        let value = self.get(key)?;
        let Some(integer) = value.get_ref().as_integer() else {
            let help = self.as_number(value, key, bounds);
            self.wrong_kind(value, Named::Value(key), "a whole number", help);
            return None;
        };
        let digits = integer.as_str().replace('_', "");
        let number = i128::from_str_radix(&digits, integer.radix());
        Some(Placed {
            value: number.map_or_else(
                |_| self.written(value).to_owned(),
                |number| number.to_string(),
            ),
            bytes: self.bytes(value),
        })
    }

    /// Degrees on the globe.
    pub(in crate::read) fn degrees(
        &self,
        key: &'static str,
        bounds: RangeInclusive<f64>,
    ) -> Option<f64> {
        let value = self.get(key)?;
        let number = match value.get_ref() {
            DeValue::Float(float) => float.as_str().parse::<f64>().ok(),
            DeValue::Integer(integer) => integer.as_str().parse::<f64>().ok(),
            _ => None,
        };
        let wanted = format!("degrees from {} to {}", bounds.start(), bounds.end());
        match number {
            Some(number) if bounds.contains(&number) => return Some(number),
            Some(_) => {
                let message = format!("`{key}` cannot be {}", self.written(value));
                self.error(self.bytes(value), message, format!("use {wanted}"));
            }
            None => {
                let help = format!("write digits alone, such as `{key} = 42.3512`");
                self.wrong_kind(value, Named::Value(key), &wanted, help);
            }
        }
        None
    }

    /// A number that stands where text is wanted, as written.
    pub(in crate::read) fn bare_number(&self, key: &'static str) -> Option<Placed<String>> {
        let value = self.get(key)?;
        let number = matches!(value.get_ref(), DeValue::Integer(_) | DeValue::Float(_));
        number.then(|| Placed {
            value: self.written(value).to_owned(),
            bytes: self.bytes(value),
        })
    }
}
