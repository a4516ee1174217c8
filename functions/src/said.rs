//! How ids are said to people.

/// How much of an id is said as a reference; the rest only serves to tell ids apart.
const REFERENCE_CHARACTERS: usize = 8;

/// A booking's reference: eight characters of its id, in two groups, as people read them aloud.
pub(crate) fn reference(id: &str) -> String {
    let last = id
        .get(id.len().saturating_sub(REFERENCE_CHARACTERS)..)
        .unwrap_or(id);
    let (one, other) = last.split_at(last.len() / 2);
    format!("{one}-{other}")
}

/// `quiet` becomes "Quiet room".
pub(crate) fn room(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string())
        .unwrap_or_default();
    format!("{first}{} room", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::{reference, room};

    #[test]
    fn ids_are_said_as_people_read_them() {
        assert_eq!(reference("21B9QYF2S8QFNRVFFMSWS5T86K"), "SWS5-T86K");
        assert_eq!(room("quiet"), "Quiet room");
        assert_eq!(room("back-garden"), "Back garden room");
    }
}
