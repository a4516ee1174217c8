//! Adding an account, and changing one.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use practice::booking::FieldError;

use super::form_view::Form;
use super::typed::{self, FIELDS};
use crate::answer::{Failure, see_other};
use crate::desk::{Desk, SignedIn};
use crate::request::{Encoding, Fields, read_fields};
use crate::store::{Account, NotStaffed, Staff, StaffChange, StaffId};

/// `GET /desk/staff/new`
pub(super) async fn show_new(
    signed_in: SignedIn,
    State(desk): State<Desk>,
) -> Result<Response, Failure> {
    let form = Form {
        staff: None,
        typed: &Fields::default(),
        errors: &[],
        status: StatusCode::OK,
    };
    Ok(desk.staff_form(&signed_in, &form))
}

/// `POST /desk/staff/new`
pub(super) async fn add(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&FIELDS)?;
    let account = match desk.account(&fields) {
        Ok(account) => account,
        Err(errors) => return Ok(desk.wrong(&signed_in, None, (&fields, &errors))),
    };
    let (app, now) = (&desk.app, desk.app.now());
    let id = StaffId::random(now).map_err(|_| Failure::Broken)?;
    let added = app.store.add_staff(id, &account, signed_in.actor(), now);
    match added.await {
        Ok(_) => Ok(see_other("/desk/staff")),
        Err(refused) => {
            let errors = [told(refused)?];
            Ok(desk.wrong(&signed_in, None, (&fields, &errors)))
        }
    }
}

/// `GET /desk/staff/{staff}`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    staff: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(staff) = staff?;
    let staff = desk.account_of(&staff).await?;
    Ok(desk.as_it_stands(&signed_in, &staff, (StatusCode::OK, &[])))
}

/// `POST /desk/staff/{staff}`
pub(super) async fn change(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    staff: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(staff) = staff?;
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&FIELDS)?;
    let staff = desk.account_of(&staff).await?;
    let account = match desk.account(&fields) {
        Ok(account) => account,
        Err(errors) => return Ok(desk.wrong(&signed_in, Some(&staff), (&fields, &errors))),
    };
    // What names no version saw none.
    let seen = fields.get("version").parse().unwrap_or(0);
    let change = StaffChange::Account(&account);
    desk.change_account(&signed_in, (&staff, seen), change, &fields)
        .await
}

impl Desk {
    /// Changes an account that was seen at this version, and goes back to the list; or says why not.
    pub(super) async fn change_account(
        &self,
        signed_in: &SignedIn,
        (staff, seen): (&Staff, u64),
        change: StaffChange<'_>,
        typed: &Fields,
    ) -> Result<Response, Failure> {
        let (store, now) = (&self.app.store, self.app.now());
        let changed = store.change_staff((staff.id, Some(seen)), change, signed_in.actor(), now);
        match changed.await {
            Ok(_) => Ok(see_other("/desk/staff")),
            Err(NotStaffed::Stale) => {
                let staff = self.account_of(&staff.id.to_string()).await?;
                let words = "It was changed meanwhile. This is how it stands now: look again, and send it again if it is still right";
                let stale = [FieldError::new("name", words)];
                // What was typed is kept, over the version that is now seen.
                let mut typed = typed.clone();
                if !typed.has("email") {
                    typed = fields_of(&staff);
                }
                typed.set("version", staff.version.to_string());
                let form = Form {
                    staff: Some(&staff),
                    typed: &typed,
                    errors: &stale,
                    status: StatusCode::CONFLICT,
                };
                Ok(self.staff_form(signed_in, &form))
            }
            Err(refused) => {
                let errors = [told(refused)?];
                if typed.has("email") {
                    return Ok(self.wrong(signed_in, Some(staff), (typed, &errors)));
                }
                let wrong = (StatusCode::UNPROCESSABLE_ENTITY, &errors[..]);
                Ok(self.as_it_stands(signed_in, staff, wrong))
            }
        }
    }

    /// The account of an id in an address.
    pub(super) async fn account_of(&self, id: &str) -> Result<Staff, Failure> {
        let id = StaffId::parse(id).ok_or(Failure::NotFound)?;
        self.app.store.staff(id).await?.ok_or(Failure::NotFound)
    }

    fn account(&self, fields: &Fields) -> Result<Account, Vec<FieldError>> {
        let published = self.app.published();
        typed::account(fields, &published.catalogue, &self.app.secret)
    }

    fn as_it_stands(
        &self,
        signed_in: &SignedIn,
        staff: &Staff,
        (status, errors): (StatusCode, &[FieldError]),
    ) -> Response {
        let form = Form {
            staff: Some(staff),
            typed: &fields_of(staff),
            errors,
            status,
        };
        self.staff_form(signed_in, &form)
    }

    fn wrong(
        &self,
        signed_in: &SignedIn,
        staff: Option<&Staff>,
        (typed, errors): (&Fields, &[FieldError]),
    ) -> Response {
        let form = Form {
            staff,
            typed,
            errors,
            status: StatusCode::UNPROCESSABLE_ENTITY,
        };
        self.staff_form(signed_in, &form)
    }
}

/// An account as its form holds it.
fn fields_of(staff: &Staff) -> Fields {
    let account = &staff.account;
    let mut fields = Fields::default();
    fields.set("name", &account.name);
    fields.set("email", &account.email);
    fields.set("role", account.role.as_str());
    fields.set(
        "therapist",
        account.therapist.as_deref().unwrap_or_default(),
    );
    fields.set("version", staff.version.to_string());
    fields
}

/// What is said beside the field that is at fault.
fn told(refused: NotStaffed) -> Result<FieldError, Failure> {
    Ok(match refused {
        NotStaffed::LastOwner => FieldError::new(
            "role",
            "Somebody has to be an owner: make another account an owner first",
        ),
        NotStaffed::AddressTaken => FieldError::new(
            "email",
            "Somebody has an account with this address: use another, or change that account",
        ),
        NotStaffed::TooMany => FieldError::new(
            "name",
            "There are as many accounts as there can be: change a closed one in place of adding one",
        ),
        NotStaffed::Unknown => return Err(Failure::NotFound),
        NotStaffed::Stale => return Err(Failure::Busy),
        NotStaffed::Store(error) => return Err(error.into()),
    })
}
