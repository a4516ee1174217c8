//! The outbox: what is promised in the same transaction as the change it tells of.

use jiff::{SignedDuration, Timestamp};
use practice::availability::{Buffers, Standing};
use practice::booking::Status;
use serde::{Deserialize, Serialize};

use super::block::Block;
use super::booking::Booking;
use super::hold::Hold;
use super::keys::{self, Key};
use super::staff::StaffId;
use super::waiting::Waiting;

/// A row of the outbox: something to be done once it is due. Whoever does it claims it under a
/// lease and reads the booking again first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Promise {
    /// What to do.
    #[serde(flatten)]
    pub(crate) task: Task,
    /// Of which booking; of what is promised to somebody on the waiting list, of whom; of a link to
    /// sign in with, of which.
    pub(crate) booking: String,
    /// The version it tells of.
    pub(crate) version: u64,
    /// Not before.
    pub(crate) due: Timestamp,
    /// When it was promised.
    pub(crate) made_at: Timestamp,
    /// How often it was tried.
    #[serde(default)]
    pub(crate) tries: u32,
    /// Nobody else may try it before: milliseconds since 1970.
    #[serde(default)]
    pub(crate) leased_until_ms: i64,
    /// Who has claimed it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) lease: String,
    /// Why the last try failed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) why: String,
}

/// What is promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "task", rename_all = "kebab-case")]
pub(crate) enum Task {
    /// To tell of a change: who is to be told what is decided when it is due.
    Tell {
        /// Which change.
        news: News,
        /// Where the booking stood before: what a move or a cancel has freed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Before>,
    },
    /// To send a mail.
    Mail {
        /// To whom.
        to: Reader,
        /// What it tells of.
        news: News,
        /// The start its reader was told of last, where it has moved since.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Timestamp>,
    },
    /// To tell a therapist that somebody else gives it now.
    Relieve {
        /// Who gave it.
        therapist: String,
        /// The start they were told of last.
        start: Timestamp,
    },
    /// To remind the client, so many hours before the start.
    Remind {
        /// How many.
        hours: u16,
    },
    /// To send a new client the link by which they confirm their address. Of a weekly series, only
    /// its first booking has one. Of no use once the booking does not await that any more.
    Prove,
    /// To give up a booking that nobody has confirmed by then: [`Change::Lapse`], whatever its
    /// version is by now; it changes nothing where it need not.
    ///
    /// [`Change::Lapse`]: super::Change::Lapse
    Lapse,
    /// To tell the therapist to look at the desk before the visit; of no use once there is nothing to
    /// look at any more.
    Review,
    /// To pass on what has become free to those who wait for it.
    PassOn {
        /// What that is.
        freed: Before,
    },
    /// To write to somebody on the waiting list, by whose id the promise goes.
    Write {
        /// In which line they are.
        service: String,
        /// What about.
        news: WaitingNews,
    },
    /// To send a staff member the link to sign in with, by whose id the promise goes. Of no use once
    /// the link has ended.
    SignIn {
        /// To whom.
        staff: StaffId,
        /// When that is.
        ends: Timestamp,
    },
    /// To put whoever did not take what was kept for them back in line.
    Release {
        /// In which line they are.
        service: String,
    },
}

/// What somebody on the waiting list is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum WaitingNews {
    /// That they are on it.
    Joined,
    /// That a time is kept for them.
    Offered,
}

/// A change worth telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum News {
    /// A booking was made that the practice has still to decide on.
    Requested,
    /// A booking was made.
    Booked,
    /// The practice took a request on.
    Confirmed,
    /// The practice could not take it.
    Declined,
    /// It takes place at another time.
    Moved,
    /// It does not take place.
    Cancelled,
    /// It does not take place: the practice has called it off.
    CalledOff,
}

/// Who reads a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Reader {
    /// Who booked.
    Client,
    /// Who gives the massage.
    Therapist,
}

/// Where a booking, or what was kept for somebody, stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Before {
    pub(crate) start: Timestamp,
    pub(crate) end: Timestamp,
    #[serde(default)]
    pub(crate) buffer_before: u16,
    #[serde(default)]
    pub(crate) buffer_after: u16,
    pub(crate) therapist: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) room: Option<String>,
}

impl Promise {
    /// A promise about a booking as it now is.
    pub(crate) fn of(booking: &Booking, task: Task, due: Timestamp, now: Timestamp) -> Self {
        Self::new(&booking.id, booking.version, task, (due, now))
    }

    /// A promise about somebody on the waiting list as they now stand.
    pub(crate) fn of_waiting(
        waiting: &Waiting,
        task: Task,
        due: Timestamp,
        now: Timestamp,
    ) -> Self {
        Self::new(&waiting.id, waiting.version, task, (due, now))
    }

    /// A promise to pass on what a block has given back: one for each part of it, by number.
    pub(super) fn of_block(block: &Block, freed: Before, number: u64, now: Timestamp) -> Self {
        let version = block.version + number;
        Self::new(&block.id, version, Task::PassOn { freed }, (now, now))
    }

    /// The promise to send a staff member a link to sign in with, at once.
    pub(crate) fn sign_in(link: &str, staff: StaffId, ends: Timestamp, now: Timestamp) -> Self {
        Self::new(link, 0, Task::SignIn { staff, ends }, (now, now))
    }

    /// A promise in place of this one, to be kept at once.
    pub(crate) fn then(&self, task: Task, now: Timestamp) -> Self {
        Self::new(&self.booking, self.version, task, (now, now))
    }

    fn new(id: &str, version: u64, task: Task, (due, now): (Timestamp, Timestamp)) -> Self {
        Self {
            task,
            booking: id.to_owned(),
            version,
            due,
            made_at: now,
            tries: 0,
            leased_until_ms: 0,
            lease: String::new(),
            why: String::new(),
        }
    }

    /// The promise to tell of a change that a booking has just gone through.
    pub(crate) fn tell(
        booking: &Booking,
        news: News,
        before: Option<Before>,
        now: Timestamp,
        grace: SignedDuration,
    ) -> Self {
        Self::of(booking, Task::Tell { news, before }, now + grace, now)
    }

    /// What is promised of a booking whose client has still to confirm their address: the mail that
    /// asks them to, once for a weekly series; and that it lapses.
    pub(crate) fn to_be_proven(
        booking: &Booking,
        prove_by: Timestamp,
        now: Timestamp,
    ) -> Vec<Self> {
        let series = booking.series.as_ref();
        let is_first = series.is_none_or(|series| series.week == 0);
        let prove = is_first.then(|| Self::of(booking, Task::Prove, now, now));
        let lapse = Self::of(booking, Task::Lapse, prove_by, now);
        prove.into_iter().chain([lapse]).collect()
    }

    pub(super) fn key(&self) -> Key {
        keys::outbox(self.due, &self.booking, self.version, &self.task.kind())
    }
}

impl News {
    /// That of a booking which is made, and stands as it does.
    pub(super) fn made(booking: &Booking) -> Self {
        match booking.status {
            Status::Pending => Self::Requested,
            _ => Self::Booked,
        }
    }
}

impl Task {
    /// One word for it; with booking, version and due, it tells promises apart.
    pub(crate) fn kind(&self) -> String {
        match self {
            Self::Tell { news, .. } => format!("tell-{}", news.as_str()),
            Self::Mail { to, news, .. } => format!("{}-{}", news.as_str(), to.as_str()),
            Self::Relieve { .. } => "relieved-therapist".to_owned(),
            Self::Remind { hours } => format!("reminder-{hours}"),
            Self::Prove => "prove".to_owned(),
            Self::Lapse => "lapse".to_owned(),
            Self::Review => "review-therapist".to_owned(),
            Self::PassOn { .. } => "pass-on".to_owned(),
            Self::Write { news, .. } => format!("waiting-{}", news.as_str()),
            Self::SignIn { .. } => "sign-in".to_owned(),
            Self::Release { .. } => "release".to_owned(),
        }
    }
}

impl News {
    /// One word for it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Booked => "booked",
            Self::Confirmed => "confirmed",
            Self::Declined => "declined",
            Self::Moved => "moved",
            Self::Cancelled => "cancelled",
            Self::CalledOff => "called-off",
        }
    }
}

impl Reader {
    /// One word for them.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Therapist => "therapist",
        }
    }
}

impl WaitingNews {
    /// One word for it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Joined => "joined",
            Self::Offered => "offered",
        }
    }
}

impl Before {
    pub(super) fn of(booking: &Booking) -> Self {
        Self {
            start: booking.start,
            end: booking.end,
            buffer_before: booking.buffer_before,
            buffer_after: booking.buffer_after,
            therapist: booking.therapist.clone(),
            room: booking.room.clone(),
        }
    }

    pub(super) fn of_hold(hold: &Hold) -> Self {
        Self {
            start: hold.start,
            end: hold.end,
            buffer_before: hold.buffer_before,
            buffer_after: hold.buffer_after,
            therapist: hold.therapist.clone(),
            room: hold.room.clone(),
        }
    }

    /// The same, to be held against what is offered; none if nothing here could have stood so.
    pub(crate) fn standing(&self) -> Option<Standing> {
        let buffers = Buffers {
            before: self.buffer_before,
            after: self.buffer_after,
        };
        let (room, time) = (self.room.as_deref(), self.start..self.end);
        Standing::parse(&self.therapist, room, time, buffers)
    }
}
