//! The practice that is measured: three therapists, three rooms, open eight hours every day.

use functions::store::Store;
use functions::{App, Clock, Published, Secret};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use practice::read::Source;
use serde_json::{Value, json};
use site_gen::Theme;

/// Who gives massages.
pub(crate) const THERAPISTS: [&str; 3] = ["abel", "maya", "noor"];
/// A service that is given in one room.
pub(crate) const ONE_ROOM: &str = "deep-tissue";
/// A service that is given in any of the three.
pub(crate) const ANY_ROOM: &str = "swedish";
/// How long a client is treated.
pub(crate) const MINUTES: u16 = 60;
/// The first date of the month that is asked about.
pub(crate) const MONTH_FIRST: &str = "2026-07-01";
/// The last.
pub(crate) const MONTH_LAST: &str = "2026-07-31";

const NOW: &str = "2026-06-20T12:00:00-04:00";
const SECRET: &str = "5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed";

const FILES: [(&str, &str); 4] = [
    (
        "practice.toml",
        r#"name = "Measured Practice"
email = "hello@example.com"
url = "https://www.example.com"
timezone = "America/New_York"
currency = "USD"
rooms = ["quiet", "garden", "attic"]
[hours]
mon = ["09:00-12:00", "13:00-18:00"]
tue = ["09:00-12:00", "13:00-18:00"]
wed = ["09:00-12:00", "13:00-18:00"]
thu = ["09:00-12:00", "13:00-18:00"]
fri = ["09:00-12:00", "13:00-18:00"]
sat = ["09:00-12:00", "13:00-18:00"]
sun = ["09:00-12:00", "13:00-18:00"]
"#,
    ),
    ("index.md", "+++\ntitle = \"Measured\"\n+++\nWelcome.\n"),
    (
        "services/deep-tissue.md",
        "+++\ntitle = \"Deep tissue massage\"\nrooms = [\"quiet\"]\nbuffer_after = 15\nstart_every = 15\n\
         offers = [{ minutes = 60, price = \"95.00\" }, { minutes = 30, price = \"55.00\" }]\n+++\nSlow and firm.\n",
    ),
    (
        "services/swedish.md",
        "+++\ntitle = \"Swedish massage\"\nbuffer_after = 15\nstart_every = 15\n\
         offers = [{ minutes = 60, price = \"85.00\" }]\n+++\nLong strokes.\n",
    ),
];

/// The instant at which all of it happens.
pub(crate) fn now() -> Timestamp {
    NOW.parse().expect("an instant")
}

/// The function over a store.
pub(crate) fn app(store: Store) -> App {
    let secret = Secret::parse(SECRET).expect("64 digits are a secret");
    App::new(published(), store, secret, None, Clock::Fixed(now()))
}

/// A booking of 60 minutes, of one client of many.
pub(crate) fn booking(client: usize, service: &str, start: &str) -> Value {
    json!({
        "service": service, "minutes": MINUTES, "start": start,
        "name": format!("Client {client:06}"), "email": format!("client{client:06}@example.com"),
    })
}

/// The same with one therapist.
pub(crate) fn booking_with(client: usize, service: &str, start: &str, therapist: &str) -> Value {
    let mut booking = booking(client, service, start);
    booking["therapist"] = json!(therapist);
    booking
}

/// A time of day on a date, in the practice's zone.
pub(crate) fn start(app: &App, date: Date, time: Time) -> String {
    let zone = &app.published().catalogue.practice.timezone;
    let start = zone.to_timestamp(date.to_datetime(time));
    start.expect("a time of the calendar").to_string()
}

fn published() -> Published {
    let source = |path: &str, text: &str| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let mut sources: Vec<_> = FILES.map(|(path, text)| source(path, text)).into();
    sources.extend(THERAPISTS.map(|id| {
        let text = format!("+++\nname = \"{id}\"\n+++\nA therapist.\n");
        source(&format!("team/{id}.md"), &text)
    }));
    let catalogue = practice::read::catalogue(&sources).catalogue;
    let catalogue = catalogue.expect("a practice without mistakes");
    let theme = Theme::builtin().expect("a theme without mistakes");
    Published {
        theme: theme.with_site(&catalogue, &catalogue.practice.url),
        catalogue,
    }
}
