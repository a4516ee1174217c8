//! Where one comes in: with a passkey, or by asking for a link.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use jiff::SignedDuration;
use practice::booking::Email;
use serde::Serialize;

use super::sent::sent_address;
use crate::answer::{Failure, PageFacts, see_other};
use crate::desk::Desk;
use crate::desk::access::field::{FieldView, ProblemView};
use crate::desk::access::{desk_origin, token};
use crate::limits::Effort;
use crate::request::{Encoding, Network, read_fields};
use crate::secret::{Purpose, random_id};
use crate::store::{Promise, SignIn, Staff};

/// How long a link lasts that is sent by mail.
const MAILED_LINK: SignedDuration = SignedDuration::from_mins(10);

#[derive(Serialize)]
struct SignInPage<'a> {
    page: PageFacts,
    problem: Option<ProblemView<'a>>,
    passkeys: PasskeyView,
    email: FieldView<'a>,
}

/// Where passkeys can be used.
#[derive(Serialize)]
pub(in crate::desk::access) struct PasskeyView {
    /// The name they belong to; empty where there can be none.
    pub(in crate::desk::access) host: String,
    /// The desk under that name.
    pub(in crate::desk::access) origin: String,
}

/// `GET /desk`
pub(super) async fn lead_in() -> Response {
    see_other("/desk/")
}

/// `GET /desk/sign-in`
pub(super) async fn show(State(desk): State<Desk>) -> Response {
    desk.sign_in_page("", None)
}

/// `POST /desk/sign-in`: somebody asks for a link. The answer is the same whoever has the address.
pub(super) async fn send(
    State(desk): State<Desk>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&["email"])?;
    let typed = fields.get("email");
    let email = match Email::parse(typed) {
        Ok(email) => email,
        Err(error) => return Ok(desk.sign_in_page(typed, Some(&error.message))),
    };
    desk.app.admit(network, Effort::None).await?;
    Ok(see_other(&sent_address(&desk.send_link(&email).await?)))
}

impl Desk {
    /// Promises a link to whoever has this address, and gives the token by which its code is seen.
    async fn send_link(&self, email: &Email) -> Result<String, Failure> {
        let (app, now) = (&self.app, self.app.now());
        let code = app.secret.contact_code(email);
        let sends = app.admit_link(&code).await?;
        let staff = self.staff_of(email, &code).await?.filter(|_| sends);
        let id = random_id(now).map_err(|_| Failure::Broken)?;
        let token = |purpose| app.secret.token(purpose, &id).ok_or(Failure::Broken);
        let ends = now + MAILED_LINK;
        let link = SignIn::new(staff.as_ref().map(|staff| staff.id), true, ends);
        let promise = staff.map(|staff| Promise::sign_in(&id, staff.id, ends, now));
        let kept = token::code(&token(Purpose::SignIn)?);
        app.store.keep_link(&kept, &link, promise.as_ref()).await?;
        token(Purpose::SignInCode)
    }

    /// Who has this address and may sign in. Whoever asks first with the practice's own address
    /// gets the first account: their link goes there.
    async fn staff_of(&self, email: &Email, code: &str) -> Result<Option<Staff>, Failure> {
        let staff = self.app.store.staff_at(code).await?;
        let staff = match staff {
            None if self.is_first_owner(email) => self.make_first_owner().await?,
            staff => staff,
        };
        Ok(staff.filter(Staff::is_open))
    }

    pub(in crate::desk::access) fn passkey_view(&self) -> PasskeyView {
        let origin = desk_origin(&self.app);
        let host = origin.split_once("://").map_or("", |(_, host)| host);
        let host = host.split(':').next().unwrap_or_default();
        PasskeyView {
            host: self
                .passkeys
                .as_ref()
                .map_or(String::new(), |_| host.to_owned()),
            origin,
        }
    }

    fn sign_in_page(&self, typed: &str, error: Option<&str>) -> Response {
        let (status, before) = match error {
            Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, "Error: "),
            None => (StatusCode::OK, ""),
        };
        let page = SignInPage {
            page: PageFacts {
                title: format!("{before}Sign in"),
                description: "The practice's own side.",
                address: "/desk/",
            },
            problem: error.map(|error| ProblemView::of([("#email", error)])),
            passkeys: self.passkey_view(),
            email: FieldView {
                value: typed,
                error,
            },
        };
        self.open_page(status, "desk/sign_in.html", &page)
    }
}
