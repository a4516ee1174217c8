//! The form of a booking: details, check, confirmation, and the answers between them.

pub(in crate::booking) mod carried;
pub(in crate::booking) mod check;
pub(in crate::booking) mod choose_page;
pub(in crate::booking) mod confirm;
pub(in crate::booking) mod details;
pub(in crate::booking) mod draft;
pub(in crate::booking) mod honeypot;
pub(in crate::booking) mod proof;
