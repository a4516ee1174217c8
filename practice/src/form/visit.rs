//! What a form is filled in for.

use jiff::civil::Date;

use crate::Id;

/// The age at which a client signs for themselves.
const ADULT_YEARS: i16 = 18;

/// What a form is filled in for; it decides which questions are asked.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    /// The booked service.
    pub service: &'a Id,
    /// Whether the practice has a form that this client signed earlier.
    pub returning: bool,
    /// The day on which it is filled in, on the practice's clock.
    pub today: Date,
}

impl Visit<'_> {
    /// Whether something limited to these services is for this visit; without limits it is for all.
    pub(super) fn is_for(&self, services: &[Id]) -> bool {
        services.is_empty() || services.contains(self.service)
    }

    /// Whether somebody born on this day is under age. Who was born on 29 February comes of age on 1 March.
    pub(super) fn is_minor(&self, birth: Date) -> bool {
        let had_birthday = (self.today.month(), self.today.day()) >= (birth.month(), birth.day());
        let years = self.today.year() - birth.year() - i16::from(!had_birthday);
        years < ADULT_YEARS
    }
}
