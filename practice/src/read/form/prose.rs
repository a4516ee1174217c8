//! Sentences, however the author broke their lines.

/// Words with one space between them; an empty line still parts two paragraphs.
pub(super) fn prose(text: &str) -> String {
    let mut paragraphs: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines() {
        let words = line.split_whitespace();
        match paragraphs.last_mut() {
            Some(last) if !line.trim().is_empty() => last.extend(words),
            _ => paragraphs.push(Vec::new()),
        }
    }
    let full = paragraphs.iter().filter(|words| !words.is_empty());
    full.map(|words| words.join(" "))
        .collect::<Vec<_>>()
        .join("\n\n")
}
