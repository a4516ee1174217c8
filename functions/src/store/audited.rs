//! The audit read back: what was done to clients' records, by day, and of one client.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;
use tokio::task::JoinSet;

use super::audit::Actor;
use super::retry::until_answered;
use super::rows::readable;
use super::{Store, StoreError, keys};

/// How many days are read at once.
const AT_ONCE: usize = 16;

/// Something that was done to a client's record: ids and words of ours.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Audited {
    /// Later ones have greater ids, but within a millisecond.
    #[serde(rename = "sk")]
    pub(crate) id: String,
    pub(crate) at: Timestamp,
    pub(crate) actor: Actor,
    /// `read`, `write`, `export`.
    pub(crate) action: String,
    /// What of the record, in a word; may be empty.
    #[serde(default)]
    pub(crate) what: String,
    /// Empty where it is no one client's.
    #[serde(default)]
    pub(crate) client: String,
    /// Which form or note; may be empty.
    #[serde(default)]
    pub(crate) item: String,
    /// The booking whose form it is; empty elsewhere.
    #[serde(default)]
    pub(crate) intake: String,
}

impl Store {
    /// What was done to records in a stretch of time, the first first.
    pub(crate) async fn audited(
        &self,
        during: &Range<Timestamp>,
    ) -> Result<Vec<Audited>, StoreError> {
        self.audited_if(during, Audited::is_of_a_record).await
    }

    /// What was done to the records of these clients in a stretch of time, the first first. It
    /// reads every day of it.
    pub(crate) async fn audited_of(
        &self,
        clients: &BTreeSet<String>,
        during: &Range<Timestamp>,
    ) -> Result<Vec<Audited>, StoreError> {
        let clients = clients.clone();
        self.audited_if(during, move |row| clients.contains(&row.client))
            .await
    }

    async fn audited_if(
        &self,
        during: &Range<Timestamp>,
        is_wanted: impl Fn(&Audited) -> bool + Clone + Send + 'static,
    ) -> Result<Vec<Audited>, StoreError> {
        let mut found = Vec::new();
        for dates in dates_of(during).chunks(AT_ONCE) {
            let mut days = JoinSet::new();
            for date in dates {
                let (store, is_wanted) = (self.clone(), is_wanted.clone());
                let partition = keys::audit_of(*date);
                days.spawn(async move {
                    let rows = until_answered(|| store.all_rows(&partition, "")).await?;
                    let rows = rows.into_iter().filter_map(readable::<Audited>);
                    Ok::<_, StoreError>(rows.filter(is_wanted).collect::<Vec<_>>())
                });
            }
            while let Some(day) = days.join_next().await {
                found.extend(day.map_err(|_| StoreError::Broken)??);
            }
        }
        found.retain(|row| during.contains(&row.at));
        found.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
        Ok(found)
    }
}

impl Audited {
    /// Whether it is about what is known of clients: of one, or of many at once.
    fn is_of_a_record(&self) -> bool {
        !self.client.is_empty() || ["export", "send-intake"].contains(&self.action.as_str())
    }
}

/// The UTC dates that a stretch of time touches.
fn dates_of(during: &Range<Timestamp>) -> Vec<Date> {
    let date = |at: Timestamp| TimeZone::UTC.to_datetime(at).date();
    let last = date(during.end);
    let days = date(during.start).series(jiff::Span::new().days(1));
    days.take_while(|date| *date <= last).collect()
}

#[cfg(test)]
mod tests {
    use super::dates_of;

    #[test]
    fn a_local_day_touches_two_utc_dates() {
        let at = |text: &str| text.parse().expect("an instant");
        let day = at("2026-12-01T00:00:00-05:00")..at("2026-12-02T00:00:00-05:00");
        let dates: Vec<_> = dates_of(&day).iter().map(ToString::to_string).collect();
        assert_eq!(dates, ["2026-12-01", "2026-12-02"]);
    }
}
