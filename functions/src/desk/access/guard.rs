//! Before every route: who asks, whether they may, and whether that is theirs.

use axum::extract::{RawPathParams, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::cookie;
use super::door::{Asks, Door, Scope, Verb};
use super::role::Role;
use super::signed_in::SignedIn;
use super::token;
use crate::answer::{Failure, see_other};
use crate::desk::Desk;
use crate::store::{StoreError, Touch};

/// One door's guard.
#[derive(Clone)]
pub(super) struct Guard {
    pub(super) desk: Desk,
    pub(super) door: &'static Door,
}

/// Why a door stays shut.
enum Shut {
    /// Nobody is signed in; perhaps somebody was.
    SignedOut,
    /// They signed in too long ago for this door.
    Again,
    Failed(Failure),
}

impl From<StoreError> for Shut {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Lets a request through, with who is signed in; or answers it.
pub(super) async fn guard(
    State(guard): State<Guard>,
    params: RawPathParams,
    mut request: Request,
    next: Next,
) -> Response {
    if guard.door.asks == Asks::Nothing {
        return next.run(request).await;
    }
    let path = request.uri().path().to_owned();
    let signed_in = match guard.who(request.headers(), &path).await {
        Ok(signed_in) => signed_in,
        Err(shut) => return guard.answer(shut, &path),
    };
    let mut response = match guard.admit(&signed_in, &params, request.headers()).await {
        Ok(()) => {
            request.extensions_mut().insert(signed_in.clone());
            next.run(request).await
        }
        Err(shut) => guard.answer(shut, &path),
    };
    response.extensions_mut().insert(signed_in);
    response
}

impl Guard {
    /// Who is signed in. A session that is used goes on.
    async fn who(&self, headers: &HeaderMap, path: &str) -> Result<SignedIn, Shut> {
        let token = cookie::read(&self.desk, headers).ok_or(Shut::SignedOut)?;
        let code = token::code(&token);
        let app = &self.desk.app;
        let session = app.store.session(&code).await?.ok_or(Shut::SignedOut)?;
        let staff = app.store.staff(session.staff).await?;
        let staff = staff.ok_or(Shut::SignedOut)?;
        let now = app.now();
        match session.touch(&staff, now) {
            Touch::Ended => return Err(Shut::SignedOut),
            Touch::GoesOn => {}
            Touch::Note => app.store.note_use(&code, now).await?,
        }
        Ok(SignedIn {
            staff: staff.into(),
            session,
            code,
            path: path.to_owned(),
        })
    }

    /// Whether they may, and whether it is theirs. What is not theirs is as if it were not there.
    async fn admit(
        &self,
        signed_in: &SignedIn,
        params: &RawPathParams,
        headers: &HeaderMap,
    ) -> Result<(), Shut> {
        let door = self.door;
        // A browser says where a form stands; with a cookie it must.
        let says = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
        if door.verb == Verb::Post && !says {
            return Err(Shut::Failed(Failure::CrossSite));
        }
        let app = &self.desk.app;
        let now = app.now();
        if !door.opens_to(signed_in.role()) || !self.is_theirs(signed_in, params).await? {
            let verb = match door.verb {
                Verb::Get => "GET",
                Verb::Post => "POST",
            };
            let refused = (verb, door.path);
            app.store
                .note_refusal(signed_in.staff.id, refused, now)
                .await?;
            return Err(Shut::Failed(Failure::NotFound));
        }
        if door.fresh && !signed_in.session.is_fresh(now) {
            return Err(Shut::Again);
        }
        Ok(())
    }

    /// Whether what the door is about is theirs; what is not there is for the handler to say.
    async fn is_theirs(
        &self,
        signed_in: &SignedIn,
        params: &RawPathParams,
    ) -> Result<bool, StoreError> {
        if signed_in.role() != Role::Therapist {
            return Ok(true);
        }
        let Some(own) = &signed_in.staff.account.therapist else {
            return Ok(self.door.scope == Scope::Any);
        };
        let named = |name| params.iter().find(|(known, _)| *known == name);
        let store = &self.desk.app.store;
        match self.door.scope {
            Scope::Any => Ok(true),
            Scope::Client => match named("client") {
                Some((_, client)) => store.is_client_of(client, own).await,
                None => Ok(false),
            },
            Scope::Booking => match named("booking") {
                Some((_, id)) => {
                    let booking = store.booking(id).await?;
                    Ok(booking.is_some_and(|booking| booking.therapist == *own))
                }
                None => Ok(false),
            },
        }
    }

    fn answer(&self, shut: Shut, path: &str) -> Response {
        match shut {
            Shut::Failed(failure) => failure.into_response(),
            Shut::SignedOut | Shut::Again if self.door.is_for_programs() => {
                Failure::SignedOut.into_response()
            }
            Shut::SignedOut => see_other("/desk/sign-in"),
            Shut::Again => see_other(&super::sign_in::again_address(path)),
        }
    }
}
