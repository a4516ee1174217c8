//! What is remembered of a contact: which bookings it asked for, and whether it has confirmed its
//! address. Never the address itself.
//!
//! Each booking is an attribute of its own, named by its id, so that one update adds bookings
//! whatever was there, and the same ask twice is there once.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity, ReturnValue};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::fault::judge;
use super::retry::until_answered;
use super::table::EXPIRY_ATTRIBUTE;
use super::transaction::Item;
use super::{Store, StoreError, keys};

/// What an attribute's name begins with that is a booking's; its id follows.
const BOOKING_PREFIX: &str = "B#";
/// The attribute that says since when a contact is known.
pub(super) const KNOWN_ATTRIBUTE: &str = "known";
/// How long a contact is remembered that asks for nothing: three years. The farthest booking is two
/// years ahead.
const KEPT: SignedDuration = SignedDuration::from_hours(3 * 365 * 24);

/// A booking that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Asked {
    pub(crate) made_at: Timestamp,
    /// When the appointment is over.
    pub(crate) end: Timestamp,
}

/// What was asked for, by the booking's id.
pub(crate) type AskedList = BTreeMap<String, Asked>;

/// A contact, as it was before it asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Remembered {
    /// Since when we know that somebody reads mail at its address; none if we do not.
    pub(crate) known: Option<Timestamp>,
    pub(crate) asked: AskedList,
}

impl Remembered {
    /// What it has asked for by now.
    pub(crate) fn with(&self, asked: &AskedList) -> AskedList {
        let mut list = asked.clone();
        // What was there before stays as it was.
        list.extend(self.asked.iter().map(|(id, asked)| (id.clone(), *asked)));
        list
    }
}

impl Store {
    /// Adds what a contact asks for to what is remembered of it, and gives what that was before.
    pub(crate) async fn remember(
        &self,
        code: &str,
        asked: &AskedList,
        now: Timestamp,
    ) -> Result<Remembered, StoreError> {
        let expires = AttributeValue::N(expires(now).to_string());
        let mut expression = "SET #expires = :expires".to_owned();
        let mut update = self
            .update_contact(code)
            .expression_attribute_names("#expires", EXPIRY_ATTRIBUTE)
            .expression_attribute_values(":expires", expires);
        for (at, (id, asked)) in asked.iter().enumerate() {
            expression += &format!(", #b{at} = if_not_exists(#b{at}, :b{at})");
            let asked = serde_dynamo::to_attribute_value(asked).map_err(|_| StoreError::Broken)?;
            update = update
                .expression_attribute_names(format!("#b{at}"), format!("{BOOKING_PREFIX}{id}"))
                .expression_attribute_values(format!(":b{at}"), asked);
        }
        let update = update
            .update_expression(expression)
            .return_values(ReturnValue::AllOld);
        let before = until_answered(|| self.carry_out(update.clone())).await?;
        read(before).ok_or_else(|| {
            tracing::error!("What is remembered of a contact cannot be read");
            StoreError::Broken
        })
    }

    /// Takes bookings away from what is remembered of a contact.
    pub(crate) async fn forget(
        &self,
        code: &str,
        ids: impl Iterator<Item = &str>,
    ) -> Result<(), StoreError> {
        let mut update = self.update_contact(code);
        let mut names = Vec::new();
        for (at, id) in ids.enumerate() {
            names.push(format!("#b{at}"));
            let name = format!("{BOOKING_PREFIX}{id}");
            update = update.expression_attribute_names(format!("#b{at}"), name);
        }
        if names.is_empty() {
            return Ok(());
        }
        let update = update.update_expression(format!("REMOVE {}", names.join(", ")));
        until_answered(|| self.carry_out(update.clone())).await?;
        Ok(())
    }

    fn update_contact(&self, code: &str) -> UpdateItemFluentBuilder {
        self.client
            .update_item()
            .table_name(&*self.table)
            .set_key(Some(keys::contact(code).attributes()))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
    }

    async fn carry_out(&self, update: UpdateItemFluentBuilder) -> Result<Item, StoreError> {
        let answer = update.send().await;
        let answer = answer.map_err(|error| judge("UpdateItem", &error))?;
        self.meter.wrote(answer.consumed_capacity());
        Ok(answer.attributes.unwrap_or_default())
    }
}

/// When it is forgotten that a contact asked now.
pub(super) fn expires(now: Timestamp) -> i64 {
    now.checked_add(KEPT).unwrap_or(Timestamp::MAX).as_second()
}

fn read(item: Item) -> Option<Remembered> {
    let mut remembered = Remembered::default();
    for (name, value) in item {
        if name == KNOWN_ATTRIBUTE {
            remembered.known = Some(serde_dynamo::from_attribute_value(value).ok()?);
        } else if let Some(id) = name.strip_prefix(BOOKING_PREFIX) {
            let asked = serde_dynamo::from_attribute_value(value).ok()?;
            remembered.asked.insert(id.to_owned(), asked);
        }
    }
    Some(remembered)
}
