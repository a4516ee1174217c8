//! What the page of a booking shows, in words: where it stands, what comes next, what can be done.

use jiff::Timestamp;
use practice::Catalogue;
use practice::availability::{client_may_change, client_may_change_until};
use practice::booking::Status;
use practice::catalogue::Practice;
use serde::Serialize;

use super::booked_view::BookedView;
use super::own_change::until;
use crate::answer::PageFacts;
use crate::booking::address;
use crate::booking::api::json::calendar_address;
use crate::booking::when;
use crate::intake::form_address;
use crate::link::manage_address;
use crate::request::Fields;
use crate::store::Booking;

/// What a client has just done to it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::booking) enum Done {
    Moved,
    Cancelled,
}

#[derive(Serialize)]
pub(in crate::booking) struct ManagePage<'a> {
    page: PageFacts,
    heading: &'static str,
    /// What its client has to do first, or was to.
    step: Option<String>,
    /// Whose doing it is that it does not take place, and that nothing is left to do.
    fate: &'static str,
    notice: Option<&'static str>,
    booking: BookedView<'a>,
    next: Vec<String>,
    change: Option<ChangeView>,
    /// Where its time can be written into a calendar.
    calendar: Option<String>,
    /// Where its health form is filled in.
    intake: Option<String>,
    /// Where the same can be booked again.
    again: Option<String>,
    series: SeriesView,
}

/// What can still be changed of it.
#[derive(Serialize)]
struct ChangeView {
    /// Until when, on the practice's clock; empty if it was too late as soon as it was booked.
    until: String,
    /// None: it is too late.
    ways: Option<WaysView>,
}

/// Where it is changed.
#[derive(Serialize)]
struct WaysView {
    move_address: String,
    cancel_address: String,
}

/// The other appointments of a weekly series.
#[derive(Default, Serialize)]
pub(in crate::booking) struct SeriesView {
    first: Option<OtherView>,
    later: Vec<OtherView>,
}

/// One of them, as a link.
#[derive(Serialize)]
struct OtherView {
    when: String,
    address: String,
    /// What became of it, where it does not take place.
    fate: &'static str,
}

impl Done {
    /// Reads `done`; what is not known is nothing.
    pub(in crate::booking) fn read(fields: &Fields) -> Option<Self> {
        let known = [Self::Moved, Self::Cancelled].into_iter();
        let mut said = known.filter(|done| done.as_str() == fields.get("done"));
        said.next()
    }

    pub(in crate::booking) fn as_str(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Cancelled => "cancelled",
        }
    }
}

impl<'a> ManagePage<'a> {
    pub(in crate::booking) fn of(
        booking: &'a Booking,
        catalogue: &'a Catalogue,
        token: &str,
        now: Timestamp,
    ) -> Self {
        let practice = &catalogue.practice;
        let is_to_come = booking.status.may_become(Status::Cancelled) && now < booking.start;
        let is_over = !booking.is_active() || now >= booking.end;
        let heading = heading(booking, now);
        Self {
            page: PageFacts {
                title: heading.to_owned(),
                description: "Your appointment: when, where, with whom.",
                address: "/booking/",
            },
            heading,
            step: step(booking, practice, now).filter(|_| is_to_come),
            fate: fate(booking),
            notice: None,
            next: if is_to_come {
                next(booking, practice, now)
            } else {
                Vec::new()
            },
            change: is_to_come.then(|| ChangeView::of(booking, practice, token, now)),
            calendar: is_to_come.then(|| calendar_address(token)),
            intake: form_address(booking, token, catalogue, now).filter(|_| is_to_come),
            again: is_over.then(|| again(booking, catalogue)),
            series: SeriesView::default(),
            booking: BookedView::of(booking, catalogue),
        }
    }

    /// Says what has just been done, if it was done to this booking.
    pub(in crate::booking) fn after(mut self, done: Option<Done>, booking: &Booking) -> Self {
        let cancelled = booking.status == Status::Cancelled;
        self.notice = match done {
            Some(Done::Moved) if self.change.is_some() => Some(
                "We have moved it. If the old time is in your calendar, add it again: that replaces it.",
            ),
            Some(Done::Cancelled) if cancelled => {
                Some("We have cancelled it. You need do nothing else.")
            }
            _ => None,
        };
        self
    }

    pub(in crate::booking) fn with_series(mut self, series: SeriesView) -> Self {
        self.series = series;
        self
    }
}

impl ChangeView {
    fn of(booking: &Booking, practice: &Practice, token: &str, now: Timestamp) -> Self {
        let alone = client_may_change(booking.start, &practice.booking, now);
        let never = booking.made_at > client_may_change_until(booking.start, &practice.booking);
        Self {
            until: if never {
                String::new()
            } else {
                until(booking, practice)
            },
            ways: alone.then(|| WaysView {
                move_address: address::move_times(token),
                cancel_address: address::cancel(token),
            }),
        }
    }
}

impl SeriesView {
    pub(in crate::booking) fn add_later(
        &mut self,
        booking: &Booking,
        token: &str,
        practice: &Practice,
    ) {
        self.later.push(OtherView::of(booking, token, practice));
    }

    pub(in crate::booking) fn set_first(
        &mut self,
        booking: &Booking,
        token: &str,
        practice: &Practice,
    ) {
        self.first = Some(OtherView::of(booking, token, practice));
    }
}

impl OtherView {
    fn of(booking: &Booking, token: &str, practice: &Practice) -> Self {
        Self {
            when: when::day_at(booking.start, practice),
            address: manage_address(token),
            fate: match booking.status {
                Status::Pending => "requested",
                Status::Cancelled => "cancelled",
                Status::Declined => "declined",
                Status::NoShow => "missed",
                Status::Confirmed | Status::Completed => "",
            },
        }
    }
}

fn heading(booking: &Booking, now: Timestamp) -> &'static str {
    match booking.status {
        Status::Pending if now >= booking.start => "This request was not decided in time",
        Status::Pending if booking.awaits_proof() => "One more step",
        Status::Pending => "We have your request",
        Status::Confirmed if now >= booking.end => "This appointment is over",
        Status::Confirmed => "Your massage is booked",
        Status::Completed => "This massage has taken place",
        Status::NoShow => "This massage was missed",
        Status::Cancelled if booking.called_off => "We had to cancel this massage",
        Status::Cancelled => "This booking was cancelled",
        Status::Declined => "We could not take this booking",
    }
}

fn fate(booking: &Booking) -> &'static str {
    match booking.status {
        Status::Cancelled if booking.called_off => {
            "It was the practice that cancelled it, not you. You need do nothing; we are sorry."
        }
        Status::Declined => {
            "It was the practice that declined it. You need do nothing; we are sorry."
        }
        Status::Pending
        | Status::Confirmed
        | Status::Completed
        | Status::NoShow
        | Status::Cancelled => "",
    }
}

fn next(booking: &Booking, practice: &Practice, now: Timestamp) -> Vec<String> {
    if let Some(prove_by) = booking.prove_by.filter(|_| booking.awaits_proof()) {
        let junk = "If the message does not come, look among your junk mail, or call us.";
        let in_time = prove_by > now;
        return in_time.then(|| junk.to_owned()).into_iter().collect();
    }
    let keep = "Keep this page: its address is the way back to your booking. The mail we send you holds it too.";
    match booking.status {
        Status::Pending => vec![
            format!(
                "{} will look at your request and decide. The time is kept for you until then.",
                practice.name
            ),
            "As soon as it is decided, we write to you.".to_owned(),
            keep.to_owned(),
        ],
        Status::Confirmed => vec![
            keep.to_owned(),
            "Come a few minutes early, in whatever you wear every day.".to_owned(),
        ],
        Status::Completed | Status::NoShow | Status::Cancelled | Status::Declined => Vec::new(),
    }
}

/// What a new client has to do, and until when; or that it is too late for it.
fn step(booking: &Booking, practice: &Practice, now: Timestamp) -> Option<String> {
    let prove_by = booking.prove_by.filter(|_| booking.awaits_proof())?;
    let until = when::clock(prove_by, practice);
    Some(if prove_by > now {
        format!(
            "We have sent a message to the email address you gave. Open the link in it and confirm your booking by {until}: the time is kept for you until then."
        )
    } else {
        format!(
            "We kept the time until {until}, and nobody confirmed it. It may still be free: you are welcome to book it again."
        )
    })
}

/// Times of the same massage, or of any if it is not offered any more.
fn again(booking: &Booking, catalogue: &Catalogue) -> String {
    let service = catalogue.service(&booking.service);
    let offered = service.is_some_and(|service| service.offer(booking.minutes).is_some());
    if offered {
        format!(
            "/booking/times?service={}&minutes={}",
            booking.service, booking.minutes
        )
    } else {
        "/book/".to_owned()
    }
}
