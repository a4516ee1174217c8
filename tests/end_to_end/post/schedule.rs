//! The notify function's own binary, driven as its schedule drives it.

use serde_json::json;

use super::office::{Office, secret};
use super::practice;
use super::server::MailServer;
use crate::harness::{knead, run};
use crate::lambda::{Function, Runtime};

#[tokio::test]
async fn each_call_of_its_schedule_sweeps_the_outbox() {
    let practice = practice();
    // The function's clock is the machine's, so that the practice is open every day.
    let hours: String = ["sat", "sun"]
        .iter()
        .map(|day| format!("{day} = [\"09:00-17:00\"]\n"))
        .collect();
    practice.replace(
        "practice.toml",
        "[[exceptions]]",
        &format!("{hours}[[exceptions]]"),
    );
    practice.replace("practice.toml", "date = 2026-12-25", "date = 2000-12-25");
    let out = practice.path().join("dist");
    let ran = run(knead()
        .args(["build", "--out"])
        .arg(&out)
        .arg(practice.path()));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let mut server = MailServer::start().await;
    let office = Office::sending(practice, &server.url()).await;
    let now = jiff::Timestamp::now();
    office.at(&(now - jiff::SignedDuration::from_mins(5)).to_string());
    let soon = (now + jiff::SignedDuration::from_hours(72)).in_tz("America/New_York");
    let start = soon
        .expect("a zone")
        .date()
        .at(14, 0, 0, 0)
        .in_tz("America/New_York");
    let start = start.expect("a time").timestamp().to_string();
    office.book(1, &json!({ "start": start })).await;

    let mut runtime = Runtime::start().await;
    let mut command = runtime.command("notify");
    let child = command
        .env("AWS_ENDPOINT_URL_DYNAMODB", &office.store_url)
        .env("KNEAD_TABLE", "knead")
        .env("KNEAD_SECRET", secret())
        .env("KNEAD_FUNCTIONS_DIR", out.join("functions"))
        .env("KNEAD_MAIL", server.url())
        .spawn();
    let _function = Function(child.expect("the function starts"));
    // EventBridge's event for a schedule (docs.aws.amazon.com, "Scheduled events").
    let event = json!({
        "version": "0", "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa", "detail-type": "Scheduled Event",
        "source": "aws.events", "account": "123456789012", "time": "2026-11-24T13:00:00Z", "region": "us-east-1",
        "resources": ["arn:aws:events:us-east-1:123456789012:rule/notify"], "detail": {},
    });
    let swept = runtime.invoke(event.clone()).await;
    assert_eq!(
        swept,
        json!({ "sent": 2, "dropped": 0, "put_off": 0, "failed": 0 })
    );
    let swept = runtime.invoke(event).await;
    assert_eq!(
        swept,
        json!({ "sent": 0, "dropped": 0, "put_off": 0, "failed": 0 })
    );
    let mails = server.mails().await;
    assert_eq!(mails.len(), 2, "{mails:?}");
    for mail in mails {
        for link in mail.links() {
            assert!(
                link.starts_with("https://practice.example/booking/"),
                "{link}"
            );
        }
    }
}
