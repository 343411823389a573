//! Where somebody stands with reminders.

use super::*;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtReminders {
    /// What one was told in one slot.
    One(ReminderId),
    /// Who was reminded of a thing, and when.
    Reminded {
        subject: Subject,
        #[serde(flatten)]
        leaf: Leaf<(DateTime<Utc>, PersonId)>,
    },
}
