//! What an owner types of a staff member, read into an account or told what is wrong.

use practice::Catalogue;
use practice::booking::{Email, FieldError, FullName};

use crate::Secret;
use crate::desk::Role;
use crate::request::Fields;
use crate::store::Account;

/// The fields of the form.
pub(super) const FIELDS: [&str; 5] = ["name", "email", "role", "therapist", "version"];

/// Reads an account.
///
/// # Errors
/// One per field that cannot be taken, in the order of the form.
pub(super) fn account(
    fields: &Fields,
    catalogue: &Catalogue,
    secret: &Secret,
) -> Result<Account, Vec<FieldError>> {
    let mut errors = Vec::new();
    let name = FullName::parse(fields.get("name"));
    let name = name.map_err(|error| errors.push(said(error, "their full name")));
    let email = Email::parse(fields.get("email"));
    let email = email.map_err(|error| errors.push(said(error, "their email address")));
    let role = Role::parse(fields.get("role"));
    if role.is_none() {
        errors.push(FieldError::new("role", "Choose what they are here"));
    }
    let therapist = therapist(fields.get("therapist"), role, catalogue);
    let therapist = therapist.map_err(|error| errors.push(error));
    match (name, email, role, therapist) {
        (Ok(name), Ok(email), Some(role), Ok(therapist)) if errors.is_empty() => Ok(Account {
            name: name.as_str().to_owned(),
            code: secret.contact_code(&email),
            email: email.as_str().to_owned(),
            role,
            therapist,
        }),
        _ => Err(errors),
    }
}

/// Who they are in the catalogue: a therapist is somebody there, the front desk nobody.
fn therapist(
    chosen: &str,
    role: Option<Role>,
    catalogue: &Catalogue,
) -> Result<Option<String>, FieldError> {
    let refuse = |words: &str| Err(FieldError::new("therapist", words));
    if chosen.is_empty() {
        return match role {
            Some(Role::Therapist) => refuse("Choose which therapist of your website they are"),
            _ => Ok(None),
        };
    }
    if catalogue.therapist(chosen).is_none() {
        return refuse("Choose somebody of your website's team");
    }
    match role {
        Some(Role::FrontDesk) => {
            refuse("The front desk does not treat: choose nobody, or another role")
        }
        _ => Ok(Some(chosen.to_owned())),
    }
}

/// It is said to whoever types for somebody else.
fn said(error: FieldError, what: &str) -> FieldError {
    if error.message.starts_with("Enter your") {
        return FieldError::new(error.field, format!("Enter {what}"));
    }
    error
}
