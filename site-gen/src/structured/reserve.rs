//! How search engines are told where to book.

use serde_json::{Value, json};

/// What a client may do: book at this address.
pub(super) fn reserve(address: &str) -> Value {
    json!({
        "@type": "ReserveAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": address,
            "actionPlatform": [
                "https://schema.org/DesktopWebPlatform",
                "https://schema.org/MobileWebPlatform",
            ],
        },
        "result": { "@type": "Reservation", "name": "Massage appointment" },
    })
}
