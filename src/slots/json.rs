//! An explanation for programs.

use functions::booking::SlotJson;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use practice::availability::{
    Hindrance, Interval, Obstacle, ObstacleKind, OpeningRange, TherapistExplained, with_offset,
};
use serde::Serialize;

use super::explained::Told;

/// What `knead slots --explain INSTANT --json` writes. Instants carry the offset.
#[derive(Serialize)]
pub(super) struct ExplanationJson<'a> {
    service: &'a str,
    minutes: u16,
    timezone: &'a str,
    start: String,
    end: String,
    offered: bool,
    /// Ids ascending.
    therapists: Vec<TherapistJson<'a>>,
    /// Ascending; empty where the start itself is offered.
    nearest: Vec<SlotJson>,
}

#[derive(Serialize)]
struct TherapistJson<'a> {
    id: &'a str,
    free: bool,
    /// Of one who is not free: `R8`.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
    #[serde(flatten)]
    why: Option<Why<'a>>,
}

/// Why a therapist is not free, by its `reason`, and what stands in the way.
#[derive(Serialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum Why<'a> {
    DoesNotGiveService,
    InThePast {
        earliest: String,
    },
    TooSoon {
        notice_minutes: u32,
        earliest: String,
    },
    BeyondHorizon {
        last: Date,
    },
    Closed {
        date: Date,
        exception: bool,
        hours: Vec<SpanJson>,
    },
    DoesNotFit {
        open: SpanJson,
        needed: SpanJson,
    },
    OffGrid {
        #[serde(skip_serializing_if = "Option::is_none")]
        before: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        after: Option<String>,
    },
    Taken {
        wanted: SpanJson,
        in_the_way: Vec<ObstacleJson>,
    },
    NoRoom {
        wanted: SpanJson,
        rooms: Vec<RoomJson<'a>>,
    },
}

#[derive(Serialize)]
struct RoomJson<'a> {
    id: &'a str,
    in_the_way: Vec<ObstacleJson>,
}

/// What is in the way, with its buffers. It says of nobody.
#[derive(Serialize)]
struct ObstacleJson {
    kind: &'static str,
    #[serde(flatten)]
    span: SpanJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<String>,
}

#[derive(Serialize)]
struct SpanJson {
    start: String,
    end: String,
}

impl<'a> ExplanationJson<'a> {
    pub(super) fn of(told: &'a Told<'a>) -> Self {
        let (question, explanation) = (told.question, &told.explanation);
        let written = Written(&question.zone);
        let therapists = explanation.therapists.iter();
        let nearest = told.nearest.iter();
        Self {
            service: question.service.id.as_str(),
            minutes: question.minutes,
            timezone: question.zone_name(),
            start: written.instant(explanation.start),
            end: written.instant(explanation.end),
            offered: explanation.is_offered(),
            therapists: therapists.map(|one| written.therapist(one)).collect(),
            nearest: nearest
                .map(|slot| SlotJson::of(slot, &question.zone))
                .collect(),
        }
    }
}

/// Writes with the offsets of a zone.
struct Written<'z>(&'z TimeZone);

impl Written<'_> {
    fn therapist<'a>(&self, therapist: &'a TherapistExplained) -> TherapistJson<'a> {
        let hindrance = therapist.hindrance.as_ref();
        TherapistJson {
            id: therapist.id.as_str(),
            free: hindrance.is_none(),
            rule: hindrance.map(Hindrance::rule),
            why: hindrance.map(|hindrance| self.why(hindrance)),
        }
    }

    fn why<'a>(&self, hindrance: &'a Hindrance) -> Why<'a> {
        match hindrance {
            Hindrance::DoesNotGiveService => Why::DoesNotGiveService,
            Hindrance::InThePast { earliest } => Why::InThePast {
                earliest: self.instant(*earliest),
            },
            Hindrance::TooSoon {
                notice_minutes,
                earliest,
            } => Why::TooSoon {
                notice_minutes: *notice_minutes,
                earliest: self.instant(*earliest),
            },
            Hindrance::BeyondHorizon { last } => Why::BeyondHorizon { last: *last },
            Hindrance::Closed {
                date,
                ranges,
                exception,
            } => Why::Closed {
                date: *date,
                exception: *exception,
                hours: ranges.iter().map(|range| self.range(range)).collect(),
            },
            Hindrance::DoesNotFit { open, needed, .. } => Why::DoesNotFit {
                open: self.span(*open),
                needed: self.span(*needed),
            },
            Hindrance::OffGrid { before, after } => Why::OffGrid {
                before: before.map(|before| self.instant(before)),
                after: after.map(|after| self.instant(after)),
            },
            Hindrance::Taken { wanted, obstacles } => Why::Taken {
                wanted: self.span(*wanted),
                in_the_way: self.obstacles(obstacles),
            },
            Hindrance::NoRoom { wanted, rooms } => Why::NoRoom {
                wanted: self.span(*wanted),
                rooms: rooms
                    .iter()
                    .map(|(id, obstacles)| RoomJson {
                        id: id.as_str(),
                        in_the_way: self.obstacles(obstacles),
                    })
                    .collect(),
            },
        }
    }

    fn obstacles(&self, obstacles: &[Obstacle]) -> Vec<ObstacleJson> {
        let obstacle = |obstacle: &Obstacle| {
            let (kind, expires_at) = match obstacle.kind {
                ObstacleKind::Booking => ("booking", None),
                ObstacleKind::Hold { expires_at } => ("hold", expires_at),
                ObstacleKind::Block => ("block", None),
            };
            ObstacleJson {
                kind,
                span: self.span(obstacle.blocked),
                expires_at: expires_at.map(|expires_at| self.instant(expires_at)),
            }
        };
        obstacles.iter().map(obstacle).collect()
    }

    fn span(&self, interval: Interval) -> SpanJson {
        SpanJson {
            start: self.instant(interval.start()),
            end: self.instant(interval.end()),
        }
    }

    fn range(&self, range: &OpeningRange) -> SpanJson {
        SpanJson {
            start: self.instant(range.opens),
            end: self.instant(range.closes),
        }
    }

    fn instant(&self, instant: Timestamp) -> String {
        with_offset(self.0, instant)
    }
}
