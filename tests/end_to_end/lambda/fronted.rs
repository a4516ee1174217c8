//! Behind its front a function answers nobody else.

use serde_json::Value;

use super::deployed::{Deployed, FRONT};
use super::event;

fn through(front: &str, path: &str) -> Value {
    let mut event = event("GET", path, "", "", "");
    event["headers"]["x-knead-front"] = front.into();
    event
}

#[tokio::test]
async fn who_goes_past_the_front_is_refused_by_each_function() {
    for (name, page, door) in [
        ("booking", "/booking/times", "/api/slots"),
        ("intake", "/intake/token/", "/api/intake/token"),
        ("desk", "/desk/sign-in", "/api/desk/day"),
    ] {
        let mut deployed = Deployed::of(name, &[("KNEAD_FRONT_SECRET", FRONT)]).await;
        for other in ["", "f0", &FRONT.replacen('f', "e", 1)] {
            let refused = deployed.runtime.invoke(through(other, door)).await;
            assert_eq!(refused["statusCode"], 403, "{name}: {refused}");
            let body = refused["body"].as_str().unwrap_or_default();
            assert!(body.contains("urn:knead:past-front"), "{body}");
            let refused = deployed.runtime.invoke(through(other, page)).await;
            assert_eq!(refused["statusCode"], 403, "{name}: {refused}");
            let body = refused["body"].as_str().unwrap_or_default();
            assert!(body.contains("This is not the way in"), "{body}");
        }
        for path in [door, page] {
            let answered = deployed.runtime.invoke(through(FRONT, path)).await;
            assert_ne!(answered["statusCode"], 403, "{name} {path}: {answered}");
        }
    }
}
