//! From checked answers to a submission: every field sealed by itself to the client's key.

use practice::form::{Complete, Field, Kind, Level};

use super::Intake;
use super::visit::Opened;
use crate::answer::Failure;
use crate::limits::Admitted;
use crate::sealing::{ClientPublic, SealError};
use crate::secret::random_id;
use crate::store::{NotSent, Sending, Submission};

/// A field has room for so many bytes at most: whatever fits is as long as no answer. What is longer
/// tells that it is.
const ROOM_BYTES_MAX: usize = 8 * 1024 - 1;
/// The most that a submission holds, in sealed bytes: the table takes 400 KB for an item.
const SUBMISSION_BYTES_MAX: usize = 380 * 1024;
/// The most bytes of a character in JSON.
const CHARACTER_BYTES_MAX: usize = 4;
/// Bytes around an answer of few words: a date, a choice, a phone number.
const SHORT_BYTES: usize = 120;
/// Bytes of an area of the body.
const AREA_BYTES: usize = 100;
/// Bytes of a medicine, as most are written.
const MEDICATION_BYTES: usize = 300;

impl Intake {
    /// Seals a form and sends it, once.
    pub(super) async fn submit(
        &self,
        opened: &Opened,
        complete: Complete,
        seen: Option<u64>,
        _admitted: &Admitted,
    ) -> Result<Result<(), NotSent>, Failure> {
        let now = self.ground.now();
        let flags = opened.form().flags(complete.answers(), &opened.visit());
        let client = self.owner(&opened.booking).await?;
        let store = &self.ground.store;
        let public = store
            .client_public_or_new(&client, &self.practice, now)
            .await?;
        let id = random_id(now).map_err(|_| Failure::Broken)?;
        let form = Filled {
            opened,
            complete: &complete,
            flags: serde_json::to_vec(&flags).map_err(|_| Failure::Broken)?,
        };
        let submission = form.sealed(&public, (id, client), now)?;
        let sending = Sending {
            booking: &opened.booking,
            submission: &submission,
            seen,
            review: flags.iter().any(|flag| flag.level == Level::Red),
            grace: self.ground.mail_grace,
        };
        let sent = store.send_intake(&sending, now).await;
        if sent.is_ok() {
            let id = &opened.booking.id;
            tracing::info!(booking.id = id, "Took the form of `{id}`");
        }
        Ok(sent)
    }
}

/// A form that is complete, and the flags it raises.
struct Filled<'a> {
    opened: &'a Opened,
    complete: &'a Complete,
    flags: Vec<u8>,
}

impl Filled<'_> {
    fn sealed(
        &self,
        public: &ClientPublic,
        (id, client): (String, String),
        now: jiff::Timestamp,
    ) -> Result<Submission, Failure> {
        let (form, answers) = (self.opened.form(), self.complete.answers());
        let item = Submission::item(&id);
        let mut fields = std::collections::BTreeMap::new();
        for field in form.fields() {
            let plain = match answers.get(&field.id) {
                Some(answer) => serde_json::to_vec(answer).map_err(|_| Failure::Broken)?,
                None => Vec::new(),
            };
            let place = Submission::place(&client, &item, &field.id);
            let sealed = public.seal_in_room(place, &plain, room(field));
            fields.insert(
                field.id.clone(),
                sealed.map_err(|error| not_sealed(&error))?,
            );
        }
        let place = Submission::flags_place(&client, &item);
        let flags = public.seal_in_room(place, &self.flags, ROOM_BYTES_MAX);
        let flags = flags.map_err(|error| not_sealed(&error))?;
        let bytes: usize = fields.values().map(|sealed| sealed.as_bytes().len()).sum();
        if bytes + flags.as_bytes().len() > SUBMISSION_BYTES_MAX {
            return Err(Failure::TooLarge);
        }
        let visit = self.opened.visit();
        Ok(Submission {
            id,
            client,
            booking: self.opened.booking.id.clone(),
            form: form.id.to_string(),
            form_version: form.version.clone(),
            consents_hash: form.consents_hash(&visit, answers),
            signed_at: now,
            zone: self
                .opened
                .published
                .catalogue
                .practice
                .timezone_name
                .clone(),
            service: self.opened.booking.service.clone(),
            fields,
            flags,
        })
    }
}

fn not_sealed(error: &SealError) -> Failure {
    tracing::error!("A form cannot be sealed: {error}");
    match error {
        SealError::TooLong { .. } => Failure::TooLarge,
        SealError::NoRandomness | SealError::UnusableKey => Failure::Broken,
    }
}

/// How many bytes an answer to a field takes at most, or as much as it has room for.
fn room(field: &Field) -> usize {
    let bytes = match &field.kind {
        Kind::Text { max } | Kind::LongText { max } => max * CHARACTER_BYTES_MAX + 2,
        Kind::Choices { options, .. } => options.iter().map(|option| option.id.len() + 3).sum(),
        Kind::BodyMap { max, .. } => max * AREA_BYTES,
        Kind::Medications { max } => max * MEDICATION_BYTES,
        Kind::Contact => 4 * SHORT_BYTES,
        Kind::Signature => 4 * SHORT_BYTES,
        Kind::Choice { .. }
        | Kind::Date { .. }
        | Kind::Number { .. }
        | Kind::Scale { .. }
        | Kind::Phone
        | Kind::Consent { .. } => SHORT_BYTES,
    };
    bytes.min(ROOM_BYTES_MAX)
}
