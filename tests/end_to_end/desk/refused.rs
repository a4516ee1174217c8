//! What is written down of whoever tried what is not theirs, and what other sites' pages may not do.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use super::house::House;
use crate::post::office::ORIGIN;

const FAY: &str = "name=Fay&email=fay%40practice.example&role=front-desk&therapist=&version=";

#[tokio::test]
async fn a_refusal_is_written_down_with_who_was_refused() {
    let mut house = House::open().await;
    let owner = house.owner().await;
    let id = house.hire(&owner, FAY).await;
    let fay = house.sign_in("fay@practice.example").await;
    house.get(&fay, "/desk/staff").await;
    let audit = house.audit().await;
    assert!(audit.contains(&format!("staff:{id} refused")), "{audit:?}");
    let rows = house.rows("L#").await;
    let row = rows.iter().find(|row| row["action"] == "refused");
    assert_eq!(row.expect("a row")["door"], "GET /desk/staff");
}

#[tokio::test]
async fn a_change_needs_to_come_from_a_page_of_ours() {
    let house = House::open().await;
    let owner = house.owner().await;
    for (name, value) in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("x-nothing", "said"),
    ] {
        let request = Request::post("/desk/sign-out")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, &owner.cookie)
            .header(name, value);
        let request = request.body(Body::empty()).expect("a request");
        let answer = house.send(request).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
    }
    assert_eq!(house.get(&owner, "/desk/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn every_answer_of_the_desk_is_kept_by_nobody() {
    let house = House::open().await;
    let owner = house.owner().await;
    for path in ["/desk/", "/desk/sign-in", "/desk/nowhere", "/desk/staff"] {
        let answer = house.get(&owner, path).await;
        assert_eq!(answer.headers["cache-control"], "no-store", "{path}");
        assert_eq!(answer.headers["referrer-policy"], "no-referrer", "{path}");
    }
    assert!(
        house
            .get(&owner, "/desk/")
            .await
            .body
            .contains("Test Practice"),
        "{ORIGIN}"
    );
}
