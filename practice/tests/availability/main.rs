//! Which times are offered and accepted: the worked examples, each rule in a sentence, and the
//! properties that must hold whatever the hours, the zone and the bookings.

mod accepting;
mod examples;
mod explaining;
mod explaining_each;
mod explaining_truly;
mod fixture;
mod oracle;
mod places;
mod properties;
mod reading;
mod rules;
mod scenario;
mod serial;
mod staff;
