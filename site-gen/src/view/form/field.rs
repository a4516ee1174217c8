//! A question as a template draws it: every box with its name, its id, its label and what stands in it.

use practice::form::Sensation;
use serde::Serialize;

/// A question to be answered.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FieldView {
    /// Its id; that of its first box, to which an error leads.
    pub id: String,
    /// The word for its kind: `choices`, `body_map`.
    pub kind: &'static str,
    /// The question.
    pub label: String,
    /// Whether it may be left out.
    pub optional: bool,
    /// How to answer it. May be empty.
    pub help: String,
    /// Why it is asked. May be empty.
    pub why: String,
    /// What is wrong with it as a whole. May be empty.
    pub error: String,
    /// What has to be chosen on the page for it to show: `c2`. Empty: nothing.
    pub opened: String,
    /// The text agreed to, of a consent.
    pub words: String,
    /// What is chosen on a scale. May be empty.
    pub chosen: String,
    /// What 0 and 10 stand for, of a scale.
    pub ends: Vec<String>,
    /// What is counted, of a number.
    pub unit: String,
    /// What to choose from.
    pub options: Vec<OptionView>,
    /// Its boxes: one of a text, three of a date.
    pub boxes: Vec<BoxView>,
    /// The boxes of each entry, of a list of medicines.
    pub entries: Vec<Vec<BoxView>>,
    /// Whether there is room for more entries than are shown.
    pub more: bool,
    /// What can be said of an area of a body map.
    pub sensations: Vec<&'static Sensation>,
    /// The areas of a body map, by part of the body.
    pub groups: Vec<GroupView>,
}

/// Something to choose.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OptionView {
    /// The name it is posted under.
    pub name: String,
    /// What is posted.
    pub value: String,
    /// The id of its box.
    pub id: String,
    /// Its words.
    pub label: String,
    /// Whether it is chosen.
    pub checked: bool,
    /// Which questions it opens: `c0 c2`.
    pub opens: String,
    /// Whether it stands for none of the others.
    pub none: bool,
    /// What is wrong with it alone. May be empty.
    pub error: String,
}

/// A box to type in, or to tick.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BoxView {
    /// The name it is posted under.
    pub name: String,
    /// Its id.
    pub id: String,
    /// Its own label; empty where the question is its label.
    pub label: String,
    /// What stands in it.
    pub value: String,
    /// What is wrong with it alone. May be empty.
    pub error: String,
    /// What a browser may fill in (HTML, "autofill").
    pub autocomplete: &'static str,
    /// Which keys a phone shows.
    pub inputmode: &'static str,
    /// The part of the question it is: `day`, `phone`.
    pub part: &'static str,
}

/// A part of the body.
#[derive(Clone, Debug, Serialize)]
pub struct GroupView {
    /// The heading.
    pub label: &'static str,
    /// Its areas.
    pub areas: Vec<AreaView>,
}

/// An area of the body.
#[derive(Clone, Debug, Serialize)]
pub struct AreaView {
    /// The region's id, by which the drawing knows it.
    pub id: &'static str,
    /// Its words.
    pub label: &'static str,
    /// Whether its box is ticked.
    pub checked: bool,
    /// What is felt there, by its id. May be empty.
    pub sensation: String,
    /// How much, 0 to 10. May be empty.
    pub intensity: String,
    /// What is wrong with what is felt. May be empty.
    pub sensation_error: String,
    /// What is wrong with how much. May be empty.
    pub intensity_error: String,
}
