//! The form of an account, as it is drawn: new, as it stands, or with what is wrong with it.

use axum::http::StatusCode;
use axum::response::Response;
use practice::Catalogue;
use practice::booking::FieldError;
use serde::Serialize;

use crate::answer::PageFacts;
use crate::desk::access::field::{FieldView, ProblemView};
use crate::desk::{Desk, Role, SignedIn};
use crate::request::Fields;
use crate::store::Staff;

#[derive(Serialize)]
struct FormPage<'a> {
    page: PageFacts,
    problem: Option<ProblemView<'a>>,
    heading: &'a str,
    /// Where the form is sent.
    action: &'a str,
    version: &'a str,
    name: FieldView<'a>,
    email: FieldView<'a>,
    role: GroupView<'a>,
    therapist: GroupView<'a>,
    /// `open`, `closed`; empty where there is no account yet.
    standing: &'static str,
}

#[derive(Serialize)]
struct GroupView<'a> {
    choices: Vec<Choice<'a>>,
    error: Option<&'a str>,
}

#[derive(Serialize)]
struct Choice<'a> {
    value: &'a str,
    label: &'a str,
    chosen: bool,
}

/// What the form is about, and what is typed in it.
pub(super) struct Form<'a> {
    /// The account; none if it is to be made.
    pub(super) staff: Option<&'a Staff>,
    pub(super) typed: &'a Fields,
    pub(super) errors: &'a [FieldError],
    pub(super) status: StatusCode,
}

impl Desk {
    pub(super) fn staff_form(&self, signed_in: &SignedIn, form: &Form<'_>) -> Response {
        let published = self.app.published();
        let heading = form
            .staff
            .map_or("Add somebody", |staff| &staff.account.name);
        let action = signed_in
            .path
            .trim_end_matches("/close")
            .trim_end_matches("/open");
        let hrefs: Vec<_> = form.errors.iter().map(|error| href(&error.field)).collect();
        let told = hrefs.iter().zip(form.errors);
        let wrong = !form.errors.is_empty();
        let page = FormPage {
            page: PageFacts {
                title: format!("{}{heading}", if wrong { "Error: " } else { "" }),
                description: "Who signs in at the desk.",
                address: "/desk/staff",
            },
            problem: wrong.then(|| {
                ProblemView::of(told.map(|(href, error)| (href.as_str(), error.message.as_str())))
            }),
            heading,
            action,
            version: form.typed.get("version"),
            name: form.field("name"),
            email: form.field("email"),
            role: GroupView {
                error: form.error("role"),
                ..form.roles()
            },
            therapist: form.therapists(&published.catalogue),
            standing: form.staff.map_or(
                "",
                |staff| {
                    if staff.is_open() { "open" } else { "closed" }
                },
            ),
        };
        self.page(signed_in, form.status, "desk/staff_form.html", &page)
    }
}

impl Form<'_> {
    fn field(&self, name: &str) -> FieldView<'_> {
        FieldView {
            value: self.typed.get(name),
            error: self.error(name),
        }
    }

    fn error(&self, name: &str) -> Option<&str> {
        let mut errors = self.errors.iter();
        let error = errors.find(|error| error.field == name);
        error.map(|error| error.message.as_str())
    }

    fn roles(&self) -> GroupView<'static> {
        let chosen = self.typed.get("role");
        let choice = |role: Role| Choice {
            value: role.as_str(),
            label: role.said(),
            chosen: role.as_str() == chosen,
        };
        GroupView {
            choices: Role::ALL.map(choice).into(),
            error: None,
        }
    }

    fn therapists<'c>(&'c self, catalogue: &'c Catalogue) -> GroupView<'c> {
        let chosen = self.typed.get("therapist");
        let nobody = Choice {
            value: "",
            label: "Nobody: they do not treat",
            chosen: chosen.is_empty(),
        };
        let team = catalogue.therapists.iter().map(|therapist| Choice {
            value: therapist.id.as_str(),
            label: &therapist.name,
            chosen: therapist.id.as_str() == chosen,
        });
        GroupView {
            choices: std::iter::once(nobody).chain(team).collect(),
            error: self.error("therapist"),
        }
    }
}

/// The first radio of a group stands for it.
fn href(field: &str) -> String {
    match field {
        "role" => format!("#role-{}", Role::ALL[0].as_str()),
        field => format!("#{field}"),
    }
}
