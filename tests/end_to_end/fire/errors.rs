//! Errors as DynamoDB writes them.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::proxy::Reply;

const THEIRS: &str = "com.amazonaws.dynamodb.v20120810";
const EVERYBODYS: &str = "com.amazon.coral.availability";

/// Another transaction is at one of a transaction's items, this one.
pub(super) fn conflict_in_transaction(items: usize, at: usize) -> Reply {
    let reasons: Vec<Value> = (0..items)
        .map(|item| {
            if item == at {
                json!({ "Code": "TransactionConflict", "Message": "Transaction is ongoing for the item" })
            } else {
                json!({ "Code": "None" })
            }
        })
        .collect();
    let codes = reasons.iter().filter_map(|reason| reason["Code"].as_str());
    let codes: Vec<_> = codes.collect();
    let message = format!(
        "Transaction cancelled, please refer cancellation reasons for specific reasons [{}]",
        codes.join(", ")
    );
    Reply {
        status: StatusCode::BAD_REQUEST,
        body: json!({
            "__type": format!("{THEIRS}#TransactionCanceledException"),
            "Message": message, "CancellationReasons": reasons,
        }),
    }
}

/// A transaction is at the item of a single write.
pub(super) fn conflict_of_write() -> Reply {
    refusal(
        StatusCode::BAD_REQUEST,
        &format!("{THEIRS}#TransactionConflictException"),
        "Transaction is ongoing for the item",
    )
}

pub(super) fn in_progress() -> Reply {
    refusal(
        StatusCode::BAD_REQUEST,
        &format!("{THEIRS}#TransactionInProgressException"),
        "The transaction with the given request token is already in progress.",
    )
}

/// Of one item's partition, or of the whole account.
pub(super) fn throttled(by_partition: bool) -> Reply {
    if by_partition {
        refusal(
            StatusCode::BAD_REQUEST,
            &format!("{THEIRS}#ProvisionedThroughputExceededException"),
            "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.",
        )
    } else {
        refusal(
            StatusCode::BAD_REQUEST,
            &format!("{EVERYBODYS}#ThrottlingException"),
            "Rate of requests exceeds the allowed throughput.",
        )
    }
}

/// 500 with a name, or 503 as a load balancer says it.
pub(super) fn failed(named: bool) -> Reply {
    if named {
        refusal(
            StatusCode::INTERNAL_SERVER_ERROR,
            &format!("{THEIRS}#InternalServerError"),
            "Internal server error",
        )
    } else {
        Reply {
            status: StatusCode::SERVICE_UNAVAILABLE,
            body: Value::Null,
        }
    }
}

fn refusal(status: StatusCode, kind: &str, message: &str) -> Reply {
    Reply {
        status,
        body: json!({ "__type": kind, "message": message }),
    }
}
