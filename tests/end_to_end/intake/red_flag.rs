//! An answer that says that massage has to wait.

use reqwest::StatusCode;
use serde_json::json;

use super::{ABOUT, SIGNED, WELL, book, opened, page, post, practice, submissions};

#[tokio::test]
async fn a_red_flag_leads_to_what_to_do_and_puts_the_booking_under_review() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    post(&served, &token, "about", &ABOUT).await;
    let ill = [("heart.clot", "yes"), ("heart_what", "Left calf")];
    let saved = post(&served, &token, "health", &ill).await;
    assert_eq!(
        saved.location,
        format!("/intake/{token}/stop"),
        "{}",
        saved.page.html
    );
    let stop = page(&served, &token, "stop").await;
    assert!(
        stop.text("main").contains("See a doctor before you come."),
        "{}",
        stop.html
    );
    assert!(
        !stop.html.contains("do not massage"),
        "the therapist's words are not the client's"
    );
    assert!(stop.html.contains("tel:"), "whom to call");
    assert!(is_under_review(&practice).await);

    let sent = post(&served, &token, "sign", &SIGNED).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.page.html);
    let done = page(&served, &token, "done").await;
    assert!(
        done.text("main")
            .contains("Please talk to us before you come"),
        "{}",
        done.html
    );
    assert!(is_under_review(&practice).await);
    let submission = &submissions(&practice).await[0];
    let flags = opened(&practice, submission, "#flags")
        .await
        .expect("flags");
    assert_eq!(flags[0]["words"], json!("Possible clot: do not massage."));
    let booking = practice.items_of("B#").await;
    assert_eq!(
        booking[0]["status"]["S"], "confirmed",
        "nothing is cancelled by itself"
    );
}

#[tokio::test]
async fn a_slip_that_is_mended_lifts_the_review() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    let ill = [("heart.clot", "yes"), ("heart_what", "Left calf")];
    post(&served, &token, "health", &ill).await;
    assert!(is_under_review(&practice).await);
    post(&served, &token, "health", &WELL).await;
    assert!(!is_under_review(&practice).await);
    let stop = served
        .get(&format!("/intake/{token}/stop"))
        .send()
        .await
        .expect("an answer");
    assert_eq!(stop.headers()["location"], format!("/intake/{token}/"));
}

async fn is_under_review(practice: &crate::harness::Practice) -> bool {
    let rows = practice.items_of("I#").await;
    let state = rows.iter().find(|row| row["sk"]["S"] == "INTAKE");
    state.expect("how far the form is")["review"]["BOOL"] == true
}
