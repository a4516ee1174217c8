//! Where the practice is found on the net, and in which language it speaks.

use super::table::{Placed, Table};
use crate::booking::Email;

/// The language of a practice that names none.
const LANGUAGE_LEFT_OUT: &str = "en";

/// Reads `email`.
pub(super) fn email(table: &Table<'_>) -> String {
    own_email(table).map_or(String::new(), |email| email.as_str().to_owned())
}

/// Reads `email` of somebody to whom it is private.
pub(super) fn own_email(table: &Table<'_>) -> Option<Email> {
    let Placed { value, bytes } = table.text("email")?;
    let email = Email::parse(&value).ok();
    if email.is_none() {
        let message = format!("`{value}` is not an e-mail address");
        table.error(bytes, message, "write it like `hello@example.com`");
    }
    email
}

/// Reads `url`: scheme and host, without a closing slash.
pub(super) fn url(table: &Table<'_>) -> String {
    let Some(Placed { value, bytes }) = table.text("url") else {
        return String::new();
    };
    let (scheme, rest) = value.split_once("://").unwrap_or(("", &value));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host_shaped = !host.is_empty()
        && !host.contains(|sign: char| sign.is_whitespace() || "?#@".contains(sign));
    if matches!(scheme, "https" | "http") && host_shaped && path.is_empty() {
        return value.trim_end_matches('/').to_owned();
    }
    let scheme = if scheme == "http" { "http" } else { "https" };
    let help = if host_shaped && host.contains(['.', ':']) {
        format!("write `\"{scheme}://{host}\"`: the site stands at the root of its host")
    } else {
        "write it like `\"https://www.example.com\"`".to_owned()
    };
    table.error(
        bytes,
        format!("`{value}` is not the address of a site"),
        help,
    );
    String::new()
}

/// Reads `language`.
pub(super) fn language(table: &Table<'_>) -> String {
    let language = table
        .text("language")
        .filter(|language| is_tag(table, language));
    language.map_or(LANGUAGE_LEFT_OUT.to_owned(), |language| language.value)
}

/// Checks `languages`.
pub(super) fn languages(table: &Table<'_>) {
    for language in table.texts("languages") {
        is_tag(table, &language);
    }
}

/// Whether a text is shaped as a tag of BCP 47: a language of two or three letters, then its parts.
fn is_tag(table: &Table<'_>, language: &Placed<String>) -> bool {
    let Placed { value, bytes } = language;
    let mut parts = value.split('-');
    let first = parts.next().unwrap_or_default();
    let shaped = matches!(first.len(), 2 | 3)
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    if !shaped {
        let message = format!("`{value}` is not a language tag");
        table.error(
            bytes.clone(),
            message,
            "write two letters, such as `en`, or with a country, `en-GB`",
        );
    }
    shaped
}
