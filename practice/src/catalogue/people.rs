//! Therapists, and the subjects that pages are about: techniques and conditions.

use super::page::Page;
use crate::Id;
use crate::availability::Hours;
use crate::booking::Email;

/// A person who treats.
#[derive(Clone, Debug)]
pub struct Therapist {
    /// The file's name; `practice` where there is no `team/`.
    pub id: Id,
    /// As clients address them.
    pub name: String,
    /// "she/her", where given.
    pub pronouns: String,
    /// "Licensed massage therapist", where given.
    pub role: String,
    /// Licences and certificates, as written.
    pub credentials: Vec<String>,
    /// Where copies of what clients are told go, where given. Private: no page shows it.
    pub email: Option<Email>,
    /// When they work: their own hours, or the practice's.
    pub hours: Hours,
    /// Their page; none where there is no `team/`.
    pub page: Option<Page>,
}

/// A technique or a condition: a page that services link to and from.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The file's name.
    pub id: Id,
    /// One sentence about it, where given.
    pub summary: String,
    /// Its facts and words.
    pub page: Page,
}
