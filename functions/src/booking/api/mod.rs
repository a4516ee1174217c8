//! The JSON door.

pub(in crate::booking) mod bookings;
pub(in crate::booking) mod changes;
pub(in crate::booking) mod holds;
pub(in crate::booking) mod json;
pub(in crate::booking) mod move_slots;
mod refused;
pub(in crate::booking) mod slots;
