//! Counting asks: a number for each window, cleared away when nobody asks for it any more.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity, ReturnValue};
use jiff::SignedDuration;

use super::fault::judge;
use super::retry::until_answered;
use super::table::EXPIRY_ATTRIBUTE;
use super::{Store, StoreError, keys};
use crate::limits::Window;

/// How long a number is kept after its window.
const KEPT_AFTER: SignedDuration = SignedDuration::from_hours(1);

impl Store {
    /// Counts one more, and gives how many there are now. Asked again when an answer was lost, it
    /// may count twice: rather one too many.
    pub(crate) async fn count(
        &self,
        scope: &str,
        code: &str,
        window: Window,
    ) -> Result<u64, StoreError> {
        until_answered(|| self.count_once(scope, code, window)).await
    }

    async fn count_once(&self, scope: &str, code: &str, window: Window) -> Result<u64, StoreError> {
        let expires = (window.end + KEPT_AFTER).as_second();
        let number = |number: i64| AttributeValue::N(number.to_string());
        let request = self
            .client
            .update_item()
            .table_name(&*self.table)
            .set_key(Some(keys::count(scope, code, window.start).attributes()))
            .update_expression("ADD asks :one SET #expires = :expires")
            .expression_attribute_names("#expires", EXPIRY_ATTRIBUTE)
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":expires", number(expires));
        let answer = request
            .return_values(ReturnValue::UpdatedNew)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| judge("UpdateItem", &error))?;
        self.meter.wrote(answer.consumed_capacity());
        let asks = answer.attributes().and_then(|item| item.get("asks"));
        let asks = asks.and_then(|asks| asks.as_n().ok()?.parse().ok());
        asks.ok_or_else(|| {
            tracing::error!("The store counted, and did not say how many there are");
            StoreError::Broken
        })
    }
}
