//! What is kept in Parameter Store, so that whoever deploys from another machine has the same.

use std::collections::BTreeMap;

use serde_json::json;
use zeroize::Zeroizing;

use super::account::Account;
use super::name::Name;
use crate::failure::Failure;

/// AWS's word for a parameter that somebody else has made meanwhile.
const THERE_ALREADY: &str = "ParameterAlreadyExists";

/// How a value is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// Encrypted, as a secret has to be.
    Secret,
    /// As it is.
    Plain,
}

impl Kept {
    fn as_str(self) -> &'static str {
        match self {
            Self::Secret => "SecureString",
            Self::Plain => "String",
        }
    }
}

/// Reads those of these that are there.
pub(super) fn read(
    account: &Account,
    name: &Name,
    what: &[&'static str],
) -> Result<BTreeMap<&'static str, Zeroizing<String>>, Failure> {
    let names: Vec<_> = what.iter().map(|what| name.kept(what)).collect();
    let request = json!({"Names": names, "WithDecryption": true});
    let answer = account.aws.ask_with("ssm", "get-parameters", &request)?;
    let found = answer["Parameters"].as_array().into_iter().flatten();
    let value_of = |parameter: &serde_json::Value| {
        let (known, value) = (parameter["Name"].as_str()?, parameter["Value"].as_str()?);
        let what = what.iter().find(|what| name.kept(what) == known)?;
        Some((*what, Zeroizing::new(value.to_owned())))
    };
    Ok(found.filter_map(value_of).collect())
}

/// Keeps a value where there is none. Whether it was kept: somebody may have been quicker.
pub(super) fn write_new(
    account: &Account,
    name: &Name,
    what: &str,
    value: &str,
    kept: Kept,
) -> Result<bool, Failure> {
    let request = json!({
        "Name": name.kept(what),
        "Type": kept.as_str(),
        "Value": value,
        "Overwrite": false,
    });
    match account.aws.ask_with("ssm", "put-parameter", &request) {
        Ok(_) => Ok(true),
        Err(refusal) if refusal.code == THERE_ALREADY => Ok(false),
        Err(refusal) => Err(refusal.into()),
    }
}
