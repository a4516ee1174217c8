//! What goes wrong goes wrong as it does at AWS, and only where it was to.

use reqwest::Client;
use serde_json::{Value, json};

use super::fault::Fault;
use super::{Fire, Rates};
use crate::stored::{ask, plain};

/// A table under fire, and one who asks.
struct UnderFire {
    fire: Fire,
    client: Client,
}

impl UnderFire {
    async fn light(rates: Rates) -> Self {
        let under = Self {
            fire: Fire::light(1, rates).await,
            client: Client::new(),
        };
        let table = json!({
            "TableName": "knead", "BillingMode": "PAY_PER_REQUEST",
            "KeySchema": [{ "AttributeName": "pk", "KeyType": "HASH" }, { "AttributeName": "sk", "KeyType": "RANGE" }],
            "AttributeDefinitions": [{ "AttributeName": "pk", "AttributeType": "S" }, { "AttributeName": "sk", "AttributeType": "S" }],
        });
        let made = under.asked("CreateTable", &table).await;
        assert!(made.is_some_and(|(status, _)| status == 200));
        under
    }

    /// Status and body; none where the connection ended without them.
    async fn asked(&self, operation: &str, body: &Value) -> Option<(u16, Value)> {
        let sent = ask(&self.client, &self.fire.url, operation, body).send();
        let answer = sent.await.ok()?;
        let status = answer.status().as_u16();
        let body = answer.text().await.ok()?;
        Some((status, serde_json::from_str(&body).unwrap_or_default()))
    }

    /// Writes two bookings in one transaction.
    async fn write(&self) -> Option<(u16, Value)> {
        let put = |id: &str| json!({ "Put": { "TableName": "knead", "Item": item(id) } });
        let items = json!({ "TransactItems": [put("B#1"), put("B#2")] });
        self.asked("TransactWriteItems", &items).await
    }

    async fn stored(&self) -> usize {
        self.fire.is_quiet().await;
        self.fire.items().await.len()
    }
}

fn item(id: &str) -> Value {
    json!({ "pk": { "S": id }, "sk": { "S": "B" }, "version": { "N": "1" } })
}

/// Two items are asked for in one write; this many are to be there after it.
async fn check(rates: Rates, fault: Fault, stored: usize) -> Option<(u16, Value)> {
    let mut under = UnderFire::light(rates).await;
    let answer = under.write().await;
    under.client = Client::new();
    assert_eq!(under.stored().await, stored, "{fault:?}");
    assert_eq!(under.fire.carried_out().faults(), [(fault, 1)].into());
    answer
}

#[tokio::test]
async fn what_is_lost_before_is_not_applied_and_what_is_lost_after_is() {
    let none = Rates::none();
    let (lost_before, lost_after) = (
        Rates {
            lost_before: 1000,
            ..none
        },
        Rates {
            lost_after: 1000,
            ..none
        },
    );
    assert_eq!(check(lost_before, Fault::LostBefore, 0).await, None);
    assert_eq!(check(lost_after, Fault::LostAfter, 2).await, None);
    let later = Rates {
        applied_later: 1000,
        ..none
    };
    assert_eq!(check(later, Fault::AppliedLater, 2).await, None);
}

#[tokio::test]
async fn what_fails_is_answered_5xx_whether_it_was_applied_or_not() {
    let none = Rates::none();
    let (before, after) = (
        Rates {
            failed_before: 1000,
            ..none
        },
        Rates {
            failed_after: 1000,
            ..none
        },
    );
    let answers = [
        check(before, Fault::FailedBefore, 0).await,
        check(after, Fault::FailedAfter, 2).await,
    ];
    for (status, _) in answers.into_iter().flatten() {
        assert!(status >= 500, "{status}");
    }
}

#[tokio::test]
async fn a_conflict_gives_a_reason_for_each_item() {
    let rates = Rates {
        conflict: 1000,
        ..Rates::none()
    };
    let (status, refusal) = check(rates, Fault::Conflict, 0).await.expect("an answer");
    let reasons = refusal["CancellationReasons"].as_array().expect("reasons");
    let mut codes: Vec<_> = reasons
        .iter()
        .filter_map(|reason| reason["Code"].as_str())
        .collect();
    codes.sort_unstable();
    assert_eq!((status, codes), (400, vec!["None", "TransactionConflict"]));
}

#[tokio::test]
async fn refusals_bear_the_names_that_aws_gives_them() {
    let none = Rates::none();
    let in_progress = Rates {
        in_progress: 1000,
        ..none
    };
    let (_, refusal) = check(in_progress, Fault::InProgress, 0)
        .await
        .expect("an answer");
    assert_eq!(
        refusal["__type"],
        "com.amazonaws.dynamodb.v20120810#TransactionInProgressException"
    );
    let (status, refusal) = check(
        Rates {
            throttled: 1000,
            ..none
        },
        Fault::Throttled,
        0,
    )
    .await
    .expect("an answer");
    let name = refusal["__type"].as_str().unwrap_or_default();
    let named = name.ends_with("#ThrottlingException")
        || name.ends_with("#ProvisionedThroughputExceededException");
    assert!(status == 400 && named, "{refusal}");
}

#[tokio::test]
async fn only_a_read_that_may_be_out_of_date_is() {
    let under = UnderFire::light(Rates {
        stale: 1000,
        ..Rates::none()
    })
    .await;
    let get = |consistent: bool| json!({ "TableName": "knead", "ConsistentRead": consistent, "Key": { "pk": { "S": "B#1" }, "sk": { "S": "B" } } });
    let (_, before) = under
        .asked("GetItem", &get(false))
        .await
        .expect("an answer");
    under.write().await;
    let (_, stale) = under
        .asked("GetItem", &get(false))
        .await
        .expect("an answer");
    let (_, fresh) = under.asked("GetItem", &get(true)).await.expect("an answer");
    assert_eq!((&before, &stale), (&json!({}), &json!({})));
    assert_eq!(fresh["Item"], item("B#1"));
}

#[tokio::test]
async fn a_batch_that_is_not_processed_whole_names_what_was_left_out() {
    let under = UnderFire::light(Rates {
        unprocessed: 1000,
        ..Rates::none()
    })
    .await;
    under.write().await;
    let keys = ["B#1", "B#2"].map(|id| json!({ "pk": { "S": id }, "sk": { "S": "B" } }));
    let batch = json!({ "RequestItems": { "knead": { "ConsistentRead": true, "Keys": keys } } });
    let (status, answer) = under
        .asked("BatchGetItem", &batch)
        .await
        .expect("an answer");
    let count = |list: &Value| list.as_array().map_or(0, Vec::len);
    let left_out = count(&answer["UnprocessedKeys"]["knead"]["Keys"]);
    assert_eq!(
        (status, left_out + count(&answer["Responses"]["knead"])),
        (200, 2)
    );
    assert!(left_out > 0, "{answer}");
}

#[tokio::test]
async fn a_batch_that_is_torn_is_whole_all_the_same() {
    let under = UnderFire::light(Rates {
        torn: 1000,
        ..Rates::none()
    })
    .await;
    under.write().await;
    let keys = ["B#1", "B#2", "B#3"].map(|id| json!({ "pk": { "S": id }, "sk": { "S": "B" } }));
    let batch = json!({ "RequestItems": { "knead": { "ConsistentRead": true, "Keys": keys } } });
    let (status, answer) = under
        .asked("BatchGetItem", &batch)
        .await
        .expect("an answer");
    let mut read = answer["Responses"]["knead"]
        .as_array()
        .expect("a list")
        .clone();
    read.sort_by_key(|item| item["pk"].to_string());
    assert_eq!((status, read), (200, vec![item("B#1"), item("B#2")]));
    assert_eq!(answer["UnprocessedKeys"], json!({}));
    assert_eq!(under.fire.carried_out().faults(), [(Fault::Torn, 1)].into());
}

#[tokio::test]
async fn one_seed_is_one_run_of_faults_on_a_connection() {
    let mut runs = Vec::new();
    for _ in 0..2 {
        let under = UnderFire::light(Rates {
            throttled: 300,
            failed_before: 200,
            ..Rates::none()
        })
        .await;
        let mut answers = Vec::new();
        for _ in 0..40 {
            answers.extend(under.write().await.map(|(status, _)| status));
        }
        assert!(
            answers.contains(&200) && answers.contains(&400),
            "{answers:?}"
        );
        runs.push(answers);
    }
    assert_eq!(runs[0], runs[1]);
}

#[tokio::test]
async fn a_change_written_without_its_audit_and_outbox_rows_is_noted() {
    let under = UnderFire::light(Rates::none()).await;
    let row = |kind: &str| json!({ "pk": { "S": kind }, "sk": { "S": "x" }, "booking": { "S": "1" }, "version": { "N": "1" } });
    let mut booking = item("B#1");
    booking["id"] = json!({ "S": "1" });
    for (items, slips) in [
        (vec![booking.clone(), row("L#2026-12-01"), row("O#1")], 0),
        (vec![booking.clone(), row("O#1")], 1),
        (vec![booking, row("L#2026-12-01")], 2),
    ] {
        let put = |item| json!({ "Put": { "TableName": "knead", "Item": item } });
        let items: Vec<_> = items.into_iter().map(put).collect();
        let items = json!({ "TransactItems": items });
        let written = under.asked("TransactWriteItems", &items).await;
        assert!(written.is_some_and(|(status, _)| status == 200));
        assert_eq!(under.fire.carried_out().slips().len(), slips);
    }
}

#[test]
fn an_item_is_read_without_the_names_of_its_types() {
    let typed = json!({ "a": { "S": "x" }, "b": { "N": "7" }, "c": { "L": [{ "M": { "d": { "BOOL": true } } }] } });
    assert_eq!(
        plain(&typed),
        json!({ "a": "x", "b": 7, "c": [{ "d": true }] })
    );
}
