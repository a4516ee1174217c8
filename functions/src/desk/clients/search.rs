//! Finding clients: by any word of a name, any part of an address, any digits of a phone number.

use practice::booking::FullName;

use crate::store::Listed;

/// What is searched for is no longer, in characters.
pub(super) const SEARCH_CHARACTERS_MAX: usize = 100;
/// So many digits, at least, are looked for in phone numbers.
const DIGITS_MIN: usize = 3;

/// What somebody looks for: words, all of which have to be found. It has no `Debug`: it may hold a
/// name.
pub(super) struct Search {
    words: Vec<String>,
}

impl Search {
    /// Reads what was typed; more than can be searched for is left out.
    pub(super) fn parse(typed: &str) -> Self {
        let typed: String = typed.chars().take(SEARCH_CHARACTERS_MAX).collect();
        let typed = joined_digits(&typed);
        Self {
            // Folded first: letters that are words become several.
            words: folded(&typed)
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
        }
    }

    /// Whether nothing is looked for, so that everybody is found.
    pub(super) fn is_empty(&self) -> bool {
        self.words.iter().all(String::is_empty)
    }

    /// Whether it finds them.
    pub(super) fn finds(&self, listed: &Listed) -> bool {
        let name = folded(&listed.name);
        let email = folded(&listed.email);
        let phone = digits(listed.phone.as_deref().unwrap_or_default());
        self.words.iter().all(|word| {
            let begins = |part: &str| part.starts_with(word.as_str());
            let in_name = name.split_whitespace().any(begins) || name.split(apart).any(begins);
            let number = word.len() >= DIGITS_MIN && *word == digits(word);
            let mut in_email = email.match_indices(word.as_str());
            let in_email = in_email.any(|(at, _)| !email[..at].ends_with(char::is_alphanumeric));
            in_name || in_email || number && phone.contains(word.as_str())
        })
    }
}

/// A text as it is compared: without accents, in small Latin letters.
pub(super) fn folded(text: &str) -> String {
    deunicode::deunicode(text).to_lowercase()
}

/// The words of a name as they are compared, in the order of the alphabet: "Łukasz O'Brien" and
/// "O'BRIEN, Lukasz" have the same.
pub(super) fn name_words(name: &str) -> Vec<String> {
    let name = FullName::parse(name).map_or_else(|_| name.to_owned(), |name| name.folded());
    let name = folded(&name);
    let words = name.split(|character: char| !character.is_alphanumeric() && character != '\'');
    let mut words: Vec<_> = words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.sort();
    words
}

/// The digits of a phone number, as they are compared.
pub(super) fn digits(phone: &str) -> String {
    let folded = folded(phone);
    folded.chars().filter(char::is_ascii_digit).collect()
}

fn apart(character: char) -> bool {
    !character.is_alphanumeric()
}

/// A phone number typed with spaces is one word.
fn joined_digits(typed: &str) -> String {
    let number = digits(typed);
    if number.len() < DIGITS_MIN || typed.chars().any(char::is_alphabetic) {
        typed.to_owned()
    } else {
        number
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Search, digits, name_words};
    use crate::store::Listed;

    fn lukasz() -> Listed {
        Listed {
            client: "01J".to_owned(),
            version: 1,
            name: "Łukasz O'Brien-Müller 山田".to_owned(),
            email: "Lukasz.OB@example.com".to_owned(),
            phone: Some("+1 (503) 555-0142".to_owned()),
            therapists: BTreeSet::new(),
        }
    }

    #[track_caller]
    fn check(typed: &str, found: bool) {
        assert_eq!(Search::parse(typed).finds(&lukasz()), found, "{typed}");
    }

    #[test]
    fn a_client_is_found_by_the_beginning_of_any_word_of_their_name() {
        for typed in [
            "łuk", "LUKASZ", "brien", "o'b", "Müll", "mull", "山田", "luk mul",
        ] {
            check(typed, true);
        }
        for typed in ["ukasz", "luk smith"] {
            check(typed, false);
        }
    }

    #[test]
    fn a_client_is_found_by_any_part_of_their_address() {
        check("lukasz.ob@EXAMPLE.com", true);
        check("example", true);
        check("ob@other", false);
    }

    #[test]
    fn a_client_is_found_by_the_digits_of_their_phone_however_they_are_written() {
        for typed in ["555 0142", "(503) 555", "5550142", "503-555-0142"] {
            check(typed, true);
        }
        check("555 0143", false);
        check("42", false);
    }

    #[test]
    fn whoever_looks_for_nothing_finds_everybody() {
        check("  ", true);
        assert!(Search::parse(" ").is_empty());
    }

    #[test]
    fn a_name_is_compared_whatever_its_order_case_and_accents() {
        assert_eq!(name_words("Łukasz  O'Brien"), name_words("O'BRIEN, lukasz"));
        assert_ne!(name_words("Ann Lee"), name_words("Anne Lee"));
    }

    #[test]
    fn digits_of_every_script_are_digits() {
        assert_eq!(digits("+49 (0)30/9018-20"), "49030901820");
        assert_eq!(digits("٥٥٥٠١٤٢"), "5550142");
    }
}
