//! Closing an account, and opening it again.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;

use crate::answer::Failure;
use crate::desk::{Desk, SignedIn};
use crate::request::{Encoding, read_fields};
use crate::store::StaffChange;

/// `POST /desk/staff/{staff}/close`
pub(super) async fn close(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    staff: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(staff) = staff?;
    desk.send(&signed_in, &staff, StaffChange::Close, request)
        .await
}

/// `POST /desk/staff/{staff}/open`
pub(super) async fn open(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    staff: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(staff) = staff?;
    desk.send(&signed_in, &staff, StaffChange::Open, request)
        .await
}

impl Desk {
    async fn send(
        &self,
        signed_in: &SignedIn,
        staff: &str,
        change: StaffChange<'_>,
        request: Request<Body>,
    ) -> Result<Response, Failure> {
        let fields = read_fields(request, Encoding::Form).await?;
        fields.only(&["version"])?;
        let staff = self.account_of(staff).await?;
        let seen = fields.get("version").parse().unwrap_or(0);
        self.change_account(signed_in, (&staff, seen), change, &fields)
            .await
    }
}
