//! Signing in with a passkey: one press, no address to type. The device says whose it is.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Request};
use axum::response::{IntoResponse as _, Response};
use webauthn_rs::prelude::{DiscoverableAuthentication, Passkey, PublicKeyCredential};

use super::entry::Way;
use crate::answer::Failure;
use crate::desk::Desk;
use crate::desk::access::ceremony::{begun, malformed};
use crate::desk::access::{cookie, token};
use crate::limits::Effort;
use crate::request::{Encoding, Network, read_fields, read_no_fields};
use crate::store::{KeptPasskey, Staff, StaffId};

/// `POST /api/desk/sign-in/passkey/begin`
pub(super) async fn begin(
    State(desk): State<Desk>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    read_no_fields(request, Encoding::Json).await?;
    desk.app.admit(network, Effort::None).await?;
    let passkeys = desk.passkeys.as_ref().ok_or(Failure::NotFound)?;
    let started = passkeys.start_discoverable_authentication();
    let (options, state) = started.map_err(|_| Failure::Broken)?;
    let ceremony = desk.keep_ceremony(&state, None).await?;
    begun(&ceremony, &options)
}

/// `POST /api/desk/sign-in/passkey`
pub(super) async fn finish(
    State(desk): State<Desk>,
    network: Option<Network>,
    headers: HeaderMap,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let fields = read_fields(request, Encoding::Json).await?;
    fields.only(&["ceremony", "credential"])?;
    desk.app.admit(network, Effort::None).await?;
    let answer: PublicKeyCredential =
        serde_json::from_str(fields.get("credential")).map_err(|_| malformed())?;
    let (state, _) = desk.take_ceremony(fields.get("ceremony")).await?;
    let staff = desk.staff_of_passkey(&answer, state).await?;
    let staff = staff.ok_or(Failure::SignedOut)?;
    let had = cookie::read(&desk, &headers);
    let way = Way {
        had: had.as_deref(),
        link: None,
        how: "passkey",
    };
    let let_in = desk.let_in(&staff, way, "/desk/").await?;
    let let_in = let_in.ok_or(Failure::Broken)?;
    // A script goes on by itself: it is told nothing but its cookie.
    let mut response = axum::http::StatusCode::NO_CONTENT.into_response();
    for cookie in let_in.headers().get_all(axum::http::header::SET_COOKIE) {
        let headers = response.headers_mut();
        headers.append(axum::http::header::SET_COOKIE, cookie.clone());
    }
    Ok(response)
}

impl Desk {
    /// Whose passkey has answered; none if it is nobody's, or the answer is not right.
    async fn staff_of_passkey(
        &self,
        answer: &PublicKeyCredential,
        state: DiscoverableAuthentication,
    ) -> Result<Option<Staff>, Failure> {
        let (passkeys, store) = (self.passkeys.as_ref(), &self.app.store);
        let passkeys = passkeys.ok_or(Failure::NotFound)?;
        let Ok((whose, id)) = passkeys.identify_discoverable_authentication(answer) else {
            return Ok(None);
        };
        let whose = StaffId::from_bytes(whose.into_bytes());
        let Some(kept) = store.passkey(whose, &token::written(id)).await? else {
            return Ok(None);
        };
        let mut passkey: Passkey = serde_json::from_str(&kept.key).map_err(|_| Failure::Broken)?;
        let checked = passkeys.finish_discoverable_authentication_v2(answer, state, &passkey);
        let Ok(checked) = checked else {
            let door = ("POST", "/api/desk/sign-in/passkey");
            store.note_refusal(whose, door, self.app.now()).await?;
            return Ok(None);
        };
        if passkey.update_credential(&checked) == Some(true) {
            let key = serde_json::to_string(&passkey).map_err(|_| Failure::Broken)?;
            store
                .note_passkey(whose, &KeptPasskey { key, ..kept })
                .await?;
        }
        Ok(store.staff(whose).await?.filter(Staff::is_open))
    }
}
