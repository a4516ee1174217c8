//! Why a start is offered or not, in full: for each therapist, with what stands in the way.

use jiff::Timestamp;

use super::asked::Asked;
use super::hindered::hindrance;
use super::hindrance::Hindrance;
use super::instant::after;
use super::obstacles::Obstacles;
use crate::catalogue::Therapist;
use crate::{Catalogue, Id};

/// What can be said of one start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// When the treatment would start.
    pub start: Timestamp,
    /// When it would end.
    pub end: Timestamp,
    /// Everyone who gives the service and was asked for, ids ascending; a therapist who was asked
    /// for by name also if they do not give it.
    pub therapists: Vec<TherapistExplained>,
}

/// What can be said of one therapist for one start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TherapistExplained {
    /// Who.
    pub id: Id,
    /// What hinders them; none: they are free, and so is a room.
    pub hindrance: Option<Hindrance>,
}

impl Explanation {
    /// Whether the start is offered.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        self.free().next().is_some()
    }

    /// Who could be booked, ids ascending.
    pub fn free(&self) -> impl Iterator<Item = &Id> {
        let free = |each: &&TherapistExplained| each.hindrance.is_none();
        self.therapists.iter().filter(free).map(|each| &each.id)
    }
}

/// Whether and with whom this start is offered at `now`, and what hinders everyone else. It says of
/// the start what [`super::offered`] and [`super::explain`] say.
#[must_use]
pub fn explain_each(
    catalogue: &Catalogue,
    asked: &Asked<'_>,
    start: Timestamp,
    obstacles: &Obstacles,
    now: Timestamp,
) -> Explanation {
    let asked = asked.only(start);
    let given_by = asked.therapists(catalogue);
    let hindered = |therapist: &&Therapist| TherapistExplained {
        id: therapist.id.clone(),
        hindrance: hindrance(&catalogue.practice, &asked, therapist, obstacles, now),
    };
    let mut therapists: Vec<_> = given_by.iter().map(hindered).collect();
    if let (true, Some(id)) = (given_by.is_empty(), asked.therapist) {
        therapists.push(TherapistExplained {
            id: id.clone(),
            hindrance: Some(Hindrance::DoesNotGiveService),
        });
    }
    Explanation {
        start,
        end: after(start, asked.duration()),
        therapists,
    }
}
