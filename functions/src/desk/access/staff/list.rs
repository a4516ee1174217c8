//! Who has an account.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use crate::answer::{Failure, PageFacts};
use crate::desk::{Desk, SignedIn};
use crate::store::Staff;

#[derive(Serialize)]
struct ListPage {
    page: PageFacts,
    staff: Vec<Row>,
    /// Accounts nobody signs in with any more.
    closed: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    email: String,
    role: &'static str,
    address: String,
}

/// `GET /desk/staff`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
) -> Result<Response, Failure> {
    let all = desk.app.store.all_staff().await?;
    let (open, closed): (Vec<_>, Vec<_>) = all.into_iter().partition(Staff::is_open);
    let page = ListPage {
        page: PageFacts {
            title: "Staff".to_owned(),
            description: "Who signs in at the desk.",
            address: "/desk/staff",
        },
        staff: open.into_iter().map(Row::of).collect(),
        closed: closed.into_iter().map(Row::of).collect(),
    };
    Ok(desk.page(&signed_in, StatusCode::OK, "desk/staff.html", &page))
}

impl Row {
    fn of(staff: Staff) -> Self {
        Self {
            address: address(&staff),
            name: staff.account.name,
            email: staff.account.email,
            role: staff.account.role.said(),
        }
    }
}

/// Where an account is looked at and changed.
pub(super) fn address(staff: &Staff) -> String {
    format!("/desk/staff/{}", staff.id)
}
