//! The line on which the parser stumbled, taken apart.

use std::ops::Range;

/// A line `key = value`, as far as it is one. Places are bytes of the whole TOML.
pub(super) struct Line<'a> {
    toml: &'a str,
    bytes: Range<usize>,
    equals: Option<usize>,
}

impl<'a> Line<'a> {
    /// The line on which a byte stands.
    pub(super) fn at(toml: &'a str, byte: usize) -> Self {
        let bytes = around(toml, byte);
        let equals = toml[bytes.clone()].find('=').map(|at| bytes.start + at);
        Self {
            toml,
            bytes,
            equals,
        }
    }

    /// All of it, without the space around it.
    pub(super) fn whole(&self) -> Range<usize> {
        self.trimmed(self.bytes.clone())
    }

    /// What stands before the first `=`; all of it where there is none.
    pub(super) fn key(&self) -> Range<usize> {
        self.trimmed(self.bytes.start..self.equals.unwrap_or(self.bytes.end))
    }

    /// What stands after the first `=`; nothing where there is none.
    pub(super) fn value(&self) -> Range<usize> {
        self.trimmed(self.equals.map_or(self.bytes.end, |at| at + 1)..self.bytes.end)
    }

    /// From a byte to the end of the line.
    pub(super) fn from(&self, byte: usize) -> Range<usize> {
        self.trimmed(byte.min(self.bytes.end)..self.bytes.end)
    }

    /// The word at a byte, or the text in quotes that begins there.
    pub(super) fn word(&self, byte: usize) -> Range<usize> {
        let byte = byte.clamp(self.bytes.start, self.bytes.end);
        let (before, after) = (
            self.text(self.bytes.start..byte),
            self.text(byte..self.bytes.end),
        );
        let quote = after
            .chars()
            .next()
            .filter(|first| matches!(first, '"' | '\''));
        if let Some(length) = quote.and_then(|quote| after[1..].find(quote)) {
            return byte..byte + length + 2;
        }
        let seam = |sign: char| sign.is_whitespace() || "=,[]{}#".contains(sign);
        let start = before.rfind(seam).map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        });
        let end = after.find(seam).unwrap_or(after.len());
        self.bytes.start + start..byte + end
    }

    /// The last word before a byte.
    pub(super) fn word_before(&self, byte: usize) -> Range<usize> {
        let before = self.text(self.bytes.start..byte.min(self.bytes.end));
        self.word(self.bytes.start + before.trim_end().len())
    }

    /// What stands at a place.
    pub(super) fn text(&self, bytes: Range<usize>) -> &'a str {
        self.toml.get(bytes).unwrap_or("")
    }

    fn trimmed(&self, bytes: Range<usize>) -> Range<usize> {
        let text = &self.toml[bytes.clone()];
        let start = bytes.start + (text.len() - text.trim_start().len());
        start..start + text.trim().len()
    }
}

/// Where the line of a byte begins.
pub(super) fn start(toml: &str, byte: usize) -> usize {
    around(toml, byte).start
}

/// The line of a byte, without its end. The byte after the last line end belongs to the last line.
pub(super) fn around(toml: &str, byte: usize) -> Range<usize> {
    let mut byte = byte.min(toml.len());
    if byte == toml.len() && toml.ends_with('\n') {
        byte -= 1;
    }
    while !toml.is_char_boundary(byte) {
        byte -= 1;
    }
    let start = toml[..byte].rfind('\n').map_or(0, |newline| newline + 1);
    let end = toml[byte..]
        .find('\n')
        .map_or(toml.len(), |length| byte + length);
    let length = toml[start..end].trim_end_matches('\r').len();
    start..start + length
}
