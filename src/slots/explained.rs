//! Why a start is offered, or is not.

use practice::availability::{
    Asked, Busy, Explanation, Slot, alternatives, bookable_near, explain_each,
};

use super::json::ExplanationJson;
use super::moment::Moment;
use super::obstacles::obstacles;
use super::question::Question;
use super::{words, write_json};
use crate::command_line::Slots;
use crate::failure::Failure;
use crate::terminal;

/// All that is told of one start.
pub(super) struct Told<'a> {
    pub(super) question: &'a Question<'a>,
    pub(super) explanation: Explanation,
    /// The offered starts nearest to one that is not, ascending.
    pub(super) nearest: Vec<Slot>,
    /// Whether the nearest starts have to be told with their therapists.
    pub(super) tells_who: bool,
}

pub(super) fn answer(
    question: &Question<'_>,
    moment: Moment,
    arguments: &Slots,
) -> Result<(), Failure> {
    let start = moment.instant(&question.zone).ok_or_else(|| {
        Failure::said(
            "that start is beyond the calendar's end",
            "ask about an earlier one",
        )
    })?;
    let named = arguments.therapist.as_deref();
    let named = named.map(|id| question.therapist(id)).transpose()?;
    // Who does not give the service has no other times, but others have.
    let giver = named.filter(|id| question.service.therapists.contains(id));
    let asked = |therapist| Asked {
        service: question.service,
        minutes: question.minutes,
        therapist,
        window: start..start,
    };
    let (practice, now) = (&question.catalogue.practice, question.now);
    let around = asked(giver).around(bookable_near(practice, start, now));
    let obstacles = obstacles(question, &around, arguments.bookings.as_deref())?;
    let catalogue = question.catalogue;
    let explanation = explain_each(catalogue, &asked(named), start, &obstacles, now);
    let nearest = match explanation.is_offered() {
        true => Vec::new(),
        false => alternatives(catalogue, &around, start, &Busy::of(&obstacles), now),
    };
    let told = Told {
        question,
        explanation,
        nearest,
        tells_who: giver.is_none() && (named.is_some() || question.service.therapists.len() > 1),
    };
    if arguments.json {
        return write_json(&ExplanationJson::of(&told));
    }
    terminal::data(words::of(&told));
    Ok(())
}
