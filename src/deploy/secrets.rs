//! The three secrets of the functions: made once, kept in Parameter Store, shown to nobody.

use functions::Secret;
use zeroize::Zeroizing;

use super::account::Account;
use super::kept::{self, Kept};
use super::name::Name;
use crate::failure::Failure;

/// Under which name each is kept, and the template's input that takes it.
const SECRETS: [(&str, &str, &str); 3] = [
    ("secret", "Secret", "KNEAD_SECRET of the booking function"),
    (
        "counting-key",
        "CountingKey",
        "KNEAD_COUNTING_KEY of the intake function",
    ),
    (
        "front-secret",
        "FrontSecret",
        "KNEAD_FRONT_SECRET of any function",
    ),
];

/// An input of the template, with its value.
pub(super) type Secrets = Vec<(&'static str, Zeroizing<String>)>;

/// The secrets that are kept; none while one is still to be made. A stack that runs has all:
/// new ones would break every link that clients have.
pub(super) fn find(
    account: &Account,
    name: &Name,
    app_is_there: bool,
) -> Result<Option<Secrets>, Failure> {
    let mut kept = kept::read(account, name, &SECRETS.map(|(what, ..)| what))?;
    let mut secrets = Vec::new();
    for (what, input, place) in SECRETS {
        let Some(value) = kept.remove(what) else {
            if app_is_there {
                return Err(lost(&name.kept(what), place));
            }
            return Ok(None);
        };
        if Secret::parse(&value).is_none() {
            return Err(Failure::said(
                format!(
                    "what Parameter Store keeps as {} is no secret of 64 digits",
                    name.kept(what)
                ),
                format!("put back its former version there, or what stands in {place}"),
            ));
        }
        secrets.push((input, value));
    }
    Ok(Some(secrets))
}

/// Makes those that are missing. Two who do so at once end with the same.
pub(super) fn make(account: &Account, name: &Name) -> Result<Secrets, Failure> {
    let kept = kept::read(account, name, &SECRETS.map(|(what, ..)| what))?;
    for (what, ..) in SECRETS {
        if kept.contains_key(what) {
            continue;
        }
        let secret = Secret::generate().map_err(|error| Failure::said(error, ""))?;
        let secret = Zeroizing::new(secret);
        kept::write_new(account, name, what, &secret, Kept::Secret)?;
    }
    find(account, name, false)?.ok_or_else(|| {
        Failure::said(
            "Parameter Store does not give back the secrets it was given",
            "run this again",
        )
    })
}

fn lost(parameter: &str, place: &str) -> Failure {
    Failure::said(
        format!("the functions run with a secret that Parameter Store no longer has: {parameter}"),
        format!(
            "nothing was changed: with a new one, links that clients have would lead nowhere. \
             Keep the value of {place} there again, as a SecureString; it stands in the function's \
             environment"
        ),
    )
}
