//! The table itself and its table of keys, made where nobody deploys them: on a laptop and in tests.

use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
    TimeToLiveSpecification,
};

use super::fault::judge;
use super::{Store, StoreError};

/// The attribute after which a row may be cleared away: seconds since 1970.
pub(super) const EXPIRY_ATTRIBUTE: &str = "ttl";

impl Store {
    /// Makes the table and its table of keys, unless they are there.
    ///
    /// # Errors
    /// [`StoreError`], when the store cannot be reached or refuses.
    pub async fn make_table(&self) -> Result<(), StoreError> {
        match self.create_table(&self.keys_table).await {
            Ok(()) | Err(TableFault::IsThere) => {}
            Err(TableFault::Store(error)) => return Err(error),
        }
        match self.create_table(&self.table).await {
            Ok(()) => self.expire_rows().await,
            Err(TableFault::IsThere) => Ok(()),
            Err(TableFault::Store(error)) => Err(error),
        }
    }

    async fn create_table(&self, name: &str) -> Result<(), TableFault> {
        let (mut keys, mut attributes) = (Vec::new(), Vec::new());
        for (name, kind) in [("pk", KeyType::Hash), ("sk", KeyType::Range)] {
            let key = KeySchemaElement::builder()
                .attribute_name(name)
                .key_type(kind)
                .build();
            let attribute = AttributeDefinition::builder()
                .attribute_name(name)
                .attribute_type(ScalarAttributeType::S)
                .build();
            // Both builders are given all they ask for.
            keys.extend(key.ok());
            attributes.extend(attribute.ok());
        }
        let request = self
            .client
            .create_table()
            .table_name(name)
            .billing_mode(BillingMode::PayPerRequest);
        let sent = request
            .set_key_schema(Some(keys))
            .set_attribute_definitions(Some(attributes))
            .send()
            .await;
        match sent {
            Ok(_) => Ok(()),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(|error| error.is_resource_in_use_exception()) =>
            {
                Err(TableFault::IsThere)
            }
            Err(error) => Err(TableFault::Store(judge("CreateTable", &error))),
        }
    }

    async fn expire_rows(&self) -> Result<(), StoreError> {
        let specification = TimeToLiveSpecification::builder()
            .attribute_name(EXPIRY_ATTRIBUTE)
            .enabled(true)
            .build();
        let request = self.client.update_time_to_live().table_name(&*self.table);
        let sent = request
            .set_time_to_live_specification(specification.ok())
            .send()
            .await;
        sent.map(drop)
            .map_err(|error| judge("UpdateTimeToLive", &error))
    }
}

enum TableFault {
    IsThere,
    Store(StoreError),
}
