//! Who may be the same as a client: somebody with their address, their phone, or a name like theirs.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::address;
use super::page::ClientView;
use super::search::{digits, folded, name_words};
use crate::answer::{Failure, PageFacts};
use crate::desk::{Desk, SignedIn};
use crate::store::{Client, Listed};

/// Names are alike that are so many slips apart, at most.
const SLIPS_MAX: usize = 2;
/// Shorter names are alike only where they are the same.
const NAME_CHARACTERS_MIN: usize = 6;
/// Digits at the end of a phone number that tell it from others: what stands before may be left out.
const PHONE_DIGITS: usize = 7;

/// In which ways somebody is like a client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Likeness {
    name: bool,
    email: bool,
    phone: bool,
}

#[derive(Serialize)]
struct DoublesPage<'a> {
    page: PageFacts,
    address: String,
    client: ClientView<'a>,
    doubles: Vec<DoubleView<'a>>,
}

#[derive(Serialize)]
struct DoubleView<'a> {
    address: String,
    name: &'a str,
    email: &'a str,
    phone: &'a str,
    /// In which ways they are alike: "Same phone, similar name".
    like: String,
}

/// `GET /desk/clients/{client}/merge`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    client: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(client) = client?;
    let client = desk.client(&client).await?;
    let directory = desk.app.store.directory().await?;
    let mut found: Vec<_> = directory
        .iter()
        .filter(|listed| listed.client != client.id)
        .map(|listed| (Likeness::of(&client, listed), listed))
        .filter(|(like, _)| like.count() > 0)
        .collect();
    found.sort_by_key(|(like, _)| std::cmp::Reverse(like.count()));
    let address = address(&client.id);
    let published = desk.app.published();
    let page = DoublesPage {
        page: PageFacts {
            title: "Filed twice?".to_owned(),
            description: "Clients who may be the same.",
            address: "/desk/clients",
        },
        client: ClientView::of(&client, &published.catalogue.practice),
        doubles: found
            .iter()
            .map(|(like, listed)| DoubleView {
                address: format!("{address}/merge/{}", listed.client),
                name: &listed.name,
                email: &listed.email,
                phone: listed.phone.as_deref().unwrap_or_default(),
                like: like.said(),
            })
            .collect(),
        address,
    };
    Ok(desk.page(&signed_in, StatusCode::OK, "desk/doubles.html", &page))
}

impl Likeness {
    fn of(client: &Client, other: &Listed) -> Self {
        let same = |one: &str, other: &str| !one.is_empty() && one == other;
        let phone = |phone: &Option<String>| last_digits(phone.as_deref().unwrap_or_default());
        Self {
            name: alike(&client.name, &other.name),
            email: same(&folded(&client.email), &folded(&other.email)),
            phone: same(&phone(&client.phone), &phone(&other.phone)),
        }
    }

    fn count(self) -> usize {
        [self.name, self.email, self.phone]
            .into_iter()
            .filter(|is| *is)
            .count()
    }

    fn said(self) -> String {
        let words = [
            (self.email, "same email address"),
            (self.phone, "same phone"),
            (self.name, "similar name"),
        ];
        let words = words.into_iter().filter(|(is, _)| *is);
        words.map(|(_, word)| word).collect::<Vec<_>>().join(", ")
    }
}

fn alike(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|name| name_words(name).join(" "));
    let long = one.chars().count().min(other.chars().count()) >= NAME_CHARACTERS_MIN;
    one == other || long && strsim::osa_distance(&one, &other) <= SLIPS_MAX
}

/// The end of a phone number; empty where it is too short to tell.
fn last_digits(phone: &str) -> String {
    let digits = digits(phone);
    let from = digits.len().checked_sub(PHONE_DIGITS);
    from.map_or(String::new(), |from| digits[from..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::{alike, last_digits};

    #[test]
    fn names_are_alike_in_any_order_and_a_slip_or_two_apart() {
        for (one, other) in [
            ("Ada O'Brien", "O'BRIEN ada"),
            ("Łukasz Nowak", "Lukasz Nowack"),
            ("Bo", "bo"),
        ] {
            assert!(alike(one, other), "{one} {other}");
        }
        for (one, other) in [("Bo", "Jo"), ("Ada Lovelace", "Grace Hopper")] {
            assert!(!alike(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_phone_is_the_same_with_and_without_its_country() {
        assert_eq!(
            last_digits("+1 (503) 555-0142"),
            last_digits("503 555 0142")
        );
        assert_eq!(last_digits("12345"), "");
    }
}
