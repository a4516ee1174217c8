//! What stands in the schedule, in words: bookings, holds, blocks.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use jiff::civil::Date;
use practice::Catalogue;
use practice::availability::{Entry, Purpose, Resource, with_offset};
use practice::booking::Status;
use serde::Serialize;

use crate::booking::when;
use crate::desk::clients::{FlagView as OpenedFlag, IntakeOf, LastNoteView};
use crate::desk::{Role, SignedIn};
use crate::said;
use crate::store::{Agenda, Booking, Client, IntakeState};

/// Who looks: a therapist opens their own bookings only.
pub(super) struct Looker {
    /// The therapist whose bookings alone they open; none: they open all.
    only: Option<String>,
}

/// All that is on some dates, in time order; each once, with whom and in which room.
pub(super) struct Entries(Vec<Standing>);

/// One line of the schedule, and where it belongs.
struct Standing {
    start: Timestamp,
    end: Timestamp,
    resources: BTreeSet<Resource>,
    view: EntryView,
}

/// One line of the schedule.
#[derive(Clone, Serialize)]
pub(super) struct EntryView {
    /// `booking`, `hold` or `block`.
    kind: &'static str,
    /// The booking's id; empty for anything else.
    pub(super) id: String,
    /// `9:00 am`
    from: String,
    to: String,
    /// The start as an instant with its offset, for programs.
    at: String,
    /// The client's name, or what it is.
    title: String,
    /// Where it is opened; empty where it is not for them to open.
    address: String,
    service: String,
    minutes: u16,
    who: String,
    room: String,
    /// How it stands, where that is worth a word.
    state: &'static str,
    /// Whether its client was not known when they booked.
    new_client: bool,
    /// Whether there is a note of the client's.
    note: bool,
    /// Placed knowingly over something else.
    forced: bool,
    /// `over`, `now` or `next`; empty for what comes later.
    phase: &'static str,
    /// How the health form stands, as it is filled in by whoever may say so.
    pub(super) intake: Option<IntakeView>,
    /// Whether somebody has to look at the form before the visit, where no more is said of it.
    review: bool,
    /// The last note of the client, for whoever may read it.
    last_note: Option<LastNoteView>,
    /// The client's id; empty for anything but a booking.
    #[serde(skip)]
    client: String,
}

/// How the health form of a booking stands, and what must be seen.
#[derive(Clone, Serialize)]
pub(super) struct IntakeView {
    /// In words: "Health form sent".
    pub(super) state: String,
    /// Flags, red first, in the therapist's words.
    pub(super) flags: Vec<FlagView>,
    /// Where the form is read; empty for who may not.
    address: String,
}

/// A flag at a booking.
#[derive(Clone, Serialize)]
pub(super) struct FlagView {
    /// `red` or `yellow`.
    pub(super) level: String,
    /// A few words for what it is about. May be empty.
    pub(super) name: String,
    pub(super) words: String,
}

impl Looker {
    pub(super) fn of(signed_in: &SignedIn) -> Self {
        let own = || {
            signed_in
                .staff
                .account
                .therapist
                .clone()
                .unwrap_or_default()
        };
        Self {
            only: (signed_in.role() == Role::Therapist).then(own),
        }
    }

    /// The therapist who looks, if only their own is theirs.
    pub(super) fn own(&self) -> Option<&str> {
        self.only.as_deref()
    }

    pub(super) fn opens(&self, booking: &Booking) -> bool {
        self.only
            .as_ref()
            .is_none_or(|own| *own == booking.therapist)
    }
}

impl Entries {
    pub(super) fn of(
        agenda: &Agenda,
        known: &HashMap<String, Client>,
        catalogue: &Catalogue,
        looker: &Looker,
        now: Timestamp,
    ) -> Self {
        let mut by_id: BTreeMap<&str, (&Entry, BTreeSet<Resource>)> = BTreeMap::new();
        for day in &agenda.days {
            let entries = day.entries().iter();
            for entry in entries.filter(|entry| entry.blocks_at(now, &[])) {
                let (_, resources) = by_id
                    .entry(&entry.id)
                    .or_insert_with(|| (entry, BTreeSet::new()));
                resources.insert(day.resource().clone());
            }
        }
        let view = |(id, (entry, resources)): (&str, (&Entry, BTreeSet<Resource>))| {
            let mut view = EntryView::of_time(entry, &resources, catalogue, now);
            match entry.purpose {
                Purpose::Booking => {
                    let booking = agenda.bookings.get(id)?;
                    view.tell_of(booking, known.get(&booking.client), catalogue, looker);
                }
                Purpose::Hold { .. } => "Being booked".clone_into(&mut view.title),
                Purpose::Block => {
                    let words = agenda.blocks.get(id).map(|block| block.words.as_str());
                    let words = words.filter(|words| !words.is_empty());
                    view.title = words.unwrap_or("Blocked").to_owned();
                    "/desk/blocks".clone_into(&mut view.address);
                }
            }
            Some(Standing {
                start: entry.time.start(),
                end: entry.time.end(),
                resources,
                view,
            })
        };
        let mut entries: Vec<_> = by_id.into_iter().filter_map(view).collect();
        entries.sort_by_key(|entry| (entry.start, entry.end));
        Self(entries)
    }

    /// What is on a date, of a therapist or room where one is named.
    pub(super) fn on(
        &self,
        date: Date,
        of: Option<&Resource>,
        catalogue: &Catalogue,
    ) -> Vec<EntryView> {
        let practice = &catalogue.practice;
        let touches = |entry: &&Standing| {
            let last = entry.end - jiff::SignedDuration::from_nanos(1);
            let [first, last] = [entry.start, last].map(|at| when::local_date(at, practice));
            (first..=last).contains(&date)
        };
        let is_of = |entry: &&Standing| of.is_none_or(|of| entry.resources.contains(of));
        let entries = self.0.iter().filter(touches).filter(is_of);
        entries.map(|entry| entry.view.clone()).collect()
    }
}

impl Entries {
    /// Says how the health forms of bookings stand, by booking.
    pub(super) fn tell_of_forms(&mut self, forms: &HashMap<String, IntakeOf>) {
        for standing in &mut self.0 {
            let form = forms.get(&standing.view.id);
            standing.view.intake = form.map(IntakeView::of);
        }
    }

    /// Says at which bookings somebody has to look before the visit, and no more.
    pub(super) fn tell_of_reviews(&mut self, forms: &HashMap<String, IntakeState>) {
        for standing in &mut self.0 {
            let form = forms.get(&standing.view.id);
            standing.view.review = form.is_some_and(|form| form.review);
        }
    }

    /// Says when the clients' last notes were written, by client.
    pub(super) fn tell_of_notes(&mut self, notes: &HashMap<String, LastNoteView>) {
        for standing in &mut self.0 {
            standing.view.last_note = notes.get(&standing.view.client).cloned();
        }
    }
}

impl IntakeView {
    pub(super) fn of(form: &IntakeOf) -> Self {
        let mut flags: Vec<_> = form.flags.iter().map(FlagView::of).collect();
        flags.extend(form.problem.as_ref().map(|problem| FlagView {
            level: "red".to_owned(),
            name: String::new(),
            words: format!("Flags cannot be shown: {problem}. Ask the client before you treat."),
        }));
        Self {
            state: form.state.to_owned(),
            flags,
            address: form.address.clone(),
        }
    }
}

impl FlagView {
    fn of(flag: &OpenedFlag) -> Self {
        Self {
            level: flag.level.to_owned(),
            name: flag.name.clone(),
            words: flag.words.clone(),
        }
    }
}

impl EntryView {
    fn of_time(
        entry: &Entry,
        resources: &BTreeSet<Resource>,
        catalogue: &Catalogue,
        now: Timestamp,
    ) -> Self {
        let practice = &catalogue.practice;
        let (mut who, mut room) = (String::new(), String::new());
        for resource in resources {
            match resource {
                Resource::Therapist(_) => who = said_of(resource, catalogue),
                Resource::Room(_) => room = said_of(resource, catalogue),
            }
        }
        Self {
            kind: match entry.purpose {
                Purpose::Booking => "booking",
                Purpose::Hold { .. } => "hold",
                Purpose::Block => "block",
            },
            id: String::new(),
            from: when::clock(entry.time.start(), practice),
            to: when::clock(entry.time.end(), practice),
            at: with_offset(&practice.timezone, entry.time.start()),
            title: String::new(),
            address: String::new(),
            service: String::new(),
            minutes: 0,
            who,
            room,
            state: "",
            new_client: false,
            note: false,
            forced: entry.forced,
            phase: match () {
                () if entry.time.end() <= now => "over",
                () if entry.time.start() <= now => "now",
                () => "",
            },
            intake: None,
            review: false,
            last_note: None,
            client: String::new(),
        }
    }

    fn tell_of(
        &mut self,
        booking: &Booking,
        client: Option<&Client>,
        catalogue: &Catalogue,
        looker: &Looker,
    ) {
        self.id.clone_from(&booking.id);
        self.client.clone_from(&booking.client);
        self.title.clone_from(&booking.name);
        said::service(&booking.service, catalogue).clone_into(&mut self.service);
        self.minutes = booking.minutes;
        self.state = state(booking.status);
        self.note = booking.note.is_some();
        // Who is filed only with this booking, or not yet, was not here before.
        self.new_client = client.is_none_or(|client| client.made_at >= booking.made_at);
        if looker.opens(booking) {
            self.address = address(&booking.id);
        }
    }
}

/// Marks who comes next, of what is on today.
pub(super) fn mark_next(entries: &mut [EntryView]) {
    let to_come = |entry: &&mut EntryView| entry.kind == "booking" && entry.phase.is_empty();
    if let Some(next) = entries.iter_mut().find(to_come) {
        next.phase = "next";
    }
}

/// How a booking stands, where that is worth a word.
pub(super) fn state(status: Status) -> &'static str {
    match status {
        Status::Confirmed => "",
        status => said::status(status),
    }
}

/// The page of a booking.
pub(super) fn address(id: &str) -> String {
    format!("/desk/bookings/{id}")
}

/// A therapist by name, a room by its own.
pub(super) fn said_of(resource: &Resource, catalogue: &Catalogue) -> String {
    match resource {
        Resource::Therapist(id) => {
            let name = said::therapist(id.as_str(), catalogue);
            name.unwrap_or(id.as_str()).to_owned()
        }
        Resource::Room(id) => said::room(id.as_str()),
    }
}
