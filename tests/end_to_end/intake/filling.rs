//! Filling in a form: part by part, left, come back to, checked, signed, sent.

use reqwest::StatusCode;
use serde_json::json;

use super::{
    ABOUT, SIGNED, WELL, book, fill_in, opened, page, post, post_as_it_is, practice, submissions,
};
use crate::harness::answer;

#[tokio::test]
async fn a_client_leaves_in_the_middle_comes_back_and_sends() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    let list = page(&served, &token, "").await;
    assert_eq!(list.status, StatusCode::OK, "{}", list.html);
    assert_eq!(list.text(".task-state"), "Not started Not started");
    let saved = post(&served, &token, "about", &ABOUT).await;
    assert_eq!(saved.location, format!("/intake/{token}/health"));
    let aside = post(
        &served,
        &token,
        "health",
        &[
            ("medicines.0.dose", "10 mg"),
            ("medicines.0.name", "Aspirin"),
            ("then", "later"),
        ],
    )
    .await;
    assert_eq!(aside.location, format!("/intake/{token}/"));
    drop(served);

    let served = practice.serve();
    let list = page(&served, &token, "").await;
    assert_eq!(list.text(".task-state"), "Done In progress");
    let health = page(&served, &token, "health").await;
    assert_eq!(
        health.all("[name='medicines.0.name']", "value"),
        ["Aspirin"]
    );
    let saved = post(
        &served,
        &token,
        "health",
        &[WELL[0], ("medicines.0.name", "Aspirin")],
    )
    .await;
    assert_eq!(saved.location, format!("/intake/{token}/check"));
    let check = page(&served, &token, "check").await;
    for words in [
        "Ada Lovelace",
        "10 December 1985",
        "None of these",
        "Aspirin",
    ] {
        assert!(
            check.text("main").contains(words),
            "{words}: {}",
            check.html
        );
    }
    let sent = post(&served, &token, "sign", &SIGNED).await;
    assert_eq!(
        (sent.status, sent.location),
        (StatusCode::SEE_OTHER, format!("/intake/{token}/done"))
    );
    let done = page(&served, &token, "done").await;
    assert!(
        done.text("h1").contains("We have your health form"),
        "{}",
        done.html
    );

    let submissions = submissions(&practice).await;
    let [submission] = submissions.as_slice() else {
        panic!("one submission: {submissions:?}");
    };
    assert_eq!(
        opened(&practice, submission, "full_name").await,
        Some(json!("Ada Lovelace"))
    );
    assert_eq!(
        opened(&practice, submission, "heart").await,
        Some(json!(["none"]))
    );
    assert_eq!(opened(&practice, submission, "heart_what").await, None);
    assert_eq!(
        opened(&practice, submission, "#flags").await,
        Some(json!([]))
    );
    let words = |name: &str| {
        submission[name]["S"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(
        (words("service"), words("zone"), words("form")),
        (
            "deep-tissue".to_owned(),
            "America/New_York".to_owned(),
            "intake".to_owned()
        )
    );
    assert_eq!(
        (words("form_version").len(), words("consents_hash").len()),
        (16, 64)
    );
}

#[tokio::test]
async fn what_is_sent_is_gone_from_the_booking_and_told_in_one_audit_row() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    fill_in(&served, &token).await;
    let mut rows = practice.items_of("B#").await;
    for beside in ["I#", "H#"] {
        rows.extend(practice.items_of(beside).await);
    }
    let sorts: Vec<_> = rows
        .iter()
        .map(|row| row["sk"]["S"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(sorts, ["B", "INTAKE"]);
    let audit = practice.items_of("L#").await;
    let actions = |action: &str| {
        audit
            .iter()
            .filter(|row| row["action"]["S"] == action)
            .count()
    };
    assert_eq!((actions("save-intake"), actions("send-intake")), (2, 1));
}

#[tokio::test]
async fn every_field_is_sealed_alike_whether_it_was_answered_or_not() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    post(&served, &token, "about", &ABOUT).await;
    post(
        &served,
        &token,
        "health",
        &[("heart.pressure", "yes"), ("heart_what", "Since 2019")],
    )
    .await;
    post(&served, &token, "sign", &SIGNED).await;
    let other = super::book_at(&served, 2, "2026-12-01T14:00:00-05:00").await;
    fill_in(&served, &other).await;
    let lengths: Vec<Vec<(String, usize)>> = submissions(&practice)
        .await
        .iter()
        .map(|submission| {
            let fields = submission["fields"]["M"].as_object().expect("fields");
            fields
                .iter()
                .map(|(id, sealed)| (id.clone(), super::bytes(sealed).as_bytes().len()))
                .collect()
        })
        .collect();
    assert_eq!(lengths.len(), 2);
    assert_eq!(lengths[0], lengths[1]);
    // Nine of the file, and of each of two sections whether it is still true.
    assert_eq!(lengths[0].len(), 11);
}

#[tokio::test]
async fn an_answer_to_a_question_that_is_not_asked_is_not_stored() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    post(&served, &token, "about", &ABOUT).await;
    let saved = post(
        &served,
        &token,
        "health",
        &[WELL[0], ("heart_what", "hidden marker")],
    )
    .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.page.html);
    let check = page(&served, &token, "check").await;
    assert!(!check.html.contains("hidden marker"));
    post(&served, &token, "sign", &SIGNED).await;
    let submissions = submissions(&practice).await;
    assert_eq!(opened(&practice, &submissions[0], "heart_what").await, None);
}

#[tokio::test]
async fn opening_every_page_changes_nothing() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    post(&served, &token, "about", &ABOUT).await;
    let before = practice.items_but_mail().await;
    for name in [
        "", "about", "health", "check", "sign", "stop", "done", "nowhere",
    ] {
        page(&served, &token, name).await;
    }
    assert_eq!(practice.items_but_mail().await, before);
}

#[tokio::test]
async fn of_two_windows_the_later_save_shows_both_before_it_replaces_anything() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    let action = format!("/intake/{token}/about");
    let one = page(&served, &token, "about").await.hidden(&action);
    let with = |name: &str| {
        let mut fields = one.clone();
        fields.extend(
            ABOUT
                .iter()
                .skip(1)
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        fields.push(("full_name".to_owned(), name.to_owned()));
        fields
    };
    let first = post_as_it_is(&served, &token, "about", &with("Ada One")).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.page.html);
    let second = post_as_it_is(&served, &token, "about", &with("Ada Two")).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(
        second.page.text(".saved").contains("Ada One"),
        "{}",
        second.page.html
    );
    assert_eq!(second.page.all("#full_name", "value"), ["Ada Two"]);
    let mut again = second.page.hidden(&action);
    again.extend(
        with("Ada Two")
            .into_iter()
            .filter(|(name, _)| !["seen", "form_version"].contains(&name.as_str())),
    );
    let again = post_as_it_is(&served, &token, "about", &again).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.page.html);
    assert_eq!(
        page(&served, &token, "about")
            .await
            .all("#full_name", "value"),
        ["Ada Two"]
    );
}

#[tokio::test]
async fn a_form_that_has_changed_is_shown_again_with_what_fits() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    post(&served, &token, "about", &ABOUT).await;
    post(&served, &token, "health", &WELL).await;
    let action = format!("/intake/{token}/about");
    let stale = page(&served, &token, "about").await.hidden(&action);
    drop(served);
    practice.replace(
        "forms/intake.toml",
        "label = \"Full name\"",
        "label = \"Your whole name\"",
    );
    let served = practice.serve();
    let mut fields = stale;
    fields.extend(
        ABOUT
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    let shown = post_as_it_is(&served, &token, "about", &fields).await;
    assert_eq!(shown.status, StatusCode::CONFLICT);
    assert!(
        shown.page.text(".notice").contains("This form has changed"),
        "{}",
        shown.page.html
    );
    assert_eq!(shown.page.all("#full_name", "value"), ["Ada Lovelace"]);
    let list = page(&served, &token, "").await;
    assert!(
        list.text(".notice")
            .contains("This form has changed since you began")
    );
    assert_eq!(list.text(".task-state"), "Done Done");
}

#[tokio::test]
async fn sending_twice_is_harmless_and_a_sent_form_cannot_be_changed() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    fill_in(&served, &token).await;
    let before = practice.items_but_mail().await;
    let fields: Vec<_> = SIGNED
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let again = post_as_it_is(&served, &token, "sign", &fields).await;
    assert_eq!(again.location, format!("/intake/{token}/done"));
    let changed = post_as_it_is(&served, &token, "about", &[]).await;
    assert_eq!(changed.status, StatusCode::CONFLICT);
    assert!(
        changed
            .page
            .text("h1")
            .contains("You have sent this form already"),
        "{}",
        changed.page.html
    );
    for name in ["", "about", "check", "sign", "stop"] {
        let response = served
            .get(&format!("/intake/{token}/{name}"))
            .send()
            .await
            .expect("an answer");
        assert_eq!(
            response.headers()["location"],
            format!("/intake/{token}/done"),
            "{name}"
        );
    }
    assert_eq!(practice.items_but_mail().await, before);
}

#[tokio::test]
async fn a_booking_names_its_form_while_there_is_one_to_fill_in() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    let path = format!("/api/bookings/{token}");
    let (_, booking) = answer(served.get(&path)).await;
    assert_eq!(booking["links"]["intake"], format!("/intake/{token}/"));
    let cancelled = served.post(&format!("{path}/cancel")).json(&json!({}));
    let (status, booking) = answer(cancelled).await;
    assert_eq!(status, StatusCode::OK, "{booking}");
    assert_eq!(booking["links"].get("intake"), None, "{booking}");
    let token = book(&served, 2).await;
    drop(served);
    let after = practice.serve_at("2026-12-01T11:00:00-05:00");
    let (_, booking) = answer(after.get(&format!("/api/bookings/{token}"))).await;
    assert_eq!(booking["links"].get("intake"), None, "{booking}");
}
