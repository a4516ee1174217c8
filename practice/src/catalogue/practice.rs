//! The business: `practice.toml`.

use jiff::tz::TimeZone;
use serde::Serialize;

use crate::availability::{ClockRange, Hours};
use crate::{Currency, Id};

/// What `practice.toml` says.
#[derive(Clone, Debug)]
pub struct Practice {
    /// The name over the door.
    pub name: String,
    /// One line under it. May be empty.
    pub tagline: String,
    /// As people dial it. May be empty.
    pub phone: String,
    /// Where clients write. May be empty.
    pub email: String,
    /// The site's own address without a closing slash: `https://www.example.com`. May be empty.
    pub url: String,
    /// The zone of all hours.
    pub timezone: TimeZone,
    /// The zone's IANA name.
    pub timezone_name: String,
    /// The currency of all prices.
    pub currency: Currency,
    /// A BCP 47 tag: `en`.
    pub language: String,
    /// Rooms, in the order written; empty means that rooms limit nothing.
    pub rooms: Vec<Id>,
    /// Where it is, where given.
    pub address: Option<Address>,
    /// When it is open.
    pub hours: Hours,
    /// The rules of booking.
    pub booking: BookingPolicy,
    /// When clients are reminded.
    pub mail: MailPolicy,
    /// How long what is known of clients is kept.
    pub retention: RetentionPolicy,
    /// The theme's folder below `themes/`.
    pub theme: String,
    /// The one hue of the practice's colours, in degrees of OKLCH, 0 to 360.
    pub hue: u16,
    /// Links in the header, where the practice chooses them.
    pub nav: Vec<NavLink>,
    /// Free for themes; nothing here reads it.
    pub extra: toml::Table,
}

/// `[address]`: each part as written; parts left out are empty.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Address {
    /// House and street.
    pub street: String,
    /// Town.
    pub city: String,
    /// State, county or canton.
    pub region: String,
    /// Postcode.
    pub postcode: String,
    /// ISO 3166 code: `US`.
    pub country: String,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
}

/// `[booking]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookingPolicy {
    /// The least time between asking and the start (R10).
    pub notice_minutes: u32,
    /// The last bookable local date is this many days from today (R11); none: no limit.
    pub horizon_days: Option<u32>,
    /// A client may cancel or move alone until this long before the start (P1).
    pub cancel_window_hours: u32,
    /// Whether a request stays pending until the desk confirms it.
    pub approval: bool,
    /// Whether a client books for good only once they have confirmed, one time, that they read mail
    /// at the address they gave.
    pub confirm_new_clients: bool,
    /// How long a slot is kept while a form is filled in.
    pub hold_minutes: u32,
    /// Whether buffers, too, must lie inside open time (R7).
    pub buffers_within_hours: bool,
}

/// `[mail]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailPolicy {
    /// How many hours before the start a reminder goes out, the earliest first; none: no reminders.
    pub reminder_hours: Vec<u16>,
    /// When nobody is reminded, on the practice's wall clock; none: at no time.
    pub quiet_hours: Option<ClockRange>,
}

/// `[retention]`: years, each from the last date on which it was of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetentionPolicy {
    /// A health record, from the client's last visit.
    pub records_years: u16,
    /// Names, addresses and words in a booking, from its end.
    pub contact_years: u16,
    /// What was booked and at which price, from its end.
    pub accounts_years: u16,
}

/// A link of the header.
#[derive(Clone, Debug, Serialize)]
pub struct NavLink {
    /// Its words.
    pub title: String,
    /// Where it leads: an address of this site.
    pub address: String,
}
