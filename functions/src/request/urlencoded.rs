//! `a=1&b=2`, strict: what is not UTF-8 is refused, not replaced.

use std::borrow::Cow;

use percent_encoding::percent_decode;
use practice::booking::FieldError;

use super::fields::Fields;
use super::named::said_of;

/// Reads a query or a form's body.
pub(crate) fn parse(bytes: &[u8]) -> Result<Fields, Vec<FieldError>> {
    let mut fields = Vec::new();
    let mut errors = Vec::new();
    let pairs = bytes.split(|byte| *byte == b'&');
    for (at, pair) in pairs.filter(|pair| !pair.is_empty()).enumerate() {
        let equals = pair
            .iter()
            .position(|byte| *byte == b'=')
            .unwrap_or(pair.len());
        let value = pair.get(equals + 1..).unwrap_or_default();
        match (text(&pair[..equals]), text(value)) {
            (Some(name), Some(value)) => fields.push((name, value)),
            (Some(name), None) => {
                let wrong = "is not UTF-8 text; enter it as text";
                errors.push(said_of(&name, at + 1, wrong));
            }
            (None, _) => errors.push(FieldError::new("", "A field's name is not UTF-8 text")),
        }
    }
    if errors.is_empty() {
        Fields::once(fields)
    } else {
        Err(errors)
    }
}

fn text(encoded: &[u8]) -> Option<String> {
    let spaced: Vec<u8> = encoded
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte })
        .collect();
    percent_decode(&spaced)
        .decode_utf8()
        .ok()
        .map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn fields_in_error(body: &[u8]) -> Vec<String> {
        let errors = parse(body).err().unwrap_or_default();
        errors.into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn names_and_values_are_decoded() {
        let fields =
            parse(b"name=O%27Brien-%C5%81ukasz+%E5%B1%B1%E7%94%B0&note=&&flag").unwrap_or_default();
        assert_eq!(fields.get("name"), "O'Brien-Łukasz 山田");
        assert!(fields.has("note") && fields.has("flag") && !fields.has("other"));
    }

    #[test]
    fn text_that_is_not_utf_8_is_refused_by_name() {
        assert_eq!(fields_in_error(b"name=%ff%fe&email=a"), ["name"]);
        assert_eq!(fields_in_error(b"email=\xff"), ["email"]);
    }

    #[test]
    fn a_field_sent_twice_is_refused_by_name() {
        assert_eq!(fields_in_error(b"name=a&name=a&name=b&email=c"), ["name"]);
    }
}
