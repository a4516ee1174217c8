//! `knead deploy`: the practice online in an account of AWS, or what has changed of it.
//!
//! Each step looks at what is there and does what is missing, so a run that was stopped goes on
//! when it is run again, and a run with nothing to do changes nothing.

mod account;
mod app;
mod artifacts;
mod aws;
mod change_set;
mod changes;
mod consent;
mod data;
mod inputs;
mod kept;
mod name;
mod practice_key;
mod progress;
mod records;
mod refusal;
mod secrets;
mod site;
mod stack;

use std::collections::BTreeMap;

use account::Account;
use app::App;
use consent::Consent;
pub(crate) use inputs::Input;
use inputs::Inputs;
pub(crate) use name::Name;
use site::Site;
use stack::Stack;

use crate::command_line::Deploy;
use crate::failure::Failure;
use crate::package;
use crate::practice_folder::PracticeFolder;
use crate::terminal;

pub(crate) fn run(arguments: &Deploy) -> Result<(), Failure> {
    let mut inputs = Inputs::said(&arguments.wishes)?;
    // First of all: content with errors is never deployed.
    let loaded = PracticeFolder::find(&arguments.dir)?.load()?;
    let site = loaded.site(None)?;
    let warnings = loaded.warnings(&site);
    if !warnings.is_empty() {
        terminal::message(terminal::problems(&warnings, &[]));
    }
    let account = Account::open(arguments.region.as_deref())?;
    terminal::message(format!(
        "AWS account {} in {}, as {}",
        account.id, account.region, account.user
    ));
    let name = &arguments.name;
    // Both are looked at before anything is built or changed.
    let data = Stack::find(&account.aws, &name.data_stack())?;
    let app = Stack::find(&account.aws, &name.app_stack())?;
    let practice = &loaded.catalogue.practice;
    for (key, option) in [("MailAddress", "--mail"), ("AlarmAddress", "--alarms")] {
        inputs.address(app.as_ref(), key, option, &practice.email)?;
    }
    let zips = package::zips(&loaded, &arguments.options)?;
    inputs.of_package(&zips, arguments.options.architecture);
    let app = App {
        account: &account,
        name,
        practice: &practice.name,
        stack: app,
        zips: &zips,
        site: &site.files,
    };
    if arguments.dry_run {
        return app.show(data::show(&account, name, data)?.as_ref(), inputs);
    }
    let consent = if arguments.yes {
        Consent::Given
    } else {
        Consent::Asked
    };
    let before = app.stack.as_ref().map(|app| app.outputs.clone());
    let data = data::bring_up_to_date(&account, name, data, &consent)?;
    let app = app.bring_up_to_date(&data, inputs, &consent)?;
    let site = Site::of(&account, &data, &site.files)?;
    publish(&account, &site, &app, &consent)?;
    tell_records(&before.unwrap_or_default(), &app.outputs);
    tell(app.output("SiteUrl")?, &practice.url);
    Ok(())
}

/// Brings the site, and has CloudFront forget what it kept of the former one.
fn publish(
    account: &Account,
    site: &Site<'_>,
    app: &Stack,
    consent: &Consent,
) -> Result<(), Failure> {
    let Some(change) = site.change()? else {
        terminal::message("site: nothing has changed");
        return Ok(());
    };
    terminal::message(format!("site: {}", change.words()));
    consent.to("Bring the site?")?;
    change.carry_out()?;
    let distribution = app.output("DistributionId")?;
    account.aws.ask(&[
        "cloudfront",
        "create-invalidation",
        "--distribution-id",
        distribution,
        "--paths",
        "/*",
    ])?;
    terminal::message("site: done; within a minute or two everybody sees it");
    Ok(())
}

/// What the domain's DNS has to say, where that is new.
fn tell_records(before: &BTreeMap<String, String>, now: &BTreeMap<String, String>) {
    let records = records::new_ones(before, now);
    if !records.is_empty() {
        terminal::message(format!(
            "Write into the domain's DNS (infra/README.md says how):\n  {}",
            records.join("\n  ")
        ));
    }
}

/// The address, and whether it is the one that mails and search engines are told.
fn tell(address: &str, url: &str) {
    if address != url.trim_end_matches('/') {
        terminal::message(format!(
            "warning: mails and search engines are led to url = \"{url}\" of practice.toml, \
             but the site is at {address}\n  = help: write url = \"{address}\" there and \
             deploy again; or give the site its domain with --domain and --certificate"
        ));
    }
    terminal::data(address);
}
