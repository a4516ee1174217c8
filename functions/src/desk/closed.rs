//! The desk where it is deployed, until it is asked for something: then its key is fetched, once.
//!
//! Not when it starts: Lambda starts a desk in milliseconds, and KMS answers in tens of them. The
//! first who asks waits for it; and where the key cannot be had, each who asks is told so.

use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use tokio::sync::OnceCell;
use tower::ServiceExt as _;

use super::{Desk, refusals, router};
use crate::App;
use crate::answer::Failure;
use crate::sealing::{Keeper, KeeperError, KeyId, KmsError, PracticeKey};
use crate::store::StoreError;

/// A desk whose key is still with its keeper.
pub struct ClosedDesk {
    app: App,
    keeper: Keeper,
    open: OnceCell<Router>,
}

/// Why it stays closed.
#[derive(Debug)]
enum NotOpened {
    Keeper(KeeperError),
    Store(StoreError),
    /// Clients' keys are sealed to a practice key that this one does not hold.
    Foreign(KeyId),
}

impl ClosedDesk {
    /// The desk of a practice, whose key this one keeps.
    #[must_use]
    pub fn new(app: App, keeper: Keeper) -> Self {
        Self {
            app,
            keeper,
            open: OnceCell::new(),
        }
    }

    /// Every address of the desk, which opens at the first request.
    pub fn router(self) -> Router {
        let desk = Arc::new(self);
        Router::new().fallback(async move |request: Request| desk.answer(request).await)
    }

    async fn answer(&self, request: Request) -> Response {
        match self.open.get_or_try_init(|| self.open()).await {
            Ok(router) => {
                let answered = router.clone().oneshot(request).await;
                answered.unwrap_or_else(|never| match never {})
            }
            Err(why) => {
                tracing::error!("The desk cannot be opened: {why}");
                let failure = why.as_failure();
                if request.uri().path().starts_with("/api/") {
                    failure.into_response()
                } else {
                    refusals::page(&self.app.published(), &failure)
                }
            }
        }
    }

    async fn open(&self) -> Result<Router, NotOpened> {
        let key = self.keeper.open().await.map_err(NotOpened::Keeper)?;
        refuse_foreign(&self.app, &key).await?;
        Ok(router(Desk::new(self.app.clone(), Arc::new(key))))
    }
}

/// Another practice's key would open nothing: found out before somebody needs a record.
async fn refuse_foreign(app: &App, key: &PracticeKey) -> Result<(), NotOpened> {
    let in_use = app.store.some_practice_keys_in_use().await;
    let in_use = in_use.map_err(NotOpened::Store)?;
    match in_use.into_iter().find(|id| !key.holds(id)) {
        None => Ok(()),
        Some(id) => Err(NotOpened::Foreign(id)),
    }
}

impl NotOpened {
    /// What whoever asks is told.
    fn as_failure(&self) -> Failure {
        match self {
            Self::Keeper(KeeperError::Kms(KmsError::Busy)) | Self::Store(StoreError::Busy) => {
                Failure::Busy
            }
            _ => Failure::Broken,
        }
    }
}

impl fmt::Display for NotOpened {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Keeper(error) => error.fmt(formatter),
            Self::Store(error) => error.fmt(formatter),
            Self::Foreign(wanted) => write!(
                formatter,
                "records are sealed to the practice key {wanted}, which KNEAD_PRACTICE_KEY does not \
                 hold: wrap the key file that holds it: knead keys wrap"
            ),
        }
    }
}
