//! Staff who asked for a link to sign in with.

use jiff::Timestamp;
use practice::booking::Email;

use super::{Kept, Notify, dropped};
use crate::desk::{desk_origin, link_address};
use crate::mail::Letter;
use crate::secret::Purpose;
use crate::store::{Promise, StaffId, StoreError};

impl Notify {
    /// Sends a staff member the link they asked for. The table never holds it: it is made anew.
    pub(super) async fn send_link(
        &self,
        promise: &Promise,
        staff: StaffId,
        ends: Timestamp,
    ) -> Result<Kept, StoreError> {
        if self.app.now() >= ends {
            return Ok(dropped("the link has ended"));
        }
        let staff = self.app.store.staff(staff).await?;
        let Some(staff) = staff.filter(|staff| staff.is_open()) else {
            return Ok(dropped("the account is closed"));
        };
        let token = self.app.secret.token(Purpose::SignIn, &promise.booking);
        let path = link_address(&token.ok_or(StoreError::Broken)?);
        let letter = Letter::SignIn {
            link: format!("{}{path}", desk_origin(&self.app)),
            ends,
        };
        let email = Email::parse(&staff.account.email).ok();
        let whom = email.map(|email| (Some(staff.account.name.clone()), email));
        let published = self.app.published();
        Ok(self.send(&published, promise, whom, &letter).await)
    }
}
