//! What is typed into a box: a word that nobody else's data holds, and that tells the box; and where
//! such words are found again.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// How every marker word begins.
const BEGINNING: &str = "Zqmarkerzq";
/// How every marker phone number begins.
const PHONE_BEGINNING: &str = "503714";

/// The marker word of a box of this name.
pub(super) fn marker(name: &str) -> String {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{BEGINNING}{name}")
}

/// The marker number of a box of this name; without a name, how all of them begin.
pub(super) fn phone(name: &str) -> String {
    if name.is_empty() {
        return PHONE_BEGINNING.to_owned();
    }
    let sum = name.bytes().map(u32::from).sum::<u32>() % 10_000;
    format!("{PHONE_BEGINNING}{sum:04}")
}

/// Whether a text is one of them.
pub(super) fn is_marker(text: &str) -> bool {
    text.starts_with(BEGINNING) || text.starts_with(PHONE_BEGINNING)
}

/// Those of the words that stand in these bytes; markers also where they are written in another way.
pub(super) fn held(bytes: &[u8], words: &[String]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let words = words.iter().filter(|word| {
        let mut others = writings(word).into_iter().filter(|_| is_marker(word));
        text.contains(word.as_str()) || others.any(|writing| text.contains(&writing))
    });
    words.cloned().collect()
}

/// A word in hexadecimal digits, and in base64 wherever it begins.
fn writings(word: &str) -> Vec<String> {
    let hexadecimal = word.bytes().map(|byte| format!("{byte:02x}"));
    let mut writings = vec![hexadecimal.collect()];
    for before in 0..3 {
        // What the bytes around it have no part in.
        let mut bytes = vec![b'-'; before];
        bytes.extend(word.bytes());
        let written = STANDARD_NO_PAD.encode(&bytes);
        let whole = bytes.len() / 3 * 4;
        let own = (before * 4).div_ceil(3);
        writings.extend(written.get(own..whole).map(str::to_owned));
    }
    writings
}

#[test]
fn a_word_is_found_however_it_is_written() {
    let words = [marker("full_name")];
    for before in ["", "x", "xy", "xyz"] {
        let text = format!("{before}{} and more", words[0]);
        assert_eq!(
            held(STANDARD_NO_PAD.encode(&text).as_bytes(), &words),
            words
        );
        assert_eq!(held(text.as_bytes(), &words), words);
    }
    assert_eq!(held(b"Zqmarkerzqother", &words), [""; 0]);
}
