//! Time off taken while clients book: one of them has the time, and the table is sound.

use reqwest::StatusCode;
use serde_json::json;

use super::{at_once, is_sound};
use crate::desk::Owner;
use crate::harness::{Practice, booking_with};

/// Clients who book while time off is made.
const CLIENTS: usize = 16;

#[tokio::test]
async fn of_time_off_and_clients_who_book_in_it_at_once_one_has_the_time() {
    let (practice, served) = Practice::served_without_limits();
    let owner = Owner::of(&served).await;
    let block = [
        ("key", "one"),
        ("of", "therapist:maya"),
        ("date", "2026-12-01"),
        ("to_date", "2026-12-05"),
        ("from", ""),
        ("to", ""),
        ("words", ""),
    ];
    let book = |client: usize| {
        // Overlapping, not equal.
        let minute = ["00", "15", "30", "45"][client % 4];
        let start = json!({ "start": format!("2026-12-01T10:{minute}:00-05:00") });
        served
            .post("/api/bookings")
            .json(&booking_with(client, &start))
    };
    let requests = (0..CLIENTS).map(book);
    let requests = requests.chain([owner.post("/desk/blocks", &block)]);
    let answers = at_once(requests).await;
    let is_blocked = answers[CLIENTS].0 == StatusCode::SEE_OTHER;
    let made = answers
        .iter()
        .filter(|(status, _)| *status == StatusCode::CREATED);
    assert_eq!(made.count(), usize::from(!is_blocked), "{answers:#?}");
    let lost = answers
        .iter()
        .filter(|(status, _)| *status == StatusCode::CONFLICT);
    assert_eq!(lost.count(), CLIENTS, "{answers:#?}");
    is_sound(&practice).await;
}
