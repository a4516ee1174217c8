//! The inputs of the template of all that runs: what we know, what was said, what stays as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use serde_json::{Value, json};

use super::practice_key::Wrapped;
use super::secrets::Secrets;
use super::stack::Stack;
use crate::command_line::Wishes;
use crate::failure::Failure;
use crate::package::{Architecture, Zip, app_inputs};

/// The outputs of the data stack that are its inputs, under the same names.
const OF_DATA: [&str; 7] = [
    "TableName",
    "TableArn",
    "KeysTableArn",
    "DataKeyArn",
    "PracticeKeyArn",
    "SiteBucketName",
    "ArtifactsBucketName",
];
/// Those that hold secrets, which nobody types.
const SECRET: [&str; 5] = [
    "Secret",
    "CountingKey",
    "FrontSecret",
    "PracticePublic",
    "PracticeWrapped",
];
/// Those that reserve concurrency: a new account has none to reserve.
pub(super) const CONCURRENCY: [&str; 4] = [
    "BookingConcurrency",
    "IntakeConcurrency",
    "DeskConcurrency",
    "NotifyConcurrency",
];

/// One input, as `--set` takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Input {
    key: String,
    value: String,
}

impl FromStr for Input {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (key, value) = text
            .split_once('=')
            .ok_or("write it as KEY=VALUE, such as LogRetentionDays=30")?;
        if is_ours(key) {
            return Err(format!("`{key}` is decided by `knead deploy` itself"));
        }
        if !app_inputs().any(|input| input == key) {
            let typed = app_inputs().filter(|&input| !is_ours(input));
            let near = practice::read::suggestion(key, typed, "look at its Parameters");
            return Err(format!("infra/app.yaml has no input `{key}`: {near}"));
        }
        Ok(Self {
            key: key.to_owned(),
            value: value.to_owned(),
        })
    }
}

/// Values by the name of their input.
#[derive(Debug, Default)]
pub(super) struct Inputs(BTreeMap<String, String>);

impl Inputs {
    /// What was said on the command line. A certificate is looked at here, since CloudFront only
    /// says half an hour later that it cannot use it.
    pub(super) fn said(wishes: &Wishes) -> Result<Self, Failure> {
        let mut inputs = Self::default();
        let known = [
            ("Domain", &wishes.domain),
            ("CertificateArn", &wishes.certificate),
            ("MailAddress", &wishes.mail),
            ("AlarmAddress", &wishes.alarms),
        ];
        for (key, value) in known {
            if let Some(value) = value {
                inputs.set(key, value);
            }
        }
        for input in &wishes.inputs {
            inputs.set(&input.key, &input.value);
        }
        match &wishes.certificate {
            Some(arn) if !is_of_cloudfront(arn) => Err(Failure::said(
                format!("`{arn}` is no certificate that CloudFront can use"),
                "make one with ACM in us-east-1, wherever the practice is: \
                 arn:aws:acm:us-east-1:123456789012:certificate/...",
            )),
            _ => Ok(inputs),
        }
    }

    pub(super) fn set(&mut self, key: &str, value: &str) {
        self.0.insert(key.to_owned(), value.to_owned());
    }

    /// Sets what was neither said now nor earlier.
    pub(super) fn set_first(&mut self, app: Option<&Stack>, key: &str, value: &str) {
        if !self.0.contains_key(key) && app.is_none_or(|app| !app.inputs.contains(key)) {
            self.set(key, value);
        }
    }

    /// An address that the template wants: as said, else the practice's own.
    pub(super) fn address(
        &mut self,
        app: Option<&Stack>,
        key: &str,
        option: &str,
        practice: &str,
    ) -> Result<(), Failure> {
        self.set_first(app, key, practice);
        if self.0.get(key).is_none_or(|address| !address.is_empty()) {
            return Ok(());
        }
        Err(Failure::said(
            "practice.toml names no `email`, from which mail could come and where alarms could go",
            format!("write one there, or add {option} hello@example.com"),
        ))
    }

    pub(super) fn of_package(&mut self, zips: &[Zip], architecture: Architecture) {
        self.set("Architecture", architecture.as_str());
        for zip in zips {
            self.set(zip.function.parameter(), &zip.stored_as());
        }
    }

    pub(super) fn of_data(&mut self, data: &Stack) -> Result<(), Failure> {
        for key in OF_DATA {
            let value = data.output(key)?.to_owned();
            self.set(key, &value);
        }
        Ok(())
    }

    pub(super) fn of_secrets(&mut self, secrets: &Secrets, key: &Wrapped) {
        for (input, value) in secrets {
            self.set(input, value);
        }
        self.set("PracticePublic", &key.public);
        self.set("PracticeWrapped", &key.wrapped);
    }

    /// As a change set takes them. What the stack has and nobody speaks of stays as it was.
    pub(super) fn for_change_set(
        &self,
        template: &BTreeSet<String>,
        app: Option<&Stack>,
    ) -> Vec<Value> {
        let told = self
            .0
            .iter()
            .map(|(key, value)| json!({"ParameterKey": key, "ParameterValue": value}));
        let before = app.map(|app| &app.inputs).into_iter().flatten();
        let stays = before
            .filter(|key| template.contains(*key) && !self.0.contains_key(*key))
            .map(|key| json!({"ParameterKey": key, "UsePreviousValue": true}));
        told.chain(stays).collect()
    }
}

/// Whether nobody types it.
fn is_ours(key: &str) -> bool {
    let of_package = key == "Architecture" || key.ends_with("Zip");
    of_package || OF_DATA.contains(&key) || SECRET.contains(&key)
}

fn is_of_cloudfront(arn: &str) -> bool {
    let parts: Vec<_> = arn.split(':').collect();
    matches!(parts[..], ["arn", _, "acm", "us-east-1", _, certificate] if certificate.starts_with("certificate/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template() -> BTreeSet<String> {
        ["Domain", "LogRetentionDays", "MailAddress"]
            .map(str::to_owned)
            .into()
    }

    fn app(inputs: &[&str]) -> Stack {
        Stack {
            inputs: inputs.iter().map(|&key| key.to_owned()).collect(),
            ..Stack::default()
        }
    }

    #[test]
    fn what_nobody_speaks_of_stays_as_it_was_if_the_template_still_knows_it() {
        let mut inputs = Inputs::default();
        inputs.set("MailAddress", "hello@example.com");
        let given =
            inputs.for_change_set(&template(), Some(&app(&["Domain", "MailAddress", "Hue"])));
        assert_eq!(
            given,
            [
                json!({"ParameterKey": "MailAddress", "ParameterValue": "hello@example.com"}),
                json!({"ParameterKey": "Domain", "UsePreviousValue": true}),
            ]
        );
    }

    #[test]
    fn what_is_only_said_first_does_not_change_what_was_said_earlier() {
        let mut inputs = Inputs::default();
        inputs.set_first(Some(&app(&["MailAddress"])), "MailAddress", "a@example.com");
        inputs.set_first(Some(&app(&[])), "AlarmAddress", "b@example.com");
        inputs.set_first(None, "AlarmAddress", "c@example.com");
        let keys: Vec<_> = inputs.0.into_iter().collect();
        assert_eq!(
            keys,
            [("AlarmAddress".to_owned(), "b@example.com".to_owned())]
        );
    }

    #[test]
    fn what_deploy_decides_is_not_typed() {
        for key in ["Secret=1", "TableName=x", "BookingZip=y"] {
            assert!(Input::from_str(key).is_err(), "{key}");
        }
        let input = Input::from_str("WebAclArn=arn:a=b").expect("an input");
        assert_eq!(
            (input.key.as_str(), input.value.as_str()),
            ("WebAclArn", "arn:a=b")
        );
    }

    #[test]
    fn a_certificate_of_another_region_is_refused() {
        assert!(is_of_cloudfront(
            "arn:aws:acm:us-east-1:123456789012:certificate/0a-1b"
        ));
        assert!(!is_of_cloudfront(
            "arn:aws:acm:eu-central-1:123456789012:certificate/0a-1b"
        ));
        assert!(!is_of_cloudfront("0a-1b"));
    }
}
