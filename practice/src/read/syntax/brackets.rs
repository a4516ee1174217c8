//! Brackets that are opened and never closed, and texts between them: the parser notices only at the
//! end of the file.

use super::explained::Explained;
use super::line::Line;
use super::texts;

/// The first bracket that is not closed by its partner, or the first text within brackets that is not
/// closed on its line.
pub(super) fn unclosed(toml: &str) -> Option<Explained> {
    let bytes = toml.as_bytes();
    let mut open: Vec<(usize, u8)> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' | b'\'' => {
                let (after, is_closed) = after_text(bytes, at);
                if !is_closed && !open.is_empty() {
                    // The closing bracket may stand in the text.
                    let line = Line::at(toml, at);
                    return Some(texts::unclosed(&line, &(after..after)).hiding_the_rest());
                }
                at = after;
                continue;
            }
            b'#' => {
                at += bytes[at..]
                    .iter()
                    .take_while(|byte| **byte != b'\n')
                    .count();
                continue;
            }
            b'[' | b'{' => open.push((at, byte)),
            b']' | b'}' => match open.pop() {
                Some((_, opening)) if partner(opening) == byte => {}
                Some((opened, opening)) => return Some(explained(opened, opening)),
                None => {}
            },
            // A table's name stands on one line; the parser tells of one that is not closed.
            b'\n' if matches!(open[..], [(opened, b'[')] if is_header(toml, opened)) => {
                open.clear();
            }
            b'\n' if matches!(open[..], [(opened, b'['), (_, b'[')] if is_header(toml, opened)) => {
                open.clear();
            }
            _ => {}
        }
        at += 1;
    }
    open.first()
        .map(|&(opened, opening)| explained(opened, opening))
}

fn explained(opened: usize, opening: u8) -> Explained {
    let (opening, closing) = (char::from(opening), char::from(partner(opening)));
    Explained::new(
        opened..opened + 1,
        format!("this `{opening}` is never closed"),
        format!("write `{closing}` where the list or table ends"),
    )
    .hiding_the_rest()
}

fn partner(opening: u8) -> u8 {
    if opening == b'[' { b']' } else { b'}' }
}

/// Whether a bracket is the first thing on its line.
fn is_header(toml: &str, bracket: usize) -> bool {
    let start = toml[..bracket].rfind('\n').map_or(0, |newline| newline + 1);
    toml[start..bracket].trim().is_empty()
}

/// The byte after the text whose opening quote stands at `start`, and whether the text is closed; if not,
/// it ends with its line, or, between three quotes, with the file.
fn after_text(bytes: &[u8], start: usize) -> (usize, bool) {
    let quote = bytes[start];
    let triple = [quote; 3];
    let long = bytes[start..].starts_with(&triple);
    let mut at = start + if long { triple.len() } else { 1 };
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' if quote == b'"' => at += 1,
            b'\n' if !long => return (at, false),
            _ if byte != quote => {}
            _ if !long => return (at + 1, true),
            _ if bytes[at..].starts_with(&triple) => return (at + triple.len(), true),
            _ => {}
        }
        at += 1;
    }
    (bytes.len(), false)
}
