//! The body map: its regions, and what can be felt in them.

use serde::Serialize;

/// A region of the body, in plain words. Left and right are the client's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Region {
    /// Its name in posts, JSON and the record.
    pub id: &'static str,
    /// Its words.
    pub label: &'static str,
    /// Under which heading it stands in the list.
    pub group: Group,
    /// Which figure shows it.
    pub side: Side,
}

/// A part of the body that several regions belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Head and neck.
    Head,
    /// Shoulders and arms.
    Arms,
    /// Chest and belly.
    Trunk,
    /// Back.
    Back,
    /// Hips.
    Hips,
    /// Legs and feet.
    Legs,
}

/// Which of the two figures shows a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The one that is seen from the front.
    Front,
    /// The one that is seen from behind.
    Back,
    /// Both.
    Both,
}

/// What can be said of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sensation {
    /// Its name in posts, JSON and the record.
    pub id: &'static str,
    /// Its words.
    pub label: &'static str,
    /// Whether it is asked how much of it there is, 0 to 10.
    pub measured: bool,
}

/// What can be said of a region, in the order of the list.
pub static SENSATIONS: [Sensation; 6] = [
    sensation_of("pain", "Pain", true),
    sensation_of("stiffness", "Stiffness or tension", true),
    sensation_of("numbness", "Numbness or tingling", true),
    sensation_of("swelling", "Swelling", true),
    sensation_of("injury", "Injury or scar", true),
    sensation_of("avoid", "Please do not touch", false),
];

/// Every region, in the order of the list.
pub static REGIONS: [Region; 37] = {
    use Group::{Arms, Back, Head, Hips, Legs, Trunk};
    use Side::{Back as Behind, Both, Front};
    [
        region_of("head", "Head or scalp", Head, Both),
        region_of("jaw", "Face or jaw", Head, Front),
        region_of("neck_front", "Front of the neck", Head, Front),
        region_of("neck_back", "Back of the neck", Head, Behind),
        region_of("left_shoulder", "Left shoulder", Arms, Both),
        region_of("right_shoulder", "Right shoulder", Arms, Both),
        region_of("left_upper_arm", "Left upper arm", Arms, Front),
        region_of("right_upper_arm", "Right upper arm", Arms, Front),
        region_of("left_elbow", "Left elbow", Arms, Behind),
        region_of("right_elbow", "Right elbow", Arms, Behind),
        region_of("left_forearm", "Left forearm", Arms, Front),
        region_of("right_forearm", "Right forearm", Arms, Front),
        region_of("left_hand", "Left wrist or hand", Arms, Front),
        region_of("right_hand", "Right wrist or hand", Arms, Front),
        region_of("chest", "Chest", Trunk, Front),
        region_of("belly", "Belly", Trunk, Front),
        region_of("upper_back_left", "Upper back, left", Back, Behind),
        region_of(
            "between_shoulder_blades",
            "Between the shoulder blades",
            Back,
            Behind,
        ),
        region_of("upper_back_right", "Upper back, right", Back, Behind),
        region_of("middle_back", "Middle of the back", Back, Behind),
        region_of("lower_back", "Lower back", Back, Behind),
        region_of("left_hip", "Left hip", Hips, Front),
        region_of("right_hip", "Right hip", Hips, Front),
        region_of("left_buttock", "Left buttock", Hips, Behind),
        region_of("right_buttock", "Right buttock", Hips, Behind),
        region_of("left_thigh_front", "Front of the left thigh", Legs, Front),
        region_of("right_thigh_front", "Front of the right thigh", Legs, Front),
        region_of("left_thigh_back", "Back of the left thigh", Legs, Behind),
        region_of("right_thigh_back", "Back of the right thigh", Legs, Behind),
        region_of("left_knee", "Left knee", Legs, Front),
        region_of("right_knee", "Right knee", Legs, Front),
        region_of("left_shin", "Left shin", Legs, Front),
        region_of("right_shin", "Right shin", Legs, Front),
        region_of("left_calf", "Left calf", Legs, Behind),
        region_of("right_calf", "Right calf", Legs, Behind),
        region_of("left_foot", "Left ankle or foot", Legs, Front),
        region_of("right_foot", "Right ankle or foot", Legs, Front),
    ]
};

impl Region {
    /// The region of this id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        REGIONS.iter().find(|region| region.id == id)
    }
}

impl Sensation {
    /// The sensation of this id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        SENSATIONS.iter().find(|sensation| sensation.id == id)
    }
}

impl Group {
    /// Every group, in the order of the list.
    pub const ALL: [Self; 6] = [
        Self::Head,
        Self::Arms,
        Self::Trunk,
        Self::Back,
        Self::Hips,
        Self::Legs,
    ];

    /// The heading.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Head => "Head and neck",
            Self::Arms => "Shoulders and arms",
            Self::Trunk => "Chest and belly",
            Self::Back => "Back",
            Self::Hips => "Hips",
            Self::Legs => "Legs and feet",
        }
    }
}

const fn region_of(id: &'static str, label: &'static str, group: Group, side: Side) -> Region {
    Region {
        id,
        label,
        group,
        side,
    }
}

const fn sensation_of(id: &'static str, label: &'static str, measured: bool) -> Sensation {
    Sensation {
        id,
        label,
        measured,
    }
}
