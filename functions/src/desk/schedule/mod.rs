//! The desk's day: what is when, with whom and where; and all that staff change about it.

mod acting;
mod block_page;
mod blocks;
mod book;
mod book_page;
mod booking_page;
mod day;
mod entry;
mod in_the_way;
mod json;
mod reading;
mod shifting;
mod today;
mod typed;
mod week;

pub(super) use reading::{address_fields, date_of};

use super::access::{Door, Right, Routes};

/// The doors of this room. The first page is for whoever is signed in.
pub(super) const DOORS: &[Door] = &[
    Door::get("/desk/"),
    Door::get("/desk/day").with(Right::SeeSchedule),
    Door::get("/desk/week").with(Right::SeeSchedule),
    Door::get("/api/desk/day").with(Right::SeeSchedule),
    Door::get("/desk/bookings/{booking}")
        .with(Right::SeeSchedule)
        .of_booking(),
    Door::post("/desk/bookings/{booking}")
        .with(Right::ChangeBookings)
        .of_booking(),
    Door::post("/desk/bookings/{booking}/move")
        .with(Right::ChangeBookings)
        .of_booking(),
    Door::get("/desk/book").with(Right::ChangeBookings),
    Door::post("/desk/book").with(Right::ChangeBookings),
    Door::get("/desk/blocks").with(Right::ChangeBookings),
    Door::post("/desk/blocks").with(Right::ChangeBookings),
    Door::post("/desk/blocks/{block}/remove").with(Right::ChangeBookings),
];

/// The routes of this room.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/desk/", today::show)
        .get("/desk/day", day::show)
        .get("/desk/week", week::show)
        .get("/api/desk/day", json::day)
        .get("/desk/bookings/{booking}", booking_page::show)
        .post("/desk/bookings/{booking}", acting::act)
        .post("/desk/bookings/{booking}/move", shifting::shift)
        .get("/desk/book", book::open)
        .post("/desk/book", book::send)
        .get("/desk/blocks", blocks::show)
        .post("/desk/blocks", blocks::send)
        .post("/desk/blocks/{block}/remove", blocks::remove)
}
