//! What cannot be taken: said in words, and without a trace.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{ABOUT, SIGNED, WELL, book, fill_in, page, post, practice, whole};
use crate::harness::{Practice, Served, answer};

/// Sends a form with these members in place of its own; what comes back, and whether it left a trace.
async fn refused(
    (practice, served): (&Practice, &Served),
    token: &str,
    form: &Value,
) -> (StatusCode, Vec<(String, String)>) {
    let before = practice.items_but_mail().await;
    let request = served.post(&format!("/api/intake/{token}")).json(form);
    let (status, problem) = answer(request).await;
    assert_eq!(practice.items_but_mail().await, before, "{problem}");
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    let word = |error: &Value, name: &str| error[name].as_str().unwrap_or_default().to_owned();
    let errors = errors
        .iter()
        .map(|error| (word(error, "field"), word(error, "message")));
    (status, errors.collect())
}

fn with(path: &str, value: Value) -> Value {
    let mut form = whole();
    *form.pointer_mut(path).expect("a member") = value;
    form
}

fn with_answer(name: &str, value: Value) -> Value {
    let mut form = whole();
    form["answers"][name] = value;
    form
}

#[tokio::test]
async fn a_program_reads_the_form_and_sends_it_once() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    let address = format!("/api/intake/{token}");
    let (status, form) = answer(served.get(&address)).await;
    assert_eq!(status, StatusCode::OK, "{form}");
    assert_eq!(
        (&form["state"], &form["returning"]),
        (&json!("new"), &json!(false))
    );
    assert_eq!(form["prefilled"]["full_name"], "Client 1");
    assert!(
        !form.to_string().contains("do not massage"),
        "flags are not the client's: {form}"
    );
    let mut sent = whole();
    sent["form_version"] = form["form"]["version"].clone();
    let (status, taken) = answer(served.post(&address).json(&sent)).await;
    assert_eq!(status, StatusCode::CREATED, "{taken}");
    let (status, again) = answer(served.post(&address).json(&sent)).await;
    assert_eq!(
        (status, &again["type"]),
        (StatusCode::CONFLICT, &json!("urn:knead:form-sent")),
        "{again}"
    );
    let (_, form) = answer(served.get(&address)).await;
    assert_eq!(
        (&form["state"], &form["prefilled"]),
        (&json!("submitted"), &json!({}))
    );
}

#[tokio::test]
async fn bad_answers_are_refused_by_name_and_leave_no_trace() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    let on = (&practice, &served);
    let cases = [
        (with_answer("shoe_size", json!(44)), ""),
        (with_answer("hart", json!("x")), "heart"),
        (with_answer("full_name", json!(7)), "full_name"),
        (
            with_answer("full_name", json!("x".repeat(121))),
            "full_name",
        ),
        (with_answer("heart", json!("none")), "heart"),
        (with_answer("heart", json!(["none", "clot"])), "heart"),
        (with_answer("heart", json!(["liver"])), "heart"),
        (with_answer("birth_date", json!("1985-02-30")), "birth_date"),
        (with_answer("birth_date", json!("2030-01-01")), "birth_date"),
        (
            with("/signature", json!({ "name": " ", "agreed": true })),
            "signature",
        ),
        (
            with(
                "/signature",
                json!({ "name": "Ada Lovelace", "agreed": false }),
            ),
            "signature.agreed",
        ),
        (with("/consents", json!({})), "consent_treatment"),
        (
            with("/consents", json!({ "consent_treatment": "yes" })),
            "consent_treatment",
        ),
    ];
    for (form, field) in cases {
        let (status, errors) = refused(on, &token, &form).await;
        assert_eq!(
            status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{field}: {errors:?}"
        );
        assert!(
            errors
                .iter()
                .any(|(name, words)| name == field && !words.is_empty()),
            "{field}: {errors:?}"
        );
    }
    let mut strange = whole();
    strange["staff"] = json!(true);
    let (status, errors) = refused(on, &token, &strange).await;
    assert_eq!(
        (status, errors[0].0.as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, "")
    );
    let mut stale = whole();
    stale["form_version"] = json!("0123456789abcdef");
    let (status, _) = refused(on, &token, &stale).await;
    assert_eq!(status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_hidden_answer_from_a_program_is_not_stored() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    let form = with_answer("heart_what", json!("hidden marker"));
    let (status, taken) = answer(served.post(&format!("/api/intake/{token}")).json(&form)).await;
    assert_eq!(status, StatusCode::CREATED, "{taken}");
    let submission = &super::submissions(&practice).await[0];
    assert_eq!(
        super::opened(&practice, submission, "heart_what").await,
        None
    );
}

#[tokio::test]
async fn wrong_foreign_and_expired_links_get_one_answer() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    let other = super::book_at(&served, 2, "2026-12-01T14:00:00-05:00").await;
    // The other booking's id with this one's code: 16 bytes are 21 letters and a part of one.
    let foreign = format!("{}{}", &other[..21], &token[21..]);
    let mut pages = Vec::new();
    for wrong in [foreign.as_str(), &token[1..], "x", &other.to_lowercase()] {
        let shown = page(&served, wrong, "").await;
        assert_eq!(shown.status, StatusCode::NOT_FOUND);
        pages.push(shown.html);
    }
    drop(served);
    let served = practice.serve_at("2026-12-01T11:00:00-05:00");
    let shown = page(&served, &token, "").await;
    assert_eq!(shown.status, StatusCode::NOT_FOUND);
    pages.push(shown.html);
    pages.dedup();
    assert_eq!(pages.len(), 1);
}

#[tokio::test]
async fn a_page_says_what_is_wrong_and_keeps_what_was_typed() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    let typed = [
        ("full_name", "Ada Lovelace"),
        ("birth_date.day", "31"),
        ("birth_date.month", "2"),
        ("birth_date.year", "1985"),
    ];
    let wrong = post(&served, &token, "about", &typed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.page.text("title").starts_with("Error: "));
    let links = wrong.page.all(".error-summary a", "href");
    assert_eq!(links, ["#phone", "#birth_date"]);
    for link in links {
        assert_eq!(
            wrong
                .page
                .all(&format!("[id='{}']", &link[1..]), "id")
                .len(),
            1,
            "{link}"
        );
    }
    assert_eq!(wrong.page.all("#full_name", "value"), ["Ada Lovelace"]);
    assert_eq!(wrong.page.all("[name='birth_date.day']", "value"), ["31"]);
    let list = page(&served, &token, "").await;
    assert_eq!(list.text(".task-state"), "Not started Not started");
}

#[tokio::test]
async fn a_form_with_parts_missing_or_unsigned_is_never_sent() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    post(&served, &token, "about", &ABOUT).await;
    let early = served
        .get(&format!("/intake/{token}/sign"))
        .send()
        .await
        .expect("an answer");
    assert_eq!(early.headers()["location"], format!("/intake/{token}/"));
    post(&served, &token, "health", &WELL).await;
    let unsigned = post(&served, &token, "sign", &[]).await;
    assert_eq!(unsigned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        unsigned.page.all(".error-summary a", "href"),
        ["#consent_treatment", "#signature", "#signature.agreed"]
    );
    let nameless = post(
        &served,
        &token,
        "sign",
        &[SIGNED[0], ("signature", " "), SIGNED[2]],
    )
    .await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        nameless
            .page
            .text(".error-summary")
            .contains("Enter your full name to sign")
    );
    assert!(super::submissions(&practice).await.is_empty());
}

#[tokio::test]
async fn names_that_are_not_in_the_form_are_refused_on_its_pages() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    let strange = post(
        &served,
        &token,
        "health",
        &[WELL[0], ("status", "confirmed")],
    )
    .await;
    assert_eq!(strange.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        strange
            .page
            .text("main")
            .contains("`status` is not something this form asks for"),
        "{}",
        strange.page.html
    );
    fill_in(&served, &token).await;
}
