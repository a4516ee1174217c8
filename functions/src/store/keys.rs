//! The table's keys. `#` parts them, and never comes from outside: ids are ours.
//!
//! In the cloud a function's role may touch partitions by how their keys begin, and no sort keys: so
//! what one function may read and another may not stands in partitions of different letters.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use jiff::civil::Date;
use practice::availability::Resource;

use super::staff::StaffId;
use super::waiting::Place;

/// The partition of the directory of clients.
pub(super) const DIRECTORY: &str = "N#clients";
/// The partition of erasures: what is under way, and the proofs of what is done.
pub(super) const ERASURES: &str = "N#erasures";
/// The partition of bookings that belong to nobody any more, by when they were.
pub(super) const ACCOUNTS: &str = "N#accounts";
/// The partition of how far the daily walk has come.
const WALK: &str = "N#retention";
/// The partition of the mark that the tables are being filled from a copy.
const RESTORING: &str = "N#restore";
/// How a client's bookings' sort keys begin.
const FILED_PREFIX: &str = "BOOKING#";

/// How the sort keys of what a client has saved of a form begin.
pub(super) const DRAFT_PREFIX: &str = "DRAFT#";

/// How the sort keys of signed forms begin.
pub(super) const SUBMISSION_PREFIX: &str = "INTAKE#";
/// How the sort keys of therapists' notes begin.
pub(super) const NOTE_PREFIX: &str = "NOTE#";

/// Partition and sort key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) partition: String,
    pub(super) sort: String,
}

/// How the partitions of wrapped keys begin.
const WRAPPED_KEYS: &str = "K#";

/// How many partitions the outbox is spread over.
const OUTBOX_SHARDS: u8 = 4;

/// The partition of all blocks.
pub(super) const BLOCKS: &str = "N#blocks";

/// A resource's busy time on a local date.
pub(super) fn day(resource: &Resource, date: Date) -> Key {
    Key {
        partition: format!("D#{resource}#{date}"),
        sort: "D".to_owned(),
    }
}

/// A booking.
pub(super) fn booking(id: &str) -> Key {
    Key {
        partition: format!("B#{id}"),
        sort: "B".to_owned(),
    }
}

/// How far the form of a booking is.
pub(super) fn intake(booking: &str) -> Key {
    Key {
        partition: format!("I#{booking}"),
        sort: "INTAKE".to_owned(),
    }
}

/// A section of a form as its client has saved it. It stands apart from the booking, since whoever
/// can make a booking's link could open it.
pub(super) fn draft(booking: &str, section: &str) -> Key {
    Key {
        partition: format!("H#{booking}"),
        sort: format!("{DRAFT_PREFIX}{section}"),
    }
}

/// A form that a client has signed.
pub(super) fn submission(client: &str, id: &str) -> Key {
    Key {
        partition: record(client),
        sort: format!("{SUBMISSION_PREFIX}{id}"),
    }
}

/// What a therapist wrote of a client.
pub(super) fn note(client: &str, id: &str) -> Key {
    Key {
        partition: record(client),
        sort: format!("NOTE#{id}"),
    }
}

/// That the flags of a submission were seen.
pub(super) fn acknowledgement(client: &str, submission: &str) -> Key {
    Key {
        partition: record(client),
        sort: format!("ACK#{submission}"),
    }
}

/// The submission whose acknowledgement has this sort key.
pub(super) fn acknowledged_in(sort: &str) -> Option<&str> {
    sort.strip_prefix("ACK#")
}

/// That somebody was found to be the same as a client.
pub(super) fn double(client: &str, double: &str) -> Key {
    Key {
        partition: format!("F#{client}"),
        sort: format!("DOUBLE#{double}"),
    }
}

/// What was changed, by when.
pub(super) fn audit(at: Timestamp, id: &str) -> Key {
    Key {
        partition: audit_of(jiff::tz::TimeZone::UTC.to_datetime(at).date()),
        sort: id.to_owned(),
    }
}

/// The partition of what was changed on a UTC date.
pub(super) fn audit_of(date: Date) -> String {
    format!("L#{date}")
}

/// A promise to be kept, by when it is due.
pub(super) fn outbox(due: Timestamp, booking: &str, version: u64, kind: &str) -> Key {
    let shard = booking.bytes().fold(0_u8, u8::wrapping_add) % OUTBOX_SHARDS;
    Key {
        partition: format!("O#{shard}"),
        sort: format!("{}#{booking}#{version}#{kind}", in_order(due)),
    }
}

/// What is remembered of a contact, by the code of its address.
pub(super) fn contact(code: &str) -> Key {
    Key {
        partition: format!("M#{code}"),
        sort: "M".to_owned(),
    }
}

/// How often was asked within a scope, by the code of the one who asked, since the start of a window.
pub(super) fn count(scope: &str, code: &str, since: Timestamp) -> Key {
    Key {
        partition: format!("R#{scope}:{code}#{since}"),
        sort: "R".to_owned(),
    }
}

/// A client: who they are, and nothing of their health.
pub(super) fn client(id: &str) -> Key {
    Key {
        partition: format!("F#{id}"),
        sort: "PROFILE".to_owned(),
    }
}

/// One of a client's bookings.
pub(super) fn filed(client: &str, booking: &str) -> Key {
    Key {
        partition: format!("F#{client}"),
        sort: format!("{FILED_PREFIX}{booking}"),
    }
}

/// The partition of a client's bookings, and how their sort keys begin.
pub(super) fn filed_under(client: &str) -> (String, &'static str) {
    (format!("F#{client}"), FILED_PREFIX)
}

/// A client's line in the directory: by name, as names are folded.
pub(super) fn listed(folded: &str, client: &str) -> Key {
    Key {
        partition: DIRECTORY.to_owned(),
        sort: format!("{folded}#{client}"),
    }
}

/// An erasure, under way or done.
pub(super) fn erasure(id: &str) -> Key {
    Key {
        partition: ERASURES.to_owned(),
        sort: id.to_owned(),
    }
}

/// A booking that belongs to nobody any more.
pub(super) fn account(start: Timestamp, booking: &str) -> Key {
    Key {
        partition: ACCOUNTS.to_owned(),
        sort: format!("{}#{booking}", in_order(start)),
    }
}

/// How far the daily walk through the directory has come.
pub(super) fn walk() -> Key {
    Key {
        partition: WALK.to_owned(),
        sort: "WALK".to_owned(),
    }
}

/// That the tables are being filled from a copy.
pub(super) fn restoring() -> Key {
    Key {
        partition: RESTORING.to_owned(),
        sort: "RESTORE".to_owned(),
    }
}

/// Whether what stands in this partition has to last. Sessions, links that work once and counts
/// end by themselves; the daily walk may begin anew.
pub(super) fn is_to_last(partition: &str) -> bool {
    let ends = ["S#", "R#"].iter().any(|kind| partition.starts_with(kind));
    !ends && partition != WALK && partition != RESTORING
}

/// Every partition of the outbox.
pub(super) fn outbox_partitions() -> impl Iterator<Item = String> {
    (0..OUTBOX_SHARDS).map(|shard| format!("O#{shard}"))
}

/// What became of a promise, by when it ended.
pub(super) fn ledger(at: Timestamp, booking: &str, version: u64, kind: &str) -> Key {
    let date = jiff::tz::TimeZone::UTC.to_datetime(at).date();
    Key {
        partition: ledger_partition(date),
        sort: format!("{}#{booking}#{version}#{kind}", in_order(at)),
    }
}

/// What ended on a UTC date.
pub(super) fn ledger_partition(date: Date) -> String {
    format!("Q#{date}")
}

/// What a reader was told last about a booking.
pub(super) fn told(booking: &str, reader: &str) -> Key {
    Key {
        partition: format!("B#{booking}"),
        sort: format!("TOLD#{reader}"),
    }
}

/// How the keys of what readers were told about a booking begin.
pub(super) fn told_of(booking: &str) -> Key {
    told(booking, "")
}

/// Somebody on the waiting list, in the line for a service.
pub(super) fn waiting(place: &Place) -> Key {
    Key {
        partition: format!("W#{}", place.service),
        sort: place.id.clone(),
    }
}

/// The line for a service: how many ever joined it.
pub(super) fn line(service: &str) -> Key {
    Key {
        partition: format!("W#{service}"),
        sort: "LINE".to_owned(),
    }
}

/// A staff member's account.
pub(super) fn staff(id: StaffId) -> Key {
    Key {
        partition: format!("U#{id}"),
        sort: "STAFF".to_owned(),
    }
}

/// A staff member's passkey, by the name its device gave it.
pub(super) fn passkey(id: StaffId, credential: &str) -> Key {
    Key {
        partition: format!("U#{id}"),
        sort: format!("{PASSKEY_PREFIX}{credential}"),
    }
}

/// With what the sort keys of passkeys begin.
pub(super) const PASSKEY_PREFIX: &str = "PASSKEY#";

/// Whose account has an address, by its code.
pub(super) fn staff_address(code: &str) -> Key {
    Key {
        partition: format!("U@{code}"),
        sort: "STAFF".to_owned(),
    }
}

/// Who has an account.
pub(super) fn roster() -> Key {
    Key {
        partition: "N#staff".to_owned(),
        sort: "ROSTER".to_owned(),
    }
}

/// What is known by a token's code alone, and ends: a session, a link that works once, a ceremony.
pub(super) fn ending(code: &str) -> Key {
    Key {
        partition: format!("S#{code}"),
        sort: "S".to_owned(),
    }
}

/// The public half of a client's key.
pub(super) fn client_public(client: &str) -> Key {
    Key {
        partition: format!("P#{client}"),
        sort: "KEY".to_owned(),
    }
}

/// When a client last signed a form.
pub(super) fn signed(client: &str) -> Key {
    Key {
        partition: format!("P#{client}"),
        sort: "SIGNED".to_owned(),
    }
}

/// To whom a double leads.
pub(super) fn led(double: &str) -> Key {
    Key {
        partition: format!("P#{double}"),
        sort: "LED".to_owned(),
    }
}

/// The partition of a client's record: what of it may be read by the desk alone.
pub(super) fn record(client: &str) -> String {
    format!("C#{client}")
}

/// The wrapped private half of a client's key, in the table of keys.
pub(super) fn wrapped_key(client: &str) -> Key {
    Key {
        partition: format!("{WRAPPED_KEYS}{client}"),
        sort: "K".to_owned(),
    }
}

/// The client whose wrapped key stands in this partition of the table of keys.
pub(super) fn client_of_wrapped_key(partition: &str) -> Option<&str> {
    partition.strip_prefix(WRAPPED_KEYS)
}

/// A block; all of them stand together, by when they end, which their ids begin with.
pub(super) fn block(id: &str) -> Key {
    Key {
        partition: BLOCKS.to_owned(),
        sort: id.to_owned(),
    }
}

/// An instant of one length, so that instants sort as texts do.
pub(super) fn in_order(at: Timestamp) -> String {
    format!("{at:.3}")
}

impl Key {
    /// The key of an item; none if it has none.
    pub(super) fn of(item: &HashMap<String, AttributeValue>) -> Option<Self> {
        let text = |name: &str| item.get(name)?.as_s().ok().cloned();
        Some(Self {
            partition: text("pk")?,
            sort: text("sk")?,
        })
    }

    pub(super) fn attributes(&self) -> HashMap<String, AttributeValue> {
        HashMap::from([
            ("pk".to_owned(), AttributeValue::S(self.partition.clone())),
            ("sk".to_owned(), AttributeValue::S(self.sort.clone())),
        ])
    }
}
