//! What kind of request it is: that decides what can go wrong with it.

use serde_json::Value;

/// A request to the store, as far as faults tell requests apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Several items written in one, or none.
    Transaction,
    /// One item written.
    Write,
    /// Several items written, each for itself.
    BatchOfWrites,
    /// A read; an eventual one may be out of date.
    Read { eventual: bool },
    /// Several items read, each for itself.
    BatchOfReads { eventual: bool },
    /// The table itself; it is left in peace.
    Table,
}

impl Kind {
    /// The kind of an operation with this body.
    pub(super) fn of(operation: &str, body: &Value) -> Self {
        match operation {
            "TransactWriteItems" => Self::Transaction,
            "BatchWriteItem" => Self::BatchOfWrites,
            "PutItem" | "UpdateItem" | "DeleteItem" => Self::Write,
            // Reads in a transaction are consistent, whatever is asked.
            "TransactGetItems" => Self::Read { eventual: false },
            "GetItem" | "Query" | "Scan" => Self::Read {
                eventual: is_eventual(body),
            },
            "BatchGetItem" => Self::BatchOfReads {
                eventual: tables(body).all(is_eventual),
            },
            _ => Self::Table,
        }
    }

    pub(super) fn is_write(self) -> bool {
        matches!(self, Self::Transaction | Self::Write | Self::BatchOfWrites)
    }

    pub(super) fn is_eventual_read(self) -> bool {
        matches!(
            self,
            Self::Read { eventual: true } | Self::BatchOfReads { eventual: true }
        )
    }
}

fn is_eventual(asked: &Value) -> bool {
    asked["ConsistentRead"] != true
}

fn tables(body: &Value) -> impl Iterator<Item = &Value> {
    let tables = body["RequestItems"].as_object();
    tables.into_iter().flat_map(serde_json::Map::values)
}
