//! A page as a browser without JavaScript reads it, and the way through the pages of a booking.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::StatusCode;
use scraper::{Html, Selector};

use crate::harness::Served;

/// A page that was answered.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) html: String,
}

impl Page {
    pub(crate) async fn of(request: reqwest::RequestBuilder) -> Self {
        let response = request.send().await.expect("an answer");
        Self {
            status: response.status(),
            html: response.text().await.expect("a page"),
        }
    }

    pub(crate) fn all(&self, selector: &str, attribute: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        let selector = Selector::parse(selector).expect("a selector");
        document
            .select(&selector)
            .map(|element| element.attr(attribute).unwrap_or_default().to_owned())
            .collect()
    }

    pub(crate) fn text(&self, selector: &str) -> String {
        let document = Html::parse_document(&self.html);
        let selector = Selector::parse(selector).expect("a selector");
        let texts: Vec<String> = document
            .select(&selector)
            .map(|element| element.text().collect())
            .collect();
        texts
            .join(" ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The hidden answers of the form that leads on; small forms may be beside it.
    pub(crate) fn hidden(&self, action: &str) -> Vec<(String, String)> {
        let document = Html::parse_document(&self.html);
        let selector = |text: &str| Selector::parse(text).expect("a selector");
        let (form, hidden) = (
            selector(&format!("form[action='{action}']")),
            selector("input[type=hidden]"),
        );
        let forms = document.select(&form);
        let form = forms.max_by_key(|form| form.html().len()).expect("a form");
        let value =
            |input: scraper::ElementRef, name| input.attr(name).unwrap_or_default().to_owned();
        form.select(&hidden)
            .map(|input| (value(input, "name"), value(input, "value")))
            .collect()
    }
}

pub(crate) const TIMES: &str = "/booking/times?service=deep-tissue&minutes=60&week=2026-11-30";
pub(crate) const START: &str = "2026-12-01T10:00:00-05:00";

pub(crate) async fn details(served: &Served) -> Page {
    let query = [
        ("service", "deep-tissue"),
        ("minutes", "60"),
        ("start", START),
    ];
    Page::of(served.get("/booking/details").query(&query)).await
}

/// Chooses a start on the page of times: the page to which that leads.
pub(crate) async fn choose(served: &Served, times: &Page, start: &str) -> Page {
    choose_with(served, times, start, &[]).await
}

/// The same, with what else is sent.
pub(crate) async fn choose_with(
    served: &Served,
    times: &Page,
    start: &str,
    more: &[(&str, &str)],
) -> Page {
    let form = with(times.hidden("/booking/times"), &[("start", start)]);
    let form = with(form, more);
    let request = served.post("/booking/times").form(&form);
    let chosen = request.send().await.expect("an answer");
    let (status, location) = (chosen.status(), chosen.headers().get("location").cloned());
    let page = chosen.text().await.expect("a page");
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let location = location.expect("an address");
    Page::of(served.get(location.to_str().expect("an address"))).await
}

/// Sends details that can be taken: the address of the page on which they are checked.
pub(crate) async fn send_details(served: &Served, form: &[(String, String)]) -> String {
    let request = served.post("/booking/details").form(form);
    let sent = request.send().await.expect("an answer");
    let (status, location) = (sent.status(), sent.headers().get("location").cloned());
    let page = sent.text().await.expect("a page");
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let location = location.expect("an address");
    location.to_str().expect("an address").to_owned()
}

/// The same, and the page itself.
pub(crate) async fn check(served: &Served, form: &[(String, String)]) -> Page {
    let address = send_details(served, form).await;
    let (clear, draft) = address.split_once("&draft=").expect("sealed answers");
    for typed in ["Ada", "Brien", "example", "0142", "See"] {
        assert!(!clear.contains(typed), "{clear}");
    }
    // Letters of base64 spell short words by chance, so the bytes behind them are looked at.
    let sealed = URL_SAFE_NO_PAD.decode(draft).expect("base64");
    for typed in TYPED.map(|(_, typed)| typed.as_bytes()) {
        let shown = sealed.windows(typed.len()).any(|part| part == typed);
        assert!(!shown, "an answer stands in the draft of {address}");
    }
    Page::of(served.get(&address)).await
}

pub(crate) fn with(
    mut hidden: Vec<(String, String)>,
    typed: &[(&str, &str)],
) -> Vec<(String, String)> {
    hidden.extend(
        typed
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    hidden
}

pub(crate) const TYPED: [(&str, &str); 4] = [
    ("name", "Ada O'Brien"),
    ("email", "ada@example.com"),
    ("phone", "555 0142 42"),
    ("note", "See you"),
];
