//! Claims a practice may not make, and claims that research has not borne out.

use super::problems::Problems;
use super::source::Source;
use crate::Diagnostic;

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

/// Warns of every claim in the texts.
pub(super) fn warn(sources: &[Source], problems: &Problems) {
    for source in sources {
        // Lengths in bytes stay what they are: only ASCII letters change.
        let text = source.text.to_ascii_lowercase();
        for claim in &CLAIMS {
            for words in claim.words {
                for start in places(&text, words) {
                    let bytes = start..start + words.len();
                    problems.push(
                        Diagnostic::at(
                            &source.path,
                            &source.text,
                            bytes,
                            format!("\"{words}\": {}", claim.why),
                        )
                        .help(claim.instead)
                        .warning(),
                    );
                }
            }
        }
    }
}

/// Where words stand by themselves.
fn places<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.match_indices(words)
        .map(|(start, _)| start)
        .filter(move |&start| {
            let before = text[..start].chars().next_back();
            let after = text[start + words.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
}
