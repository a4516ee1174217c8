//! Staff move a booking: to any time, anyone and any room, over what is in the way if they say so.

use jiff::Timestamp;
use practice::Catalogue;
use practice::availability::{Buffers, Day, Interval, StaffWish, arrange};

use super::{Booking, Decided, NotChanged, Shift};

impl<'a> Shift<'a> {
    /// Where it is to stand; none if the booking could not have been made here.
    pub(super) fn wish(
        &self,
        booking: &'a Booking,
        catalogue: &'a Catalogue,
    ) -> Option<StaffWish<'a>> {
        let end = self
            .start
            .checked_add(booking.start.duration_until(booking.end));
        Some(StaffWish {
            service: catalogue.service(&booking.service),
            time: Interval::new(self.start..end.ok()?)?,
            // It keeps the buffers it was made with (R8).
            buffers: Buffers {
                before: booking.buffer_before,
                after: booking.buffer_after,
            },
            therapist: self.therapist,
            room: self.room,
            entry_id: &booking.id,
            force: self.force,
        })
    }

    pub(super) fn decide(
        &self,
        booking: &'a Booking,
        days: &[Day],
        catalogue: &'a Catalogue,
        now: Timestamp,
    ) -> Result<Decided, NotChanged> {
        let wish = self
            .wish(booking, catalogue)
            .ok_or(NotChanged::NotOffered)?;
        let arranged = arrange(catalogue, &wish, days, now).map_err(NotChanged::InTheWay)?;
        let overlaps = arranged.overlaps();
        let placement = arranged.placement;
        let mut decided = Decided::moved(booking, &placement.standing, placement.days);
        decided.booking.forced = overlaps;
        decided.forced = !arranged.passed_over.is_empty();
        Ok(decided)
    }

    /// Whether a booking stands there already.
    pub(super) fn is_where(&self, booking: &Booking) -> bool {
        let room = self.room.map(practice::Id::as_str);
        booking.start == self.start
            && booking.therapist == self.therapist.as_str()
            && room.is_none_or(|room| booking.room.as_deref() == Some(room))
    }
}
