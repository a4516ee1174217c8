//! What the store's errors mean for the one who asked.

use std::fmt;

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;

/// Why the store did not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreError {
    /// It could not, this time: throttled, conflicting, or out of reach.
    Busy,
    /// It will not, however often it is asked; the cause is in the log.
    Broken,
}

impl fmt::Display for StoreError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Busy => "the store did not answer in time",
            Self::Broken => "the store refused, or holds something that cannot be read",
        })
    }
}

impl std::error::Error for StoreError {}

/// How a transaction ended that did not commit, or perhaps did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotCommitted {
    /// Something it rested on was changed, or it met another: read again, decide again.
    Again,
    /// It is our fault.
    Broken,
}

impl From<StoreError> for NotCommitted {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy => Self::Again,
            StoreError::Broken => Self::Broken,
        }
    }
}

/// Errors by their code: nothing was applied, and asking again may help.
const PASSING: [&str; 10] = [
    "TransactionInProgressException",
    // A single write met a transaction.
    "TransactionConflictException",
    "ProvisionedThroughputExceededException",
    "ThrottlingException",
    "Throttling",
    "RequestLimitExceeded",
    "InternalServerError",
    "InternalServerErrorException",
    "ServiceUnavailable",
    "ServiceUnavailableException",
];

/// The reasons of a cancelled transaction after which it may be decided anew.
const REASONS_TO_DECIDE_ANEW: [&str; 5] = [
    "None",
    "ConditionalCheckFailed",
    "TransactionConflict",
    "ThrottlingError",
    "ProvisionedThroughputExceeded",
];

/// Judges a read's error; what will not pass is logged here, once.
pub(super) fn judge<E>(operation: &str, error: &SdkError<E>) -> StoreError
where
    E: ProvideErrorMetadata + fmt::Debug,
{
    if passes(error) {
        return StoreError::Busy;
    }
    let code = error.code().unwrap_or("-");
    tracing::error!(operation, code, "The store refused {operation}: {code}");
    StoreError::Broken
}

/// Judges a transaction's error.
pub(super) fn judge_transaction(error: &SdkError<TransactWriteItemsError>) -> NotCommitted {
    if let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) =
        error.as_service_error()
    {
        let strange = cancelled
            .cancellation_reasons()
            .iter()
            .filter_map(|reason| reason.code())
            .find(|code| !REASONS_TO_DECIDE_ANEW.contains(code));
        return match strange {
            None => NotCommitted::Again,
            Some(code) => {
                tracing::error!(
                    code,
                    "A transaction was cancelled for a reason that is ours: {code}"
                );
                NotCommitted::Broken
            }
        };
    }
    match judge("TransactWriteItems", error) {
        StoreError::Busy => NotCommitted::Again,
        StoreError::Broken => NotCommitted::Broken,
    }
}

fn passes<E: ProvideErrorMetadata>(error: &SdkError<E>) -> bool {
    match error {
        SdkError::TimeoutError(_) | SdkError::DispatchFailure(_) | SdkError::ResponseError(_) => {
            true
        }
        SdkError::ServiceError(service) => {
            let server_side = service.raw().status().as_u16() >= 500;
            server_side
                || service
                    .err()
                    .code()
                    .is_some_and(|code| PASSING.contains(&code))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::config::http::HttpResponse;
    use aws_sdk_dynamodb::error::{ErrorMetadata, SdkError};
    use aws_sdk_dynamodb::operation::update_item::UpdateItemError;

    use super::{StoreError, judge};

    #[track_caller]
    fn check(code: &str, status: u16, expected: StoreError) {
        let error = ErrorMetadata::builder().code(code).build();
        let status = status.try_into().expect("a status");
        let answer = HttpResponse::new(status, "".into());
        let error = SdkError::service_error(UpdateItemError::generic(error), answer);
        assert_eq!(judge("UpdateItem", &error), expected, "{code}");
    }

    #[test]
    fn a_single_write_that_meets_a_transaction_may_be_tried_again() {
        check("TransactionConflictException", 400, StoreError::Busy);
    }

    #[test]
    fn what_was_asked_wrongly_will_not_pass() {
        check("ValidationException", 400, StoreError::Broken);
    }
}
