//! Claims a practice may not make, and claims that research has not borne out.

use super::problems::Problems;
use super::source::Source;
use crate::{Diagnostic, Severity};

/// What may not be said, why, and what to say instead.
struct Claim {
    words: &'static [&'static str],
    why: &'static str,
    instead: &'static str,
}

/// Practice acts and advertising rules forbid the first; for the others see Field, "Massage therapy
/// research review" (2016), and Moyer et al., "Does massage therapy reduce cortisol?" (2011).
const CLAIMS: [Claim; 6] = [
    Claim {
        words: &[
            "cure",
            "cures",
            "cured",
            "guarantee",
            "guaranteed",
            "guarantees",
        ],
        why: "a practice may not promise an outcome",
        instead: "say what people often report, such as \"many people find that it eases...\"",
    },
    Claim {
        words: &[
            "detox",
            "detoxify",
            "detoxifies",
            "detoxifying",
            "flushes toxins",
            "releases toxins",
            "flush out toxins",
        ],
        why: "massage does not remove toxins",
        instead: "say how people feel afterwards, such as \"rested\" or \"looser\"",
    },
    Claim {
        words: &["metabolic waste", "lactic acid"],
        why: "research has not borne out that massage removes it",
        instead: "say \"may ease soreness after exercise\"",
    },
    Claim {
        words: &[
            "breaks down adhesions",
            "break down adhesions",
            "breaks up scar tissue",
            "break down scar tissue",
            "breaks down scar tissue",
            "breaking down scar tissue",
        ],
        why: "research has not borne out that hands can do it",
        instead: "say \"may help an area move more freely\"",
    },
    Claim {
        words: &[
            "lowers cortisol",
            "lower cortisol",
            "reduces cortisol",
            "boosts serotonin",
            "increases serotonin",
            "releases endorphins",
        ],
        why: "research has not borne out that massage does it",
        instead: "say \"many people feel calmer afterwards\"",
    },
    Claim {
        words: &[
            "heals injuries",
            "tissue regeneration",
            "regenerates tissue",
            "boosts the immune system",
        ],
        why: "research has not borne out that massage does it",
        instead: "say what the session is meant to ease",
    },
];

/// How many words before a claim are looked through for a "not" that takes it back.
const WORDS_BEFORE: usize = 6;
/// How many bytes such words take, at most.
const BYTES_BEFORE: usize = 160;
const DENIALS: [&str; 10] = [
    "not", "no", "never", "cannot", "can't", "don't", "doesn't", "nobody", "nothing", "without",
];

/// Warns of every claim in a text.
pub(super) fn warn(source: &Source, problems: &Problems) {
    let text = source.text.as_str();
    let mut from = 0;
    while let Some(start) = next_word(text, from) {
        let letters = &text.as_bytes()[start..start + 4];
        let found = CLAIMS.iter().find_map(|claim| {
            let words = claim.words.iter();
            let near = words.filter(|words| words.as_bytes()[..4].eq_ignore_ascii_case(letters));
            let ends = near.filter_map(|words| end_of(words, text, start));
            ends.max().map(|end| (claim, end))
        });
        let Some((claim, end)) = found else {
            from = start + 1;
            continue;
        };
        from = end;
        if problems.is_full(&source.path, Severity::Warning) {
            return;
        }
        if !is_denied(&text[..start]) {
            let words: Vec<_> = text[start..end].split_whitespace().collect();
            let message = format!("\"{}\": {}", words.join(" "), claim.why);
            let diagnostic = Diagnostic::at(&source.path, text, start..end, message);
            problems.push(diagnostic.help(claim.instead).warning());
        }
    }
}

/// Where the next word begins that may begin a claim. Every byte of a site passes here: the first
/// letter tells most words apart, four letters the rest.
fn next_word(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut in_word = from > 0 && bytes[from - 1].is_ascii_alphanumeric();
    for (at, byte) in bytes.iter().enumerate().skip(from) {
        let signs = SIGNS[usize::from(*byte)];
        if signs & FIRST_LETTER != 0 && !in_word && may_begin(&bytes[at..]) {
            let before = text[..at].chars().next_back();
            if !before.is_some_and(char::is_alphanumeric) {
                return Some(at);
            }
        }
        in_word = signs & IN_WORD != 0;
    }
    None
}

/// A letter or digit, to which a word goes on.
const IN_WORD: u8 = 1;
/// A letter with which a claim begins.
const FIRST_LETTER: u8 = 2;
/// What each byte can be.
const SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            signs[byte] |= IN_WORD;
        }
        if matches!((byte as u8).to_ascii_lowercase(), b'b'..=b'd' | b'f'..=b'i' | b'l' | b'm' | b'r' | b't')
        {
            signs[byte] |= FIRST_LETTER;
        }
        byte += 1;
    }
    signs
};

/// Whether a claim begins with the first four letters here.
fn may_begin(here: &[u8]) -> bool {
    let &[a, b, c, d, ..] = here else {
        return false;
    };
    matches!(
        &[a, b, c, d].map(|letter| letter.to_ascii_lowercase()),
        b"boos"
            | b"brea"
            | b"cure"
            | b"deto"
            | b"flus"
            | b"guar"
            | b"heal"
            | b"incr"
            | b"lact"
            | b"lowe"
            | b"meta"
            | b"redu"
            | b"rege"
            | b"rele"
            | b"tiss"
    )
}

/// Where some words end that begin at a place and stand by themselves, in any case and on one line or
/// more.
fn end_of(words: &str, text: &str, start: usize) -> Option<usize> {
    let mut end = start;
    for (number, word) in words.split(' ').enumerate() {
        let rest = &text[end..];
        let space = rest.len() - rest.trim_start().len();
        if (number == 0) != (space == 0) {
            return None;
        }
        let here = text.get(end + space..end + space + word.len())?;
        if !here.eq_ignore_ascii_case(word) {
            return None;
        }
        end += space + word.len();
    }
    let after = text[end..].chars().next();
    (!after.is_some_and(char::is_alphanumeric)).then_some(end)
}

/// Whether the sentence says the contrary: "massage does not cure arthritis".
fn is_denied(before: &str) -> bool {
    let ends = |sign: char| matches!(sign, '.' | '!' | '?' | ':' | ';' | '"' | '|' | '#');
    let near =
        (before.len().saturating_sub(BYTES_BEFORE)..=before.len()).find_map(|at| before.get(at..));
    let sentence = near
        .unwrap_or_default()
        .rsplit(ends)
        .next()
        .unwrap_or_default();
    let mut words = sentence.split_whitespace().rev().take(WORDS_BEFORE);
    words.any(|word| {
        let word = word
            .trim_matches(|sign: char| !sign.is_alphanumeric())
            .replace('’', "'");
        DENIALS
            .iter()
            .any(|denial| word.eq_ignore_ascii_case(denial))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let source = Source {
            path: "a.md".to_owned(),
            text: text.to_owned(),
        };
        let problems = Problems::default();
        warn(&source, &problems);
        let told = problems.in_order();
        let claims: Vec<_> = told
            .iter()
            .filter_map(|told| told.message.split('"').nth(1))
            .collect();
        assert_eq!(claims, expected, "{text}");
        assert!(told.iter().all(|told| !told.is_error()));
    }

    #[test]
    fn a_claim_is_found_in_any_case_and_across_lines() {
        check("It CURES all. Guaranteed!", &["CURES", "Guaranteed"]);
        check(
            "It removes metabolic\r\n  waste and breaks down\nadhesions.",
            &["metabolic waste", "breaks down adhesions"],
        );
        check("lowers cortisol", &["lowers cortisol"]);
        check("cure, cure", &["cure", "cure"]);
    }

    #[test]
    fn every_claim_is_looked_for() {
        for words in CLAIMS.iter().flat_map(|claim| claim.words) {
            check(words, &[*words]);
        }
    }

    #[test]
    fn a_claim_within_another_word_is_none() {
        check(
            "secure the procured cureall; manicures; pedicure; écure",
            &[],
        );
        check("lower cortisols", &[]);
    }

    #[test]
    fn a_denial_is_no_claim() {
        check(
            "We do not promise a cure. Massage doesn’t remove lactic acid.",
            &[],
        );
        check("No session is guaranteed to help.", &[]);
        check("Do not wait. It cures.", &["cures"]);
    }
}
