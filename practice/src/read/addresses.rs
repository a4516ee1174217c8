//! No two pages at one address.

use std::collections::HashMap;
use std::ops::Range;

use super::file::{File, Files};
use super::problems::Problems;
use super::table::Table;
use crate::Diagnostic;
use crate::catalogue::{Catalogue, Page};

/// Addresses below which the functions answer.
const SERVED: [&str; 5] = ["/booking/", "/intake/", "/desk/", "/api/", "/_dev/"];
/// The booking page, and the file that may give it words.
const BOOK: (&str, &str) = ("/book/", "book.md");

/// Who has which address, and where to point when another claims it.
struct Claims<'a> {
    owners: HashMap<&'a str, &'a str>,
    files: &'a Files<'a>,
    problems: &'a Problems,
}

/// What a page claims an address with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum With<'a> {
    FileName,
    Slug,
    Alias(&'a str),
}

/// Reports pages and aliases that claim an address already taken. A slug gives way to a file name, an
/// alias to both.
pub(super) fn check(catalogue: &Catalogue, files: &Files<'_>, problems: &Problems) {
    let mut claims = Claims {
        owners: HashMap::new(),
        files,
        problems,
    };
    let mut claimed: Vec<_> = catalogue
        .all_pages()
        .map(|page| (page, claims.page(page)))
        .collect();
    claimed.sort_by(|(one, _), (other, _)| one.path.cmp(&other.path));
    for with in [With::FileName, With::Slug] {
        for (page, _) in claimed.iter().filter(|(_, claimed)| *claimed == with) {
            claims.claim(&page.address, page, with);
        }
    }
    for (page, _) in &claimed {
        for alias in &page.aliases {
            claims.claim(alias, page, With::Alias(alias));
        }
    }
}

impl<'a> Claims<'a> {
    fn page(&self, page: &Page) -> With<'a> {
        let file = self.files.get(page.path.as_str());
        match file.is_some_and(|file| file.table.contains_key("slug")) {
            true => With::Slug,
            false => With::FileName,
        }
    }

    fn claim(&mut self, address: &'a str, page: &'a Page, with: With<'a>) {
        let served = SERVED.iter().any(|served| address.starts_with(served));
        let book = address == BOOK.0 && page.path != BOOK.1;
        let owner = self.owners.get(address).copied();
        let message = match owner {
            _ if served || book => format!("`{address}` is an address of the booking pages"),
            Some(owner) if owner == page.path => {
                format!("`{address}` is this page's own address already")
            }
            Some(owner) => format!("`{address}` belongs to `{owner}` already"),
            None => {
                self.owners.insert(address, &page.path);
                return;
            }
        };
        let help = match with {
            With::FileName if page.path.ends_with("/index.md") => {
                "rename the folder, or the other file"
            }
            With::FileName => "rename the file, or give it another address with `slug`",
            With::Slug => "write another `slug`",
            With::Alias(_) => "take it away, or write another",
        };
        let diagnostic = match self.place(page, with) {
            Some((file, bytes)) => Diagnostic::at(&page.path, &file.source.text, bytes, message),
            None => Diagnostic::of_file(&page.path, message),
        };
        self.problems.push(diagnostic.help(help));
    }

    /// Where the author wrote the slug or alias.
    fn place(&self, page: &Page, with: With<'_>) -> Option<(&'a File<'a>, Range<usize>)> {
        let file = *self.files.get(page.path.as_str())?;
        let told = Problems::default();
        let table = Table::of(file, &told);
        let bytes = match with {
            With::FileName => None,
            With::Slug => table.text("slug").map(|slug| slug.bytes),
            // The last: where one alias is there twice, the first is not at fault.
            With::Alias(alias) => table
                .texts("aliases")
                .into_iter()
                .rfind(|other| other.value == alias)
                .map(|alias| alias.bytes),
        };
        Some((file, bytes?))
    }
}
