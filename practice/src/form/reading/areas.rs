//! Areas of the body.

use super::super::body::{REGIONS, Region, Sensation};
use super::super::posted::area_names;
use super::super::{Answer, Area};
use super::numbers::whole;
use super::{Posted, Reading};
use crate::booking::FieldError;

/// The most that can be felt.
const INTENSITY_MAX: u8 = 10;

impl Posted<'_, '_> {
    pub(super) fn areas(&self, max: usize, sensations: &[&Sensation]) -> Reading {
        let mut areas = Vec::new();
        let mut errors = Vec::new();
        for region in &REGIONS {
            match self.area(region, sensations) {
                Ok(area) => areas.extend(area),
                Err(error) => errors.push(error),
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        if areas.is_empty() {
            let thing = self.field.called().thing();
            return self.nothing(|| format!("Select at least one area for {thing}"));
        }
        if areas.len() > max {
            return self.refuse(format!("Select {max} areas or fewer"));
        }
        Ok(Some(Answer::Areas(areas)))
    }

    fn area(&self, region: &Region, sensations: &[&Sensation]) -> Result<Option<Area>, FieldError> {
        let names = area_names(self.field.name(region.id));
        let [ticked, kind, intensity] = names;
        // What is said of an area whose box is not ticked was said of another, or taken back.
        if !self.is_ticked(&ticked) {
            return Ok(None);
        }
        let place = region.label;
        let chosen = self.named(&kind);
        let sensation = match sensations {
            [only] if chosen.is_empty() => Some(only),
            _ => sensations.iter().find(|sensation| sensation.id == chosen),
        };
        let Some(sensation) = sensation else {
            return Err(FieldError::new(
                kind,
                format!("Select what you feel: {place}"),
            ));
        };
        let felt = self.named(&intensity);
        let measured = whole(felt, "").and_then(|number| u8::try_from(number).ok());
        let measured = measured.filter(|number| *number <= INTENSITY_MAX);
        if sensation.measured && measured.is_none() {
            let message = format!("Select how strong it is, from 0 to {INTENSITY_MAX}: {place}");
            return Err(FieldError::new(intensity, message));
        }
        Ok(Some(Area {
            region: region.id.to_owned(),
            sensation: sensation.id.to_owned(),
            intensity: measured.filter(|_| sensation.measured),
        }))
    }
}
