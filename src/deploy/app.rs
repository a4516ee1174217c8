//! The stack of all that runs.

use std::collections::BTreeSet;

use serde_json::json;

use super::account::Account;
use super::artifacts::Artifacts;
use super::change_set::{ChangeSet, Template, Wanted};
use super::consent::Consent;
use super::inputs::{CONCURRENCY, Inputs};
use super::name::Name;
use super::practice_key::Wrapped;
use super::secrets::Secrets;
use super::site::{Files, Site};
use super::stack::Stack;
use super::{changes, practice_key, secrets};
use crate::failure::Failure;
use crate::package::Zip;
use crate::terminal;

/// What an account has to have before functions can reserve a part of it: what we reserve, and
/// the hundred that AWS wants left over.
const CONCURRENCY_TO_RESERVE: u64 = 142;

/// All that runs, as it is to be.
pub(super) struct App<'a> {
    pub(super) account: &'a Account,
    pub(super) name: &'a Name,
    /// The practice's own name, to which its key is bound.
    pub(super) practice: &'a str,
    /// As it stands.
    pub(super) stack: Option<Stack>,
    pub(super) zips: &'a [Zip],
    pub(super) site: &'a Files,
}

impl App<'_> {
    /// Shows what would change, and changes nothing: but for the template, which AWS reads in the
    /// bucket of artifacts, where it stays under a name of its own.
    pub(super) fn show(&self, data: Option<&Stack>, mut inputs: Inputs) -> Result<(), Failure> {
        let stack = self.name.app_stack();
        let Some(data) = data else {
            terminal::message(format!(
                "{stack}: shown once {} is there, whose outputs it needs",
                self.name.data_stack()
            ));
            return Ok(());
        };
        let secrets = secrets::find(self.account, self.name, self.stack.is_some())?;
        let key = practice_key::find(self.account, self.name, data.output("PracticeKeyArn")?)?;
        let (Some(secrets), Some(key)) = (secrets, key) else {
            terminal::message(format!(
                "{stack}: shown once its secrets and the practice's key are made"
            ));
            return Ok(());
        };
        self.complete(&mut inputs, data, &secrets, &key)?;
        self.show_changes(data, &inputs)?;
        match Site::of(self.account, data, self.site)?.change()? {
            Some(change) => terminal::message(format!("site: {}", change.words())),
            None => terminal::message("site: nothing has changed"),
        }
        Ok(())
    }

    /// The stack as it is to be, with its secrets, its key, its zips.
    pub(super) fn bring_up_to_date(
        self,
        data: &Stack,
        mut inputs: Inputs,
        consent: &Consent,
    ) -> Result<Stack, Failure> {
        let (secrets, key) = self.secrets(data, consent)?;
        self.complete(&mut inputs, data, &secrets, &key)?;
        let stack = self.name.app_stack();
        let Some(set) = self.change_set(data, &inputs)? else {
            terminal::message(format!("{stack}: nothing has changed"));
            return self
                .stack
                .ok_or_else(|| Failure::said("AWS makes no stack of nothing", ""));
        };
        let agreed = self
            .told(&set)
            .and_then(|()| consent.to("Make and change these?"));
        if let Err(refused) = agreed {
            set.forget()?;
            return Err(refused);
        }
        Artifacts::of(self.account, data)?.bring(self.zips)?;
        Site::of(self.account, data, self.site)?.bring_assets()?;
        set.carry_out()?;
        Stack::find(&self.account.aws, &stack)?.ok_or_else(|| {
            Failure::said(
                format!("the stack {stack} was made and is not there"),
                "did somebody delete it meanwhile? Run this again",
            )
        })
    }

    fn secrets(&self, data: &Stack, consent: &Consent) -> Result<(Secrets, Wrapped), Failure> {
        let (account, name) = (self.account, self.name);
        let kms_key = data.output("PracticeKeyArn")?;
        let found = secrets::find(account, name, self.stack.is_some())?;
        let key = practice_key::find(account, name, kms_key)?;
        if key.is_none() && self.stack.is_some() {
            return Err(practice_key::lost(name));
        }
        if found.is_none() || key.is_none() {
            terminal::message(format!(
                "{}: secrets and the practice's key, made once and kept in Parameter Store",
                name.kept("*")
            ));
            consent.to("Make them?")?;
        }
        let secrets = found.map_or_else(|| secrets::make(account, name), Ok)?;
        let make = || practice_key::make(account, name, kms_key, self.practice);
        Ok((secrets, key.map_or_else(make, Ok)?))
    }

    fn complete(
        &self,
        inputs: &mut Inputs,
        data: &Stack,
        secrets: &Secrets,
        key: &Wrapped,
    ) -> Result<(), Failure> {
        inputs.of_data(data)?;
        inputs.of_secrets(secrets, key);
        if self.stack.is_none() && !self.may_reserve()? {
            for input in CONCURRENCY {
                inputs.set_first(None, input, "0");
            }
        }
        Ok(())
    }

    /// Whether the account has enough concurrency to reserve some. A new one has ten in all.
    fn may_reserve(&self) -> Result<bool, Failure> {
        let settings = self.account.aws.ask(&["lambda", "get-account-settings"])?;
        let limit = settings["AccountLimit"]["ConcurrentExecutions"].as_u64();
        let may = limit.is_none_or(|limit| limit >= CONCURRENCY_TO_RESERVE);
        if !may {
            terminal::message(
                "This account has too little Lambda concurrency to reserve any for each function: \
                 none is reserved. Ask AWS for 1,000 (Service Quotas, Lambda, Concurrent \
                 executions); infra/README.md says how to go on",
            );
        }
        Ok(may)
    }

    fn show_changes(&self, data: &Stack, inputs: &Inputs) -> Result<(), Failure> {
        let Some(set) = self.change_set(data, inputs)? else {
            terminal::message(format!("{}: nothing has changed", self.name.app_stack()));
            return Ok(());
        };
        let refused = self.told(&set);
        set.forget()?;
        refused
    }

    fn told(&self, set: &ChangeSet<'_>) -> Result<(), Failure> {
        let table = changes::table(&set.changes);
        terminal::message(format!("{}:\n{table}", self.name.app_stack()));
        changes::refuse_loss(&set.changes)
    }

    fn change_set(&self, data: &Stack, inputs: &Inputs) -> Result<Option<ChangeSet<'_>>, Failure> {
        let template = Artifacts::of(self.account, data)?.bring_template()?;
        let known = self.known_inputs(&template)?;
        let stack = self.name.app_stack();
        ChangeSet::make(
            self.account,
            &Wanted {
                stack: &stack,
                is_new: self.stack.is_none(),
                template,
                inputs: inputs.for_change_set(&known, self.stack.as_ref()),
            },
        )
    }

    /// The inputs that the template knows.
    fn known_inputs(&self, template: &Template) -> Result<BTreeSet<String>, Failure> {
        let mut request = json!({});
        template.name_in(&mut request);
        let aws = &self.account.aws;
        let summary = aws.ask_with("cloudformation", "get-template-summary", &request)?;
        let inputs = summary["Parameters"].as_array().into_iter().flatten();
        let names = inputs.filter_map(|input| input["ParameterKey"].as_str().map(str::to_owned));
        Ok(names.collect())
    }
}
