//! Going out.

use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use axum::response::Response;

use crate::answer::{Failure, see_other};
use crate::desk::access::cookie;
use crate::desk::{Desk, SignedIn};
use crate::request::{Encoding, read_no_fields};

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
