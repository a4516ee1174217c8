//! Headings: unique ids from their words, levels from `h2` down.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use serde::Serialize;

use super::plain::push_text;

/// A heading of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// What `#...` links to.
    pub id: String,
    /// Its words, without markup.
    pub text: String,
    /// 2 to 6.
    pub level: u8,
}

/// Gives each heading an id and moves all down a level where the body begins at `h1`.
pub(super) fn name(events: &mut [Event<'_>]) -> Vec<Heading> {
    let shift = u8::from(events.iter().any(|event| level_of(event) == Some(1)));
    let mut taken = BTreeSet::new();
    let mut headings = Vec::new();
    for at in 0..events.len() {
        let Some(level) = level_of(&events[at]) else {
            continue;
        };
        let text = words(&events[at + 1..]);
        let level = level.saturating_add(shift).min(6);
        let written = relevel(&mut events[at], level);
        let id = unique(&written.unwrap_or_else(|| slug(&text)), &mut taken);
        if let Event::Start(Tag::Heading { id: slot, .. }) = &mut events[at] {
            *slot = Some(id.clone().into());
        }
        headings.push(Heading { id, text, level });
    }
    if shift == 1 {
        lower_ends(events);
    }
    headings
}

/// `What's next?` becomes `whats-next`; a heading without letters becomes `section`.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for character in text.chars() {
        if character.is_alphanumeric() {
            slug.extend(character.to_lowercase());
        } else if !matches!(character, '\'' | '’') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "section".to_owned()
    } else {
        slug.to_owned()
    }
}

fn level_of(event: &Event<'_>) -> Option<u8> {
    match event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as u8),
        _ => None,
    }
}

fn words(after: &[Event<'_>]) -> String {
    let mut text = String::new();
    for event in after
        .iter()
        .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))))
    {
        push_text(event, &mut text);
    }
    text.trim().to_owned()
}

/// Sets the level of an opening tag and answers the id its author wrote.
fn relevel(event: &mut Event<'_>, to: u8) -> Option<String> {
    let Event::Start(Tag::Heading { level, id, .. }) = event else {
        return None;
    };
    *level = HeadingLevel::try_from(usize::from(to)).unwrap_or(HeadingLevel::H6);
    id.as_ref().map(ToString::to_string)
}

fn lower_ends(events: &mut [Event<'_>]) {
    for event in events {
        if let Event::End(TagEnd::Heading(level)) = event {
            let lower = usize::from(*level as u8) + 1;
            *level = HeadingLevel::try_from(lower).unwrap_or(HeadingLevel::H6);
        }
    }
}

fn unique(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let mut id = wanted.to_owned();
    let mut count = 2;
    while !taken.insert(id.clone()) {
        id = format!("{wanted}-{count}");
        count += 1;
    }
    id
}
