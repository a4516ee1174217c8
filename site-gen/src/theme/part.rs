//! The templates that those of one folder need: what they extend, and the components they call.

use std::collections::HashMap;

/// Where components stand that any template may call.
const COMPONENTS: &str = "components/";

/// Name and text of each template that it takes to draw those of a folder. Reading the part tells
/// whether anything is missing from it: Tera refuses a parent, component or include that is not there.
pub(super) fn part<'a>(
    texts: &'a [(String, String)],
    folder: &str,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let within = |name: &str| {
        name.strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    let places = places(texts);
    let mut needed: Vec<_> = texts.iter().map(|(name, _)| within(name)).collect();
    let mut unseen: Vec<_> = (0..texts.len()).filter(|at| needed[*at]).collect();
    while let Some(at) = unseen.pop() {
        for name in names(&texts[at].1) {
            if let Some(place) = places.get(name).filter(|place| !needed[**place]) {
                needed[*place] = true;
                unseen.push(*place);
            }
        }
    }
    let needed = texts.iter().zip(needed).filter(|(_, needed)| *needed);
    needed.map(|((name, text), _)| (name.as_str(), text.as_str()))
}

/// Where each template stands under its name, and under those of the components that it defines.
fn places(texts: &[(String, String)]) -> HashMap<&str, usize> {
    let mut places = HashMap::new();
    for (at, (name, text)) in texts.iter().enumerate() {
        places.insert(name.as_str(), at);
        if name.starts_with(COMPONENTS) {
            places.extend(components(text).map(|component| (component, at)));
        }
    }
    places
}

/// The names of what a template may need: its parent, and whatever stands behind a `<`.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let called = text.split('<').skip(1).map(|call| {
        let end = call.find(|sign: char| !sign.is_alphanumeric() && sign != '_');
        &call[..end.unwrap_or(call.len())]
    });
    parent(text).into_iter().chain(called)
}

/// What a template extends, which is said in its first tag.
fn parent(text: &str) -> Option<&str> {
    let (_, tag) = text.split_once("{%")?;
    let tag = tag.trim_start_matches('-').trim_start();
    let named = tag
        .strip_prefix("extends")?
        .trim_start()
        .strip_prefix('"')?;
    named.split_once('"').map(|(name, _)| name)
}

/// The names of the components that a template defines.
fn components(text: &str) -> impl Iterator<Item = &str> {
    let tags = text.split("{%").skip(1);
    let tags = tags.map(|tag| tag.trim_start_matches('-').trim_start());
    let named = tags.filter_map(|tag| tag.strip_prefix("component "));
    named.filter_map(|named| named.split_once('(').map(|(name, _)| name.trim()))
}

#[cfg(test)]
mod tests {
    use super::part;
    use crate::theme::files;
    use crate::theme::templates::Templates;

    #[test]
    fn of_the_default_theme_the_part_of_each_served_folder_is_whole_and_small() {
        let texts = files::sort(files::builtin()).templates;
        let bytes = |texts: &[(String, String)]| -> usize {
            texts.iter().map(|(_, text)| text.len()).sum()
        };
        for folder in ["booking", "desk", "intake", "mail"] {
            let part: Vec<_> = part(&texts, folder)
                .map(|(name, text)| (name.to_owned(), text.to_owned()))
                .collect();
            let read = Templates::read(&part);
            assert!(read.is_ok(), "{folder}: {:?}", read.err());
            assert!(
                2 * bytes(&part) < bytes(&texts),
                "{folder}: {}",
                bytes(&part)
            );
        }
    }

    #[test]
    fn what_is_extended_by_what_is_extended_is_needed() {
        let texts = [
            ("a/page.html", "{% extends \"a/base.html\" %}"),
            (
                "a/base.html",
                "{# Why. #}\n{%- extends \"base.html\" %}{{<said/>}}",
            ),
            ("b/page.html", "{% extends \"base.html\" %}"),
            ("base.html", ""),
            (
                "components/said.html",
                "{%- component said() %}{% endcomponent %}",
            ),
            (
                "components/unsaid.html",
                "{% component unsaid() %}{% endcomponent %}",
            ),
            ("other.html", "{{<unsaid/>}}"),
        ]
        .map(|(name, text)| (name.to_owned(), text.to_owned()));
        let names: Vec<_> = part(&texts, "a").map(|(name, _)| name).collect();
        let expected = [
            "a/page.html",
            "a/base.html",
            "base.html",
            "components/said.html",
        ];
        assert_eq!(names, expected);
    }
}
