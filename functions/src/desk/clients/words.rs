//! What happened when, and who did it, in words.

use std::collections::HashMap;

use jiff::Timestamp;
use practice::catalogue::Practice;
use site_gen::words;

use crate::answer::Failure;
use crate::booking::when;
use crate::desk::Desk;
use crate::store::StaffId;

/// Who signs in here, by id.
pub(in crate::desk) struct Names(HashMap<StaffId, String>);

impl Names {
    pub(in crate::desk) async fn read(desk: &Desk) -> Result<Self, Failure> {
        let staff = desk.app.store.all_staff().await?;
        let names = staff.into_iter().map(|one| (one.id, one.account.name));
        Ok(Self(names.collect()))
    }

    /// The name of whoever did it.
    pub(in crate::desk) fn of(&self, id: StaffId) -> String {
        let known = self.0.get(&id).cloned();
        known.unwrap_or_else(|| "somebody who has no account any more".to_owned())
    }
}

/// `24 November 2026 at 9:00 am`
pub(in crate::desk) fn at(at: Timestamp, practice: &Practice) -> String {
    let date = words::date(when::local_date(at, practice));
    format!(
        "{date} at {}",
        when::clock(at, practice).replace(' ', "\u{a0}")
    )
}
