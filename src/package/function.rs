//! The functions: their programs, their zips, and what the template calls these.

/// One function in the cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    Booking,
    Intake,
    Desk,
    Notify,
}

impl Function {
    pub(crate) const ALL: [Self; 4] = [Self::Booking, Self::Intake, Self::Desk, Self::Notify];

    /// The name of its program.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Booking => "booking",
            Self::Intake => "intake",
            Self::Desk => "desk",
            Self::Notify => "notify",
        }
    }

    /// The file that `knead package` writes.
    pub(super) fn zip_file(self) -> String {
        format!("{}.zip", self.as_str())
    }

    /// The template's input that names its zip.
    pub(crate) fn parameter(self) -> &'static str {
        match self {
            Self::Booking => "BookingZip",
            Self::Intake => "IntakeZip",
            Self::Desk => "DeskZip",
            Self::Notify => "NotifyZip",
        }
    }
}
