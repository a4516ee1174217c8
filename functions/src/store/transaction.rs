//! One transaction: all of it is written, or nothing.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::builders::DeleteBuilder;
use aws_sdk_dynamodb::types::{
    AttributeValue, ConditionCheck, Delete, Put, ReturnConsumedCapacity, TransactWriteItem, Update,
};
use jiff::Timestamp;
use practice::availability::Day;
use serde::Serialize;

use super::booking::Booking;
use super::fault::{NotCommitted, judge_transaction};
use super::keys::{self, Key};
use super::table::EXPIRY_ATTRIBUTE;
use super::{Store, contact, outbox};

pub(super) type Item = HashMap<String, AttributeValue>;

/// What will be written together.
pub(super) struct Transaction<'s> {
    store: &'s Store,
    items: Vec<TransactWriteItem>,
}

impl Store {
    pub(super) fn transaction(&self) -> Transaction<'_> {
        Transaction {
            store: self,
            items: Vec::new(),
        }
    }
}

impl Transaction<'_> {
    /// Days, each written only over the version it was decided on.
    pub(super) fn put_days(&mut self, days: &[Day]) -> Result<(), NotCommitted> {
        for day in days {
            let key = keys::day(day.resource(), day.date());
            self.put_version(&key, day, day.version())?;
        }
        Ok(())
    }

    /// A booking as it now is, written only over the version before; with its audit row and its
    /// promises (N8).
    pub(super) fn put_booking(
        &mut self,
        booking: &Booking,
        audit: Item,
        promises: &[outbox::Promise],
    ) -> Result<(), NotCommitted> {
        self.put_version(&keys::booking(&booking.id), booking, booking.version)?;
        self.put_new(audit)?;
        promises
            .iter()
            .try_for_each(|promise| self.put_promise(promise))
    }

    /// A row of the outbox.
    pub(super) fn put_promise(&mut self, promise: &outbox::Promise) -> Result<(), NotCommitted> {
        self.put_new(item(&promise.key(), promise)?)
    }

    /// An item with a `version`, written only over the version before; the first only where
    /// nothing is.
    pub(super) fn put_version(
        &mut self,
        key: &Key,
        value: &impl Serialize,
        version: u64,
    ) -> Result<(), NotCommitted> {
        let item = item(key, value)?;
        match version.saturating_sub(1) {
            0 => self.put_new(item),
            seen => {
                let put = self.put(item).condition_expression("#version = :seen");
                let put = put.expression_attribute_names("#version", "version");
                let seen = AttributeValue::N(seen.to_string());
                self.push(put.expression_attribute_values(":seen", seen).build())
            }
        }
    }

    /// An item that must not be there yet.
    pub(super) fn put_new(&mut self, item: Item) -> Result<(), NotCommitted> {
        let put = self.put(item);
        self.push(put.condition_expression("attribute_not_exists(pk)").build())
    }

    /// A wrapped key, which must not be there yet, in the table of keys.
    pub(super) fn put_new_key(&mut self, item: Item) -> Result<(), NotCommitted> {
        let put = Put::builder().table_name(&*self.store.keys_table);
        let put = put.set_item(Some(item));
        self.push(put.condition_expression("attribute_not_exists(pk)").build())
    }

    /// Takes away the half of a client's key that stands under this key in this table, and must.
    pub(super) fn delete_half(&mut self, table: &str, key: &Key) -> Result<(), NotCommitted> {
        let delete = Delete::builder().table_name(table);
        let delete = delete
            .set_key(Some(key.attributes()))
            .condition_expression("attribute_exists(pk)");
        let delete = delete.build().map_err(|_| NotCommitted::Broken)?;
        self.items
            .push(TransactWriteItem::builder().delete(delete).build());
        Ok(())
    }

    /// An item, over one that has not got this attribute.
    pub(super) fn put_unless(
        &mut self,
        key: &Key,
        value: &impl Serialize,
        attribute: &str,
    ) -> Result<(), NotCommitted> {
        let put = self.put(item(key, value)?);
        let put = put
            .condition_expression("attribute_exists(pk) AND attribute_not_exists(#attribute)")
            .expression_attribute_names("#attribute", attribute);
        self.push(put.build())
    }

    /// An item, whatever was there.
    pub(super) fn put_over(
        &mut self,
        key: &Key,
        value: &impl Serialize,
    ) -> Result<(), NotCommitted> {
        let put = self.put(item(key, value)?);
        self.push(put.build())
    }

    /// An item with a `version`, written unless a version as late is there.
    pub(super) fn put_newer(
        &mut self,
        key: &Key,
        value: &impl Serialize,
        version: u64,
    ) -> Result<(), NotCommitted> {
        let put = self.put(item(key, value)?);
        let put = put
            .condition_expression("attribute_not_exists(pk) OR #version < :version")
            .expression_attribute_names("#version", "version");
        let version = AttributeValue::N(version.to_string());
        self.push(put.expression_attribute_values(":version", version).build())
    }

    /// Sees that an item still has the version that it was read with.
    pub(super) fn check_version(&mut self, key: &Key, seen: u64) -> Result<(), NotCommitted> {
        let check = ConditionCheck::builder().table_name(&*self.store.table);
        let check = check
            .set_key(Some(key.attributes()))
            .condition_expression("#version = :seen")
            .expression_attribute_names("#version", "version")
            .expression_attribute_values(":seen", AttributeValue::N(seen.to_string()));
        let check = check.build().map_err(|_| NotCommitted::Broken)?;
        self.items
            .push(TransactWriteItem::builder().condition_check(check).build());
        Ok(())
    }

    /// Takes an item away that must be there, at this version.
    pub(super) fn delete_version(&mut self, key: &Key, version: u64) -> Result<(), NotCommitted> {
        let delete = self
            .delete(key)
            .condition_expression("#version = :seen")
            .expression_attribute_names("#version", "version")
            .expression_attribute_values(":seen", AttributeValue::N(version.to_string()));
        self.push_delete(delete)
    }

    /// Takes an item away that must be there, as `lease` left it.
    pub(super) fn delete_leased(&mut self, key: &Key, lease: &str) -> Result<(), NotCommitted> {
        let delete = self
            .delete(key)
            .condition_expression("lease = :lease")
            .expression_attribute_values(":lease", AttributeValue::S(lease.to_owned()));
        self.push_delete(delete)
    }

    /// Takes an item away that must be there.
    pub(super) fn delete_there(&mut self, key: &Key) -> Result<(), NotCommitted> {
        let delete = self
            .delete(key)
            .condition_expression("attribute_exists(pk)");
        self.push_delete(delete)
    }

    /// Takes an item away, if it is there.
    pub(super) fn delete_any(&mut self, key: &Key) -> Result<(), NotCommitted> {
        let delete = self.delete(key);
        self.push_delete(delete)
    }

    fn delete(&self, key: &Key) -> DeleteBuilder {
        let delete = Delete::builder().table_name(&*self.store.table);
        delete.set_key(Some(key.attributes()))
    }

    fn push_delete(&mut self, delete: DeleteBuilder) -> Result<(), NotCommitted> {
        let delete = delete.build().map_err(|_| NotCommitted::Broken)?;
        let item = TransactWriteItem::builder().delete(delete);
        self.items.push(item.build());
        Ok(())
    }

    /// Remembers that somebody reads mail at a contact's address.
    pub(super) fn put_known(&mut self, code: &str, now: Timestamp) -> Result<(), NotCommitted> {
        let update = Update::builder().table_name(&*self.store.table);
        let update = update
            .set_key(Some(keys::contact(code).attributes()))
            .update_expression("SET #known = if_not_exists(#known, :now), #expires = :expires")
            .expression_attribute_names("#known", contact::KNOWN_ATTRIBUTE)
            .expression_attribute_names("#expires", EXPIRY_ATTRIBUTE)
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
            .expression_attribute_values(
                ":expires",
                AttributeValue::N(contact::expires(now).to_string()),
            );
        let update = update.build().map_err(|_| NotCommitted::Broken)?;
        self.items
            .push(TransactWriteItem::builder().update(update).build());
        Ok(())
    }

    /// Writes it.
    pub(super) async fn commit(self) -> Result<(), NotCommitted> {
        let request = self
            .store
            .client
            .transact_write_items()
            .set_transact_items(Some(self.items))
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let written = request
            .send()
            .await
            .map_err(|error| judge_transaction(&error))?;
        self.store.meter.wrote(written.consumed_capacity());
        Ok(())
    }

    fn put(&self, item: Item) -> aws_sdk_dynamodb::types::builders::PutBuilder {
        Put::builder()
            .table_name(&*self.store.table)
            .set_item(Some(item))
    }

    fn push(
        &mut self,
        put: Result<Put, aws_sdk_dynamodb::error::BuildError>,
    ) -> Result<(), NotCommitted> {
        let put = put.map_err(|_| NotCommitted::Broken)?;
        self.items
            .push(TransactWriteItem::builder().put(put).build());
        Ok(())
    }
}

/// A value as an item under its key.
pub(super) fn item(key: &Key, value: &impl Serialize) -> Result<Item, NotCommitted> {
    let mut item: Item = serde_dynamo::to_item(value).map_err(|_| NotCommitted::Broken)?;
    item.extend(key.attributes());
    Ok(item)
}
