//! The practice's key: made once in memory, wrapped by KMS, kept wrapped. Nobody sees it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use functions::sealing::{PracticeKey, PracticePublic, WrappedPracticeKey};
use serde_json::{Map, Value};

use super::account::Account;
use super::kept::{self, Kept};
use super::name::Name;
use crate::failure::Failure;

/// Under which names it is kept: its public half, the KMS key that wrapped it, and itself, wrapped.
/// The last is written last: where it is, all are.
const PUBLIC: &str = "practice-public";
const KMS_KEY: &str = "practice-kms-key";
const WRAPPED: &str = "practice-key";

/// Where plain bytes are read from our pipe.
const STDIN: &str = "fileb:///dev/stdin";

/// A practice's key as the functions take it.
pub(super) struct Wrapped {
    pub(super) public: String,
    pub(super) wrapped: String,
}

/// The key that is kept, if there is one that the stack's KMS key wrapped.
pub(super) fn find(
    account: &Account,
    name: &Name,
    kms_key: &str,
) -> Result<Option<Wrapped>, Failure> {
    let kept = kept::read(account, name, &[PUBLIC, KMS_KEY, WRAPPED])?;
    let text = |what: &str| kept.get(what).map(|value| value.as_str());
    let Some(wrapped) = text(WRAPPED) else {
        return Ok(None);
    };
    let known = WrappedPracticeKey::parse(wrapped).ok_or_else(|| damaged(name, WRAPPED))?;
    let public = text(PUBLIC).and_then(PracticePublic::parse);
    let public = public.ok_or_else(|| damaged(name, PUBLIC))?;
    if public.id() != known.id() {
        return Err(damaged(name, PUBLIC));
    }
    if let Some(other) = text(KMS_KEY).filter(|other| *other != kms_key) {
        return Err(Failure::said(
            format!(
                "the practice's key that Parameter Store keeps was wrapped by {other}, but the \
                 stack {} has {kms_key}",
                name.data_stack()
            ),
            "nothing was changed: no record would open. Was the stack made anew? infra/README.md \
             says under Keys how to wrap the key again",
        ));
    }
    Ok(Some(Wrapped {
        public: public.to_string(),
        wrapped: wrapped.to_owned(),
    }))
}

/// Makes the key, and keeps it wrapped.
pub(super) fn make(
    account: &Account,
    name: &Name,
    kms_key: &str,
    practice: &str,
) -> Result<Wrapped, Failure> {
    let key = PracticeKey::generate().map_err(|error| Failure::said(error, ""))?;
    let wrapped = wrap(account, &key, kms_key, practice)?;
    let public = key.public().to_string();
    for (what, value) in [
        (PUBLIC, public.as_str()),
        (KMS_KEY, kms_key),
        (WRAPPED, wrapped.as_str()),
    ] {
        if !kept::write_new(account, name, what, value, Kept::Plain)? {
            return Err(half_made(name, what));
        }
    }
    Ok(Wrapped { public, wrapped })
}

fn wrap(
    account: &Account,
    key: &PracticeKey,
    kms_key: &str,
    practice: &str,
) -> Result<String, Failure> {
    let wrapping = key
        .to_wrap(practice)
        .ok_or_else(|| Failure::said("a new key is too long for KMS", ""))?;
    let context: Map<String, Value> = wrapping
        .context()
        .map(|(name, value)| (name.to_owned(), value.into()))
        .into_iter()
        .collect();
    let context = Value::Object(context).to_string();
    let answer = account.aws.text(
        &[
            "kms",
            "encrypt",
            "--key-id",
            kms_key,
            "--plaintext",
            STDIN,
            "--encryption-context",
            &context,
        ],
        wrapping.plaintext(),
    )?;
    let answer: Value = serde_json::from_str(&answer).unwrap_or_default();
    let blob = answer["CiphertextBlob"].as_str().unwrap_or_default();
    let blob = STANDARD.decode(blob).ok().filter(|blob| !blob.is_empty());
    let blob =
        blob.ok_or_else(|| Failure::said("KMS answered without a wrapped key", "run this again"))?;
    Ok(wrapping.wrapped(blob).to_string())
}

/// A stack that runs has a key, and Parameter Store no longer has it.
pub(super) fn lost(name: &Name) -> Failure {
    Failure::said(
        format!(
            "the functions run with a practice's key that Parameter Store no longer has: {}",
            name.kept(WRAPPED)
        ),
        format!(
            "nothing was changed: with a new key no record would open. Keep KNEAD_PRACTICE_KEY, \
             KNEAD_PRACTICE_PUBLIC and KNEAD_KMS_KEY_ID of the desk's and the intake's environment \
             there again, as {WRAPPED}, {PUBLIC} and {KMS_KEY}"
        ),
    )
}

fn damaged(name: &Name, what: &str) -> Failure {
    Failure::said(
        format!(
            "what Parameter Store keeps as {} is not (or no longer) part of the practice's key",
            name.kept(what)
        ),
        "nothing was changed: put back its former version; \
         `aws ssm get-parameter-history` shows all of them",
    )
}

/// A run was stopped between the halves, or another one is under way.
fn half_made(name: &Name, what: &str) -> Failure {
    Failure::said(
        format!(
            "{} is kept already, while the practice's key is not",
            name.kept(what)
        ),
        format!(
            "if nobody else deploys right now, a run was stopped halfway, and nothing is sealed to \
             that key yet: aws ssm delete-parameters --names {} {}, then run this again",
            name.kept(PUBLIC),
            name.kept(KMS_KEY)
        ),
    )
}
