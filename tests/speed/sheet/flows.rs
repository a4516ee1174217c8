//! What people do, step by step, as their browsers do it.

use super::house::House;
use super::spent::Spent;

/// Ada's own; nobody's.
const CLIENT: [(&str, &str); 3] = [
    ("name", "Ada Example"),
    ("email", "ada@example.com"),
    ("phone", "5185550123"),
];

/// What a healthy client answers to the shipped form, section by section. Every box of "none of
/// these" is ticked.
const ANSWERS: [(&str, &[(&str, &str)]); 7] = [
    (
        "about",
        &[
            ("full_name", "Ada Example"),
            ("pronouns", "she/her"),
            ("birth_date.day", "27"),
            ("birth_date.month", "3"),
            ("birth_date.year", "1984"),
            ("phone", "5185550123"),
            ("emergency_contact.name", "Bo Example"),
            ("emergency_contact.relation", "brother"),
            ("emergency_contact.phone", "5185550124"),
            ("doctor", ""),
        ],
    ),
    (
        "visit",
        &[
            ("reasons.stiffness", "yes"),
            ("goal", "Turning my head without a stitch."),
            ("had_massage", "no"),
            ("bad_reaction", ""),
        ],
    ),
    ("body", &[("pain_changes", "Better when I walk.")]),
    (
        "health",
        &[
            ("circulation.none", "yes"),
            ("heart.none", "yes"),
            ("breathing.none", "yes"),
            ("skin.none", "yes"),
            ("bones.none", "yes"),
            ("nerves.none", "yes"),
            ("digestion.none", "yes"),
            ("hormones.none", "yes"),
            ("immune.none", "yes"),
            ("mind.none", "yes"),
            ("pain_signs.none", "yes"),
            ("health_more", ""),
        ],
    ),
    (
        "medicines",
        &[
            ("blood_thinners", "no"),
            ("medicine_kinds.none", "yes"),
            ("takes_medicines", "no"),
            ("allergies.none", "yes"),
        ],
    ),
    (
        "history",
        &[
            ("injuries.none", "yes"),
            ("surgery.none", "yes"),
            ("cancer.none", "yes"),
            ("pregnancy", "no"),
        ],
    ),
    (
        "comfort",
        &[
            ("pressure", "medium"),
            ("no_touch.none", "yes"),
            ("positions.none", "yes"),
            ("comforts", ""),
        ],
    ),
];

const CONSENTS: [(&str, &str); 7] = [
    ("consent_treatment", "yes"),
    ("consent_draping", "yes"),
    ("consent_stop", "yes"),
    ("consent_policies", "yes"),
    ("consent_privacy", "yes"),
    ("signature", "Ada Example"),
    ("signature.agreed", "yes"),
];

/// A client finds a time and books it: the page of times, the hold, the details, the check, the
/// booking, its own page. Gives the address of that page.
pub(super) async fn book(house: &House, spent: &mut Spent) -> String {
    let times = "/booking/times?service=deep-tissue&minutes=60";
    let page = house.get(spent, times, "").await;
    let start = page.some_start();
    let held = house.submit(spent, &page, "", &[("start", &start)]).await;
    let details = house.get(spent, held.location(), "").await;
    let check = house.submit(spent, &details, "", &CLIENT).await;
    let check = house.get(spent, check.location(), "").await;
    let booked = house.submit(spent, &check, "", &[]).await;
    let own = booked.location().to_owned();
    house.get(spent, &own, "").await;
    own
}

/// The client fills in the health form, a section at a time, reads it over and signs.
pub(super) async fn intake(house: &House, spent: &mut Spent, own: &str) {
    let list = own.replace("/booking/m/", "/intake/");
    house.get(spent, &list, "").await;
    for (section, answers) in ANSWERS {
        let page = house.get(spent, &format!("{list}{section}"), "").await;
        house.submit(spent, &page, "", answers).await;
    }
    house.get(spent, &format!("{list}check"), "").await;
    let sign = house.get(spent, &format!("{list}sign"), "").await;
    let sent = house.submit(spent, &sign, "", &CONSENTS).await;
    house.get(spent, sent.location(), "").await;
}

/// The owner signs in. Gives their cookie.
pub(super) async fn sign_in(house: &House, spent: &mut Spent) -> String {
    let link = house.owner_link().await;
    let page = house.get(spent, &link, "").await;
    let inside = house.submit(spent, &page, "", &[]).await;
    inside.cookie()
}

/// A therapist looks at the day, at the client, and at what they wrote.
pub(super) async fn treat(house: &House, spent: &mut Spent, cookie: &str) {
    house.get(spent, "/desk/", cookie).await;
    let clients = house.get(spent, "/desk/clients", cookie).await;
    let client = clients.first_link("/desk/clients/");
    let record = house.get(spent, &client, cookie).await;
    let submission = record.first_link(&format!("{client}/submissions/"));
    house.get(spent, &submission, cookie).await;
}
