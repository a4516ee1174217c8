//! Clients and their records on the desk: who sees what, what is written down of it, and what
//! happens to values that were tampered with.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use functions::sealing::{ClientPublic, Place};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use super::house::{Browser, House};
use crate::harness::answer;
use crate::stored::ask;

/// The id of the one submission.
const SUBMISSION: &str = "01KB0000000000000000000001";
/// The day that Ada comes.
const DAY: &str = "/desk/day?date=2026-12-01";
/// An id that a page gives out for a note.
const NOTE: &str = "01KB0000000000000000000002";

/// A practice where Ada has a booking with Maya, and has sent a form that raised a red flag.
struct World {
    house: House,
    owner: Browser,
    maya: Browser,
    fay: Browser,
    booking: String,
    client: String,
}

impl World {
    async fn open() -> Self {
        let mut house = House::without_limits().await;
        let owner = house.owner().await;
        for form in [
            "name=Maya&email=maya%40practice.example&role=therapist&therapist=maya&version=",
            "name=Fay&email=fay%40practice.example&role=front-desk&therapist=&version=",
        ] {
            house.hire(&owner, form).await;
        }
        let ada = json!({ "name": "Ada O'Brien", "phone": "555 0142 42" });
        let booking = house.office.book(1, &ada).await.id;
        house.office.wait(180);
        house.office.sweep().await;
        let owner = house.sign_in("desk@practice.example").await;
        let maya = house.sign_in("maya@practice.example").await;
        let fay = house.sign_in("fay@practice.example").await;
        let client = client_of(&house, &booking).await;
        let world = Self {
            house,
            owner,
            maya,
            fay,
            booking,
            client,
        };
        world.send_form().await;
        world
    }

    /// Puts what the intake function puts.
    async fn send_form(&self) {
        let (key, now) = (&self.house.office.key, jiff::Timestamp::UNIX_EPOCH);
        let store = &self.house.office.store;
        let public = store
            .client_public_or_new(&self.client, &key.public(), now)
            .await;
        let public = public.expect("a key");
        let flags = r#"[{"level":"red","field":"clots","name":"Clots","words":"Possible clot","advice":"See a doctor"}]"#;
        let fields = json!({ "M": {
            "clots": self.sealed(&public, "clots", r#""yes-thrombosis""#),
            "allergies": self.sealed(&public, "allergies", r#""lavender""#),
            "nothing": self.sealed(&public, "nothing", ""),
        }});
        self.put(&json!({
            "pk": { "S": format!("C#{}", self.client) },
            "sk": { "S": format!("INTAKE#{SUBMISSION}") },
            "id": { "S": SUBMISSION }, "client": { "S": self.client }, "booking": { "S": self.booking },
            "form": { "S": "intake" }, "form_version": { "S": "1" }, "consents_hash": { "S": "1" },
            "signed_at": { "S": "2026-11-24T13:00:00Z" }, "zone": { "S": "America/New_York" },
            "service": { "S": "deep-tissue" }, "fields": fields,
            "flags": self.sealed(&public, "#flags", flags),
        }))
        .await;
        self.put(&json!({
            "pk": { "S": format!("I#{}", self.booking) }, "sk": { "S": "INTAKE" },
            "booking": { "S": self.booking }, "version": { "N": "1" }, "form": { "S": "intake" },
            "form_version": { "S": "1" }, "review": { "BOOL": true }, "state": { "S": "submitted" },
            "submission": { "S": SUBMISSION }, "client": { "S": self.client },
            "sent_at": { "S": "2026-11-24T13:00:00Z" },
        }))
        .await;
    }

    fn sealed(&self, public: &ClientPublic, field: &str, plain: &str) -> Value {
        let place = Place {
            client: &self.client,
            item: &format!("INTAKE#{SUBMISSION}"),
            field,
        };
        let sealed = public.seal(place, plain.as_bytes()).expect("it is sealed");
        json!({ "B": STANDARD.encode(sealed.as_bytes()) })
    }

    async fn put(&self, item: &Value) {
        let put = json!({ "TableName": "knead", "Item": item });
        let url = &self.house.office.store_url;
        let (status, said) = answer(ask(&Client::new(), url, "PutItem", &put)).await;
        assert_eq!(status, StatusCode::OK, "{said}");
    }

    /// The raw submission, to be changed and put back.
    async fn submission(&self) -> Value {
        let mut items = self.house.office.items().await;
        items.retain(|item| item["sk"]["S"] == format!("INTAKE#{SUBMISSION}"));
        items.pop().expect("the submission")
    }

    fn page(&self) -> String {
        format!("/desk/clients/{}", self.client)
    }

    fn form_page(&self) -> String {
        format!("{}/submissions/{SUBMISSION}", self.page())
    }

    /// What was looked at and written, of which client and item.
    async fn looks(&self) -> Vec<String> {
        let word = |row: &Value, name: &str| row[name].as_str().unwrap_or("").to_owned();
        let mut rows = self.house.rows("L#").await;
        rows.retain(|row| word(row, "client") == self.client);
        let said = |row: &Value| {
            let [action, what, item] = ["action", "what", "item"].map(|name| word(row, name));
            format!("{action} {what} {item}")
        };
        let mut looks: Vec<_> = rows.iter().map(said).collect();
        looks.sort();
        looks
    }
}

async fn client_of(house: &House, booking: &str) -> String {
    let rows = house.rows(&format!("B#{booking}")).await;
    let row = rows.iter().find(|row| row["sk"] == "B");
    let client = row.and_then(|row| row["client"].as_str());
    client.expect("a client").to_owned()
}

#[tokio::test]
async fn a_therapist_sees_the_record_of_their_client_and_each_look_is_written_down() {
    let world = World::open().await;
    let page = world.house.get(&world.maya, &world.page()).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("Possible clot"), "{}", page.body);
    assert_eq!(world.looks().await, ["read record "]);
    let form = world.house.get(&world.maya, &world.form_page()).await;
    for said in [
        "Possible clot",
        "lavender",
        "yes-thrombosis",
        "See a doctor",
    ] {
        assert!(form.body.contains(said), "{said}: {}", form.body);
    }
    assert!(!form.body.contains("nothing"), "{}", form.body);
    let looks = world.looks().await;
    assert_eq!(
        looks,
        [
            "read record ".to_owned(),
            format!("read submission {SUBMISSION}")
        ]
    );
}

#[tokio::test]
async fn flags_stand_at_the_booking_for_its_therapist_and_not_for_the_front_desk() {
    let world = World::open().await;
    let booking = format!("/desk/bookings/{}", world.booking);
    for path in [DAY, &booking] {
        let shown = world.house.get(&world.maya, path).await.page();
        let main = shown.text("main");
        assert!(
            main.contains("Red flag Clots. Possible clot"),
            "{path}: {main}"
        );
        let hidden = world.house.get(&world.fay, path).await.page().text("main");
        assert!(
            hidden.contains("a therapist has to look"),
            "{path}: {hidden}"
        );
        assert!(!hidden.contains("clot"), "{path}: {hidden}");
    }
    assert_eq!(world.looks().await, ["read flags ", "read flags "]);
}

#[tokio::test]
async fn a_week_says_that_somebody_has_to_look_and_opens_nothing() {
    let world = World::open().await;
    let path = "/desk/week?date=2026-12-01";
    let week = world.house.get(&world.maya, path).await.page();
    assert_eq!(week.text(".tag-review"), "Flags: look before the visit");
    assert!(!week.text("main").contains("clot"));
    assert!(world.looks().await.is_empty());
    let form = world.form_page();
    world
        .house
        .post(&world.maya, &form, "decision=treat&version=0")
        .await;
    let week = world.house.get(&world.maya, path).await.page();
    assert_eq!(week.text(".tag-review"), "", "somebody has looked");
}

#[tokio::test]
async fn a_day_leads_to_the_last_note_and_shows_none_of_its_words() {
    let world = World::open().await;
    let notes = format!("{}/notes", world.page());
    let none = world.house.get(&world.maya, DAY).await.page();
    assert!(!none.text("main").contains("Last note"));
    let later = "01KB0000000000000000000003";
    for (path, form) in [
        (notes.clone(), format!("id={NOTE}&text=Tight+trapezius")),
        (format!("{notes}/{NOTE}"), format!("id={later}&text=Better")),
    ] {
        let kept = world.house.post(&world.maya, &path, &form).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    }
    let looks = world.looks().await;
    for path in [DAY.to_owned(), format!("/desk/bookings/{}", world.booking)] {
        let shown = world.house.get(&world.maya, &path).await.page();
        let link = format!("a[href='{notes}/{NOTE}']");
        let said = shown.text(&link);
        assert!(
            said.contains("Last note 24 November 2026"),
            "{path}: {said}"
        );
        assert!(!shown.html.contains("trapezius"), "{path}");
        let hidden = world.house.get(&world.fay, &path).await;
        assert!(!hidden.body.contains("Last note"), "{path}");
    }
    let opened = world.looks().await.len() - looks.len();
    assert_eq!(opened, 2, "of the flags alone");
}

#[tokio::test]
async fn a_clients_page_leads_to_their_copy_and_to_erasing_them_for_who_may() {
    let world = World::open().await;
    let page = world.house.get(&world.owner, &world.page()).await.page();
    let ways = page.all("[aria-labelledby=rights] a", "href");
    assert_eq!(
        ways,
        ["export", "erase"].map(|way| format!("{}/{way}", world.page()))
    );
    for way in &ways {
        let opened = world.house.get(&world.owner, way).await;
        assert_eq!(opened.status, StatusCode::OK, "{way}");
    }
    for other in [&world.maya, &world.fay] {
        let page = world.house.get(other, &world.page()).await.page();
        assert_eq!(page.text("[aria-labelledby=rights]"), "");
    }
}

#[tokio::test]
async fn a_booking_leads_to_its_client() {
    let world = World::open().await;
    let booking = format!("/desk/bookings/{}", world.booking);
    for staff in [&world.owner, &world.maya, &world.fay] {
        let page = world.house.get(staff, &booking).await.page();
        let ways = page.all("main a", "href");
        assert!(ways.contains(&world.page()), "{ways:?}");
    }
}

#[tokio::test]
async fn the_front_desk_sees_contact_and_bookings_and_no_health_data() {
    let world = World::open().await;
    let page = world.house.get(&world.fay, &world.page()).await;
    assert_eq!(page.status, StatusCode::OK);
    for said in ["Ada O'Brien", "client1@example.com", "Deep tissue"] {
        let main = page.page().text("main");
        assert!(main.contains(said), "{said}: {main}");
    }
    for hidden in ["clot", "lavender", "flag", "Notes", "/submissions/"] {
        assert!(!page.body.contains(hidden), "{hidden}: {}", page.body);
    }
    assert!(world.looks().await.is_empty());
    let form = world.house.get(&world.fay, &world.form_page()).await;
    assert_eq!(form.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_value_that_was_changed_or_moved_is_named_and_the_rest_stays_readable() {
    let world = World::open().await;
    let mut item = world.submission().await;
    let fields = item["fields"]["M"].as_object_mut().expect("fields");
    let moved = fields["allergies"].clone();
    fields.insert("clots".to_owned(), moved);
    world.put(&item).await;
    let form = world.house.get(&world.maya, &world.form_page()).await;
    let page = form.page();
    let said = page.text(".desk-wrong");
    let wrong = format!("`clots` of `INTAKE#{SUBMISSION}` does not open");
    assert!(said.contains(&wrong), "{said}");
    assert!(form.body.contains("lavender") && form.body.contains("Possible clot"));
}

#[tokio::test]
async fn a_flag_that_does_not_open_is_said_where_flags_are_looked_for() {
    let world = World::open().await;
    let mut item = world.submission().await;
    let mut flags = STANDARD
        .decode(item["flags"]["B"].as_str().expect("bytes"))
        .expect("base64");
    flags[40] ^= 1;
    item["flags"] = json!({ "B": STANDARD.encode(&flags) });
    world.put(&item).await;
    let page = world.house.get(&world.maya, &world.page()).await.page();
    let said = page.text(".desk-wrong");
    assert!(said.contains("Flags cannot be shown"), "{said}");
    assert!(page.text("main").contains("To look at before hands touch"));
}

#[tokio::test]
async fn deciding_on_a_red_flag_ends_the_review_and_a_stale_decision_is_shown_not_written() {
    let world = World::open().await;
    let path = world.form_page();
    let none = world
        .house
        .post(&world.maya, &path, "decision=&version=0")
        .await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = world
        .house
        .post(&world.maya, &path, "decision=call&version=0")
        .await;
    assert_eq!(done.leads_to(), path, "{}", done.body);
    let shown = world
        .house
        .get(&world.owner, &path)
        .await
        .page()
        .text("main");
    assert!(
        shown.contains("Do not treat: call (Maya, 24 November 2026"),
        "{shown}"
    );
    let stale = world
        .house
        .post(&world.owner, &path, "decision=treat&version=0")
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(
        stale
            .page()
            .text("main")
            .contains("Do not treat: call (Maya")
    );
    let rows = world.house.rows(&format!("I#{}", world.booking)).await;
    let state = rows
        .iter()
        .find(|row| row["sk"] == "INTAKE")
        .expect("a state");
    assert_eq!(
        (&state["review"], &state["version"]),
        (&json!(false), &json!(2))
    );
    let looks = world.looks().await;
    assert!(
        looks.contains(&format!("acknowledge  {SUBMISSION}")),
        "{looks:?}"
    );
}

#[tokio::test]
async fn a_note_is_kept_once_sealed_and_added_to() {
    let world = World::open().await;
    let notes = format!("{}/notes", world.page());
    let empty = world
        .house
        .post(&world.maya, &notes, &format!("id={NOTE}&text="))
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("Write the note"));
    for _ in 0..2 {
        let form = format!("id={NOTE}&text=Tight+trapezius");
        let kept = world.house.post(&world.maya, &notes, &form).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    }
    let added = "id=01KB0000000000000000000003&text=Better+today";
    let path = format!("{notes}/{NOTE}");
    let kept = world.house.post(&world.owner, &path, added).await;
    assert_eq!(kept.leads_to(), path, "{}", kept.body);
    let page = world.house.get(&world.maya, &world.page()).await.page();
    let said = page.text(".desk-note");
    assert_eq!(said.matches("Tight trapezius").count(), 1, "{said}");
    assert!(said.contains("Better today"), "{said}");
    let mut rows = world.house.rows("C#").await;
    rows.retain(|row| {
        row["sk"]
            .as_str()
            .is_some_and(|sort| sort.starts_with("NOTE#"))
    });
    assert_eq!(rows.len(), 2);
    let table = serde_json::to_string(&rows).expect("JSON");
    assert!(!table.contains("trapezius") && !table.contains(&STANDARD.encode("Tight trap")[..12]));
    let looks = world.looks().await;
    let written = looks
        .iter()
        .filter(|look| look.starts_with("write note"))
        .count();
    assert_eq!(written, 2, "{looks:?}");
}

#[tokio::test]
async fn a_contact_changed_under_ones_feet_is_shown_and_what_was_typed_is_kept() {
    let world = World::open().await;
    let path = format!("{}/contact", world.page());
    let form = "name=Ada+Byron&email=ada%40example.com&phone=&version=1";
    let done = world.house.post(&world.fay, &path, form).await;
    assert_eq!(done.leads_to(), world.page(), "{}", done.body);
    let other = "name=Ada+King&email=ada%40example.com&phone=&version=1";
    let stale = world.house.post(&world.owner, &path, other).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let page = stale.page();
    assert_eq!(page.all("#name", "value"), ["Ada King"]);
    assert!(page.text(".error").contains("Ada Byron, ada@example.com"));
    let maya = world.house.post(&world.maya, &path, other).await;
    assert_eq!(maya.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn clients_are_searched_without_their_name_in_an_address() {
    let world = World::open().await;
    let found = world
        .house
        .post(&world.maya, "/desk/clients", "search=ADA+obri")
        .await;
    // Long enough that no random sign of a sealed address spells it by chance.
    assert!(
        !found.leads_to().to_lowercase().contains("obri"),
        "{}",
        found.leads_to()
    );
    let none = world.house.get(&world.maya, &found.leads_to()).await.page();
    assert_eq!(none.text("main [role=status]"), "Nobody");
    let found = world
        .house
        .post(&world.maya, "/desk/clients", "search=0142")
        .await;
    let listed = world.house.get(&world.maya, &found.leads_to()).await.page();
    assert_eq!(listed.text(".desk-list a"), "Ada O'Brien");
    assert_eq!(listed.all(".desk-list a", "href"), [world.page()]);
}

#[tokio::test]
async fn a_therapist_finds_their_own_clients_only() {
    let world = World::open().await;
    let jonas = json!({ "service": "swedish", "therapist": "jonas", "start": "2026-12-01T13:00:00-05:00", "name": "Grace Hopper" });
    world.house.office.book(2, &jonas).await;
    world.house.office.wait(180);
    world.house.office.sweep().await;
    let names = async |browser| {
        world
            .house
            .get(browser, "/desk/clients")
            .await
            .page()
            .text(".desk-list a")
    };
    assert_eq!(names(&world.maya).await, "Ada O'Brien");
    assert_eq!(names(&world.fay).await, "Ada O'Brien Grace Hopper");
}

#[tokio::test]
async fn doubles_are_suggested_and_merged_with_their_records_and_bookings() {
    let world = World::open().await;
    let again = json!({ "name": "Ada OBrien", "phone": "+1 555 0142 42", "start": "2026-12-02T10:00:00-05:00", "email": "ada.new@example.com" });
    let booking = world.house.office.book(3, &again).await.id;
    world.house.office.wait(180);
    world.house.office.sweep().await;
    let stays = client_of(&world.house, &booking).await;
    let path = format!("/desk/clients/{stays}/merge");
    let doubles = world.house.get(&world.fay, &path).await.page();
    let both = format!("{path}/{}", world.client);
    assert_eq!(
        doubles.all(".desk-list a", "href"),
        std::slice::from_ref(&both)
    );
    let said = doubles.text(".desk-list");
    assert!(said.contains("same phone, similar name"), "{said}");
    let stale = format!("stays={stays}&version=7&double_version=1");
    let stale = world.house.post(&world.fay, &both, &stale).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let form = format!("stays={stays}&version=1&double_version=1");
    let merged = world.house.post(&world.fay, &both, &form).await;
    assert_eq!(
        merged.leads_to(),
        format!("/desk/clients/{stays}"),
        "{}",
        merged.body
    );
    let led = world.house.get(&world.maya, &world.page()).await;
    assert_eq!(led.leads_to(), format!("/desk/clients/{stays}"));
    let page = world.house.get(&world.maya, &led.leads_to()).await.page();
    assert!(page.text("main").contains("Possible clot"));
    assert_eq!(
        page.all("[aria-labelledby=visits] .desk-list > li", "class")
            .len(),
        2
    );
    let form = format!("/desk/clients/{stays}/submissions/{SUBMISSION}");
    let form = world.house.get(&world.maya, &form).await.page();
    assert!(
        form.text("main").contains("lavender"),
        "{}",
        form.text("main")
    );
    let listed = world.house.get(&world.fay, "/desk/clients").await.page();
    assert_eq!(listed.text(".desk-list a"), "Ada OBrien");
    let mut rows = world.house.rows(&format!("F#{}", world.client)).await;
    rows.retain(|row| {
        row["sk"]
            .as_str()
            .is_some_and(|sort| sort.starts_with("BOOKING#"))
    });
    assert!(rows.is_empty(), "{rows:?}");
}
