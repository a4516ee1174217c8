//! Choosing a time: the page of times, its week and its month.

pub(in crate::booking) mod month;
pub(in crate::booking) mod page;
pub(in crate::booking) mod view;
pub(in crate::booking) mod week;
