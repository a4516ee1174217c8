//! Accounts: added, changed and closed by owners, of whom there is always one.

use axum::http::StatusCode;

use super::house::{Answer, Browser, House};

const FAY: &str = "name=Fay&email=fay%40practice.example&role=front-desk&therapist=&version=";

/// The house, its owner, and the owner's id.
async fn house() -> (House, Browser, String) {
    let house = House::open().await;
    let owner = house.owner().await;
    let id = house.staff_ids().await.pop().expect("an account");
    (house, owner, id)
}

#[track_caller]
fn check(answer: &Answer, status: StatusCode, told: &[&str]) {
    let page = answer.page();
    let words = page.text("[role=alert] li");
    assert_eq!((answer.status, words), (status, told.join(" ")));
}

#[tokio::test]
async fn whoever_is_added_is_listed_and_may_sign_in() {
    let (mut house, owner, _) = house().await;
    let id = house.hire(&owner, FAY).await;
    let list = house.get(&owner, "/desk/staff").await.page();
    assert!(
        list.text("main")
            .contains("Fay, front desk fay@practice.example"),
        "{}",
        list.html
    );
    let fay = house.sign_in("FAY@practice.example").await;
    let page = house.get(&fay, "/desk/").await.page();
    assert!(
        page.text("main").contains("Fay, front desk"),
        "{}",
        page.html
    );
    let audit = house.audit().await;
    assert!(audit.contains(&format!("staff:{id} sign-in")), "{audit:?}");
    assert!(
        audit
            .iter()
            .any(|row| row.ends_with(" staff-add") && row.starts_with("staff:"))
    );
}

#[tokio::test]
async fn what_is_wrong_with_a_new_account_is_told_beside_each_field() {
    let (house, owner, _) = house().await;
    let wrong = house
        .post(
            &owner,
            "/desk/staff/new",
            "name=&email=x&role=&therapist=&version=",
        )
        .await;
    check(
        &wrong,
        StatusCode::UNPROCESSABLE_ENTITY,
        &[
            "Enter their full name",
            "Enter an email address in the correct format, like name@example.com",
            "Choose what they are here",
        ],
    );
    assert!(wrong.page().text("title").starts_with("Error: "));
    let form = |role: &str, therapist: &str| {
        format!("name=Jo&email=jo%40practice.example&role={role}&therapist={therapist}&version=")
    };
    for (role, therapist, words) in [
        (
            "therapist",
            "",
            "Choose which therapist of your website they are",
        ),
        (
            "therapist",
            "nobody",
            "Choose somebody of your website's team",
        ),
        (
            "front-desk",
            "maya",
            "The front desk does not treat: choose nobody, or another role",
        ),
    ] {
        let answer = house
            .post(&owner, "/desk/staff/new", &form(role, therapist))
            .await;
        check(&answer, StatusCode::UNPROCESSABLE_ENTITY, &[words]);
    }
    assert_eq!(house.staff_ids().await.len(), 1);
}

#[tokio::test]
async fn an_address_is_one_accounts() {
    let (house, owner, id) = house().await;
    let taken = "Somebody has an account with this address: use another, or change that account";
    let form = FAY.replace("fay%40", "DESK%40");
    let answer = house.post(&owner, "/desk/staff/new", &form).await;
    check(&answer, StatusCode::UNPROCESSABLE_ENTITY, &[taken]);
    let fay = house.hire(&owner, FAY).await;
    let moved = FAY.replace("fay%40", "desk%40") + "1";
    let answer = house
        .post(&owner, &format!("/desk/staff/{fay}"), &moved)
        .await;
    check(&answer, StatusCode::UNPROCESSABLE_ENTITY, &[taken]);
    let own = "name=Ann&email=ann%40practice.example&role=owner&therapist=&version=1";
    let answer = house.post(&owner, &format!("/desk/staff/{id}"), own).await;
    assert_eq!(answer.leads_to(), "/desk/staff", "{}", answer.body);
    assert_eq!(
        house.hire(&house.owner().await, &form).await.len(),
        26,
        "the old address is free"
    );
}

#[tokio::test]
async fn a_new_address_ends_the_sessions_of_its_account() {
    let (mut house, owner, _) = house().await;
    let id = house.hire(&owner, FAY).await;
    let fay = house.sign_in("fay@practice.example").await;
    let form = FAY.replace("fay%40", "kay%40") + "1";
    house
        .post(&owner, &format!("/desk/staff/{id}"), &form)
        .await;
    assert_eq!(house.get(&fay, "/desk/").await.leads_to(), "/desk/sign-in");
}

#[tokio::test]
async fn the_last_owner_can_neither_be_closed_nor_become_something_else() {
    let (house, owner, id) = house().await;
    house.hire(&owner, FAY).await;
    let words = ["Somebody has to be an owner: make another account an owner first"];
    let form = "name=Ann&email=desk%40practice.example&role=front-desk&therapist=&version=1";
    let answer = house.post(&owner, &format!("/desk/staff/{id}"), form).await;
    check(&answer, StatusCode::UNPROCESSABLE_ENTITY, &words);
    let answer = house
        .post(&owner, &format!("/desk/staff/{id}/close"), "version=1")
        .await;
    check(&answer, StatusCode::UNPROCESSABLE_ENTITY, &words);
    assert_eq!(
        house.get(&owner, "/desk/staff").await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn of_two_owners_who_close_each_other_at_once_one_stays() {
    let (house, owner, id) = house().await;
    let other = "name=Olga&email=olga%40practice.example&role=owner&therapist=&version=";
    let second = house.hire(&owner, other).await;
    let (closes_first, closes_second) = (
        format!("/desk/staff/{id}/close"),
        format!("/desk/staff/{second}/close"),
    );
    let answers = tokio::join!(
        house.post(&owner, &closes_first, "version=1"),
        house.post(&owner, &closes_second, "version=1"),
    );
    let closed = [answers.0.status, answers.1.status];
    let done = closed
        .iter()
        .filter(|status| **status == StatusCode::SEE_OTHER);
    assert!(done.count() <= 2);
    let rows = house.rows("U#").await;
    let open = rows
        .iter()
        .filter(|row| row["sk"] == "STAFF" && row.get("closed_at").is_none());
    assert_eq!(open.count(), 1, "{closed:?}");
}

#[tokio::test]
async fn a_change_under_ones_feet_is_shown_and_what_was_typed_is_kept() {
    let (house, owner, _) = house().await;
    let id = house.hire(&owner, FAY).await;
    let address = format!("/desk/staff/{id}");
    let first = FAY.replace("name=Fay", "name=Fay+One") + "1";
    assert_eq!(
        house.post(&owner, &address, &first).await.leads_to(),
        "/desk/staff"
    );
    let second = FAY.replace("name=Fay", "name=Fay+Two") + "1";
    let stale = house.post(&owner, &address, &second).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let page = stale.page();
    assert_eq!(
        (page.text("h1"), page.all("#name", "value")),
        ("Fay One".to_owned(), vec!["Fay Two".to_owned()])
    );
    assert_eq!(
        page.all(&format!("form[action='{address}'] [name=version]"), "value"),
        ["2"]
    );
    let again = FAY.replace("name=Fay", "name=Fay+Two") + "2";
    assert_eq!(
        house.post(&owner, &address, &again).await.leads_to(),
        "/desk/staff"
    );
}

#[tokio::test]
async fn a_closed_account_can_be_opened_again() {
    let (mut house, owner, _) = house().await;
    let id = house.hire(&owner, FAY).await;
    house
        .post(&owner, &format!("/desk/staff/{id}/close"), "version=1")
        .await;
    let list = house.get(&owner, "/desk/staff").await.page();
    assert!(list.text("section").contains("Closed Fay"), "{}", list.html);
    house
        .post(&owner, &format!("/desk/staff/{id}/open"), "version=2")
        .await;
    let fay = house.sign_in("fay@practice.example").await;
    assert_eq!(house.get(&fay, "/desk/").await.status, StatusCode::OK);
}
