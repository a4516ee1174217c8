//! Who is signed in: what every handler of the desk takes.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::role::{Right, Role};
use crate::answer::Failure;
use crate::store::{Actor, Session, Staff, StaffId};

/// A staff member who is signed in. Only a door's guard makes one.
#[derive(Clone)]
pub(crate) struct SignedIn {
    pub(crate) staff: Arc<Staff>,
    pub(crate) session: Session,
    /// Under which the session is kept.
    pub(super) code: String,
    /// What they asked for.
    pub(crate) path: String,
}

impl SignedIn {
    pub(crate) fn id(&self) -> StaffId {
        self.staff.id
    }

    pub(crate) fn role(&self) -> Role {
        self.staff.account.role
    }

    #[allow(dead_code, reason = "pages show what their reader may do")]
    pub(crate) fn may(&self, right: Right) -> bool {
        self.role().may(right)
    }

    /// The same, on no page that the frame knows.
    pub(crate) fn nowhere(&self) -> Self {
        Self {
            path: String::new(),
            ..self.clone()
        }
    }

    /// As the audit knows them.
    pub(crate) fn actor(&self) -> Actor {
        Actor::Staff(self.staff.id)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Failure;

    /// A handler that stands behind an open door gets nobody.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let signed_in = parts.extensions.get().cloned();
        signed_in.ok_or_else(|| {
            tracing::error!("A route that wants somebody signed in stands behind an open door");
            Failure::Broken
        })
    }
}
