//! Questions and answers of a page.

use serde_json::{Value, json};

/// One node for all questions of a page, each with its answer in plain words; none for none.
pub(crate) fn questions(base_url: &str, address: &str, asked: &[(&str, &str)]) -> Option<Value> {
    if asked.is_empty() {
        return None;
    }
    let entities: Vec<Value> = asked
        .iter()
        .map(|(question, answer)| {
            json!({
                "@type": "Question",
                "name": question,
                "acceptedAnswer": { "@type": "Answer", "text": answer },
            })
        })
        .collect();
    Some(json!({
        "@type": "FAQPage",
        "@id": format!("{base_url}{address}#questions"),
        "mainEntity": entities,
    }))
}
