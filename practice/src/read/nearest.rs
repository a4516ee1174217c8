//! "Did you mean": the known word nearest to a misspelt one.

use std::borrow::Cow;

/// How many known words are listed where none is near.
const LISTED_MAX: usize = 30;
/// The shortest part of a word by which the whole is known: `mon` of `monday`.
const PART_CHARACTERS_MIN: usize = 3;

/// The nearest of the known words, where one is near: a slip or two away, or the same word cut short
/// or drawn out.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = folded(word);
    let slips_max = match word.chars().count() {
        0..=2 => 0,
        3..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    let near = known.into_iter().filter_map(|candidate| {
        let other = folded(candidate);
        // Most words are told apart by their length alone.
        if other.len().abs_diff(word.len()) <= slips_max {
            let slips = strsim::osa_distance(&word, &other);
            if slips <= slips_max && slips < other.len() {
                return Some((slips, candidate));
            }
        }
        is_part(&word, &other).then_some((slips_max + 1, candidate))
    });
    near.min_by_key(|(slips, candidate)| (*slips, candidate.len()))
        .map(|(_, candidate)| candidate)
}

/// "did you mean `x`?" or, where nothing is near, how to make one and what else there is.
#[must_use]
pub fn suggestion<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
    otherwise: &str,
) -> String {
    if let Some(near) = nearest(word, known.clone()) {
        return format!("did you mean `{near}`?");
    }
    let known: Vec<_> = known.into_iter().take(LISTED_MAX + 1).collect();
    match known[..] {
        [] => otherwise.to_owned(),
        [only] => format!("{otherwise}; there is `{only}`"),
        _ if known.len() > LISTED_MAX => otherwise.to_owned(),
        _ => format!("{otherwise}; there are {}", listed(&known)),
    }
}

/// `a`, `b` and `c`.
pub(super) fn listed(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// Whether the word is the other cut short, or the other and a little more; or one ends the other at a
/// seam of its parts.
fn is_part(word: &str, other: &str) -> bool {
    let (short, long) = if word.len() < other.len() {
        (word, other)
    } else {
        (other, word)
    };
    let grows_little = word.len() < other.len() || word.len() <= 2 * other.len();
    let begins = long.starts_with(short) && grows_little;
    let ends = long
        .strip_suffix(short)
        .is_some_and(|rest| rest.ends_with(['-', '/']));
    short.chars().count() >= PART_CHARACTERS_MIN && (begins || ends)
}

/// Without case, and with one kind of seam.
fn folded(word: &str) -> Cow<'_, str> {
    if word.contains(|sign: char| sign.is_uppercase() || matches!(sign, '_' | ' ')) {
        Cow::Owned(word.to_lowercase().replace(['_', ' '], "-"))
    } else {
        Cow::Borrowed(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 12] = [
        "title",
        "summary",
        "description",
        "date",
        "updated",
        "draft",
        "techniques",
        "helps_with",
        "rooms",
        "buffer_before",
        "buffer_after",
        "country",
    ];

    #[track_caller]
    fn check(word: &str, expected: Option<&str>) {
        assert_eq!(nearest(word, KEYS), expected, "{word}");
    }

    #[test]
    fn a_word_a_slip_or_two_away_is_near() {
        check("titel", Some("title"));
        check("sumary", Some("summary"));
        check("technique", Some("techniques"));
        check("helps-with", Some("helps_with"));
        check("Rooms", Some("rooms"));
        check("bufer_aftr", Some("buffer_after"));
    }

    #[test]
    fn a_word_cut_short_is_near() {
        check("desc", Some("description"));
        check("buffer", Some("buffer_after"));
        assert_eq!(nearest("monday", ["mon", "tue"]), Some("mon"));
        assert_eq!(
            nearest("Paris", ["Europe/London", "Europe/Paris"]),
            Some("Europe/Paris")
        );
        assert_eq!(
            nearest("New York", ["America/New_York"]),
            Some("America/New_York")
        );
    }

    #[test]
    fn another_word_is_not_near() {
        for word in [
            "colour",
            "date_of_birth",
            "price",
            "x",
            "ad",
            "author",
            "keywords",
            "minutes",
            "offers",
        ] {
            check(word, None);
        }
    }

    #[test]
    fn many_words_are_not_listed() {
        let many: Vec<String> = (0..40).map(|number| format!("service-{number}")).collect();
        let known = many.iter().map(String::as_str);
        assert_eq!(suggestion("zzz", known, "write one"), "write one");
        assert_eq!(
            suggestion("zzz", ["a", "b"], "write one"),
            "write one; there are `a` and `b`"
        );
    }
}
