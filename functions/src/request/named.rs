//! Which names of fields are said back: our own. Anything may stand in another, a health story too,
//! so that is spoken of by its place alone.

use practice::booking::FieldError;

/// The names of the fields of our own pages and of what they make. A health form's are its author's,
/// and known where its section is.
const OURS: [&str; 45] = [
    "action",
    "afternoon",
    "ceremony",
    "code",
    "credential",
    "date",
    "decision",
    "double_version",
    "draft",
    "early",
    "email",
    "end",
    "evening",
    "first",
    "force",
    "from",
    "hold",
    "id",
    "key",
    "minutes",
    "morning",
    "name",
    "note",
    "of",
    "offer",
    "parts",
    "phone",
    "price",
    "proof",
    "quoted",
    "role",
    "room",
    "search",
    "service",
    "start",
    "status",
    "terms",
    "text",
    "therapist",
    "time",
    "to",
    "version",
    "website",
    "weeks",
    "zone",
];

/// The name as we write it, if it is one of ours.
pub(super) fn ours(name: &str) -> Option<&'static str> {
    OURS.into_iter().find(|own| *own == name)
}

/// What is wrong with the `at`th of the fields that were sent, counted from one.
pub(super) fn said_of(name: &str, at: usize, wrong: &str) -> FieldError {
    match ours(name) {
        Some(name) => FieldError::new(name, format!("`{name}` {wrong}")),
        None => FieldError::new("", format!("Field {at} {wrong}")),
    }
}

#[cfg(test)]
mod tests {
    use super::said_of;

    #[test]
    fn a_name_of_ours_is_said_back_and_any_other_is_not() {
        let told = |name| said_of(name, 3, "was sent twice; send it once").message;
        assert_eq!(told("email"), "`email` was sent twice; send it once");
        assert_eq!(told("my_diabetes"), "Field 3 was sent twice; send it once");
    }
}
