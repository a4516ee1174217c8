//! `[retention]`.

use super::*;
use crate::catalogue::RetentionPolicy;

/// What a `[retention]` of these lines makes.
fn policy(lines: &str) -> RetentionPolicy {
    let practice = format!("{PRACTICE}{HOURS}[retention]\n{lines}");
    sound(&[("practice.toml", &practice)]).practice.retention
}

#[test]
fn records_are_kept_seven_years_contacts_three_and_accounts_seven() {
    let left_out = RetentionPolicy {
        records_years: 7,
        contact_years: 3,
        accounts_years: 7,
    };
    assert_eq!(sound(&[]).practice.retention, left_out);
    assert_eq!(policy(""), left_out);
}

#[test]
fn a_practice_may_keep_each_kind_from_one_to_thirty_years() {
    let policy = policy("records_years = 30\ncontact_years = 1\naccounts_years = 10\n");
    let years = [
        policy.records_years,
        policy.contact_years,
        policy.accounts_years,
    ];
    assert_eq!(years, [30, 1, 10]);
}

#[test]
fn nothing_is_kept_for_no_time_or_for_a_lifetime() {
    let lines = "records_years = 0\ncontact_years = 31\nyears = 3\n";
    let practice = format!("{PRACTICE}{HOURS}[retention]\n{lines}");
    check(
        &[("practice.toml", &practice)],
        &[
            "practice.toml:7: `records_years` cannot be 0",
            "practice.toml:8: `contact_years` cannot be 31",
            "practice.toml:9: unknown key `years`",
        ],
    );
}
