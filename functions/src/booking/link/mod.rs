//! What the holder of a link sees and does: a booking's client, its therapist, a new client.

pub(in crate::booking) mod booked_view;
pub(in crate::booking) mod calendar;
pub(in crate::booking) mod cancelling;
pub(in crate::booking) mod decide;
pub(in crate::booking) mod manage;
pub(in crate::booking) mod manage_view;
pub(in crate::booking) mod move_check;
pub(in crate::booking) mod moving;
pub(in crate::booking) mod own_change;
pub(in crate::booking) mod prove;
