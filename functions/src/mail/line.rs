//! One line of text, wherever a second one could say more than it should.

/// Text without anything that could end a line: not a header's, not a calendar property's.
pub(super) fn one_line(text: &str) -> String {
    text.replace(|sign: char| sign.is_control(), " ")
}
