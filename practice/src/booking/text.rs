//! Which characters a field may hold.

/// Characters that turn the direction of what follows, so that a line reads as it is not.
/// Unicode Standard Annex 9, section 2.
fn turns_direction(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether text could break out of one line, or read otherwise than it is written.
pub(crate) fn breaks_a_line(text: &str) -> bool {
    text.chars().any(|character| {
        character.is_control()
            || turns_direction(character)
            || matches!(character, '\u{2028}' | '\u{2029}')
    })
}

/// Whether text has controls other than line breaks and tabs.
pub(crate) fn has_controls(text: &str) -> bool {
    text.chars().any(|character| {
        (character.is_control() && !matches!(character, '\n' | '\t')) || turns_direction(character)
    })
}
