//! Who asks, and in which region.

use super::aws::Aws;
use crate::failure::Failure;

/// What names the region, as for any AWS program. Version 1 of the command line reads only the second.
const REGION_VARIABLES: [&str; 2] = ["AWS_REGION", "AWS_DEFAULT_REGION"];

/// An account of AWS, in one region.
pub(super) struct Account {
    pub(super) aws: Aws,
    pub(super) region: String,
    pub(super) id: String,
    /// As whom it is used.
    pub(super) user: String,
}

impl Account {
    /// Signs in.
    pub(super) fn open(region: Option<&str>) -> Result<Self, Failure> {
        let region = region_named(region)?;
        let aws = Aws::of(&region);
        let identity = aws.ask(&["sts", "get-caller-identity"])?;
        let read = |name: &str| identity[name].as_str().unwrap_or_default().to_owned();
        Ok(Self {
            aws,
            region,
            id: read("Account"),
            user: read("Arn"),
        })
    }
}

fn region_named(region: Option<&str>) -> Result<String, Failure> {
    let variables = REGION_VARIABLES.map(|name| std::env::var(name).ok());
    let named = region.map(str::to_owned).into_iter();
    let mut named = named.chain(variables.into_iter().flatten());
    if let Some(region) = named.find(|region| !region.is_empty()) {
        return Ok(region);
    }
    // It ends with 1 and says nothing where none is configured.
    match Aws::anywhere().text(&["configure", "get", "region"], &[]) {
        Ok(region) if !region.trim().is_empty() => Ok(region.trim().to_owned()),
        Err(refusal) if !refusal.words.is_empty() => Err(refusal.into()),
        _ => Err(Failure::no_region()),
    }
}
