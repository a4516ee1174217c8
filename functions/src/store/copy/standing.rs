//! Whether tables may be filled from a copy, and how far that has come.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Part;
use crate::store::fault::judge;
use crate::store::keys;
use crate::store::retry::until_answered;
use crate::store::transaction::item;
use crate::store::{Store, StoreError};

/// Whether tables may be filled from a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is in them that has to last.
    Empty,
    /// They are being filled from the copy of this name, or somebody was stopped in between.
    Begun(String),
    /// Something is in them.
    InUse,
}

/// Stands in the table from before the first row until all of them are proven to be there.
#[derive(Serialize, Deserialize)]
struct Mark {
    copy: String,
}

impl Store {
    /// Whether both tables may be filled from a copy.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn standing(&self) -> Result<Standing, StoreError> {
        let key = keys::restoring();
        let mark = until_answered(|| self.item_of(&self.table, &key)).await?;
        if let Some(mark) = mark {
            let mark: Mark = serde_dynamo::from_item(mark).map_err(|_| StoreError::Broken)?;
            return Ok(Standing::Begun(mark.copy));
        }
        for part in Part::ALL {
            let mut walk = self.walk(part);
            while let Some(rows) = walk.next_page().await? {
                if rows.iter().any(|row| row.is_to_be_kept(Timestamp::MIN)) {
                    return Ok(Standing::InUse);
                }
            }
        }
        Ok(Standing::Empty)
    }

    /// Writes down that the tables are being filled from the copy of this name.
    ///
    /// # Errors
    /// [`StoreError`]; it is [`StoreError::Broken`] where another copy's name stands.
    pub async fn begin_filling(&self, copy: &str) -> Result<(), StoreError> {
        let mark = Mark {
            copy: copy.to_owned(),
        };
        let mark = item(&keys::restoring(), &mark).map_err(|_| StoreError::Broken)?;
        until_answered(|| async {
            let put = self.client.put_item().table_name(&*self.table);
            let put = put
                .set_item(Some(mark.clone()))
                .condition_expression("attribute_not_exists(pk) OR #copy = :copy")
                .expression_attribute_names("#copy", "copy")
                .expression_attribute_values(":copy", AttributeValue::S(copy.to_owned()))
                .return_consumed_capacity(ReturnConsumedCapacity::Total);
            let put = put.send().await;
            let answer = put.map_err(|error| judge("PutItem", &error))?;
            self.meter.wrote(answer.consumed_capacity());
            Ok(())
        })
        .await
    }

    /// Writes down that they are filled.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_filling(&self) -> Result<(), StoreError> {
        until_answered(|| async {
            let delete = self.client.delete_item().table_name(&*self.table);
            let delete = delete
                .set_key(Some(keys::restoring().attributes()))
                .return_consumed_capacity(ReturnConsumedCapacity::Total);
            let deleted = delete.send().await;
            let answer = deleted.map_err(|error| judge("DeleteItem", &error))?;
            self.meter.wrote(answer.consumed_capacity());
            Ok(())
        })
        .await
    }
}
