//! A client who was here before: asked about today, and whether the rest is still true.

use reqwest::StatusCode;

use super::{ABOUT, SIGNED, book, book_at, fill_in, page, post, practice, submissions};

#[tokio::test]
async fn a_returning_client_answers_todays_questions_and_sees_nothing_of_the_earlier_answers() {
    let practice = practice();
    let served = practice.serve();
    let first = book(&served, 1).await;
    fill_in(&served, &first).await;
    let token = book_at(&served, 1, "2026-12-08T10:00:00-05:00").await;
    let list = page(&served, &token, "").await;
    let asked = list.text("#still-true");
    assert_eq!(
        asked, "Is what you told us on 24 November 2026 still true?",
        "{}",
        list.html
    );
    let yes = served.post(&format!("/intake/{token}/unchanged"));
    let yes = yes.send().await.expect("an answer");
    // Whether somebody is of age is asked each time.
    assert_eq!(yes.headers()["location"], format!("/intake/{token}/about"));
    let about = page(&served, &token, "about").await;
    let asked = about.all(".question-set [name='birth_date.day']", "name");
    assert!(
        asked.is_empty(),
        "it stands outside of what has changed: {}",
        about.html
    );
    let born: Vec<_> = ABOUT
        .iter()
        .copied()
        .filter(|(name, _)| name.starts_with("birth"))
        .collect();
    let answers = [&[("about_still_true", "yes")], born.as_slice()].concat();
    let saved = post(&served, &token, "about", &answers).await;
    assert_eq!(
        saved.location,
        format!("/intake/{token}/today"),
        "{}",
        saved.page.html
    );
    let saved = post(&served, &token, "today", &[("ill", "no")]).await;
    assert_eq!(
        saved.location,
        format!("/intake/{token}/check"),
        "{}",
        saved.page.html
    );
    for name in ["", "about", "health", "today", "check", "sign"] {
        let shown = page(&served, &token, name).await;
        assert!(!shown.html.contains("Lovelace"), "{name}: {}", shown.html);
    }
    let sent = post(&served, &token, "sign", &SIGNED).await;
    assert_eq!(
        sent.location,
        format!("/intake/{token}/done"),
        "{}",
        sent.page.html
    );
    assert_eq!(submissions(&practice).await.len(), 2);
}

#[tokio::test]
async fn who_was_never_here_is_not_asked_whether_it_is_still_true() {
    let practice = practice();
    let served = practice.serve();
    let token = book(&served, 1).await;
    let list = page(&served, &token, "").await;
    assert!(!list.html.contains("still true"), "{}", list.html);
    let yes = served.post(&format!("/intake/{token}/unchanged"));
    let yes = yes.send().await.expect("an answer");
    assert_eq!(yes.status(), StatusCode::NOT_FOUND);
}
