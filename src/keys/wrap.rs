//! `knead keys wrap`: the key as the functions in the cloud take it.

use functions::sealing::Kms;

use super::Opened;
use crate::failure::Failure;
use crate::terminal;

/// What to do when KMS does not wrap it.
const HELP: &str = "the key file is unchanged; run this again when that is mended";

pub(super) async fn run(opened: &Opened, kms_key: &str) -> Result<(), Failure> {
    let practice = opened.folder.load()?.catalogue.practice.name;
    let kms = Kms::from_environment(kms_key).map_err(|error| Failure::said(error, ""))?;
    let wrapped = kms.wrap(&opened.key, &practice).await;
    let wrapped = wrapped.map_err(|error| Failure::said(error, HELP))?;
    terminal::data(format!("KNEAD_PRACTICE_PUBLIC={}", opened.key.public()));
    terminal::data(format!("KNEAD_PRACTICE_KEY={wrapped}"));
    terminal::data(format!("KNEAD_KMS_KEY_ID={kms_key}"));
    Ok(())
}
