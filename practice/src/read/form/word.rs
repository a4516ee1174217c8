//! The ids within a form: of sections, fields, options and contraindications.

use crate::read::names::id_like;
use crate::read::table::{Placed, Table};

/// The longest id, in characters.
const WORD_CHARACTERS_MAX: usize = 64;

/// Reads `id`.
pub(super) fn id(table: &Table<'_>) -> Option<Placed<String>> {
    let written = table.required_text(
        "id",
        "write `id = \"...\"`: lower-case letters, digits and underscores",
    )?;
    let Placed { value, bytes } = &written;
    if is_word(value) {
        return Some(written);
    }
    let mended = id_like(value).replace('-', "_");
    let rule =
        format!("lower-case letters a to z, digits and underscores, at most {WORD_CHARACTERS_MAX}");
    let help = if is_word(&mended) {
        format!("write `{mended}`: {rule}")
    } else {
        format!("write {rule}, such as `blood_thinners`")
    };
    table.error(bytes.clone(), format!("`{value}` cannot be an id"), help);
    None
}

fn is_word(text: &str) -> bool {
    let spelled = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_');
    (1..=WORD_CHARACTERS_MAX).contains(&text.len()) && text.bytes().all(spelled)
}
