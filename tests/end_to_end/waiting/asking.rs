//! Asking to be told, seeing it, leaving.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{join, mails, seen, subjects, until_kept, waiting};
use crate::harness::{NOW, Practice, Served, answer};
use crate::page::{Page, TIMES, with};

const FORM: &str = "/booking/waiting?service=deep-tissue&minutes=60&therapist=maya";
const TYPED: [(&str, &str); 10] = [
    ("from_day", "1"),
    ("from_month", "December"),
    ("from_year", "2026"),
    ("to_day", "4th"),
    ("to_month", "12"),
    ("to_year", "26"),
    ("morning", "yes"),
    ("evening", "yes"),
    ("name", "Ada O'Brien"),
    ("email", "ada@example.com"),
];

async fn send(served: &Served, form: &[(String, String)]) -> (StatusCode, String, Page) {
    let sent = served.post("/booking/waiting").form(form).send().await;
    let sent = sent.expect("an answer");
    let status = sent.status();
    let location = sent.headers().get("location").cloned();
    let location = location.map(|to| to.to_str().expect("an address").to_owned());
    let html = sent.text().await.expect("a page");
    (status, location.unwrap_or_default(), Page { status, html })
}

#[tokio::test]
async fn a_client_asks_on_a_page_sees_it_and_leaves() {
    let practice = Practice::new();
    let served = practice.serve();
    let times = Page::of(served.get(TIMES)).await;
    let asks = times.all("main a[href*='/booking/waiting?']", "href");
    let form = Page::of(served.get(asks.last().expect("a link"))).await;
    assert_eq!(form.text("h1"), "Tell me when a time becomes free");
    assert_eq!(
        form.all("#from, #to", "value"),
        ["30", "6"],
        "the week that was looked at"
    );

    let form = Page::of(served.get(FORM)).await;
    let (status, address, _) = send(&served, &with(form.hidden("/booking/waiting"), &TYPED)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let page = Page::of(served.get(&address)).await;
    assert_eq!(page.text("h1"), "You are on the waiting list");
    for words in [
        "Deep tissue massage, 60 minutes, with Maya",
        "1 to 4 December 2026",
        "In the morning or in the evening",
    ] {
        assert!(page.text("main").contains(words), "{}", page.text("main"));
    }
    let leave = page.all("form", "action");
    assert_eq!(leave, [format!("{address}leave")]);
    let none: [(&str, &str); 0] = [];
    let left = served
        .post(&leave[0])
        .form(&none)
        .send()
        .await
        .expect("an answer");
    assert_eq!(left.status(), StatusCode::SEE_OTHER);
    let page = Page::of(served.get(&address)).await;
    assert_eq!(page.text("h1"), "You have left the waiting list");
    assert!(page.all("form", "action").is_empty());
}

#[tokio::test]
async fn a_form_sent_empty_says_of_each_field_what_to_do_and_keeps_the_rest() {
    let practice = Practice::new();
    let served = practice.serve();
    let form = Page::of(served.get(FORM)).await.hidden("/booking/waiting");
    let (status, _, page) = send(&served, &with(form.clone(), &[("phone", "555 0142 42")])).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text("title").starts_with("Error: "));
    let fields = ["#from", "#to", "#parts", "#name", "#email"];
    assert_eq!(page.all(".error-summary a", "href"), fields);
    for field in fields {
        assert_eq!(page.all(field, "id").len(), 1, "{field}");
    }
    assert_eq!(page.all("#phone", "value"), ["555 0142 42"]);
    let (_, _, page) = send(
        &served,
        &with(
            form,
            &[
                ("from_day", "31"),
                ("from_month", "2"),
                ("from_year", "2027"),
            ],
        ),
    )
    .await;
    assert_eq!(
        page.all("#from, #from-month, #from-year", "value"),
        ["31", "2", "2027"]
    );
    let error = "Error: The first day must be a real date, like 1 December 2026";
    assert_eq!(page.text("#from-error"), error);
}

#[tokio::test]
async fn programs_join_and_leave_by_the_same_names() {
    let practice = Practice::new();
    let served = practice.serve();
    let (status, joined) = answer(served.post("/api/waiting").json(&waiting(1, &json!({})))).await;
    assert_eq!(status, StatusCode::CREATED, "{joined}");
    let token = joined["token"].as_str().expect("a token");
    let expected = json!({
        "token": token, "status": "waiting", "service": "deep-tissue", "minutes": 60, "therapist": "maya",
        "from": "2026-12-01", "to": "2026-12-01", "parts": "morning,afternoon",
        "links": { "self": format!("/booking/waiting/{token}/"), "leave": format!("/api/waiting/{token}/leave") },
    });
    assert_eq!(joined, expected);
    assert_eq!(seen(&served, token).await, joined);
    let leave = || answer(served.post(&format!("/api/waiting/{token}/leave")));
    let (status, left) = leave().await;
    assert_eq!((status, &left["status"]), (StatusCode::OK, &json!("left")));
    assert_eq!(
        leave().await,
        (StatusCode::OK, left),
        "leaving twice is harmless"
    );
}

#[tokio::test]
async fn what_cannot_be_waited_for_is_refused_by_field() {
    let practice = Practice::new();
    let served = practice.serve();
    for (members, fields) in [
        (json!({ "from": "2026-11-23" }), vec!["from"]),
        (json!({ "to": "2026-11-30" }), vec!["to"]),
        (json!({ "to": "2027-02-01" }), vec!["to"]),
        (
            json!({ "from": "tomorrow", "parts": "night" }),
            vec!["from", "parts"],
        ),
        (
            json!({ "parts": "", "name": "", "email": "x" }),
            vec!["parts", "name", "email"],
        ),
        (json!({ "service": "hot-stone" }), vec!["service"]),
        (
            json!({ "service": "sports", "minutes": 30 }),
            vec!["therapist"],
        ),
        (json!({ "note": "hello" }), vec!["note"]),
    ] {
        let request = served.post("/api/waiting").json(&waiting(1, &members));
        let (status, refused) = answer(request).await;
        assert_eq!(
            status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{members}: {refused}"
        );
        let errors = refused["errors"].as_array().expect("errors").iter();
        let named: Vec<_> = errors
            .map(|error| error["field"].as_str().unwrap_or_default())
            .collect();
        assert_eq!(named, fields, "{refused}");
    }
    assert!(practice.items().await.is_empty(), "refusals leave nothing");
}

#[tokio::test]
async fn the_same_request_twice_is_one_place_in_line() {
    let practice = Practice::new();
    let served = practice.serve();
    let token = join(&served, 1, &json!({})).await;
    assert_eq!(join(&served, 1, &json!({})).await, token);
    assert_ne!(
        join(&served, 1, &json!({ "parts": "morning" })).await,
        token
    );
}

#[tokio::test]
async fn one_address_waits_for_one_massage_three_times_at_most_whatever_comes_at_once() {
    let practice = Practice::new();
    let served = practice.serve();
    let mut running = tokio::task::JoinSet::new();
    for day in 1..=8 {
        let email = if day % 2 == 0 {
            "Client@example.com"
        } else {
            "client@EXAMPLE.com"
        };
        let members = json!({ "to": format!("2026-12-{day:02}"), "email": email });
        running.spawn(answer(
            served.post("/api/waiting").json(&waiting(1, &members)),
        ));
    }
    let answers = running.join_all().await;
    let (joined, refused): (Vec<_>, Vec<_>) = answers
        .into_iter()
        .partition(|(status, _)| *status == StatusCode::CREATED);
    assert_eq!(joined.len(), 3, "{refused:?}");
    for (status, refused) in refused {
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{refused}");
        assert_eq!(refused["errors"][0]["field"], "email");
    }
    let leave = joined[0].1["links"]["leave"].as_str().expect("a link");
    answer(served.post(leave)).await;
    join(
        &served,
        1,
        &json!({ "email": "client@example.com", "to": "2026-12-20" }),
    )
    .await;
}

#[tokio::test]
async fn who_joins_gets_a_mail_with_a_link_to_their_page() {
    let practice = Practice::new();
    let served = practice.serve();
    let token = join(&served, 1, &json!({})).await;
    until_kept(&practice, NOW).await;
    assert_eq!(subjects(&practice, 1), ["You are on the waiting list"]);
    let (_, _, text) = &mails(&practice)[0];
    assert!(
        text.contains(&format!("/booking/waiting/{token}/")),
        "{text}"
    );
    assert!(
        text.contains("Deep tissue massage, 1 to 1 December 2026")
            || text.contains("1 December 2026"),
        "{text}"
    );
}

#[tokio::test]
async fn opening_a_page_changes_nothing_and_wrong_links_get_one_answer() {
    let practice = Practice::new();
    let served = practice.serve();
    let token = join(&served, 1, &json!({})).await;
    until_kept(&practice, NOW).await;
    let sorted = |mut items: Vec<Value>| {
        items.sort_by_key(ToString::to_string);
        items
    };
    let before = sorted(practice.items().await);
    for address in [FORM.to_owned(), format!("/booking/waiting/{token}/")] {
        for method in [reqwest::Method::GET, reqwest::Method::HEAD] {
            let url = format!("{}{address}", served.url);
            let request = served.client.request(method, url);
            assert_eq!(
                request.send().await.expect("an answer").status(),
                StatusCode::OK
            );
        }
    }
    for action in ["leave", "book"] {
        let request = served.get(&format!("/booking/waiting/{token}/{action}"));
        let status = request.send().await.expect("an answer").status();
        assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
    }
    assert_eq!(sorted(practice.items().await), before);
    let other = token.replace("deep-tissue", "swedish");
    for token in ["x", &other, &token[..token.len() - 1]] {
        let (status, _) = answer(served.get(&format!("/api/waiting/{token}"))).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{token}");
    }
}
