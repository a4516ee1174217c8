//! Reading and writing what ends: a session's use, a code's tries, a ceremony that is taken once.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity, ReturnValue};
use jiff::Timestamp;

use super::session::{Ending, Session, SignIn};
use super::{StaffId, read};
use crate::store::fault::{NotCommitted, judge};
use crate::store::outbox::Promise;
use crate::store::retry::{Tries, until_answered};
use crate::store::transaction::item;
use crate::store::{Store, StoreError, keys};

impl Store {
    /// The session of a token's code; whether it goes on is asked of [`Session::touch`].
    pub(crate) async fn session(&self, code: &str) -> Result<Option<Session>, StoreError> {
        Ok(match self.kept(&keys::ending(code)).await? {
            Some(Ending::Session(session)) => Some(session),
            _ => None,
        })
    }

    /// The link of a token's code, if it can still be used then.
    pub(crate) async fn link(
        &self,
        code: &str,
        now: Timestamp,
    ) -> Result<Option<SignIn>, StoreError> {
        Ok(match self.kept(&keys::ending(code)).await? {
            Some(Ending::Link(link)) => Some(link).filter(|link| now < link.expires_at),
            _ => None,
        })
    }

    /// Writes down what ends.
    pub(crate) async fn keep_ending(&self, code: &str, ending: &Ending) -> Result<(), StoreError> {
        let item = item(&keys::ending(code), ending).map_err(|_| StoreError::Broken)?;
        let put = || async {
            let request = self.client.put_item().table_name(&*self.table);
            let request = request
                .set_item(Some(item.clone()))
                .return_consumed_capacity(ReturnConsumedCapacity::Total);
            let answer = request.send().await;
            let answer = answer.map_err(|error| judge("PutItem", &error))?;
            self.meter.wrote(answer.consumed_capacity());
            Ok(())
        };
        until_answered(put).await
    }

    /// Writes a link down, and the promise to send it, in one transaction.
    pub(crate) async fn keep_link(
        &self,
        code: &str,
        link: &SignIn,
        promise: Option<&Promise>,
    ) -> Result<(), StoreError> {
        let mut tries = Tries::begin();
        while tries.another().await {
            let mut transaction = self.transaction();
            let key = keys::ending(code);
            let filled = transaction
                .put_over(&key, &Ending::Link(link.clone()))
                .and_then(|()| promise.map_or(Ok(()), |promise| transaction.put_promise(promise)));
            let written = match filled {
                Ok(()) => transaction.commit().await,
                Err(error) => Err(error),
            };
            match written {
                Ok(()) => return Ok(()),
                Err(NotCommitted::Broken) => return Err(StoreError::Broken),
                // An earlier try may have been written, though its answer was lost.
                Err(NotCommitted::Again) => match self.kept_once::<Ending>(&key).await {
                    Ok(Some(_)) => return Ok(()),
                    Ok(None) | Err(StoreError::Busy) => {}
                    Err(error) => return Err(error),
                },
            }
        }
        Err(StoreError::Busy)
    }

    /// Writes down that a session is used. One that was ended meanwhile stays so.
    pub(crate) async fn note_use(&self, code: &str, now: Timestamp) -> Result<(), StoreError> {
        let now = AttributeValue::S(now.to_string());
        self.update_ending(code, ("SET used_at = :value", now))
            .await
            .map(drop)
    }

    /// Counts one more try of a link's code, and gives the link; none if it is not there.
    pub(crate) async fn count_try(&self, code: &str) -> Result<Option<SignIn>, StoreError> {
        let one = AttributeValue::N("1".to_owned());
        let counted = self.update_ending(code, ("ADD tries :value", one)).await?;
        Ok(match counted {
            Some(Ending::Link(link)) => Some(link),
            _ => None,
        })
    }

    /// Takes a ceremony away, for good: what it was, and whose; none if it was taken, or has ended.
    pub(crate) async fn take_ceremony(
        &self,
        code: &str,
        now: Timestamp,
    ) -> Result<Option<(String, Option<StaffId>)>, StoreError> {
        let request = self
            .client
            .delete_item()
            .table_name(&*self.table)
            .set_key(Some(keys::ending(code).attributes()))
            .condition_expression("kind = :ceremony")
            .expression_attribute_values(":ceremony", AttributeValue::S("ceremony".to_owned()))
            .return_values(ReturnValue::AllOld)
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        // Asked once: if the answer is lost, whoever asked begins again.
        let answer = match request.send().await {
            Ok(answer) => answer,
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(|error| error.is_conditional_check_failed_exception()) =>
            {
                return Ok(None);
            }
            Err(error) => return Err(judge("DeleteItem", &error)),
        };
        self.meter.wrote(answer.consumed_capacity());
        Ok(match answer.attributes.map(read).transpose()? {
            Some(Ending::Ceremony {
                state,
                staff,
                expires_at,
                ..
            }) if now < expires_at => Some((state, staff)),
            _ => None,
        })
    }

    /// Changes what is there; none if nothing is.
    async fn update_ending(
        &self,
        code: &str,
        (expression, value): (&str, AttributeValue),
    ) -> Result<Option<Ending>, StoreError> {
        until_answered(|| self.update_ending_once(code, (expression, &value))).await
    }

    async fn update_ending_once(
        &self,
        code: &str,
        (expression, value): (&str, &AttributeValue),
    ) -> Result<Option<Ending>, StoreError> {
        let request = self
            .client
            .update_item()
            .table_name(&*self.table)
            .set_key(Some(keys::ending(code).attributes()))
            .condition_expression("attribute_exists(pk)")
            .update_expression(expression)
            .expression_attribute_values(":value", value.clone())
            .return_values(ReturnValue::AllNew)
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        match request.send().await {
            Ok(answer) => {
                self.meter.wrote(answer.consumed_capacity());
                answer.attributes.map(read).transpose()
            }
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(|error| error.is_conditional_check_failed_exception()) =>
            {
                Ok(None)
            }
            Err(error) => Err(judge("UpdateItem", &error)),
        }
    }
}
