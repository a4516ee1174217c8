//! How long what is known of a client is kept: each kind for a time of its own, counted in years from
//! the last date on which it was of use.

use jiff::Span;
use jiff::civil::Date;

use crate::catalogue::RetentionPolicy;

/// What is kept of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Health forms, flags and notes. While they are kept, so is whose they are.
    Record,
    /// Names, addresses, phone numbers and words of bookings that are over.
    Contact,
    /// What was booked, when and at which price, without anybody's name.
    Accounts,
}

impl RetentionPolicy {
    /// The last date on which this kind is kept of what was of use last on a date.
    ///
    /// A year after 29 February ends on the 28th.
    ///
    /// # Examples
    /// ```
    /// use jiff::civil::date;
    /// use practice::catalogue::RetentionPolicy;
    /// use practice::retention::Kind;
    /// let policy = RetentionPolicy { records_years: 7, contact_years: 3, accounts_years: 7 };
    /// assert_eq!(policy.kept_until(Kind::Contact, date(2026, 11, 24)), date(2029, 11, 24));
    /// ```
    #[must_use]
    pub fn kept_until(&self, kind: Kind, last: Date) -> Date {
        let years = Span::new().years(i64::from(self.years(kind)));
        last.checked_add(years).unwrap_or(Date::MAX)
    }

    /// Whether the time of this kind has passed, today, for what was of use last on a date.
    #[must_use]
    pub fn is_over(&self, kind: Kind, last: Date, today: Date) -> bool {
        self.kept_until(kind, last) < today
    }

    /// Whether a client's whole time has passed: of a client with a record, that of the record, too.
    #[must_use]
    pub fn is_client_over(&self, last: Date, record: HasRecord, today: Date) -> bool {
        let record_over = record == HasRecord::No || self.is_over(Kind::Record, last, today);
        record_over && self.is_over(Kind::Contact, last, today)
    }

    /// For how many years this kind is kept.
    #[must_use]
    pub fn years(&self, kind: Kind) -> u16 {
        match kind {
            Kind::Record => self.records_years,
            Kind::Contact => self.contact_years,
            Kind::Accounts => self.accounts_years,
        }
    }
}

/// Whether a client has told their health story, or something was noted of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HasRecord {
    /// They have.
    Yes,
    /// They were only ever booked.
    No,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const POLICY: RetentionPolicy = RetentionPolicy {
        records_years: 7,
        contact_years: 3,
        accounts_years: 10,
    };

    #[track_caller]
    fn check(record: HasRecord, today: Date, expected: bool) {
        let over = POLICY.is_client_over(date(2026, 11, 24), record, today);
        assert_eq!(over, expected, "{record:?} on {today}");
    }

    #[test]
    fn a_client_without_a_record_is_kept_as_long_as_their_contact() {
        check(HasRecord::No, date(2029, 11, 24), false);
        check(HasRecord::No, date(2029, 11, 25), true);
    }

    #[test]
    fn a_client_with_a_record_is_kept_as_long_as_it() {
        check(HasRecord::Yes, date(2029, 11, 25), false);
        check(HasRecord::Yes, date(2033, 11, 24), false);
        check(HasRecord::Yes, date(2033, 11, 25), true);
    }

    #[test]
    fn a_record_that_may_go_sooner_than_the_contact_goes_with_it() {
        let policy = RetentionPolicy {
            records_years: 1,
            ..POLICY
        };
        let last = date(2026, 11, 24);
        assert!(!policy.is_client_over(last, HasRecord::Yes, date(2029, 11, 24)));
        assert!(policy.is_client_over(last, HasRecord::Yes, date(2029, 11, 25)));
    }

    #[test]
    fn what_began_on_a_leap_day_is_kept_until_the_28th() {
        let until = POLICY.kept_until(Kind::Contact, date(2028, 2, 29));
        assert_eq!(until, date(2031, 2, 28));
    }

    #[test]
    fn at_the_end_of_the_calendar_nothing_is_over() {
        assert_eq!(POLICY.kept_until(Kind::Accounts, Date::MAX), Date::MAX);
        assert!(!POLICY.is_over(Kind::Accounts, Date::MAX, Date::MAX));
    }
}
