//! The roles of the functions, held against what the functions do: everything that is asked is
//! allowed, and everything that is allowed is asked.

mod function;
mod policy;
mod reading;
mod recorder;
mod template;
mod touch;
mod walk;
mod world;

use std::collections::BTreeSet;
use std::path::Path;

use function::Function;
use policy::{Statement, is_like};
use recorder::{Answers, Touched};
use template::statements;
use tokio::sync::OnceCell;
use touch::Touch;

/// What every function asks, whether or not its answers come.
async fn touched() -> &'static Touched {
    static TOUCHED: OnceCell<Touched> = OnceCell::const_new();
    let walk = async || {
        let mut touched = Touched::new();
        for answers in [Answers::Come, Answers::AreLost] {
            for (function, touches) in walk::everything(answers).await {
                touched.entry(function).or_default().extend(touches);
            }
        }
        touched
            .entry(Function::Booking)
            .or_default()
            .insert(in_a_race());
        touched
    };
    TOUCHED.get_or_init(walk).await
}

/// What no walk meets: an answer was lost, and before it was asked again, somebody else changed the
/// same booking. Then the audit is asked whether our own change was written (`store/change.rs`).
fn in_a_race() -> Touch {
    Touch {
        action: "GetItem".to_owned(),
        table: "knead".to_owned(),
        index: None,
        prefixes: BTreeSet::from(["L#*".to_owned()]),
        part: touch::Part::Whole,
        returns: None,
    }
}

fn of_the_store(function: Function) -> Vec<Statement> {
    let mut statements = statements(function);
    statements.retain(Statement::is_of_the_store);
    statements
}

#[tokio::test]
async fn whatever_a_function_asks_its_role_allows() {
    let mut refused = Vec::new();
    for (function, touches) in touched().await {
        let statements = of_the_store(*function);
        let allowed = |touch: &&Touch| statements.iter().any(|one| one.allows(touch));
        let touches = touches.iter().filter(|touch| !allowed(touch));
        refused.extend(touches.map(|touch| format!("{function}: {touch:?}")));
    }
    assert!(refused.is_empty(), "{refused:#?}");
}

#[tokio::test]
async fn whatever_a_role_allows_its_function_asks() {
    let mut spare = Vec::new();
    let none = BTreeSet::new();
    for function in Function::ALL {
        let touches = touched().await.get(&function).unwrap_or(&none);
        for statement in of_the_store(function) {
            let sid = &statement.sid;
            for action in &statement.actions {
                let action = action.trim_start_matches("dynamodb:");
                let used = |pattern: &str| {
                    let mut own = touches.iter().filter(|touch| touch.action == action);
                    own.any(|touch| {
                        let named = touch.prefixes.iter().any(|keys| is_like(pattern, keys));
                        named && statement.allows(touch)
                    })
                };
                let unused = statement.leading_keys().filter(|keys| !used(keys));
                let looks = || touches.iter().any(|touch| statement.allows(touch));
                if looks_at_every_key(&statement) && !looks() {
                    spare.push(format!("{function} {sid}: {action}"));
                }
                spare.extend(unused.map(|keys| format!("{function} {sid}: {action} on {keys}")));
            }
        }
    }
    assert!(spare.is_empty(), "{spare:#?}");
}

/// Whether it is the desk's look at whose keys are in use: a scan, which names no partition.
fn looks_at_every_key(statement: &Statement) -> bool {
    statement.actions == ["dynamodb:Scan"] && statement.resources == ["${KeysTableArn}"]
}

#[test]
fn the_desk_alone_looks_at_every_key() {
    let looks = |function: &Function| of_the_store(*function).iter().any(looks_at_every_key);
    let who: Vec<_> = Function::ALL.into_iter().filter(looks).collect();
    assert_eq!(who, [Function::Desk]);
}

#[test]
fn every_other_statement_names_its_actions_and_its_keys() {
    for function in Function::ALL {
        let statements = of_the_store(function).into_iter();
        for statement in statements.filter(|one| !looks_at_every_key(one)) {
            let told = format!("{function}: {statement:?}");
            for action in &statement.actions {
                // Those that name no partition, or that ask for more than they say.
                let unbound = ["*", "Scan", "PartiQL", "BatchWriteItem", "Table"];
                assert!(!unbound.iter().any(|one| action.contains(one)), "{told}");
            }
            assert!(statement.leading_keys().next().is_some(), "{told}");
            for keys in statement.leading_keys() {
                let bound = keys.find('*').is_none_or(|at| at == 2 && keys.len() == 3);
                assert!(bound, "{keys}: {told}");
            }
        }
    }
}

/// Whether a role allows an action on the partitions that begin so, of whichever table.
fn may(function: Function, action: &str, keys: &str) -> bool {
    let action = format!("dynamodb:{action}");
    let statements = of_the_store(function);
    let mut statements = statements.iter();
    statements.any(|one| {
        let on_keys = one.leading_keys().any(|pattern| is_like(pattern, keys));
        one.actions.contains(&action) && on_keys
    })
}

#[test]
fn records_are_read_by_the_desk_and_their_keys_listed_by_the_sweep() {
    for keys in ["C#", "K#"] {
        for action in ["GetItem", "BatchGetItem", "Query"] {
            for function in [Function::Booking, Function::Intake] {
                assert!(!may(function, action, keys), "{function} {action} {keys}");
            }
        }
    }
    let reads = |one: &Statement| {
        one.actions
            .iter()
            .any(|action| action.ends_with("Query") || action.contains("GetItem"))
    };
    let statements = of_the_store(Function::Notify);
    let of_health = statements.iter().filter(|one| {
        one.leading_keys()
            .any(|keys| ["C#*", "H#*", "K#*"].contains(&keys.as_str()))
    });
    for statement in of_health.filter(|one| reads(one)) {
        let mut attributes = statement.conditions.iter();
        let attributes = attributes.find(|line| line.key == "dynamodb:Attributes");
        let attributes = attributes.map(|line| line.values.as_slice());
        assert_eq!(
            attributes,
            Some(["pk", "sk"].map(str::to_owned).as_slice()),
            "{statement:?}"
        );
    }
}

#[test]
fn booking_touches_no_health_data() {
    for statement in of_the_store(Function::Booking) {
        for keys in statement.leading_keys() {
            assert!(
                !["C#*", "H#*", "I#*", "K#*", "P#*"].contains(&keys.as_str()),
                "{keys}"
            );
        }
    }
}

#[test]
fn nobody_takes_away_or_updates_a_row_of_the_audit() {
    for function in Function::ALL {
        for action in ["DeleteItem", "UpdateItem"] {
            assert!(!may(function, action, "L#"), "{function} {action}");
        }
    }
}

#[test]
fn keys_are_destroyed_by_the_desk_and_the_sweep() {
    let destroys = |function: &Function| may(*function, "DeleteItem", "K#");
    let who: Vec<_> = Function::ALL.into_iter().filter(destroys).collect();
    assert_eq!(who, [Function::Desk, Function::Notify]);
}

#[test]
fn one_opens_the_practices_key_one_sends_mail_and_each_writes_its_own_log() {
    for function in Function::ALL {
        let statements = statements(function);
        let on = |resource: &str| {
            let named = statements
                .iter()
                .filter(|one| one.resources.concat().contains(resource));
            let actions: BTreeSet<_> = named.flat_map(|one| one.actions.clone()).collect();
            actions.into_iter().collect::<Vec<_>>().join(" ")
        };
        let log = format!("${{{function:?}Logs.Arn}}");
        assert_eq!(on(&log), "logs:CreateLogStream logs:PutLogEvents");
        let opens = if function == Function::Desk {
            "kms:Decrypt"
        } else {
            ""
        };
        assert_eq!(on("PracticeKeyArn"), opens, "{function}");
        assert_eq!(on("DataKeyArn"), "kms:Decrypt", "{function}");
        let sends = if function == Function::Notify {
            "ses:SendEmail ses:SendRawEmail"
        } else {
            ""
        };
        assert_eq!(on(":ses:"), sends, "{function}");
        let via = statements
            .iter()
            .filter(|one| one.resources == ["${DataKeyArn}"]);
        for statement in via {
            let [line] = statement.conditions.as_slice() else {
                unreachable!("the tables' key opens for whoever asks by DynamoDB: {statement:?}");
            };
            assert_eq!(line.values, ["dynamodb.${AWS::Region}.amazonaws.com"]);
        }
    }
}

#[tokio::test]
async fn the_reading_is_as_it_stands() {
    let page = reading::page(touched().await);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("infra/ROLES.md");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&path, &page).expect("it is written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(page, written, "UPDATE_EXPECTED=1 writes it anew");
}
