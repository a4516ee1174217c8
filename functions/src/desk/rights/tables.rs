//! Clients and bookings as tables for spreadsheets.

use axum::extract::{RawQuery, State};
use axum::response::Response;
use jiff::civil::Date;
use practice::catalogue::Practice;

use crate::answer::{Csv, Failure, download};
use crate::booking::when;
use crate::desk::{Desk, SignedIn};
use crate::request::parse_query;
use crate::store::{Booking, Look};

/// `GET /desk/export/clients.csv`
pub(super) async fn clients(
    signed_in: SignedIn,
    State(desk): State<Desk>,
) -> Result<Response, Failure> {
    desk.note_table(&signed_in, "clients").await?;
    let mut table = Csv::new(["Name", "Email", "Phone", "Client"]);
    for listed in desk.app.store.directory().await? {
        let phone = listed.phone.as_deref().unwrap_or_default();
        table.row([&listed.name, &listed.email, phone, &listed.client]);
    }
    Ok(table.download("clients.csv"))
}

/// `GET /desk/export/bookings.csv?month=2026-11`
pub(super) async fn bookings(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let query = parse_query(query.unwrap_or_default().as_bytes())?;
    query.only(&["month"])?;
    let month = format!("{}-01", query.get("month"));
    let month: Date = month.parse().map_err(|_| {
        Failure::Malformed("Write the month as year and month: `2026-11`.".to_owned())
    })?;
    desk.note_table(&signed_in, "bookings").await?;
    let published = desk.app.published();
    let practice = &published.catalogue.practice;
    let mut bookings = desk.bookings_of_month(month, practice).await?;
    bookings.sort_by_key(|booking| booking.start);
    let mut table = Csv::new([
        "Date",
        "Start",
        "Minutes",
        "Service",
        "Therapist",
        "Status",
        "Price",
        "Currency",
        "Name",
        "Booking",
    ]);
    for booking in &bookings {
        let local = practice.timezone.to_datetime(booking.start);
        table.row([
            &local.date().to_string(),
            &local.time().strftime("%H:%M").to_string(),
            &booking.minutes.to_string(),
            &booking.service,
            &booking.therapist,
            booking.status.as_str(),
            &booking.price,
            &booking.currency,
            &booking.name,
            &booking.id,
        ]);
    }
    let name = format!("bookings-{}.csv", month.strftime("%Y-%m"));
    Ok(download(
        &name,
        "text/csv; charset=utf-8",
        table.into_text(),
    ))
}

impl Desk {
    /// Every booking of a month, also those that belong to nobody any more.
    async fn bookings_of_month(
        &self,
        month: Date,
        practice: &Practice,
    ) -> Result<Vec<Booking>, Failure> {
        let store = &self.app.store;
        let is_in = |start| {
            let date = when::local_date(start, practice);
            date.first_of_month() == month
        };
        let mut ids = Vec::new();
        for listed in store.directory().await? {
            let filed = store.filed(&listed.client).await?.into_iter();
            let filed = filed.filter(|filed| is_in(filed.start));
            ids.extend(filed.map(|filed| filed.booking));
        }
        let accounts = store.accounts().await?.into_iter();
        let accounts = accounts.filter(|account| is_in(account.start));
        ids.extend(accounts.map(|account| account.booking));
        ids.sort_unstable();
        ids.dedup();
        Ok(store.bookings(&ids).await?)
    }

    /// Writes down that a table was taken out.
    async fn note_table(&self, signed_in: &SignedIn, what: &'static str) -> Result<(), Failure> {
        let look = Look {
            staff: signed_in.id(),
            act: "export",
            what,
            client: "",
            item: "",
        };
        Ok(self.app.store.look(look, self.app.now()).await?)
    }
}
