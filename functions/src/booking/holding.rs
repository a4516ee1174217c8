//! Holding a start while a form is filled in: the client's copy of a hold, sealed.

use jiff::{SignedDuration, Timestamp};
use practice::Catalogue;
use practice::booking::FieldError;
use practice::catalogue::Practice;

use super::choice::Choice;
use super::when;
use crate::App;
use crate::answer::Failure;
use crate::limits::Admitted;
use crate::request::Fields;
use crate::sealed::{open, seal};
use crate::secret::random_id;
use crate::store::{Hold, HoldWish, NotHeld, StoreError};

const PURPOSE: &str = "hold";

/// A hold, and its client's copy.
pub(super) struct Held {
    pub(super) hold: Hold,
    pub(super) token: String,
}

impl App {
    /// Holds a start; what the client holds by these fields already is given up for it.
    pub(super) async fn take_hold(
        &self,
        catalogue: &Catalogue,
        choice: &Choice<'_>,
        start: Timestamp,
        instead_of: Option<&Hold>,
        _admitted: &Admitted,
    ) -> Result<Held, NotHeld> {
        let wish = HoldWish {
            id: random_id(self.now()).map_err(|_| NotHeld::Store(StoreError::Broken))?,
            service: choice.service,
            minutes: choice.offer.minutes,
            start,
            therapist: choice.therapist_id(),
            lasts: lasts(catalogue),
            instead_of,
        };
        let hold = self.store.hold(catalogue, &wish, || self.now()).await?;
        self.held(hold)
    }

    /// Keeps a hold for as long again, once. None if it was lost or has been renewed.
    pub(super) async fn renew_hold(
        &self,
        catalogue: &Catalogue,
        hold: &Hold,
        _admitted: &Admitted,
    ) -> Result<Option<Held>, Failure> {
        let renewed = self
            .store
            .renew(catalogue, hold, lasts(catalogue), || self.now());
        let renewed = renewed.await?;
        let held = renewed.map(|hold| self.held(hold)).transpose();
        held.map_err(|_| Failure::Broken)
    }

    /// Gives a hold back.
    pub(super) async fn give_back(
        &self,
        catalogue: &Catalogue,
        hold: &Hold,
        _admitted: &Admitted,
    ) -> Result<(), Failure> {
        Ok(self.store.release(catalogue, hold).await?)
    }

    /// The hold these fields carry.
    pub(super) fn hold_in(&self, fields: &Fields) -> Result<Option<Hold>, FieldError> {
        match fields.get("hold") {
            "" => Ok(None),
            token => self.open_hold(token).map(Some),
        }
    }

    /// A hold, from its client's copy.
    pub(super) fn open_hold(&self, token: &str) -> Result<Hold, FieldError> {
        let opened = open(&self.secret, PURPOSE, token);
        let hold = opened.and_then(|text| serde_json::from_str(&text).ok());
        hold.ok_or_else(|| {
            FieldError::new("hold", "Send the hold as it was given, or leave it out")
        })
    }

    /// Until when the start is kept by what these fields hold, in words; empty if it is not.
    pub(super) fn kept(&self, fields: &Fields, start: Timestamp, practice: &Practice) -> String {
        let hold = self.hold_in(fields).unwrap_or_default();
        let keeps = |hold: &Hold| hold.start == start && hold.expires_at > self.now();
        let hold = hold.filter(keeps);
        hold.map_or(String::new(), |hold| when::clock(hold.expires_at, practice))
    }

    /// A hold with its client's copy.
    pub(super) fn held(&self, hold: Hold) -> Result<Held, NotHeld> {
        let text = serde_json::to_string(&hold).ok();
        let token = text.and_then(|text| seal(&self.secret, PURPOSE, &text));
        let token = token.ok_or(NotHeld::Store(StoreError::Broken))?;
        Ok(Held { hold, token })
    }
}

fn lasts(catalogue: &Catalogue) -> SignedDuration {
    SignedDuration::from_mins(i64::from(catalogue.practice.booking.hold_minutes))
}
