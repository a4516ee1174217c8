//! A merge that is killed in the middle.

use serde_json::{Value, json};

use super::house::{Answer, Browser, House};
use crate::fire::{Fire, Rates};
use crate::post::office::Office;
use crate::post::practice;

/// A practice where one person was filed twice.
struct World {
    fire: Fire,
    house: House,
    owner: Browser,
    stays: String,
    double: String,
}

impl World {
    async fn open() -> Self {
        let fire = Fire::light(1, Rates::none()).await;
        let house = House::of(Office::storing(practice(), &fire.url).await);
        let (mut ids, starts) = (
            Vec::new(),
            ["2026-12-01T10:00:00-05:00", "2026-12-02T10:00:00-05:00"],
        );
        for (number, start) in (1..).zip(starts) {
            let ada = json!({ "name": "Ada Byron", "start": start });
            ids.push(house.office.book(number, &ada).await.id);
        }
        house.office.wait(180);
        house.office.sweep().await;
        let owner = house.owner().await;
        let mut world = Self {
            fire,
            house,
            owner,
            stays: String::new(),
            double: String::new(),
        };
        let filed = world.filed().await;
        world.stays.clone_from(&filed[0].0);
        world.double.clone_from(&filed[1].0);
        world
    }

    /// The form as its page sends it.
    async fn merge(&self) -> Answer {
        let path = format!("/desk/clients/{}/merge/{}", self.stays, self.double);
        let form = format!("stays={}&version=1&double_version=1", self.stays);
        self.house.post(&self.owner, &path, &form).await
    }

    /// Under which client each booking is filed.
    async fn filed(&self) -> Vec<(String, String)> {
        let rows = self.house.rows("F#").await;
        let word = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
        let filed = rows
            .iter()
            .filter(|row| word(row, "sk").starts_with("BOOKING#"));
        let mut filed: Vec<_> = filed
            .map(|row| (word(row, "pk")[2..].to_owned(), word(row, "sk")))
            .collect();
        filed.sort();
        filed
    }

    async fn is_merged(&self, killed_after: u64) {
        let filed = self.filed().await;
        let is_here = |(client, _): &(String, String)| *client == self.stays;
        assert!(
            filed.len() == 2 && filed.iter().all(is_here),
            "killed after {killed_after} writes: {filed:?}"
        );
        let listed = self.house.rows("N#clients").await;
        let listed: Vec<_> = listed.iter().map(|line| &line["client"]).collect();
        assert_eq!(listed, [self.stays.as_str()], "{killed_after}");
        let audit = self.house.audit().await;
        let merges = audit.iter().filter(|line| line.ends_with(" merge"));
        assert_eq!(merges.count(), 1, "{killed_after}: {audit:?}");
    }
}

#[tokio::test]
async fn a_merge_killed_before_any_of_its_writes_is_finished_by_sending_it_again() {
    for writes in 0.. {
        let world = World::open().await;
        let done = world.fire.killed_after(writes, world.merge()).await;
        if done.is_some() {
            assert!(writes >= 2, "to say so, and to file anew: {writes}");
            return;
        }
        // Between one and the other both clients' bookings are read.
        let page = format!("/desk/clients/{}", world.stays);
        let page = world.house.get(&world.owner, &page).await.page();
        let visits = page.all("[aria-labelledby=visits] .desk-list > li", "class");
        assert_eq!(visits.len(), if writes == 0 { 1 } else { 2 });
        let again = world.merge().await;
        assert_eq!(
            again.leads_to(),
            format!("/desk/clients/{}", world.stays),
            "{}",
            again.body
        );
        world.is_merged(writes).await;
    }
}
