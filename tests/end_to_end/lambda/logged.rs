//! What the functions log: one line a request, and nobody's name.

use serde_json::json;

use super::deployed::{Deployed, FUNCTIONS};
use super::event;

#[tokio::test]
async fn each_function_logs_one_line_a_request_without_what_was_said() {
    let said = "{\"name\":\"Ada Lovelace\",\"email\":\"ada@example.com\"}";
    for name in FUNCTIONS {
        let mut deployed = Deployed::of(name, &[]).await;
        let events = match name {
            "notify" => vec![json!({}), json!({})],
            "booking" => vec![
                event(
                    "POST",
                    "/api/bookings",
                    "hidden=word",
                    "application/json",
                    said,
                ),
                event("GET", "/booking/m/hushhushhush/", "", "", ""),
                event("GET", "/nowhere/Ada", "", "", ""),
            ],
            "intake" => vec![
                event(
                    "POST",
                    "/api/intake/hushhushhush",
                    "hidden=word",
                    "application/json",
                    said,
                ),
                event("GET", "/intake/hushhushhush/", "", "", ""),
                event("GET", "/nowhere/Ada", "", "", ""),
            ],
            _ => vec![
                event(
                    "POST",
                    "/desk/sign-in",
                    "hidden=word",
                    "application/json",
                    said,
                ),
                event("GET", "/desk/link/hushhushhush/", "", "", ""),
                event("GET", "/nowhere/Ada", "", "", ""),
            ],
        };
        let count = events.len();
        for event in events {
            deployed.runtime.invoke(event).await;
        }
        // The next event is taken once the line of the last one is written.
        let log = deployed.log();
        assert_eq!(log.len(), count, "{name}: {log:?}");
        for line in &log {
            assert!(line["fields"]["duration_ms"].is_u64(), "{line}");
            let outcome = if name == "notify" { "failed" } else { "status" };
            assert!(line["fields"][outcome].is_u64(), "{line}");
            let line = line.to_string();
            for private in ["Ada", "ada@example.com", "hush", "word"] {
                assert!(!line.contains(private), "{line}");
            }
        }
    }
}
