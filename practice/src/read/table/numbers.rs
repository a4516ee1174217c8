//! The numbers of a table.

use std::ops::RangeInclusive;

use toml::de::DeValue;

use super::kinds::Named;
use super::{Placed, Table, Value};

impl<'a> Table<'a> {
    /// A whole number within bounds.
    pub(in crate::read) fn number(
        &self,
        key: &'static str,
        bounds: RangeInclusive<i64>,
    ) -> Option<i64> {
        let number = self.number_of(self.get(key)?, Named::Value(key), &bounds)?;
        Some(number.value)
    }

    /// A list of whole numbers within bounds, where the key is there.
    pub(in crate::read) fn numbers(
        &self,
        key: &'static str,
        bounds: RangeInclusive<i64>,
    ) -> Option<Vec<Placed<i64>>> {
        let value = self.get(key)?;
        let Some(items) = value.get_ref().as_array() else {
            let help = match value.get_ref() {
                DeValue::Integer(_) => {
                    format!("write `{key} = [{}]`", self.written(value))
                }
                _ => format!("write `{key} = [{}]`", bounds.start()),
            };
            self.wrong_kind(value, Named::Value(key), "a list of numbers", help);
            return None;
        };
        let items = items.iter();
        let numbers = items.filter_map(|item| self.number_of(item, Named::Entry(key), &bounds));
        Some(numbers.collect())
    }

    fn number_of(
        &self,
        value: Value<'a>,
        named: Named<'_>,
        bounds: &RangeInclusive<i64>,
    ) -> Option<Placed<i64>> {
        let Placed { value, bytes } = self.any_number_of(value, named, bounds)?;
        let number = value.parse().ok().filter(|number| bounds.contains(number));
        let Some(value) = number else {
            let help = format!("use {} to {}", bounds.start(), bounds.end());
            self.error(bytes, format!("{} cannot be {value}", named.words()), help);
            return None;
        };
        Some(Placed { value, bytes })
    }

    /// A whole number, as decimal digits: it may be larger than any that can be meant.
    pub(in crate::read) fn any_number(
        &self,
        key: &'static str,
        bounds: &RangeInclusive<i64>,
    ) -> Option<Placed<String>> {
        self.any_number_of(self.get(key)?, Named::Value(key), bounds)
    }

    fn any_number_of(
        &self,
        value: Value<'a>,
        named: Named<'_>,
        bounds: &RangeInclusive<i64>,
    ) -> Option<Placed<String>> {
        let Some(integer) = value.get_ref().as_integer() else {
            let help = self.as_number(value, named, bounds);
            self.wrong_kind(value, named, "a whole number", help);
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
