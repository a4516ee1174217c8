//! Flags: what a therapist must see before hands touch, and what was decided on it.

use std::collections::{BTreeSet, HashMap};

use practice::form::{Flag, Level};
use serde::Serialize;

use super::opened::OpenedRecord;
use super::words;
use crate::answer::Failure;
use crate::desk::{Desk, Right, Role, SignedIn};
use crate::sealing::{ClientKey, Opened, Place};
use crate::store::{Acknowledgement, Booking, Folder, IntakeState, Look, Progress, Submission};
use practice::catalogue::Practice;

/// The field of an acknowledgement that is sealed.
pub(super) const DECISION: &str = "decision";

/// A flag as it is read.
#[derive(Clone, Serialize)]
pub(crate) struct FlagView {
    /// `red` or `yellow`.
    pub(crate) level: &'static str,
    /// A few words for what it is about. May be empty.
    pub(crate) name: String,
    /// What the therapist reads.
    pub(crate) words: String,
    /// What the client was told to do. May be empty.
    pub(crate) advice: String,
}

/// The flags of a submission and what was decided on them.
#[derive(Serialize)]
pub(super) struct FlagsView {
    pub(super) flags: Vec<FlagView>,
    /// What does not open.
    pub(super) problem: Option<String>,
    /// Who has seen them, when, and what they decided; empty while nobody has.
    pub(super) seen: String,
    /// The version of that; 0 while nobody has.
    pub(super) version: u64,
    /// Whether there is a red one.
    pub(super) red: bool,
}

/// What is decided on flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    /// Yellow ones were seen.
    Seen,
    Treat,
    /// Do not treat; call.
    Call,
}

/// Flags by booking, or why they do not open.
type OpenedFlags = HashMap<String, Result<Vec<FlagView>, String>>;

/// How the form of a booking stands, as far as whoever looks may know.
pub(crate) struct IntakeOf {
    /// In words: "Health form sent".
    pub(crate) state: &'static str,
    /// Red first. Empty for who may not see them.
    pub(crate) flags: Vec<FlagView>,
    /// Why flags cannot be shown.
    pub(crate) problem: Option<String>,
    /// The page of the form that was sent; empty for who may not open it.
    pub(crate) address: String,
}

impl Decision {
    pub(super) fn parse(word: &str) -> Option<Self> {
        [Self::Seen, Self::Treat, Self::Call]
            .into_iter()
            .find(|decision| decision.as_str() == word)
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Treat => "treat",
            Self::Call => "call",
        }
    }

    fn said(self) -> &'static str {
        match self {
            Self::Seen => "Seen",
            Self::Treat => "Treat",
            Self::Call => "Do not treat: call",
        }
    }
}

impl FlagView {
    fn of(flag: Flag) -> Self {
        Self {
            level: match flag.level {
                Level::Red => "red",
                Level::Yellow => "yellow",
            },
            name: flag.name,
            words: flag.words,
            advice: flag.advice,
        }
    }
}

impl OpenedRecord {
    /// The flags of a submission of this folder.
    pub(super) fn flags(
        &self,
        (folder, submission): (&Folder, &Submission),
        practice: &Practice,
    ) -> FlagsView {
        let item = Submission::item(&submission.id);
        let place = Submission::flags_place(&folder.client, &item);
        let opened = self.open(place, &submission.flags);
        let (flags, problem) = match opened.and_then(|opened| read(&opened, &item)) {
            Ok(flags) => (flags, None),
            Err(problem) => (Vec::new(), Some(problem)),
        };
        let seen = folder.acknowledgements.get(&submission.id);
        FlagsView {
            red: flags.iter().any(|flag| flag.level == "red"),
            flags,
            problem,
            version: seen.map_or(0, |seen| seen.version),
            seen: seen.map_or(String::new(), |seen| {
                self.said(&folder.client, &submission.id, seen, practice)
            }),
        }
    }

    fn said(
        &self,
        client: &str,
        submission: &str,
        seen: &Acknowledgement,
        practice: &Practice,
    ) -> String {
        let item = Acknowledgement::item(submission);
        let place = Place {
            client,
            item: &item,
            field: DECISION,
        };
        let decision = match self.open(place, &seen.decision) {
            Ok(opened) => opened.text().and_then(Decision::parse).map(Decision::said),
            Err(_) => Some("What was decided cannot be opened"),
        };
        let (who, at) = (self.names.of(seen.by), words::at(seen.at, practice));
        format!("{} ({who}, {at})", decision.unwrap_or("Seen"))
    }
}

impl Desk {
    /// How the forms of these bookings stand, by booking; with their flags for whoever may see them,
    /// after each look was written down. Three batches of reads, however many bookings there are.
    pub(crate) async fn intake_of(
        &self,
        signed_in: &SignedIn,
        bookings: &[Booking],
    ) -> Result<HashMap<String, IntakeOf>, Failure> {
        let ids: Vec<_> = bookings.iter().map(|booking| booking.id.as_str()).collect();
        let states = self.app.store.intakes(&ids).await?;
        let theirs = |booking: &&Booking| sees_health_of(signed_in, booking);
        let seen: HashMap<_, _> = bookings
            .iter()
            .filter(theirs)
            .filter_map(|booking| states.get(&booking.id))
            .filter_map(|state| Some((state.booking.as_str(), sent(state)?)))
            .collect();
        let (flags, acknowledged) = self.open_flags(signed_in, &seen, &states).await?;
        let told = states.values().map(|state| {
            let (flags, problem) = match flags.get(&state.booking) {
                None => (Vec::new(), None),
                Some(Ok(flags)) => (flags.clone(), None),
                Some(Err(problem)) => (Vec::new(), Some(problem.clone())),
            };
            let address = seen
                .get(state.booking.as_str())
                .map(|(client, submission)| {
                    format!("{}/submissions/{submission}", super::address(client))
                });
            let looked_at = acknowledged.contains(&state.booking);
            let told = IntakeOf {
                state: match looked_at {
                    true => "Health form sent, and its flags were looked at",
                    false => said(state),
                },
                flags,
                problem,
                address: address.unwrap_or_default(),
            };
            (state.booking.clone(), told)
        });
        Ok(told.collect())
    }

    /// The flags of forms that were sent, by booking.
    async fn open_flags(
        &self,
        signed_in: &SignedIn,
        seen: &HashMap<&str, (&str, &str)>,
        states: &HashMap<String, IntakeState>,
    ) -> Result<(OpenedFlags, BTreeSet<String>), Failure> {
        let (store, now) = (&self.app.store, self.app.now());
        let clients: BTreeSet<&str> = seen.values().map(|(client, _)| *client).collect();
        if clients.is_empty() {
            return Ok(Default::default());
        }
        for client in &clients {
            let look = Look {
                staff: signed_in.id(),
                act: "read",
                what: "flags",
                client,
                item: "",
            };
            store.look(look, now).await?;
        }
        let shown = states
            .values()
            .filter(|state| seen.contains_key(state.booking.as_str()));
        let flagged = store.flagged(shown).await?;
        let keys = store.client_keys(&self.key, &clients).await?;
        let opened = seen.iter().filter_map(|(booking, (client, submission))| {
            let flagged = flagged.get(*submission)?;
            let item = Submission::item(submission);
            let place = Submission::flags_place(client, &item);
            let opened = match keys.get(*client) {
                None => Err(format!("the key of the client `{client}` is not there")),
                Some(Err(error)) => Err(error.to_string()),
                Some(Ok(key)) => open_at(key, place, &flagged.flags),
            };
            let read = opened.and_then(|opened| read(&opened, &item));
            Some(((*booking).to_owned(), read))
        });
        let acknowledged = seen.iter().filter(|(_, (_, submission))| {
            let flagged = flagged.get(*submission);
            flagged.is_some_and(|flagged| flagged.acknowledgement.is_some())
        });
        let acknowledged = acknowledged.map(|(booking, _)| (*booking).to_owned());
        Ok((opened.collect(), acknowledged.collect()))
    }
}

fn open_at(
    key: &ClientKey,
    place: Place<'_>,
    sealed: &crate::sealing::Sealed,
) -> Result<Opened, String> {
    key.open(place, sealed).map_err(|error| error.to_string())
}

/// The flags within; there are none in an empty one.
fn read(opened: &Opened, item: &str) -> Result<Vec<FlagView>, String> {
    if opened.is_empty() {
        return Ok(Vec::new());
    }
    let flags: Vec<Flag> = serde_json::from_slice(opened)
        .map_err(|_| format!("the flags of `{item}` cannot be read"))?;
    Ok(flags.into_iter().map(FlagView::of).collect())
}

/// Whether somebody may see the health data of a booking's client: a therapist of their own.
pub(super) fn sees_health_of(signed_in: &SignedIn, booking: &Booking) -> bool {
    let own = signed_in.staff.account.therapist.as_deref();
    signed_in.may(Right::SeeHealth)
        && (signed_in.role() == Role::Owner
            || booking.is_active() && own == Some(booking.therapist.as_str()))
}

/// The client and the submission of a form that was sent.
fn sent(state: &IntakeState) -> Option<(&str, &str)> {
    match &state.progress {
        Progress::Started => None,
        Progress::Submitted {
            submission, client, ..
        } => Some((client, submission)),
    }
}

/// How a form stands, in words that everybody at the desk may read.
pub(super) fn said(state: &IntakeState) -> &'static str {
    match (&state.progress, state.review) {
        (_, true) => "Health form: a therapist has to look before the visit",
        (Progress::Started, false) => "Health form begun",
        (Progress::Submitted { .. }, false) => "Health form sent",
    }
}
