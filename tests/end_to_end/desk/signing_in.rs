//! Coming in by a link: once, in time, with the code that the asking browser was shown.

use axum::http::StatusCode;

use super::house::{Answer, Browser, House};

const OWNER: &str = "desk@practice.example";

async fn send(house: &House, link: &str, code: &str) -> Answer {
    let form = format!("code={code}");
    house.post(&Browser::default(), link, &form).await
}

#[tokio::test]
async fn whoever_asks_with_the_practices_address_first_becomes_its_owner() {
    let mut house = House::open().await;
    let owner = house.sign_in(OWNER).await;
    let page = house.get(&owner, "/desk/").await.page();
    assert!(
        page.text("main").contains("Test Practice, owner"),
        "{}",
        page.html
    );
    let id = house.staff_ids().await.pop().expect("an account");
    assert_eq!(
        house.audit().await,
        [format!("staff:{id} sign-in"), "time staff-add".to_owned()]
    );
}

#[tokio::test]
async fn a_terminals_link_needs_no_code_and_works_once() {
    let house = House::open().await;
    let link = house.terminal_link().await;
    let page = house.get(&Browser::default(), &link).await.page();
    assert_eq!(page.all("input", "name"), Vec::<String>::new());
    let first = house.post(&Browser::default(), &link, "").await;
    assert_eq!(first.leads_to(), "/desk/account");
    for again in [
        house.post(&Browser::default(), &link, "").await,
        house.get(&Browser::default(), &link).await,
    ] {
        assert_eq!(again.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn looking_at_a_link_does_not_spend_it() {
    let mut house = House::open().await;
    let code = house.ask_for_link(OWNER).await;
    let link = house.mailed_links().await.pop().expect("a link");
    for _ in 0..3 {
        let page = house.get(&Browser::default(), &link).await;
        assert_eq!(page.status, StatusCode::OK);
    }
    assert_eq!(
        send(&house, &link, &code).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn a_link_without_its_code_lets_nobody_in() {
    let mut house = House::open().await;
    let code = house.ask_for_link(OWNER).await;
    let link = house.mailed_links().await.pop().expect("a link");
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for typed in ["", wrong, &code[..5]] {
        let refused = send(&house, &link, typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(refused.headers.get("set-cookie").is_none());
    }
    let spaced = format!("{}+{}", &code[..3], &code[3..]);
    assert_eq!(
        send(&house, &link, &spaced).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn five_wrong_codes_spend_a_link() {
    let mut house = House::open().await;
    let code = house.ask_for_link(OWNER).await;
    let link = house.mailed_links().await.pop().expect("a link");
    for _ in 0..5 {
        send(&house, &link, "x").await;
    }
    let right = send(&house, &link, &code).await;
    assert_eq!(right.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_code_belongs_to_the_link_that_it_was_shown_for() {
    let mut house = House::open().await;
    let first = house.ask_for_link(OWNER).await;
    let link = house.mailed_links().await.pop().expect("a link");
    let second = house.ask_for_link(OWNER).await;
    assert_ne!(first, second, "one chance in a million");
    let other = send(&house, &link, &second).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_mailed_link_ends_after_ten_minutes() {
    let mut house = House::open().await;
    let code = house.ask_for_link(OWNER).await;
    let link = house.mailed_links().await.pop().expect("a link");
    house.office.wait(10 * 60 - 1);
    assert_eq!(
        house.get(&Browser::default(), &link).await.status,
        StatusCode::OK
    );
    house.office.wait(1);
    assert_eq!(
        send(&house, &link, &code).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn an_address_without_an_account_gets_the_same_answer_and_no_mail() {
    let mut house = House::open().await;
    house.owner().await;
    let mut answers = Vec::new();
    for email in [OWNER, "nobody@practice.example"] {
        let form = format!("email={}", email.replace('@', "%40"));
        let asked = house
            .post(&Browser::default(), "/desk/sign-in", &form)
            .await;
        let shown = house.get(&Browser::default(), &asked.leads_to()).await;
        let code = shown.page().text(".desk-code");
        let (way, _) = asked
            .leads_to()
            .split_once('=')
            .map(|(a, b)| (a.to_owned(), b.len()))
            .expect("a token");
        answers.push((
            asked.status,
            way,
            asked.leads_to().len(),
            shown.body.replace(&code, "CODE"),
        ));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(house.mailed_links().await.len(), 1);
}

#[tokio::test]
async fn one_address_is_sent_five_links_in_ten_minutes_and_the_answer_stays_the_same() {
    let mut house = House::open().await;
    for _ in 0..7 {
        assert_eq!(house.ask_for_link(OWNER).await.len(), 6);
    }
    assert_eq!(house.mailed_links().await.len(), 5);
}

#[tokio::test]
async fn neither_a_link_nor_its_code_is_in_the_table_or_in_the_mail_with_the_other() {
    let mut house = House::open().await;
    let code = house.ask_for_link(OWNER).await;
    let table = serde_json::Value::from(house.office.items().await).to_string();
    house.office.sweep().await;
    let mails = house.office.mails();
    let mail = mails.first().expect("a mail");
    assert_eq!(mail.subject(), "Your link to sign in at the desk");
    assert!(!mail.text().contains(&code), "{}", mail.text());
    let links = mail.links();
    let link = links
        .iter()
        .find(|link| link.contains("/desk/link/"))
        .expect("a link");
    let token = link
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .expect("a token");
    assert!(!table.contains(token) && !table.contains(&code));
}

#[tokio::test]
async fn what_is_no_address_is_told_beside_its_field() {
    let house = House::open().await;
    let answer = house
        .post(&Browser::default(), "/desk/sign-in", "email=owner")
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.page();
    let words = "Enter an email address in the correct format, like name@example.com";
    assert_eq!(page.text("[role=alert] a"), words);
    assert_eq!(page.all("[role=alert] a", "href"), ["#email"]);
    assert_eq!(page.all("#email", "value"), ["owner"]);
}

#[tokio::test]
async fn a_ceremony_that_was_never_begun_lets_nobody_in() {
    let house = House::open().await;
    let credential = r#"{\"id\":\"AA\",\"rawId\":\"AA\",\"response\":{\"authenticatorData\":\"AA\",\"clientDataJSON\":\"AA\",\"signature\":\"AA\",\"userHandle\":\"AAAAAAAAAAAAAAAAAAAAAA\"},\"type\":\"public-key\"}"#;
    for (body, status) in [
        (
            format!(r#"{{"ceremony":"x","credential":"{credential}"}}"#),
            StatusCode::UNAUTHORIZED,
        ),
        (
            r#"{"ceremony":"x","credential":"x"}"#.to_owned(),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            r#"{"ceremony":"x","credential":"x","more":"y"}"#.to_owned(),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
    ] {
        let answer = house
            .post(&Browser::default(), "/api/desk/sign-in/passkey", &body)
            .await;
        assert_eq!(answer.status, status, "{body}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_ceremony_can_be_answered_once() {
    let house = House::open().await;
    let begun = house
        .post(&Browser::default(), "/api/desk/sign-in/passkey/begin", "")
        .await;
    let begun: serde_json::Value = serde_json::from_str(&begun.body).expect("JSON");
    assert_eq!(begun["publicKey"]["rpId"], "practice.example");
    assert_eq!(begun["publicKey"]["userVerification"], "required");
    assert_eq!(house.rows("S#").await.len(), 1);
    let credential = r#"{"id":"AA","rawId":"AA","response":{"authenticatorData":"AA","clientDataJSON":"AA","signature":"AA","userHandle":"AAAAAAAAAAAAAAAAAAAAAA"},"type":"public-key"}"#;
    let body =
        serde_json::json!({ "ceremony": begun["ceremony"], "credential": credential }).to_string();
    let answer = house
        .post(&Browser::default(), "/api/desk/sign-in/passkey", &body)
        .await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(house.rows("S#").await, Vec::<serde_json::Value>::new());
}
