//! From a link and what is asked of it to a changed booking; the pages' door and the JSON door both
//! come here.

use practice::Catalogue;

use super::choice::{Choice, read_therapist};
use crate::App;
use crate::answer::Failure;
use crate::limits::{Admitted, Effort};
use crate::request::{Fields, Network};
use crate::secret::Purpose;
use crate::store::{Actor, Booking, Change, NotChanged};

impl App {
    /// The booking a link leads to, for a change: counted, unless the link is none of ours.
    pub(super) async fn booking_to_change(
        &self,
        token: &str,
        network: Option<Network>,
    ) -> Result<(Booking, Admitted), Failure> {
        self.id_in(Purpose::Manage, token)?;
        let admitted = self.admit(network, Effort::None).await?;
        Ok((self.booking_of(token).await?, admitted))
    }

    /// Changes a booking.
    pub(super) async fn change(
        &self,
        catalogue: &Catalogue,
        booking: Booking,
        change: Change<'_>,
        actor: Actor,
        _admitted: &Admitted,
    ) -> Result<Booking, NotChanged> {
        let id = booking.id.clone();
        let now = || self.now();
        let changed = self
            .store
            .change(catalogue, booking, change, actor, now)
            .await?;
        tracing::info!(
            booking.id = id,
            booking.version = changed.version,
            booking.status = changed.status.as_str(),
            "Changed `{id}`"
        );
        Ok(changed)
    }
}

/// The choice that a booking is, with the therapist that these fields name: what other times are
/// looked for.
pub(super) fn choice_of<'c>(
    booking: &Booking,
    catalogue: &'c Catalogue,
    fields: &Fields,
) -> Result<Choice<'c>, Failure> {
    let service = catalogue.service(&booking.service);
    let service = service.ok_or(Failure::NotOffered)?;
    let offer = service.offer(booking.minutes).ok_or(Failure::NotOffered)?;
    Ok(Choice {
        service,
        offer: *offer,
        therapist: read_therapist(catalogue, service, fields.get("therapist"))?,
    })
}

/// A change that was refused, as the outside is told. Of a start that cannot be had, the caller says
/// more.
impl From<NotChanged> for Failure {
    fn from(refused: NotChanged) -> Self {
        match refused {
            NotChanged::TooLate => Self::TooLate,
            NotChanged::Lapsed => Self::HoldLost,
            NotChanged::Status(status) => Self::NotActive(status),
            NotChanged::NotOffered => Self::NotOffered,
            NotChanged::Refused(refusal) => Self::field("start", refusal.to_string()),
            // Of the desk's ways alone, which say more than this.
            NotChanged::Stale(booking) => Self::NotActive(booking.status),
            NotChanged::NotYet => Self::field("action", "It has not begun yet"),
            NotChanged::InTheWay(_) => Self::Taken(Vec::new(), Vec::new()),
            NotChanged::Store(error) => error.into(),
        }
    }
}
