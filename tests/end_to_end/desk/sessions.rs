//! Sessions: how long they last, what ends them, and what of them is kept.

use axum::http::{StatusCode, header};

use super::house::{Browser, House};

const FAY: &str = "name=Fay&email=fay%40practice.example&role=front-desk&therapist=&version=";
const MINUTE: i64 = 60;

async fn is_in(house: &House, browser: &Browser) -> bool {
    house.get(browser, "/desk/").await.status == StatusCode::OK
}

#[tokio::test]
async fn a_session_lasts_a_quarter_of_an_hour_beyond_its_last_use() {
    let house = House::open().await;
    let owner = house.owner().await;
    for _ in 0..4 {
        house.office.wait(14 * MINUTE);
        assert!(is_in(&house, &owner).await);
    }
    house.office.wait(15 * MINUTE);
    assert!(!is_in(&house, &owner).await);
}

#[tokio::test]
async fn a_session_lasts_twelve_hours_however_much_it_is_used() {
    let house = House::open().await;
    let owner = house.owner().await;
    for _ in 0..71 {
        house.office.wait(10 * MINUTE);
        assert!(is_in(&house, &owner).await);
    }
    house.office.wait(10 * MINUTE);
    assert!(!is_in(&house, &owner).await);
}

#[tokio::test]
async fn whoever_signs_out_is_out() {
    let house = House::open().await;
    let owner = house.owner().await;
    let out = house.post(&owner, "/desk/sign-out", "").await;
    assert_eq!(out.leads_to(), "/desk/sign-in");
    assert!(!is_in(&house, &owner).await);
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_of_one_account_alone() {
    let mut house = House::open().await;
    let owner = house.owner().await;
    house.hire(&owner, FAY).await;
    let (one, other) = (
        house.sign_in("fay@practice.example").await,
        house.sign_in("fay@practice.example").await,
    );
    assert!(is_in(&house, &one).await && is_in(&house, &other).await);
    house.post(&one, "/desk/sign-out/everywhere", "").await;
    assert!(!is_in(&house, &one).await && !is_in(&house, &other).await);
    assert!(is_in(&house, &owner).await);
}

#[tokio::test]
async fn closing_an_account_ends_its_sessions_and_lets_nobody_in_any_more() {
    let mut house = House::open().await;
    let owner = house.owner().await;
    let id = house.hire(&owner, FAY).await;
    let fay = house.sign_in("fay@practice.example").await;
    let closed = house
        .post(&owner, &format!("/desk/staff/{id}/close"), "version=1")
        .await;
    assert_eq!(closed.leads_to(), "/desk/staff", "{}", closed.body);
    assert!(!is_in(&house, &fay).await);
    house.ask_for_link("fay@practice.example").await;
    assert_eq!(house.mailed_links().await, Vec::<String>::new());
}

#[tokio::test]
async fn what_an_account_may_changes_at_once() {
    let mut house = House::open().await;
    let owner = house.owner().await;
    let id = house.hire(&owner, FAY).await;
    let fay = house.sign_in("fay@practice.example").await;
    let staff = || house.get(&fay, "/desk/staff");
    assert_eq!(staff().await.status, StatusCode::NOT_FOUND);
    let form = "name=Fay&email=fay%40practice.example&role=owner&therapist=&version=1";
    house.post(&owner, &format!("/desk/staff/{id}"), form).await;
    assert_eq!(staff().await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_cookie_that_a_neighbour_could_have_set_is_not_believed() {
    let house = House::open().await;
    let owner = house.owner().await;
    let other_name = Browser {
        cookie: owner.cookie.replace("__Host-", ""),
    };
    assert!(!is_in(&house, &other_name).await);
    assert!(is_in(&house, &owner).await);
}

#[tokio::test]
async fn the_cookie_is_for_this_host_and_for_no_script() {
    let house = House::open().await;
    let link = house.terminal_link().await;
    let answer = house.post(&Browser::default(), &link, "").await;
    let cookie = answer.headers[header::SET_COOKIE].to_str().expect("text");
    let (pair, rules) = cookie.split_once("; ").expect("rules");
    let (name, token) = pair.split_once('=').expect("a token");
    assert_eq!((name, token.len()), ("__Host-desk", 43));
    let mut rules: Vec<_> = rules.split("; ").collect();
    rules.sort_unstable();
    assert_eq!(rules, ["HttpOnly", "Path=/", "SameSite=Strict", "Secure"]);
    let items = house.office.items().await;
    let table = serde_json::Value::from(items).to_string();
    assert!(!table.contains(token), "a session's token is in the table");
}
