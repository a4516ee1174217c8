//! The stack of all that holds data: made once, and hardly ever changed.

use super::account::Account;
use super::change_set::{ChangeSet, Template, Wanted};
use super::changes;
use super::consent::Consent;
use super::name::Name;
use super::stack::Stack;
use crate::failure::Failure;
use crate::package::DATA_TEMPLATE;
use crate::terminal;

/// Shows what would change. The stack as it is, if it is there.
pub(super) fn show(
    account: &Account,
    name: &Name,
    before: Option<Stack>,
) -> Result<Option<Stack>, Failure> {
    if let Some(set) = change_set(account, name, before.as_ref())? {
        let refused = told(name, &set);
        set.forget()?;
        refused?;
    }
    Ok(before)
}

/// The stack as it is to be.
pub(super) fn bring_up_to_date(
    account: &Account,
    name: &Name,
    before: Option<Stack>,
    consent: &Consent,
) -> Result<Stack, Failure> {
    let Some(set) = change_set(account, name, before.as_ref())? else {
        return before.ok_or_else(|| Failure::said("AWS makes no stack of nothing", ""));
    };
    let agreed = told(name, &set).and_then(|()| {
        consent.to("Make and change these? They hold the data, and cost from now on.")
    });
    if let Err(refused) = agreed {
        set.forget()?;
        return Err(refused);
    }
    set.carry_out()?;
    there(account, name)
}

fn there(account: &Account, name: &Name) -> Result<Stack, Failure> {
    Stack::find(&account.aws, &name.data_stack())?.ok_or_else(|| {
        Failure::said(
            format!("the stack {} was made and is not there", name.data_stack()),
            "did somebody delete it meanwhile? Run this again",
        )
    })
}

fn told(name: &Name, set: &ChangeSet<'_>) -> Result<(), Failure> {
    let table = changes::table(&set.changes);
    terminal::message(format!("{}:\n{table}", name.data_stack()));
    changes::refuse_loss(&set.changes)
}

fn change_set<'a>(
    account: &'a Account,
    name: &Name,
    before: Option<&Stack>,
) -> Result<Option<ChangeSet<'a>>, Failure> {
    let stack = name.data_stack();
    let set = ChangeSet::make(
        account,
        &Wanted {
            stack: &stack,
            is_new: before.is_none(),
            template: Template::Along(DATA_TEMPLATE),
            inputs: before.map_or_else(Vec::new, Stack::inputs_as_they_are),
        },
    )?;
    if set.is_none() {
        terminal::message(format!("{stack}: nothing has changed"));
    }
    Ok(set)
}
