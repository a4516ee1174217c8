//! What is said to whom: plain facts, one variant for each kind of mail.

use std::ops::RangeInclusive;

use jiff::Timestamp;
use jiff::civil::Date;

/// A massage at a time.
#[derive(Clone)]
pub struct Session {
    /// The service's title.
    pub service: String,
    /// When it starts.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// Who gives it, by name; may be empty.
    pub therapist: String,
    /// Where within the practice, as it is said: "Quiet room"; may be empty.
    pub room: String,
    /// What it costs, as a client reads it: "$95".
    pub price: String,
}

/// A booking, as mail and calendars tell of it.
#[derive(Clone)]
pub struct Appointment {
    /// What was booked.
    pub session: Session,
    /// The booking's id; calendars know the appointment by it for life.
    pub id: String,
    /// What of the id is said on the phone.
    pub reference: String,
    /// Whether it takes place.
    pub standing: Standing,
    /// How often it has been moved or cancelled: a calendar believes the highest.
    pub sequence: u32,
    /// When it was last changed.
    pub stamp: Timestamp,
    /// The whole URL of its page, where the client sees, moves or cancels it.
    pub link: String,
    /// The whole URL of its health form; empty where there is none to fill in.
    pub intake: String,
}

/// Whether an appointment takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The practice has not decided.
    Tentative,
    /// It takes place.
    Confirmed,
    /// It does not.
    Cancelled,
}

/// Who called an appointment off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The client.
    Client,
    /// The practice.
    Practice,
}

/// What a therapist's copy tells of.
#[derive(Clone)]
pub enum News {
    /// A booking that takes place.
    New,
    /// A request to decide on, at this URL.
    Request {
        /// The whole URL of the page to decide on.
        decide: String,
    },
    /// A booking to look at on the desk, at this URL, before the visit. Why is said there alone.
    Review {
        /// The whole URL of the desk.
        desk: String,
    },
    /// A booking that now starts at another time.
    Moved {
        /// When it would have started.
        from: Timestamp,
    },
    /// A booking that somebody else gives now.
    Relieved,
    /// A booking that does not take place.
    Cancelled,
}

/// A mail's content. It has no `Debug`: it holds a name and links.
#[derive(Clone)]
pub enum Letter {
    /// A request came in; the practice will decide, on each of a weekly series by itself.
    Received {
        /// What was asked for; of a series, the first.
        appointment: Appointment,
        /// The others of a series, in order.
        more: Vec<Appointment>,
    },
    /// It takes place; of a weekly series, every appointment.
    Confirmed {
        /// The first.
        appointment: Appointment,
        /// The others of a series, in order.
        more: Vec<Appointment>,
    },
    /// It takes place at another time.
    Moved {
        /// When it would have started.
        from: Timestamp,
        /// As it is now.
        appointment: Appointment,
    },
    /// It does not take place.
    Cancelled {
        /// Who called it off.
        by: By,
        /// As it was.
        appointment: Appointment,
    },
    /// The practice could not take the request.
    Declined {
        /// What was asked for.
        appointment: Appointment,
    },
    /// It is soon.
    Reminder {
        /// What is soon.
        appointment: Appointment,
    },
    /// A time has become free for somebody who waits.
    Offer {
        /// The time.
        session: Session,
        /// Until when it is kept for them.
        kept_until: Timestamp,
        /// The whole URL of the page to book it on.
        link: String,
        /// The whole URL of the page to leave the waiting list on.
        leave: String,
    },
    /// Somebody is on the waiting list.
    Waiting {
        /// The service's title.
        service: String,
        /// The dates they named, both included.
        dates: Option<RangeInclusive<Date>>,
        /// The whole URL of the page to leave it on.
        leave: String,
    },
    /// Whoever reads this is asked whether the address is theirs. It names nobody: the address may
    /// be somebody else's.
    Prove {
        /// What was asked for with it.
        session: Session,
        /// Until when the time is kept.
        kept_until: Timestamp,
        /// The whole URL of the page to confirm on.
        link: String,
    },
    /// A staff member asked for a link to sign in at the desk. It names nobody.
    SignIn {
        /// The whole URL of the page to sign in on.
        link: String,
        /// Until when it works.
        ends: Timestamp,
    },
    /// The therapist's copy: the client's name and the appointment, no contact, no note.
    Staff {
        /// What happened.
        news: News,
        /// The client's full name.
        client: String,
        /// The appointment. Its link is not shown: that is the client's own.
        appointment: Appointment,
        /// The others of a series that is booked, in order.
        more: Vec<Appointment>,
        /// The whole URL of the therapist's own calendar; empty where there is none.
        feed: String,
    },
}

impl Letter {
    /// The kind, which names the templates: `mail/confirmed.html`, `mail/confirmed.txt`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Received { .. } => "received",
            Self::Confirmed { .. } => "confirmed",
            Self::Moved { .. } => "moved",
            Self::Cancelled { .. } => "cancelled",
            Self::Declined { .. } => "declined",
            Self::Reminder { .. } => "reminder",
            Self::Offer { .. } => "offer",
            Self::Waiting { .. } => "waiting",
            Self::Prove { .. } => "prove",
            Self::SignIn { .. } => "sign-in",
            Self::Staff { .. } => "staff",
        }
    }
}
