//! In which order a site changes, so that no visitor sees half of it.
//!
//! What pages need comes before them, and what leads to pages after them; what is gone goes last.
//! A file of the theme that is gone stays until the site changes again: somebody may just have
//! loaded a page that asks for it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use site_gen::headers;

use crate::content_type;
use crate::package::sha;

/// The folder of files whose names hold their fingerprint.
const ASSETS: &str = "assets/";
/// What lists pages.
const LISTS: [&str; 3] = [".xml", ".txt", ".atom"];

/// A site by path.
pub(in crate::deploy) type Files = BTreeMap<String, Vec<u8>>;

/// When a file is brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    /// The theme's, whose names never mean something else.
    Assets,
    /// What else pages show.
    Shown,
    Pages,
    /// What leads to pages: the sitemap, feeds.
    Lists,
}

/// Files that are brought together: they come at the same time, under the same headers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Group {
    pub(super) turn: Turn,
    pub(super) content_type: String,
    pub(super) cache_control: &'static str,
}

/// What we know to have brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Brought {
    /// The fingerprint of each file and its headers; empty while it is not known.
    pub(super) files: BTreeMap<String, String>,
    /// Files of the theme that were gone at the last change.
    pub(super) gone: BTreeSet<String>,
}

/// What is to be done.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// The paths of each group.
    pub(super) bring: BTreeMap<Group, Vec<String>>,
    pub(super) remove: Vec<String>,
    /// What is known when all of it is done.
    pub(super) after: Brought,
}

impl Group {
    fn of(path: &str) -> Self {
        let turn = if path.starts_with(ASSETS) {
            Turn::Assets
        } else if path.ends_with(".html") {
            Turn::Pages
        } else if LISTS.iter().any(|list| path.ends_with(list)) {
            Turn::Lists
        } else {
            Turn::Shown
        };
        let all = headers::of_static(&format!("/{path}"));
        let cache = all.into_iter().find(|(name, _)| *name == "cache-control");
        Self {
            turn,
            content_type: content_type::of(path),
            cache_control: cache.unwrap_or(headers::CACHE_PAGE).1,
        }
    }

    fn fingerprint(&self, bytes: &[u8]) -> String {
        let whole = [
            self.content_type.as_bytes(),
            b"\n",
            self.cache_control.as_bytes(),
            b"\n",
            bytes,
        ];
        sha(&whole.concat())
    }
}

impl Plan {
    /// What leads from what is there to these files.
    pub(super) fn of(files: &Files, brought: &Brought, there: &BTreeSet<String>) -> Self {
        let mut plan = Self::default();
        for (path, bytes) in files {
            let group = Group::of(path);
            let fingerprint = group.fingerprint(bytes);
            let is_there = there.contains(path)
                && (group.turn == Turn::Assets || brought.files.get(path) == Some(&fingerprint));
            if !is_there {
                plan.bring.entry(group).or_default().push(path.clone());
            }
            plan.after.files.insert(path.clone(), fingerprint);
        }
        let ours = brought.files.keys().chain(&brought.gone);
        let gone: BTreeSet<_> = ours
            .filter(|path| there.contains(*path) && !files.contains_key(*path))
            .collect();
        let (lingering, removed): (Vec<_>, Vec<_>) = gone
            .into_iter()
            .partition(|path| path.starts_with(ASSETS) && !brought.gone.contains(*path));
        plan.after.gone = lingering.into_iter().cloned().collect();
        plan.remove = removed.into_iter().cloned().collect();
        // What only lingers is no reason for a change of its own.
        let is_due = |path: &String| !path.starts_with(ASSETS);
        if plan.bring.is_empty() && !plan.remove.iter().any(is_due) {
            plan.after.gone.extend(plan.remove.drain(..));
        }
        plan
    }

    /// The part of it that no page of today asks for yet.
    pub(super) fn assets_only(&mut self) {
        self.bring.retain(|group, _| group.turn == Turn::Assets);
        self.remove.clear();
    }

    pub(super) fn is_nothing(&self) -> bool {
        self.bring.is_empty() && self.remove.is_empty()
    }

    pub(super) fn brings(&self) -> usize {
        self.bring.values().map(Vec::len).sum()
    }
}

impl Brought {
    /// What is known while a plan is carried out: which files may be ours, and of none which it is.
    pub(super) fn under_way(&self, after: &Self) -> Self {
        let paths = self.files.keys().chain(after.files.keys());
        Self {
            files: paths.map(|path| (path.clone(), String::new())).collect(),
            gone: self.gone.union(&after.gone).cloned().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect()
    }

    fn paths(list: &[&str]) -> BTreeSet<String> {
        list.iter().map(|&path| path.to_owned()).collect()
    }

    fn brought(list: &[(&str, &str)]) -> Brought {
        let files = files(list);
        Plan::of(&files, &Brought::default(), &BTreeSet::new()).after
    }

    fn order(plan: &Plan) -> Vec<&str> {
        plan.bring.values().flatten().map(String::as_str).collect()
    }

    const SITE: [(&str, &str); 5] = [
        ("index.html", "<p>"),
        ("sitemap.xml", "<x>"),
        ("assets/calm.1.css", "a"),
        ("images/back.jpg", "b"),
        ("about/index.html", "<p>"),
    ];

    #[test]
    fn what_pages_need_comes_before_them_and_what_leads_to_them_after() {
        let plan = Plan::of(&files(&SITE), &Brought::default(), &BTreeSet::new());
        assert_eq!(
            order(&plan),
            [
                "assets/calm.1.css",
                "images/back.jpg",
                "about/index.html",
                "index.html",
                "sitemap.xml"
            ]
        );
    }

    #[test]
    fn each_file_comes_under_its_own_headers() {
        let said: Vec<_> = ["assets/calm.1.css", "about/index.html", "images/back.jpg"]
            .iter()
            .map(|path| Group::of(path))
            .map(|group| (group.content_type, group.cache_control))
            .collect();
        let [asset, page, image] = &said[..] else {
            unreachable!("three files")
        };
        assert_eq!(
            (asset.0.as_str(), asset.1),
            (
                "text/css; charset=utf-8",
                "public, max-age=31536000, immutable"
            )
        );
        assert_eq!(
            (page.0.as_str(), page.1),
            ("text/html; charset=utf-8", "no-cache")
        );
        assert_eq!((image.0.as_str(), image.1), ("image/jpeg", "no-cache"));
    }

    #[test]
    fn a_site_that_is_there_already_is_left_alone() {
        let there: Vec<_> = SITE.iter().map(|(path, _)| *path).collect();
        let plan = Plan::of(&files(&SITE), &brought(&SITE), &paths(&there));
        assert!(plan.is_nothing(), "{plan:?}");
    }

    #[test]
    fn only_what_changed_or_was_taken_away_by_hand_is_brought_again() {
        let there = paths(&[
            "index.html",
            "sitemap.xml",
            "assets/calm.1.css",
            "about/index.html",
        ]);
        let mut now = SITE;
        now[0].1 = "<p>new";
        let plan = Plan::of(&files(&now), &brought(&SITE), &there);
        assert_eq!(order(&plan), ["images/back.jpg", "index.html"]);
    }

    #[test]
    fn a_page_that_is_gone_is_removed_and_the_file_of_a_stranger_is_not() {
        let there = paths(&["index.html", "old/index.html", "google123.html"]);
        let old = brought(&[("index.html", "<p>"), ("old/index.html", "<p>")]);
        let plan = Plan::of(&files(&[("index.html", "<p>")]), &old, &there);
        assert_eq!(plan.remove, ["old/index.html"]);
    }

    #[test]
    fn a_file_of_the_theme_that_is_gone_stays_for_one_more_change() {
        let there = paths(&["index.html", "assets/calm.1.css", "assets/calm.2.css"]);
        let old = brought(&[("index.html", "1"), ("assets/calm.1.css", "a")]);
        let new = files(&[("index.html", "2"), ("assets/calm.2.css", "b")]);
        let plan = Plan::of(&new, &old, &there);
        assert_eq!((order(&plan), plan.remove.len()), (vec!["index.html"], 0));
        assert_eq!(plan.after.gone, paths(&["assets/calm.1.css"]));

        let again = Plan::of(&new, &plan.after, &there);
        assert!(again.is_nothing(), "{again:?}");
        assert_eq!(again.after, plan.after);

        let newer = files(&[("index.html", "3"), ("assets/calm.2.css", "b")]);
        let next = Plan::of(&newer, &plan.after, &there);
        assert_eq!(next.remove, ["assets/calm.1.css"]);
    }

    #[test]
    fn after_a_run_that_was_stopped_everything_is_brought_again() {
        let there: Vec<_> = SITE.iter().map(|(path, _)| *path).collect();
        let new = brought(&SITE);
        let stopped = brought(&[("old/index.html", "<p>")]).under_way(&new);
        let plan = Plan::of(
            &files(&SITE),
            &stopped,
            &paths(&[&there[..], &["old/index.html"]].concat()),
        );
        assert_eq!(plan.brings(), SITE.len() - 1);
        assert_eq!(plan.remove, ["old/index.html"]);
    }
}
