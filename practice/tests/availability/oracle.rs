//! The rules read a second time, naively: minute by minute, with the wall clock looked up in a list
//! of all minutes instead of computed. It shares no code with what it judges but the day items'
//! entries and a zone's answer to "what does the clock show now?".

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp};
use practice::Id;
use practice::availability::{ClockRange, Entry, Hours, Purpose, Resource};
use practice::catalogue::Therapist;

use crate::scenario::World;

/// Days looked at before and after the window, so that every range that reaches into it is whole.
const MARGIN_DAYS: i64 = 6;

/// What the clock shows at each minute of some days.
struct Timeline {
    origin: Timestamp,
    shown: Vec<DateTime>,
    first_shown: HashMap<DateTime, usize>,
}

/// A range in minutes of the timeline.
type Range = std::ops::Range<usize>;

/// One therapist's days, minute by minute.
struct Agenda {
    ranges: Vec<Range>,
    open: Vec<bool>,
    busy: Vec<bool>,
}

/// Starts and who is free, by the text of the rules.
pub(crate) fn offered(world: &World) -> Vec<(Timestamp, Vec<Id>)> {
    let timeline = Timeline::around(world);
    let rooms: Vec<Vec<bool>> = world
        .service()
        .rooms
        .iter()
        .map(|room| timeline.busy(world, &Resource::Room(room.clone())))
        .collect();
    let mut agendas: BTreeMap<Id, Agenda> = BTreeMap::new();
    for therapist in &world.catalogue.therapists {
        let given = world.service().therapists.contains(&therapist.id); // M4
        let asked_for = world
            .therapist
            .as_ref()
            .is_none_or(|asked| *asked == therapist.id);
        if given && asked_for {
            agendas.insert(therapist.id.clone(), timeline.agenda(world, therapist));
        }
    }
    let mut starts = Vec::new();
    for start in 0..timeline.shown.len() {
        if !timeline.may_be_booked(world, start) {
            continue;
        }
        let free = |agenda: &Agenda| is_free(world, agenda, start);
        let therapists: Vec<Id> = agendas
            .iter()
            .filter(|(_, agenda)| free(agenda))
            .map(|(id, _)| id.clone())
            .collect();
        let room_free = rooms.is_empty() || rooms.iter().any(|room| !meets(world, room, start)); // M2
        if room_free && !therapists.is_empty() {
            starts.push((timeline.instant(start), therapists)); // M3, R13
        }
    }
    starts
}

/// Whether a time, without buffers, lies in a therapist's opening hours.
pub(crate) fn is_open(world: &World, therapist: &Id, time: std::ops::Range<Timestamp>) -> bool {
    let timeline = Timeline::around(world);
    let therapist = world
        .catalogue
        .therapist(therapist.as_str())
        .expect("a therapist");
    let agenda = timeline.agenda(world, therapist);
    timeline.minutes(time).all(|minute| agenda.open[minute])
}

fn is_free(world: &World, agenda: &Agenda, start: usize) -> bool {
    let service = world.service();
    let step = usize::from(service.start_every);
    let on_grid = agenda // R5
        .ranges
        .iter()
        .any(|range| range.contains(&start) && (start - range.start).is_multiple_of(step));
    let mut needed = start..start + usize::from(world.minutes);
    if world.catalogue.practice.booking.buffers_within_hours {
        needed = padded(world, start); // R7
    }
    on_grid && needed.into_iter().all(|minute| agenda.open[minute]) // R6
        && !meets(world, &agenda.busy, start)
}

/// R8
fn meets(world: &World, busy: &[bool], start: usize) -> bool {
    padded(world, start).any(|minute| busy[minute])
}

fn padded(world: &World, start: usize) -> Range {
    let service = world.service();
    let end = start + usize::from(world.minutes) + usize::from(service.buffer_after);
    start - usize::from(service.buffer_before)..end
}

impl Timeline {
    fn around(world: &World) -> Rc<Self> {
        thread_local! {
            static KNOWN: RefCell<HashMap<(String, Date), Rc<Timeline>>> = RefCell::default();
        }
        let key = (world.catalogue.practice.timezone_name.clone(), world.centre);
        let known = KNOWN.with_borrow(|known| known.get(&key).cloned());
        known.unwrap_or_else(|| {
            let timeline = Rc::new(Self::of(world));
            KNOWN.with_borrow_mut(|known| known.insert(key, Rc::clone(&timeline)));
            timeline
        })
    }

    fn of(world: &World) -> Self {
        let margin = SignedDuration::from_hours(24 * MARGIN_DAYS);
        let (origin, end) = (world.window.start - margin, world.window.end + margin);
        let count = usize::try_from(origin.duration_until(end).as_mins()).expect("some days");
        let zone = &world.catalogue.practice.timezone;
        let instants = (0..count).map(|minute| origin + minutes(minute));
        let shown: Vec<_> = instants.map(|instant| zone.to_datetime(instant)).collect();
        let mut first_shown = HashMap::new();
        for (minute, shown) in shown.iter().enumerate() {
            first_shown.entry(*shown).or_insert(minute);
        }
        Self {
            origin,
            shown,
            first_shown,
        }
    }

    fn instant(&self, minute: usize) -> Timestamp {
        self.origin + minutes(minute)
    }

    /// The minutes that an interval touches.
    fn minutes(&self, interval: std::ops::Range<Timestamp>) -> Range {
        let minute = |instant: Timestamp| self.origin.duration_until(instant).as_mins();
        let [start, end] = [minute(interval.start), minute(interval.end)]
            .map(|minute| usize::try_from(minute.max(0)).expect("not negative"));
        start.min(self.shown.len())..end.min(self.shown.len())
    }

    /// R2
    fn resolve(&self, wall: DateTime) -> usize {
        if let Some(minute) = self.first_shown.get(&wall) {
            return *minute;
        }
        let skips = |pair: &[DateTime]| pair[0] < wall && wall < pair[1];
        let before_gap = self.shown.windows(2).position(skips).expect("a gap");
        let past = self.shown[before_gap].duration_until(wall).as_mins();
        before_gap + usize::try_from(past).expect("after the gap's start")
    }

    fn agenda(&self, world: &World, therapist: &Therapist) -> Agenda {
        let ranges = self.ranges(&therapist.hours);
        let mut open = vec![false; self.shown.len()];
        for range in &ranges {
            open[range.clone()].fill(true);
        }
        let busy = self.busy(world, &Resource::Therapist(therapist.id.clone()));
        Agenda { ranges, open, busy }
    }

    /// R3, R4: the ranges of each local date, merged among themselves.
    fn ranges(&self, hours: &Hours) -> Vec<Range> {
        let last = self.shown[self.shown.len() - 1]
            .date()
            .yesterday()
            .expect("a date");
        let mut date = self.shown[0].date().tomorrow().expect("a date");
        let mut all = Vec::new();
        while date < last {
            let next = date.tomorrow().expect("a date");
            let weekday = date.weekday().to_monday_zero_offset().unsigned_abs();
            let written = hours
                .exceptions
                .get(&date)
                .unwrap_or(&hours.weekly[usize::from(weekday)]);
            let mut of_date: Vec<Range> = written
                .iter()
                .filter_map(|range| self.range(date, *range))
                .collect();
            if hours.exceptions.contains_key(&next) {
                let midnight = self.resolve(next.at(0, 0, 0, 0));
                of_date.retain_mut(|range| {
                    range.end = range.end.min(midnight);
                    range.start < range.end
                });
            }
            all.extend(merged(of_date));
            date = next;
        }
        all
    }

    fn range(&self, date: Date, range: ClockRange) -> Option<Range> {
        let (opens, closes) = (range.opens_minute(), range.closes_minute());
        let next = date.tomorrow().expect("a date");
        let start = self.resolve(wall(date, opens));
        let end = match closes {
            1440 => self.resolve(wall(next, 0)),
            _ if closes < opens => self.resolve(wall(next, closes)),
            _ => self.resolve(wall(date, closes)),
        };
        (opens != closes && start < end).then_some(start..end)
    }

    /// R8, R9
    fn busy(&self, world: &World, resource: &Resource) -> Vec<bool> {
        let mut busy = vec![false; self.shown.len()];
        for claim in &world.claims {
            let Entry {
                purpose,
                time,
                buffers,
                ..
            } = &claim.entry;
            let (before, after) = match purpose {
                Purpose::Hold { expires_at } if world.now >= *expires_at => continue,
                Purpose::Block => (0, 0),
                _ => (usize::from(buffers.before), usize::from(buffers.after)),
            };
            if claim.resource == *resource {
                let from = time.start() - minutes(before);
                busy[self.minutes(from..time.end() + minutes(after))].fill(true);
            }
        }
        busy
    }

    /// R10, R11, R12
    fn may_be_booked(&self, world: &World, minute: usize) -> bool {
        let start = self.instant(minute);
        let policy = &world.catalogue.practice.booking;
        let notice = minutes(usize::try_from(policy.notice_minutes).expect("some days"));
        let today = world
            .catalogue
            .practice
            .timezone
            .to_datetime(world.now)
            .date();
        let within_horizon = policy.horizon_days.is_none_or(|days| {
            let mut last = today;
            for _ in 0..days {
                last = last.tomorrow().expect("a date");
            }
            self.shown[minute].date() <= last
        });
        world.window.contains(&start) && start >= world.now + notice && within_horizon
    }
}

fn merged(mut ranges: Vec<Range>) -> Vec<Range> {
    for first in 0..ranges.len() {
        for second in 0..ranges.len() {
            let (a, b) = (ranges[first].clone(), ranges[second].clone());
            if first != second && a.start <= b.end && b.start <= a.end {
                ranges[first] = a.start.min(b.start)..a.end.max(b.end);
                ranges.remove(second);
                return merged(ranges);
            }
        }
    }
    ranges
}

fn wall(date: Date, minute: u16) -> DateTime {
    let [hour, minute] =
        [minute / 60, minute % 60].map(|part| i8::try_from(part).expect("on the clock"));
    date.at(hour, minute, 0, 0)
}

fn minutes(minutes: usize) -> SignedDuration {
    SignedDuration::from_mins(i64::try_from(minutes).expect("some days"))
}
