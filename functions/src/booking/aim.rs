//! What a time is chosen for: a booking to be made, or one to be moved.

use jiff::Timestamp;
use jiff::civil::Date;
use practice::Catalogue;
use serde::Serialize;

use super::address;
use super::choice::Choice;
use super::form::carried::{self, Hidden};
use super::offered::Looked;
use super::when;
use crate::link::manage_address;
use crate::request::Fields;
use crate::said::agreed_price;
use crate::store::{Booking, Hold};

/// What the chosen time will be.
#[derive(Clone, Copy)]
pub(super) enum Aim<'a> {
    /// That of a booking to be made; its answers so far are among the page's fields.
    Book,
    /// That to which a client moves their booking.
    Move(Moved<'a>),
}

/// A booking that its client moves.
#[derive(Clone, Copy)]
pub(super) struct Moved<'a> {
    pub(super) booking: &'a Booking,
    /// Of its link.
    pub(super) token: &'a str,
}

/// Where the chosen time is sent, and how.
#[derive(Serialize)]
pub(super) struct FormView {
    method: &'static str,
    action: String,
}

impl<'a> Aim<'a> {
    /// The question of the page.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Book => "Choose a time",
            Self::Move(_) => "Choose another time",
        }
    }

    /// The page before.
    pub(super) fn back(self) -> String {
        match self {
            Self::Book => "/book/".to_owned(),
            Self::Move(moved) => manage_address(moved.token),
        }
    }

    /// Where the chosen time leads.
    pub(super) fn form(self) -> FormView {
        match self {
            Self::Book => FormView {
                method: "post",
                action: "/booking/times".to_owned(),
            },
            Self::Move(moved) => FormView {
                method: "get",
                action: address::move_check(moved.token),
            },
        }
    }

    /// What the form sends along with the time.
    pub(super) fn hidden(self, choice: &Choice<'_>, fields: &Fields) -> Vec<Hidden> {
        match self {
            Self::Book => {
                let mut hidden = carried::of_choice(choice);
                if fields.has("draft") {
                    hidden.push(carried::hidden("draft", fields.get("draft")));
                }
                hidden
            }
            // Nobody in particular is a choice too: the present therapist is what nobody made.
            Self::Move(_) => vec![carried::hidden("therapist", choice.therapist_word())],
        }
    }

    /// Where a time of a week is chosen.
    pub(super) fn week(self, choice: &Choice<'_>, monday: Date, fields: &Fields) -> String {
        match self {
            Self::Book => address::week(choice, monday, fields),
            Self::Move(moved) => address::move_week(moved.token, choice, monday),
        }
    }

    /// Where to ask to be told of a time that becomes free; empty for a booking, which has a time.
    pub(super) fn waiting(self, choice: &Choice<'_>, monday: Date, fields: &Fields) -> String {
        match self {
            Self::Book => address::waiting(choice, monday, fields),
            Self::Move(_) => String::new(),
        }
    }

    /// Where programs are told the times there are, but for the dates.
    pub(super) fn slots(self, choice: &Choice<'_>) -> String {
        match self {
            Self::Book => address::slots(choice),
            Self::Move(moved) => address::move_slots(moved.token, choice),
        }
    }

    /// When a booking takes place now, in words; empty for one to be made.
    pub(super) fn present(self, catalogue: &Catalogue) -> String {
        match self {
            Self::Book => String::new(),
            Self::Move(Moved { booking, .. }) => {
                when::from_to(booking.start, booking.end, &catalogue.practice)
            }
        }
    }

    /// What it costs: a booking keeps the price that was agreed.
    pub(super) fn price(self, catalogue: &Catalogue, choice: &Choice<'_>) -> String {
        match self {
            Self::Book => catalogue.practice.currency.write(choice.offer.price),
            Self::Move(moved) => agreed_price(moved.booking, &catalogue.practice),
        }
    }

    /// What times are looked for. A booking's present time is not in its way, and is no other time.
    pub(super) fn looked<'l>(
        self,
        catalogue: &'l Catalogue,
        choice: &'l Choice<'l>,
        held: Option<&'l Hold>,
    ) -> Looked<'l>
    where
        'a: 'l,
    {
        match self {
            Self::Book => Looked::of(catalogue, choice, held.map(|hold| hold.id.as_str())),
            Self::Move(moved) => moved.looked(catalogue, choice),
        }
    }
}

impl<'a> Moved<'a> {
    /// What other times are looked for.
    pub(super) fn looked<'l>(self, catalogue: &'l Catalogue, choice: &'l Choice<'l>) -> Looked<'l>
    where
        'a: 'l,
    {
        let looked = Looked::of(catalogue, choice, Some(&self.booking.id));
        Looked {
            but: self.stays_with(choice).then_some(self.booking.start),
            ..looked
        }
    }

    /// Whether a start is where it is already.
    pub(super) fn is_there(self, choice: &Choice<'_>, start: Timestamp) -> bool {
        self.stays_with(choice) && self.booking.start == start
    }

    fn stays_with(self, choice: &Choice<'_>) -> bool {
        let present = |id: &practice::Id| id.as_str() == self.booking.therapist;
        choice.therapist_id().is_none_or(present)
    }
}
