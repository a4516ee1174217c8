//! Going out: here, or everywhere.

use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use axum::response::Response;

use crate::answer::{Failure, see_other};
use crate::desk::access::cookie;
use crate::desk::{Desk, SignedIn};
use crate::request::{Encoding, read_no_fields};
use crate::store::{NotStaffed, StaffChange};

/// `POST /desk/sign-out`
pub(super) async fn send(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    read_no_fields(request, Encoding::Form).await?;
    let app = &desk.app;
    app.store
        .sign_out(&signed_in.code, signed_in.id(), app.now())
        .await?;
    Ok(cookie::clear(&desk, see_other("/desk/sign-in")))
}

/// `POST /desk/sign-out/everywhere`: also here.
pub(super) async fn send_everywhere(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    read_no_fields(request, Encoding::Form).await?;
    let (app, id) = (&desk.app, signed_in.id());
    let ended = app.store.change_staff(
        (id, None),
        StaffChange::EndSessions,
        signed_in.actor(),
        app.now(),
    );
    match ended.await {
        Ok(_) => Ok(cookie::clear(&desk, see_other("/desk/sign-in"))),
        Err(NotStaffed::Store(error)) => Err(error.into()),
        Err(_) => Err(Failure::Broken),
    }
}
