//! The last step of every way in: a session, and its cookie.

use axum::response::Response;

use crate::answer::{Failure, see_other};
use crate::desk::Desk;
use crate::desk::access::{cookie, token};
use crate::store::{SignInEntry, Staff};

/// How somebody came in.
#[derive(Clone, Copy)]
pub(super) struct Way<'a> {
    /// The token of the session they had in this browser.
    pub(super) had: Option<&'a str>,
    /// The code of the link that is spent.
    pub(super) link: Option<&'a str>,
    /// One word for it.
    pub(super) how: &'static str,
}

impl Desk {
    /// Signs somebody in and leads them on; none if their link was spent meanwhile.
    pub(super) async fn let_in(
        &self,
        staff: &Staff,
        way: Way<'_>,
        to: &str,
    ) -> Result<Option<Response>, Failure> {
        let token = token::random()?;
        let had = way.had.map(token::code);
        let entry = SignInEntry {
            session: &token::code(&token),
            replaced: had.as_deref(),
            link: way.link,
            how: way.how,
        };
        let app = &self.app;
        if !app.store.sign_in(staff, entry, app.now()).await? {
            return Ok(None);
        }
        Ok(Some(cookie::set(self, see_other(to), &token)))
    }
}
