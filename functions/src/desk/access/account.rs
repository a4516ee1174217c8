//! One's own account: its passkeys, and every place where one is signed in.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use webauthn_rs::prelude::{CredentialID, Passkey, PasskeyRegistration, Uuid};

use super::ceremony::{begun, malformed};
use super::sign_in::PasskeyView;
use super::{Door, Routes, SignedIn, token};
use crate::answer::{Failure, PageFacts, see_other};
use crate::booking::when;
use crate::desk::Desk;
use crate::request::{Encoding, read_fields, read_no_fields};
use crate::store::KeptPasskey;

/// Passkeys of one account.
const PASSKEYS_MAX: usize = 10;
/// The longest name of a passkey, in characters.
const NAME_CHARACTERS_MAX: usize = 60;

#[derive(Serialize)]
struct AccountPage<'a> {
    page: PageFacts,
    email: &'a str,
    passkeys: PasskeyView,
    kept: Vec<KeptView>,
    /// Whether there is room for another.
    room: bool,
}

#[derive(Serialize)]
struct KeptView {
    id: String,
    name: String,
    /// `Tuesday, 24 November`
    since: String,
}

/// The doors of one's own account.
pub(super) const DOORS: &[Door] = &[
    Door::get("/desk/account"),
    Door::post("/desk/account/passkeys").fresh(),
    Door::post("/api/desk/passkeys/begin").fresh(),
    Door::post("/api/desk/passkeys").fresh(),
];

/// The routes of one's own account.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/desk/account", show)
        .post("/desk/account/passkeys", remove)
        .post("/api/desk/passkeys/begin", begin)
        .post("/api/desk/passkeys", finish)
}

/// `GET /desk/account`
async fn show(signed_in: SignedIn, State(desk): State<Desk>) -> Result<Response, Failure> {
    let kept = desk.app.store.passkeys(signed_in.id()).await?;
    let published = desk.app.published();
    let practice = &published.catalogue.practice;
    let page = AccountPage {
        page: PageFacts {
            title: "Your account".to_owned(),
            description: "How you sign in.",
            address: "/desk/account",
        },
        email: &signed_in.staff.account.email,
        passkeys: desk.passkey_view(),
        room: kept.len() < PASSKEYS_MAX,
        kept: kept
            .into_iter()
            .map(|kept| KeptView {
                since: when::weekday(when::local_date(kept.made_at, practice)),
                id: kept.id,
                name: kept.name,
            })
            .collect(),
    };
    Ok(desk.page(&signed_in, StatusCode::OK, "desk/account.html", &page))
}

/// `POST /desk/account/passkeys`: takes one away.
async fn remove(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&["remove"])?;
    let (store, id) = (&desk.app.store, fields.get("remove"));
    let known = store.passkey(signed_in.id(), id).await?;
    known.ok_or(Failure::NotFound)?;
    let (own, now) = (signed_in.id(), desk.app.now());
    store.remove_passkey((own, id), own, now).await?;
    Ok(see_other("/desk/account"))
}

/// `POST /api/desk/passkeys/begin`
async fn begin(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    read_no_fields(request, Encoding::Json).await?;
    let passkeys = desk.passkeys.as_ref().ok_or(Failure::NotFound)?;
    let kept = desk.room_for_passkey(&signed_in).await?;
    let known = kept.iter().filter_map(|kept| {
        let passkey: Passkey = serde_json::from_str(&kept.key).ok()?;
        Some(passkey.cred_id().clone())
    });
    let known: Vec<CredentialID> = known.collect();
    let account = &signed_in.staff.account;
    let whose = Uuid::from_bytes(signed_in.id().bytes());
    let started =
        passkeys.start_passkey_registration(whose, &account.email, &account.name, Some(known));
    let (options, state) = started.map_err(|_| Failure::Broken)?;
    let ceremony = desk.keep_ceremony(&state, Some(signed_in.id())).await?;
    let mut options = serde_json::to_value(options).map_err(|_| Failure::Broken)?;
    // The device has to know whose it is, since nobody types an address to sign in.
    let chosen = &mut options["publicKey"]["authenticatorSelection"];
    chosen["residentKey"] = "required".into();
    chosen["requireResidentKey"] = true.into();
    begun(&ceremony, &options)
}

/// `POST /api/desk/passkeys`
async fn finish(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let fields = read_fields(request, Encoding::Json).await?;
    fields.only(&["ceremony", "credential", "name"])?;
    let passkeys = desk.passkeys.as_ref().ok_or(Failure::NotFound)?;
    let name = name(fields.get("name"))?;
    let answer = serde_json::from_str(fields.get("credential")).map_err(|_| malformed())?;
    let (state, whose): (PasskeyRegistration, _) =
        desk.take_ceremony(fields.get("ceremony")).await?;
    if whose != Some(signed_in.id()) {
        return Err(Failure::SignedOut);
    }
    desk.room_for_passkey(&signed_in).await?;
    let passkey = passkeys.finish_passkey_registration(&answer, &state);
    let passkey = passkey.map_err(|_| malformed())?;
    let now = desk.app.now();
    let kept = KeptPasskey {
        id: token::written(passkey.cred_id()),
        name,
        made_at: now,
        key: serde_json::to_string(&passkey).map_err(|_| Failure::Broken)?,
    };
    let store = &desk.app.store;
    store.add_passkey(signed_in.id(), &kept, now).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

impl Desk {
    /// The passkeys somebody has, if there is room for another.
    async fn room_for_passkey(&self, signed_in: &SignedIn) -> Result<Vec<KeptPasskey>, Failure> {
        let kept = self.app.store.passkeys(signed_in.id()).await?;
        if kept.len() >= PASSKEYS_MAX {
            let words = format!("You have {PASSKEYS_MAX} passkeys; remove one first");
            return Err(Failure::field("name", words));
        }
        Ok(kept)
    }
}

fn name(typed: &str) -> Result<String, Failure> {
    let name = typed.trim();
    if name.chars().count() > NAME_CHARACTERS_MAX || name.chars().any(char::is_control) {
        let words = format!("Name it on one line, in {NAME_CHARACTERS_MAX} characters or fewer");
        return Err(Failure::field("name", words));
    }
    Ok(if name.is_empty() { "Passkey" } else { name }.to_owned())
}
